"""Planted names, amounts, addresses and withdrawn words: in nothing that is public. Test records.

Source: issue 6, judged 3: wheel, published course, packs, dataset, site, and git's own history.
"""

import subprocess
import zipfile

import pytest
from house.tree import ROOT
from wheels import build

from contributions.gate.a_keeper import AMOUNT, CITED, FIRST, IMPACT, NAME, POINT, REACH
from contributions.gate.conftest import CREDIT, WORDS
from coprod_training.cli import main
from coprod_training.content.upgrade import install
from coprod_training.contributions.built_words import readings

pytestmark = pytest.mark.slow
PRIVATE = (NAME, REACH, str(AMOUNT), FIRST)
THEIRS = (WORDS, CREDIT, CITED, IMPACT)


def said_in(folder):
    """All that anybody can read below a folder: of wheels and other packages, what is inside."""
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            yield str(path), "\n".join([content.decode(errors="replace"), *readings(content)])


def hits(folder, planted):
    return {name for name, text in said_in(folder) if any(one in text for one in planted)}


def wheel_of(published, out):
    """The wheel that partners get of this copy, with everything in it unpacked."""
    wheel = build(ROOT, out, COPROD_PUBLISHED=str(published))
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(out / "inside")
    wheel.unlink()
    return out / "inside" / "coprod_training" / "published"


class Repository:
    """The staff copy in git; each command is followed by a commit of all that git would take."""

    def __init__(self, root):
        self.root = root
        self.git("init", "-q")
        self.commit("before")

    def git(self, *asked):
        who = ["-c", "user.name=test record", "-c", "user.email=test@example.org"]
        done = ["git", *who, *asked]
        return subprocess.run(done, cwd=self.root, check=True, capture_output=True).stdout

    def commit(self, words):
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", words)

    def history(self):
        return self.git("log", "-p", "--all", "--text").decode(errors="replace")


def test_nothing_that_is_public_holds_them(keeper, tmp_path, monkeypatch):
    course, out, later = keeper.course, tmp_path / "out", tmp_path / "later"
    kept = Repository(course.root)
    keeper.passed()
    kept.commit("passed")
    for asked in (("gate", "--manifest"), ("release",), ("publish", out)):
        keeper.says(*asked)
        kept.commit(" ".join(map(str, asked)))

    packs, site, dataset = (tmp_path / name for name in ("packs", "site", "dataset"))
    keeper.says("pack", "listening", "--to", packs)
    install(out, site)  # the course as a learner's server shows it
    monkeypatch.setenv("JUPYTERHUB_USER", "test-record")
    install(out, course.workspace / "learner")
    places = ["--course", str(course.root), "--workspace", str(course.workspace)]
    assert main(["survey", "build", str(dataset), *places]) == 0
    with_words = wheel_of(out, tmp_path / "wheel")

    assert any(dataset.rglob("*.csv"))
    for public in (out, packs, site, dataset, with_words):
        assert hits(public, PRIVATE) == set(), public
    assert hits(with_words, [WORDS])  # this search finds what is there
    assert hits(packs, THEIRS) == hits(dataset, THEIRS) == set()

    keeper.says("withdraw", keeper.ref, "--in", packs, "--in", dataset)
    kept.commit("withdrawn")
    keeper.says("publish", later)
    keeper.step("delete")
    keeper.step("confirmed")
    kept.commit("deleted")
    for public in (out, later, packs, dataset, wheel_of(later, tmp_path / "later-wheel")):
        assert hits(public, (*PRIVATE, *THEIRS)) == set(), public
    assert any(POINT in text for _, text in said_in(later))  # of somebody who did not withdraw

    history = kept.history()
    assert "slot: test-record-s1" in history  # the manifest is in it
    assert [one for one in (*PRIVATE, *THEIRS, POINT) if one in history] == []
