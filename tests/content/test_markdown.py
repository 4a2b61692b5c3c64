import pytest

from coprod_training.content.markdown import headings, images, is_only_headings, paragraphs


def test_headings_are_read_with_level_and_line_outside_code():
    source = "# One\n\n```\n# not this\n```\n~~~\n## nor this\n~~~\n### Two ###\n#not this"

    assert read(source) == [(1, "One", 0), (3, "Two", 8)]


def read(source):
    return [(heading.level, heading.text, heading.line) for heading in headings(source)]


@pytest.mark.parametrize(
    ("source", "level", "text"),
    [
        ("   ##### Deep", 5, "Deep"),
        ("A long\ntitle\n===", 1, "A long title"),
        ("Second\n  --", 2, "Second"),
        ("<h5 class='x'>Deep\nown</h5> and words", 5, "Deep own"),
        ("> - ## In a list", 2, "In a list"),
        ("##", 2, ""),
    ],
)
def test_a_heading_is_read_however_it_is_written(source, level, text):
    assert read(source) == [(level, text, 0)]


@pytest.mark.parametrize(
    "source",
    [
        "    # code",
        "`<h2>no</h2>`",
        "- item\n---",
        "| a |\n---",
        "> words\n---",
        "words\n\n---",
        "a | b\n--- | ---",
        "####### seven",
    ],
)
def test_what_only_looks_like_a_heading_is_none(source):
    assert read(source) == []


def test_pictures_of_both_sorts_are_read_in_order():
    source = (
        "a\n<img src=\"b.png\" alt='two'>\n![one](a.png) ![three][Ref]\n<IMG src=c.png>\n"
        "![four]![five](<d e.png> 't') `![no](f.png)`\n\n[ref]: g.png\n[four]: h.png"
    )

    assert [(image.alt, image.target, image.line) for image in images(source)] == [
        ("two", "b.png", 1),
        ("one", "a.png", 2),
        ("three", "g.png", 2),
        ("", "c.png", 3),
        ("four", "h.png", 4),
        ("five", "d e.png", 4),
    ]


def test_words_beside_a_heading_are_seen():
    assert is_only_headings("## A\n\n### B\n")
    assert is_only_headings("A title\n===")
    assert not is_only_headings("## A\nwords")
    assert not is_only_headings("<h2>A</h2> and words")


def test_paragraphs_are_the_runs_between_empty_lines_and_headings():
    source = "\nOne\ntwo\n\n \n# Three\nFour\n\nFive\n---\n[a]: b.html\nSix"

    assert paragraphs(source) == [(1, "One\ntwo"), (6, "Four"), (11, "Six")]


def test_list_items_and_table_rows_stand_for_themselves():
    source = "Look:\n- one\n  more\n- two\n\n| A | B |\n| --- | :-: |\n| c | d |\n| e | f |\ng"

    assert paragraphs(source) == [
        (0, "Look:"),
        (1, "- one\n  more"),
        (3, "- two"),
        (7, "| c | d |"),
        (8, "| e | f |"),
        (9, "g"),
    ]
