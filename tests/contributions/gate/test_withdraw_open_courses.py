"""`coprod withdraw` where a course is installed, and open on this machine. Test records."""

import shutil
from dataclasses import replace

import pytest

from contributions.gate.conftest import SLOT, WORDS
from contributions.gate.left_of_it import traces
from contributions.gate.out_of_reach import close
from contributions.made_up import REF, everything_in
from contributions.small_pack import PACK
from coprod_training.cli import withdrawal
from coprod_training.content.course import load_course
from coprod_training.content.passages import slot_view
from coprod_training.content.take_down import take_down
from coprod_training.content.upgrade import install
from coprod_training.contributions import history_files
from coprod_training.contributions.built_words import NOT_SEARCHED
from coprod_training.contributions.merge import Merged
from coprod_training.contributions.pack_shelf import PackShelf


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


def test_a_file_of_an_open_course_that_is_torn_keeps_words_in_no_other(released, opened, capsys):
    (opened[1] / ".coprod" / "course" / "modules" / "a-torn-one.yaml").write_text("slots: [torn\n")

    assert released.run("withdraw", REF) == 1

    assert traces(opened[1]) == []
    assert f"change it as its owner: {opened[1] / '.coprod'}" in capsys.readouterr().out


def test_its_words_are_gone_from_an_open_course_without_a_history_and_the_rest_is_named(
    released, opened, capsys
):
    (opened[1] / ".coprod" / "credits" / "history.json").unlink()

    assert released.run("withdraw", REF) == 1

    course = opened[1] / ".coprod"
    assert slot_view(load_course(course / "course"), SLOT, 3)["removed"] is True
    assert f"change it as its owner: {course}" in capsys.readouterr().out


def test_an_open_course_that_does_not_name_it_is_searched_all_the_same(released, opened, capsys):
    note = opened[1] / ".coprod" / "note.txt"
    note.write_text(WORDS)

    assert released.run("withdraw", REF) == 1

    assert f"Its words are still here: {note}" in capsys.readouterr().out


@pytest.mark.parametrize("at", ["take_down", "take_out", "put_file_in_place"])
def test_doing_it_again_finishes_what_was_left_in_an_open_course(released, opened, at, monkeypatch):
    left = opened[1] / ".coprod"
    of = history_files if at == "put_file_in_place" else withdrawal
    does = getattr(of, at)

    def refused(path, *more, **how):
        if path == left or path == left / history_files.FOLDER / "listening.html":
            raise PermissionError(13, "Permission denied", str(path))
        return does(path, *more, **how)

    with monkeypatch.context() as patched:
        patched.setattr(of, at, refused)
        assert released.run("withdraw", REF) == 1
        assert traces(left) != []

    assert released.run("withdraw", REF) == 0
    assert [traces(folder) for folder in opened] == [[], [], []]
    assert REF.encode() not in everything_in(left)


@pytest.mark.parametrize("which", ["a copy", "an open course"])
def test_a_folder_that_nobody_may_look_into_is_named_and_stops_nothing(
    released, opened, which, monkeypatch, capsys
):
    shut, *others = [released.out, *opened] if which == "a copy" else [*opened, released.out]
    with monkeypatch.context() as patched:
        close(shut, patched)
        assert released.run("withdraw", REF) == 1

    assert [traces(folder) for folder in others] == [[], [], []]
    assert released.record().status == "withdrawn"
    said = capsys.readouterr().out
    assert f"change it as its owner: {shut}" in said
    assert f"{shut}{NOT_SEARCHED}" in said


def test_a_pause_hides_it_wherever_it_can_and_names_the_rest(released, opened, monkeypatch, capsys):
    with monkeypatch.context() as patched:
        close(opened[0], patched)
        assert released.run("contribution", "pause", REF) == 0

    assert [traces(folder) for folder in (released.out, *opened[1:])] == [[], [], []]
    assert f"change it as its owner: {opened[0]}" in capsys.readouterr().out


def test_packs_and_places_that_nobody_may_look_into_are_named(
    released, tmp_path, monkeypatch, capsys
):
    packs, place = released.private / "packs", tmp_path / "place"
    file = tmp_path / "letter.txt"
    file.touch()
    packs.mkdir()
    place.mkdir()
    with monkeypatch.context() as patched:
        for one in (packs, place, file):
            close(one, patched)
        assert released.run("withdraw", REF, "--in", place, "--in", file) == 1

    assert released.record().status == "withdrawn"
    said = capsys.readouterr().out
    assert str(packs) in said
    assert f"{place}{NOT_SEARCHED}" in said
    assert f"{file}{NOT_SEARCHED}" in said


def test_one_pack_that_cannot_be_removed_keeps_no_other(released, monkeypatch, capsys):
    shelf = PackShelf(released.private / "packs")
    packs = [replace(PACK, ref=REF, version=one) for one in ("0.1", "0.2")]
    for pack in packs:
        shelf.keep_merged(pack, Merged(said=(), not_landed=(WORDS,)), "abc123")
    shut, other = [shelf.root / pack.id for pack in packs]
    remove = shutil.rmtree

    def refused(folder, *more):
        if folder == shut:
            raise PermissionError(13, "Permission denied", str(shut))
        remove(folder, *more)

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "rmtree", refused)
        assert released.run("withdraw", REF) == 1

    assert (shut.exists(), other.exists()) == (True, False)
    assert str(shut) in capsys.readouterr().out
