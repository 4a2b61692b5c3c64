"""`coprod withdraw` where a course is installed, and open on this machine. Test records."""

import shutil

import pytest

from contributions.gate.conftest import SLOT
from contributions.gate.left_of_it import traces
from contributions.made_up import REF
from coprod_training.cli import withdrawal
from coprod_training.content.course import load_course
from coprod_training.content.passages import slot_view
from coprod_training.content.take_down import take_down
from coprod_training.content.upgrade import install


@pytest.fixture
def opened(released, tmp_path, monkeypatch):
    """The released course, installed on this machine and open in the workspace."""
    packaged = tmp_path / "site-packages" / "published"
    shutil.copytree(released.out, packaged)
    monkeypatch.setattr(withdrawal, "PACKAGED", packaged)
    homes = released.workspace / "learner", released.workspace / "trainer" / "learner-view"
    for home in homes:
        install(released.out, home)
    return packaged, *homes


def test_it_is_gone_from_the_installed_copy_and_from_courses_that_are_open(
    released, opened, capsys
):
    assert all(traces(folder) for folder in opened)

    assert released.run("withdraw", REF, key=False) == 1

    assert [traces(folder) for folder in opened] == [[], [], []]
    course = load_course(opened[1] / ".coprod" / "course")
    assert slot_view(course, SLOT, 3)["removed"] is True
    said = capsys.readouterr().out
    assert f"Taken out of the course that is open here: {opened[0]}" in said


def test_an_open_course_that_is_not_ours_to_change_is_named(released, opened, monkeypatch, capsys):
    def shut(folder, ref, **more):
        if folder == opened[0]:
            raise PermissionError
        return take_down(folder, ref, **more)

    monkeypatch.setattr(withdrawal, "take_down", shut)

    assert released.run("withdraw", REF) == 1
    assert f"change it as its owner: {opened[0]}" in capsys.readouterr().out
    assert traces(released.out) == traces(opened[1]) == []


def test_an_open_course_without_a_history_is_searched_all_the_same(released, opened, capsys):
    (opened[1] / ".coprod" / "credits" / "history.json").unlink()

    assert released.run("withdraw", REF) == 1

    left = opened[1] / ".coprod" / "course" / "modules" / "listening.yaml"
    assert f"Its words are still here: {left}" in capsys.readouterr().out
