import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_training.content.prose import one_sentence_a_line


def test_each_sentence_gets_a_line():
    text = "One is here. Two is there? Three\nis long! “Four” is last."

    assert one_sentence_a_line(text).split("\n") == [
        "One is here.",
        "Two is there?",
        "Three is long!",
        "“Four” is last.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Some tasks, e.g. A notice, are told.",
        "See Dr. Smith and St. Mary.",
        "For example, this. and not this",
        "It costs 3.5 hours.",
        "It is so. [F001], and more",
        "It is so. [F001]",
        "It is so [F001] [F002].",
    ],
)
def test_what_ends_no_sentence_is_left_alone(text):
    assert one_sentence_a_line(text) == text


def test_a_mark_stays_with_its_sentence():
    text = "One is so. [F001] Two is so [F002]. Three."

    assert one_sentence_a_line(text).split("\n") == [
        "One is so. [F001]",
        "Two is so [F002].",
        "Three.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "- One. Two.\n- Three. Four.",
        "1. One. Two.\n2. Three. Four.",
        "| A. B | C. D |\n| --- | --- |\n| E. F | G |",
        "> One. Two.",
        "```\nOne. Two.\n\nThree. Four.\n```",
        "    One. Two.",
        "<p>One. Two.</p>",
        "A title. Or not\n===",
        "One. Two.  \nThree.",
        "One. Two.\\\nThree.",
        "$$\nA. B\n$$",
    ],
)
def test_what_is_no_plain_paragraph_stays_as_it_was(text):
    assert one_sentence_a_line(text) == text


def test_a_heading_is_apart_from_the_paragraph_below_it():
    text = "## One. Two.\nThree. Four.\n\nFive. Six."

    assert one_sentence_a_line(text).split("\n") == [
        "## One. Two.",
        "Three.",
        "Four.",
        "",
        "Five.",
        "Six.",
    ]


PIECES = st.lists(
    st.sampled_from(
        [
            "One",
            "two.",
            "Three!",
            " ",
            "  ",
            "\n",
            "\n\n",
            "# ",
            "- ",
            "1. ",
            "> ",
            "| ",
            "```",
            "\n```\n",
            "\\",
            "e.g.",
            "[F001]",
            "[F001].",
            "“Yes.”",
            "**Bold.**",
            "*",
            "---",
            "===",
            "$$",
            "<b>",
            "(A.)",
            "\t",
            "B.",
            "2020.",
            "\n~~~\n",
            "+ ",
            "[a]: b",
            "_x._",
        ]
    ),
    max_size=25,
).map("".join)


@given(PIECES | st.text(max_size=80))
def test_doing_it_twice_changes_nothing(text):
    once = one_sentence_a_line(text)

    assert one_sentence_a_line(once) == once


@given(PIECES)
def test_no_word_is_lost_or_moved(text):
    assert one_sentence_a_line(text).split() == text.split()
