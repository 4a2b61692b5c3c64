"""A dataset names the commit of our own code, and nobody else's."""

import subprocess

import pytest

from coprod_training.survey import code_version as module
from coprod_training.survey.code_version import CHANGED, code_version


def git(folder, *arguments):
    who = ["-c", "user.name=test", "-c", "user.email=test@example.org"]
    asked = ["git", "-C", str(folder), *who, *arguments]
    done = subprocess.run(asked, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def package(tmp_path, monkeypatch):
    """The package as it lies in a repository that has one file of its own."""
    folder = tmp_path / "repository" / ".venv" / "coprod_training"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("# test record\n")
    (tmp_path / "repository" / "theirs.txt").write_text("test record\n")
    git(tmp_path / "repository", "init", "-q")
    git(tmp_path / "repository", "add", "theirs.txt")
    git(tmp_path / "repository", "commit", "-qm", "Theirs")
    monkeypatch.setattr(module.coprod_training, "__file__", str(folder / "__init__.py"))
    code_version.cache_clear()
    yield folder
    code_version.cache_clear()


def test_a_repository_around_an_installed_package_is_not_its_own(package):
    assert code_version()["commit"] == ""


def test_the_commit_of_its_own_repository_is_named_and_a_change_since(package):
    git(package, "add", ".")
    git(package, "commit", "-qm", "Ours")
    commit = git(package, "rev-parse", "HEAD")
    assert code_version()["commit"] == commit

    (package / "__init__.py").write_text("# changed\n")
    code_version.cache_clear()

    assert code_version()["commit"] == commit + CHANGED
