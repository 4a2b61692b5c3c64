import subprocess

import pytest
from proof_commit import OWN, commit_of, commit_since


@pytest.fixture
def checkout(tmp_path):
    """A checkout with one commit."""
    (tmp_path / "docs").mkdir()
    for name in ("code.py", *OWN):
        (tmp_path / name).write_text("as it was")
    git(tmp_path, "init", "-q")
    keep(tmp_path)
    return tmp_path


def git(folder, *words):
    named = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(["git", "-C", folder, *named, *words], check=True)


def keep(folder):
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "Kept")


def test_what_the_proof_itself_writes_is_no_change(checkout):
    before = commit_of(checkout)
    for name in OWN:
        (checkout / name).write_text("as it is")

    assert len(before) == 10
    assert commit_since(before, checkout) == before


def test_files_that_differ_from_the_commit_are_said(checkout):
    before = commit_of(checkout)
    (checkout / "code.py").write_text("as it is")

    assert commit_of(checkout) == f"{before}, with changes"


def test_a_commit_made_meanwhile_is_given_no_credit(checkout):
    before = commit_of(checkout)
    keep(checkout)

    assert commit_of(checkout) != before
    assert commit_since(before, checkout) == f"{before}, changed meanwhile"


def test_a_folder_without_git_is_of_no_known_commit(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    assert commit_of(tmp_path) == "unknown"
