"""What exercises are called in a trainer's lists, which can be hundreds of rows long."""

import pytest
from opened import ROOT

from coprod_training.trainer import trainer as asked
from coprod_training.trainer.trainer import Trainer


@pytest.fixture
def trainer(tmp_path):
    return Trainer(tmp_path / "trainer", ROOT / "course", tmp_path / "exchange" / "coprod")


def test_each_has_its_title_and_one_of_another_course_its_own_name(trainer):
    known = {one.id: one.title for one in trainer.course().assessments}

    assert known
    assert trainer.titles([*known, "elsewhere"]) == known | {"elsewhere": "elsewhere"}
    assert trainer.title("elsewhere") == "elsewhere"


def test_the_files_of_the_course_are_looked_at_once_for_a_whole_list(trainer, monkeypatch):
    looked = []
    load = asked.load_unchanged
    monkeypatch.setattr(asked, "load_unchanged", lambda root: (looked.append(root), load(root))[1])

    trainer.titles(["where-is-it-really"] * 200)

    assert looked == [trainer.staff]
