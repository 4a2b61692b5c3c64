"""What an exchange that is one person's copy remembers of its collector."""

import pytest

from coprod_training.grading.from_collector import (
    MARK,
    copied_feedback,
    is_from_collector,
    note_copied,
)


def test_what_was_copied_is_read_back_and_marks_the_folder(tmp_path):
    assert not is_from_collector(tmp_path)

    note_copied(tmp_path, {"ann+one+2026": "0f"})

    assert is_from_collector(tmp_path)
    assert copied_feedback(tmp_path) == {"ann+one+2026": "0f"}


@pytest.mark.parametrize("content", [None, "", '{"feedback":', "[]", "{}", "\u0000"])
def test_a_torn_file_says_that_nothing_was_copied(tmp_path, content):
    if content is not None:
        (tmp_path / MARK).write_text(content)

    assert copied_feedback(tmp_path) == {}
