"""What lies in a hand-in under the name of its secret holds nobody up, and reaches nobody else."""

import os

import pytest
from nbgrader.utils import notebook_hash

from coprod_training.grading.collected import SECRET
from coprod_training.grading.forget import forget

TASK, AT = "task", "2026-11-26 09:00:00.000000 UTC"


@pytest.fixture
def exchange(tmp_path):
    """Ann and ben have handed in, and feedback has gone back to ben."""
    for learner in ("ann", "ben"):
        (tmp_path / "inbound" / f"{learner}+{TASK}+{AT}").mkdir(parents=True)
    secret_of(tmp_path, "ben").write_text("b" * 128)
    page = tmp_path / "feedback" / f"{notebook_hash(secret='b' * 128, notebook_id=TASK)}.html"
    page.parent.mkdir()
    page.touch()
    return tmp_path


def secret_of(exchange, learner):
    return exchange / "inbound" / f"{learner}+{TASK}+{AT}" / SECRET


def pipe(exchange):
    os.mkfifo(secret_of(exchange, "ann"))


def link_to_anothers(exchange):
    secret_of(exchange, "ann").symlink_to(secret_of(exchange, "ben"))


def folder_that_is_a_link(exchange):
    folder = secret_of(exchange, "ann").parent
    folder.rmdir()
    folder.symlink_to(secret_of(exchange, "ben").parent)


def no_text(exchange):
    secret_of(exchange, "ann").write_bytes(b"\xff")


def nothing(exchange):
    secret_of(exchange, "ann").touch()


@pytest.mark.parametrize("lay", [nothing, pipe, link_to_anothers, folder_that_is_a_link, no_text])
def test_the_work_goes_and_nobody_elses_does(exchange, lay):
    lay(exchange)

    done = forget("ann", exchange, exchange / "trainer", exchange / "cache")

    assert (done.hand_ins, done.feedback) == (1, 0)
    assert [one.name[:3] for one in (exchange / "inbound").iterdir()] == ["ben"]
    assert secret_of(exchange, "ben").is_file()
    assert len(list((exchange / "feedback").iterdir())) == 1


def test_ones_own_feedback_goes(exchange):
    assert forget("ben", exchange, exchange / "trainer", exchange / "cache").feedback == 1
    assert list((exchange / "feedback").iterdir()) == []
