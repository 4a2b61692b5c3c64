import os
import tracemalloc
from datetime import UTC, datetime

import pytest

from coprod_training.errors import CoprodError
from coprod_training.grading import changed_notebook, collected, hand_in_time, quarantine

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def form(tmp_path):
    release = tmp_path / "release"
    release.mkdir()
    (release / "one.ipynb").write_text('{"cells": []}')
    return collected.form_of(release)


@pytest.fixture
def hand_in(tmp_path):
    folder = tmp_path / "hand-in"
    folder.mkdir()
    (folder / "one.ipynb").write_text('{"cells": []}')
    (folder / "one.answers.jsonl").write_text("{}\n")
    (folder / "submission_secret.txt").write_text("ab" * 32)
    return folder


def test_an_honest_hand_in_is_taken_without_a_word(hand_in, form, tmp_path):
    assert collected.take(hand_in, tmp_path / "taken", form, NOW) == ()
    assert {path.name for path in (tmp_path / "taken").iterdir()} == form.names
    assert hand_in_time.time_in(tmp_path / "taken") == NOW


def test_what_was_taken_has_no_faults(hand_in, form, tmp_path):
    collected.take(hand_in, tmp_path / "taken", form, NOW)

    assert not collected.faults(tmp_path / "taken", form)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: (folder / "more.html").touch(),
        lambda folder: (folder / "one.ipynb").write_text("{}"),
        lambda folder: (folder / "one.ipynb").unlink(),
        lambda folder: (folder / "timestamp.txt").write_text("yesterday"),
        lambda folder: (folder / "submission_secret.txt").unlink(),
        lambda folder: os.mkfifo(folder / "two"),
    ],
)
def test_a_collected_folder_that_was_changed_is_put_aside_whole(hand_in, form, tmp_path, spoil):
    taken = tmp_path / "ann" / "one"
    collected.take(hand_in, taken, form, NOW)
    spoil(taken)

    reasons = quarantine.make_fit(taken, form, tmp_path, "ann")

    assert reasons
    assert not collected.faults(taken, form)
    assert (tmp_path / ".coprod" / "quarantine" / "ann" / "one-1").is_dir()


def test_the_notebook_that_is_taken_is_the_released_one(hand_in, form, tmp_path):
    (hand_in / "one.ipynb").write_text('{"cells": [{}]}')

    collected.take(hand_in, tmp_path / "taken", form, NOW)

    assert (tmp_path / "taken" / "one.ipynb").read_text() == '{"cells": []}'


def test_an_earlier_hand_in_stays_whole_when_the_next_cannot_be_opened(hand_in, form, tmp_path):
    collected.take(hand_in, tmp_path / "taken", form, NOW)

    with pytest.raises(OSError, match="No such file"):
        collected.take(tmp_path / "gone", tmp_path / "taken", form, NOW)

    assert not collected.faults(tmp_path / "taken", form)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a file to somebody else")
def test_a_second_name_of_anothers_file_is_left_out(hand_in, form, tmp_path):
    other = tmp_path / "others-answers"
    other.write_text("{}\n")
    os.chown(other, 12345, 12345)
    (hand_in / "one.answers.jsonl").unlink()
    os.link(other, hand_in / "one.answers.jsonl")

    reasons = collected.take(hand_in, tmp_path / "taken", form, NOW)

    assert reasons == ("The answers file is not an ordinary file. It was left out.",)


def test_an_assignment_without_a_released_form_says_what_to_do(tmp_path):
    with pytest.raises(CoprodError, match="nbgrader generate_assignment"):
        collected.form_of(tmp_path)


def test_a_notebook_is_read_only_as_far_as_a_remark_is_worth(hand_in, form, tmp_path):
    """20 MB of empty lists would take half a GB of memory, for one sentence about them."""
    dense = b'{"cells":[' + b"[]," * 6_600_000 + b"[]]}"
    (hand_in / "one.ipynb").write_bytes(dense)
    assert collected.take(hand_in, tmp_path / "taken", form, NOW) == (changed_notebook.TOO_LARGE,)

    (hand_in / "one.ipynb").write_bytes(dense[: collected.NOTEBOOK_BYTES - 4] + b"[]]}")
    tracemalloc.start()
    reasons = collected.take(hand_in, tmp_path / "taken", form, NOW)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert reasons == (changed_notebook.BROKEN,)
    assert most < 100_000_000
