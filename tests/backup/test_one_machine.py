"""`coprod backup`, `wipe` and `restore`: one machine is cleared, and is as it was again."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from backup.small_workspace import WORDS, course_open, everything, gradebook_in_use

from coprod_training.errors import CoprodError
from coprod_training.grading.config import trainer_config
from coprod_training.grading.nbgrader_api import open_api
from coprod_training.lab import workspace_backup
from coprod_training.lab.workspace import open_workspace


@pytest.fixture
def backup(coprod, tmp_path):
    """Made, and its workspace wiped."""
    assert coprod("backup", tmp_path / "backups")[0] == 0
    assert coprod("wipe", "--yes")[0] == 0
    (found,) = (tmp_path / "backups").iterdir()
    return found


def test_after_a_wipe_everything_is_there_again(workspace, coprod, tmp_path):
    with gradebook_in_use(workspace):
        before = everything(workspace.root)
        done, said = coprod("backup", tmp_path / "backups")
    assert done == 0
    assert "encrypt it" in said
    (backup,) = (tmp_path / "backups").iterdir()
    assert str(backup) in said
    assert {one.stat().st_mode & 0o077 for one in [backup, *backup.iterdir()]} == {0}

    assert coprod("wipe", "--yes")[0] == 0
    assert not workspace.root.exists()
    done, said = coprod("restore", backup)

    assert done == 0
    assert "files are in" in said
    assert "deleted or took back after that is here again" in said
    assert everything(workspace.root) == before
    assert "'amira',3" in before["trainer/gradebook.db"][1]
    assert WORDS in before["learner/modules/listening.answers.jsonl"][1].decode()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["another-disk", "backups", "coprod"]


def test_git_does_not_offer_a_backup_that_lies_in_a_checkout(backup, tmp_path):
    """It holds keys and answers. The project's own list of what is not committed."""
    ignored = Path(__file__).parents[2] / ".gitignore"
    (tmp_path / "backups" / ".gitignore").write_text(ignored.read_text())
    git = ["git", "-C", tmp_path / "backups"]
    subprocess.run([*git, "init", "-q"], check=True)

    offered = [*git, "ls-files", "--others", "--exclude-standard", "--directory"]

    assert subprocess.check_output(offered, text=True).split() == [".gitignore"]
    assert backup.is_dir()


def test_a_link_is_not_followed_and_it_is_said_where_one_leads_out(workspace, coprod, tmp_path):
    _, said = coprod("backup", tmp_path / "backups")

    out = [line for line in said.splitlines() if "the link" in line]
    assert out == [
        f"Not in it: what the link {workspace.learner / 'films'} leads to. Copy that yourself."
    ]
    (backup,) = (tmp_path / "backups").iterdir()
    assert "film.webm" not in (backup / "contents.json").read_text()
    assert coprod("wipe", "--yes")[0] == 0
    assert (tmp_path / "another-disk" / "film.webm").read_bytes() == b"film"


def test_a_whole_part_that_is_a_link_is_refused(workspace, coprod, tmp_path):
    """Else a backup each night would do without all marks, and nobody would see it."""
    workspace.trainer.rename(tmp_path / "trainer")
    workspace.trainer.symlink_to(tmp_path / "trainer")

    done, said = coprod("backup", tmp_path / "backups")

    assert done == 1
    assert f"{workspace.trainer}\n  A part of this workspace is a link" in said
    assert not (tmp_path / "backups").exists()
    assert coprod("wipe", "--yes")[0] == 0
    assert (tmp_path / "trainer" / "submitted").is_dir()


def test_a_workspace_of_private_records_alone_is_copied_and_wiped(coprod, tmp_path):
    """As whoever keeps the register has it, who never opens the course."""
    root = tmp_path / "keeper"
    (root / "private" / "keys").mkdir(parents=True)
    (root / "private" / "keys" / "register.key").write_text("made up")

    assert coprod("backup", tmp_path / "backups", at=root)[0] == 0
    assert coprod("wipe", "--yes", at=root)[0] == 0
    (backup,) = (tmp_path / "backups").iterdir()
    assert coprod("restore", backup, at=root)[0] == 0

    assert [one.name for one in root.iterdir()] == ["private"]
    assert (root / "private" / "keys" / "register.key").read_text() == "made up"


def test_an_open_course_is_copied_and_that_is_said(workspace, coprod, tmp_path):
    with course_open(workspace, "trainer"):
        done, said = coprod("backup", tmp_path / "backups")
        (backup,) = (tmp_path / "backups").iterdir()
        # Restored beside it for a trial, it is another course, which is not open.
        trial = tmp_path / "trial"
        assert coprod("restore", backup, at=trial)[0] == 0
        assert not [*trial.glob("jupyter/*/runtime/*")]
        assert coprod("wipe", "--yes", at=trial)[0] == 0

    assert done == 0
    assert "The course is open" in said


