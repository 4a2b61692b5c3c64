"""The examples of 1EdTech can be taken from a clone, and never from something else."""

import subprocess
from hashlib import sha256

import pytest

from . import fetch_examples
from .fetch_examples import fetch

NAME = "examples/one.html"


@pytest.fixture
def clone(tmp_path, monkeypatch):
    """A clone of a specification with one file, which is not checked out any more."""
    folder = tmp_path / "clone"
    path = folder / fetch_examples.BELOW / NAME
    path.parent.mkdir(parents=True)
    path.write_text("an example")

    def git(*words):
        who = ["-c", "user.name=Test record", "-c", "user.email=test@example.org"]
        command = ["git", *who, "-C", str(folder), *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "-m", "One")
    path.unlink()
    monkeypatch.setattr(fetch_examples, "COMMIT", git("rev-parse", "HEAD"))
    monkeypatch.setattr(fetch_examples, "FILES", {NAME: sha256(b"an example").hexdigest()})
    monkeypatch.setattr(fetch_examples, "FOLDER", tmp_path / "examples")
    return folder


def test_an_example_is_taken_from_a_clone(clone, tmp_path):
    fetch(str(clone))

    assert (tmp_path / "examples" / "one.html").read_text() == "an example"


def test_what_is_no_clone_of_it_is_refused_in_words(clone, tmp_path):
    with pytest.raises(OSError, match="is no clone with commit"):
        fetch(str(tmp_path))


def test_another_file_of_that_name_is_refused(clone, tmp_path, monkeypatch):
    monkeypatch.setattr(fetch_examples, "FILES", {NAME: sha256(b"another").hexdigest()})

    with pytest.raises(OSError, match="another file than the one that was tried"):
        fetch(str(clone))
    assert list((tmp_path / "examples").iterdir()) == []
