from coprod_training.content.markdown import headings, images, is_only_headings, paragraphs


def test_headings_are_read_with_level_and_line_outside_code():
    source = "# One\n\n```\n# not this\n```\n~~~\n## nor this\n~~~\n### Two ###\n#not this"

    found = [(heading.level, heading.text, heading.line) for heading in headings(source)]

    assert found == [(1, "One", 0), (3, "Two", 8)]


def test_pictures_of_both_sorts_are_read_in_order():
    source = "a\n<img src=\"b.png\" alt='two'>\n![one](a.png) ![three][ref]\n<IMG src=c.png>"

    assert [(image.alt, image.line) for image in images(source)] == [
        ("two", 1),
        ("one", 2),
        ("three", 2),
        ("", 3),
    ]


def test_words_beside_a_heading_are_seen():
    assert is_only_headings("## A\n\n### B\n")
    assert not is_only_headings("## A\nwords")


def test_paragraphs_are_the_runs_between_empty_lines():
    assert list(paragraphs("\nOne\ntwo\n\n \n# Three\n")) == [(1, "One\ntwo"), (5, "# Three")]
