import pytest

from coprod_training.content.normal_form import is_readable_id, new_part, normal_form

ABOUT = {"module": "listening"}


def normal(*parts):
    return normal_form({"cells": list(parts)}, ABOUT, None)["cells"]


def test_outputs_counts_and_other_metadata_are_taken_out():
    messy = new_part("code", 'activity("a")\n', "a") | {
        "outputs": [{"output_type": "stream"}],
        "execution_count": 7,
        "metadata": {"scrolled": True, "tags": ["b", "a", "b"]},
    }

    (part,) = normal(messy)

    assert (part["outputs"], part["execution_count"]) == ([], None)
    assert part["metadata"] == {"jupyter": {"source_hidden": True}, "tags": ["a", "b"]}


def test_sentences_of_text_get_lines_and_code_does_not():
    words = "One here. Two here."

    text, code = normal(new_part("markdown", words, "a"), new_part("code", words, "b"))

    assert text["source"] == "One here.\nTwo here."
    assert code["source"] == words


@pytest.mark.parametrize(
    ("part", "name"),
    [
        (new_part("code", 'activity("ladder-sort")'), "ladder-sort"),
        (new_part("code", "from coprod_training import activity"), "start"),
        (new_part("markdown", "words\n\n## Who decided?"), "who-decided"),
        (
            new_part("markdown", "Only a few words here, and more of them"),
            "only-a-few-words-here-and",
        ),
        (new_part("markdown", "…"), "part"),
        (new_part("markdown", "Words", "3f9a01bc"), "words"),
        (new_part("markdown", "Words", "kept-name"), "kept-name"),
    ],
)
def test_parts_without_a_name_are_named_after_what_they_show(part, name):
    assert normal(part)[0]["id"] == name


def test_a_name_used_twice_gets_a_number():
    parts = [new_part("markdown", words, "same") for words in ("A", "B", "C")]

    assert [part["id"] for part in normal(*parts)] == ["same", "same-2", "same-3"]


def test_words_that_happen_to_be_hexadecimal_are_a_readable_name():
    assert is_readable_id("facade")
    assert is_readable_id("defaced-a")
    assert not is_readable_id("12345678")


def test_what_was_given_is_left_as_it_was():
    part = new_part("markdown", "One. Two.", "a")

    normal(part)

    assert part == new_part("markdown", "One. Two.", "a")
