"""A process that is ended half way leaves nobody's words in the exchange, and no false alarm."""

import subprocess
import sys
import threading

import pytest
from house.tree import ROOT

from coprod_training.grading.forget import forget
from coprod_training.grading.half_made import half_made, take_out_half_made
from coprod_training.grading.hand_in_name import left_there

WORDS = "PLANTED words of a learner"
ENDED = """
import sys, time
from pathlib import Path
from coprod_training.grading.half_made import half_made
with half_made(Path(sys.argv[1])) as fresh:
    (fresh / "task.answers.jsonl").write_text(sys.argv[2])
    print("half of it", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def inbound(tmp_path):
    folder = tmp_path / "exchange" / "inbound"
    folder.mkdir(parents=True)
    return folder


def end_half_way(inbound):
    """A process is killed while a hand-in of its is being made."""
    command = [sys.executable, "-c", ENDED, str(inbound), WORDS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:
        process.stdout.readline()
        process.kill()


def from_paper_before(inbound):
    (inbound / ".paper-abc").mkdir()
    (inbound / ".paper-abc" / "task.answers.jsonl").write_text(WORDS)


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("leave", [end_half_way, from_paper_before])
def test_what_an_ended_process_left_is_no_alarm_and_goes_when_somebody_is_forgotten(inbound, leave):
    leave(inbound)
    assert len(names_in(inbound)) == 1
    assert left_there(inbound, "task") == 0

    forget("ann", inbound.parent, inbound.parent / "trainer", inbound.parent / "cache")

    assert names_in(inbound) == []


def test_it_goes_from_ones_own_copies_as_well(inbound):
    end_half_way(inbound)

    forget("ann", inbound.parent / "none", inbound.parent / "trainer", inbound)

    assert names_in(inbound) == []


def test_what_is_being_made_is_no_alarm_and_stays(inbound):
    with half_made(inbound) as fresh:
        (fresh / "task.answers.jsonl").write_text(WORDS)
        assert left_there(inbound, "task") == 0
        removing = threading.Thread(target=take_out_half_made, args=(inbound,), daemon=True)
        removing.start()
        removing.join(0.3)
        assert removing.is_alive()  # it waits
        fresh.rename(inbound / "whole")
    removing.join(30)

    assert names_in(inbound) == ["whole"]
    assert (inbound / "whole" / "task.answers.jsonl").read_text() == WORDS


def fill_a_full_disk(inbound):
    with half_made(inbound) as fresh:
        (fresh / "task.answers.jsonl").write_text(WORDS)
        raise OSError(28, "No space left on device")


def test_what_fails_leaves_no_half(inbound):
    with pytest.raises(OSError, match="No space"):
        fill_a_full_disk(inbound)

    assert names_in(inbound) == []


def test_what_is_no_folder_of_ours_is_an_alarm_and_stays(inbound, tmp_path):
    (inbound / ".new-link").symlink_to(tmp_path)
    (inbound / ".new-file").touch()
    (inbound / ".another").mkdir()

    take_out_half_made(inbound)

    assert names_in(inbound) == [".another", ".new-file", ".new-link"]
    assert left_there(inbound, "task") == 3