def test_nothing_is_written_over_what_is_there(workspace, coprod, backup):
    (workspace.root / "learner").mkdir(parents=True)
    (workspace.root / "learner" / "words").touch()

    done, said = coprod("restore", backup)

    assert done == 1
    assert "There is something here already" in said
    assert "coprod wipe" in said
    assert [one.name for one in workspace.root.iterdir()] == ["learner"]


def test_empty_folders_of_a_workspace_that_nobody_used_are_no_hindrance(workspace, coprod, backup):
    open_workspace(workspace.root)
    assert any(workspace.root.iterdir())

    done, said = coprod("restore", backup)

    assert done == 0, said
    assert (workspace.root / "learner" / "modules").is_dir()


def test_an_empty_folder_is_filled(workspace, coprod, backup):
    workspace.root.mkdir()

    assert coprod("restore", backup)[0] == 0
    assert workspace.learner.is_dir()


def test_it_can_be_restored_beside_the_one_that_is_there(workspace, coprod, tmp_path):
    coprod("backup", tmp_path / "backups")
    (backup,) = (tmp_path / "backups").iterdir()

    assert coprod("restore", backup, at=tmp_path / "other")[0] == 0

    assert everything(tmp_path / "other") == everything(workspace.root)


def test_what_is_restored_into_another_folder_never_grades_in_the_first(
    workspace, coprod, tmp_path
):
    config = trainer_config(workspace.trainer, tmp_path, workspace.exchange, tmp_path)
    (workspace.trainer / "nbgrader_config.py").write_text(config)
    coprod("backup", tmp_path / "backups")
    (backup,) = (tmp_path / "backups").iterdir()
    coprod("restore", backup, at=tmp_path / "other")

    with pytest.raises(CoprodError, match="belongs to a different folder") as refused:
        open_api(tmp_path / "other" / "trainer")

    assert "coprod start --as trainer" in refused.value.fix


def test_where_there_is_no_workspace_nothing_is_made(coprod, tmp_path):
    (tmp_path / "nothing").mkdir()

    for verb, asked in (("backup", tmp_path / "backups"), ("wipe", "--yes")):
        for root in (tmp_path / "nothing", tmp_path / "nowhere"):
            done, said = coprod(verb, asked, at=root)
            assert done == 1
            assert "workspace" in said
            assert "Traceback" not in said
    assert (tmp_path / "nothing").is_dir()
    assert not (tmp_path / "nowhere").exists()
    assert not (tmp_path / "backups").exists()


def test_a_backup_does_not_lie_inside_the_workspace(workspace, coprod):
    done, said = coprod("backup", workspace.private / "backups")

    assert done == 1
    assert "cannot be inside" in said
    assert not (workspace.private / "backups").exists()


def test_a_backup_that_is_stopped_leaves_nothing_behind(workspace, coprod, tmp_path, monkeypatch):
    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(workspace_backup, "write_manifest", stopped)

    assert coprod("backup", tmp_path / "backups")[0] == 130
    assert list((tmp_path / "backups").iterdir()) == []


KILLED = """
import os, signal, sys
from coprod_training.backup import folders
from coprod_training.cli import main
copied, seen = folders._add, []
def add(*asked):
    seen.append(1)
    if len(seen) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    copied(*asked)
folders._add = add
main(sys.argv[1:])
"""
FULL = """
import resource, sys
from coprod_training.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
sys.exit(main(sys.argv[1:]))
"""


def typed(code, *asked):
    words = [sys.executable, "-c", code, *map(str, asked)]
    return subprocess.run(words, capture_output=True, text=True, check=False)


def test_a_backup_that_is_killed_is_never_taken_for_a_whole_one(workspace, coprod, tmp_path):
    done = typed(KILLED, "backup", tmp_path / "backups", "--workspace", workspace.root)

    assert done.returncode == -signal.SIGKILL
    (half,) = (tmp_path / "backups").iterdir()
    assert half.name.startswith(".")
    assert half.name.endswith(".unfinished")
    assert "backup is incomplete" in coprod("restore", half, at=tmp_path / "other")[1]


def test_a_full_disk_is_said_in_words_and_leaves_nothing_behind(workspace, coprod, tmp_path):
    (workspace.learner / "recording.webm").write_bytes(os.urandom(200_000))

    done = typed(FULL, "backup", tmp_path / "backups", "--workspace", workspace.root)

    assert done.returncode == 1
    assert "that the disk has room" in done.stderr
    assert list((tmp_path / "backups").iterdir()) == []
    coprod("backup", tmp_path / "backups")
    (backup,) = (tmp_path / "backups").iterdir()

    done = typed(FULL, "restore", backup, "--workspace", tmp_path / "other")

    assert done.returncode == 1
    assert "that the disk has room" in done.stderr
    assert sorted(one.name for one in tmp_path.iterdir()) == ["another-disk", "backups", "coprod"]


def test_the_rest_of_a_restore_that_was_cut_off_is_named(workspace, coprod, backup):
    beside = workspace.root.with_name(".coprod.restoring")
    beside.mkdir()

    done, said = coprod("restore", backup)

    assert done == 1
    assert str(beside) in said
    assert "Delete that folder" in said
