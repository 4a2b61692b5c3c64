import os
import subprocess
import sys
from subprocess import PIPE
from uuid import uuid4

import made_once
import pytest


@pytest.fixture
def name():
    return f"test-record-{uuid4()}"


def test_it_is_made_once_and_each_copy_is_its_own(name, tmp_path):
    def make(folder):
        folder.mkdir()  # fails the second time
        (folder / "words.txt").write_text("As made.")

    one = made_once.copied(name, make, tmp_path / "one")
    (one / "words.txt").write_text("Changed.")
    other = made_once.copied(name, make, tmp_path / "other")

    assert (one / "words.txt").read_text() == "Changed."
    assert (other / "words.txt").read_text() == "As made."


def test_the_settings_of_a_copy_name_its_own_folders(name, tmp_path):
    def make(folder):
        folder.mkdir()
        (folder / "settings.json").write_text(f'{{"root": "{folder}/inside"}}')

    one = made_once.copied(name, make, tmp_path / "one")

    assert (one / "settings.json").read_text() == f'{{"root": "{one}/inside"}}'


def test_what_cannot_be_moved_to_another_folder_is_refused(name, tmp_path):
    def make(folder):
        folder.mkdir()
        (folder / "gradebook.db").write_text(f"length 7 {folder}")

    with pytest.raises(AssertionError, match="names the folder it was made in"):
        made_once.copied(name, make, tmp_path / "one")


def test_what_failed_half_way_is_made_anew(name):
    tries = []

    def make(folder):
        tries.append(folder)
        folder.mkdir()
        if len(tries) == 1:
            raise OSError

    with pytest.raises(OSError):  # noqa: PT011  # raised above
        made_once.made(name, make)

    assert made_once.made(name, make).is_dir()
    assert len(tries) == 2


def test_what_a_killed_run_left_over_is_removed_and_what_others_need_is_not(tmp_path):
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], stdout=PIPE)
    names = [f"{int(gone.stdout)}-a", f"{os.getpid()}-b", "of-somebody"]
    folders = [tmp_path / f"{made_once.PREFIX}{name}" for name in names]
    for folder in folders:
        (folder / "within").mkdir(parents=True)

    made_once.remove_left_over(tmp_path)

    assert [folder.exists() for folder in folders] == [False, True, True]
