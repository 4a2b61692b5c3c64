"""`coprod wipe` deletes a workspace that nobody has open, and nothing else."""

import re
import shutil

import pytest
from backup.small_workspace import course_open

from coprod_training.lab.workspace import TOP, open_workspace


@pytest.mark.parametrize(("typed_in", "gone"), [("wipe", True), ("Wipe ", True), ("yes", False)])
def test_a_wipe_asks_for_the_word(workspace, coprod, monkeypatch, typed_in, gone):
    monkeypatch.setattr("builtins.input", lambda _: typed_in)

    done, said = coprod("wipe")

    assert workspace.root.exists() is not gone
    assert done == (0 if gone else 1)
    assert ("Nothing was deleted." in said) is not gone
    assert "coprod backup DIR" in said


def test_without_anybody_to_ask_nothing_is_wiped(workspace, coprod, monkeypatch):
    def nobody(_):
        raise EOFError

    monkeypatch.setattr("builtins.input", nobody)

    done, said = coprod("wipe")

    assert done == 1
    assert "--yes" in said
    assert workspace.learner.is_dir()


def test_what_macos_leaves_in_a_folder_goes_too(workspace, coprod):
    (workspace.root / ".DS_Store").write_bytes(b"where its window was")

    assert coprod("wipe", "--yes")[0] == 0
    assert not workspace.root.exists()


def test_a_folder_with_something_else_in_it_is_not_wiped(workspace, coprod):
    (workspace.root / "letters").mkdir()

    done, said = coprod("wipe", "--yes")

    assert done == 1
    assert '"letters"' in said
    assert workspace.learner.is_dir()


def test_a_folder_that_only_has_our_names_is_not_wiped(coprod, tmp_path):
    (tmp_path / "home" / "private").mkdir(parents=True)

    done, said = coprod("wipe", "--yes", at=tmp_path / "home")

    assert done == 1
    assert "does not look like a workspace" in said
    assert (tmp_path / "home" / "private").is_dir()


def test_a_link_to_a_workspace_is_not_wiped_by_its_name(workspace, coprod, tmp_path):
    (tmp_path / "short").symlink_to(workspace.root)

    done, said = coprod("wipe", "--yes", at=tmp_path / "short")

    assert done == 1
    assert f"--workspace {workspace.root}" in said
    assert workspace.learner.is_dir()


def test_a_wipe_that_was_cut_off_can_be_done_again(workspace, coprod):
    shutil.rmtree(workspace.learner)
    shutil.rmtree(workspace.private)

    assert coprod("wipe", "--yes")[0] == 0
    assert not workspace.root.exists()


def test_a_workspace_has_no_names_at_its_top_that_a_wipe_does_not_know(tmp_path):
    workspace = open_workspace(tmp_path / "coprod")

    assert {one.name for one in workspace.root.iterdir()} <= set(TOP)
    assert workspace.on_paper.name in TOP


@pytest.mark.parametrize("role", ["learner", "trainer"])
def test_an_open_course_is_not_wiped(workspace, coprod, role):
    with course_open(workspace, role):
        done, said = coprod("wipe", "--yes")

    assert done == 1
    assert "The course is open here. Nothing was deleted." in said
    assert re.search(r"gone: kill \d+\n", said)
    assert workspace.learner.is_dir()
