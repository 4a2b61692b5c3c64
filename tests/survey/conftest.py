"""A workspace with its key and store, and one learner's folder."""

import shutil
from pathlib import Path

import pytest

from coprod_training.survey.feed import feed
from coprod_training.survey.keys import load_key
from coprod_training.survey.store import SurveyStore

from .self_checks import NOW, course

LEARNER = "test-record-7"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def private(tmp_path):
    folder = tmp_path / "private"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def key(private):
    return load_key(private, "survey")


@pytest.fixture
def store(private):
    return SurveyStore(private)


@pytest.fixture
def learner(tmp_path):
    folder = tmp_path / "learner"
    folder.mkdir()
    return folder


@pytest.fixture
def fed(store, key, learner):
    """Feeds the one learner; takes the time and the course's status."""

    def run(now=NOW, status="draft", learner_id=LEARNER):
        return feed(store, key, course(status), [(learner_id, learner)], now)

    return run


@pytest.fixture
def moved_on(tmp_path):
    """The shipped course after a new version of the survey, in which one item has new words."""
    root = tmp_path / "checkout"
    for name in ("course", "modules", "exercises"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("*.jsonl"))
    old = (root / "course/instruments/cps-0.1.yaml").read_text()
    new = old.replace("cps-0.1", "cps-0.2").replace('version: "0.1"', 'version: "0.2"')
    (root / "course/instruments/cps-0.2.yaml").write_text(new)
    info = root / "course/course.yaml"
    info.write_text(info.read_text().replace("instrument: cps-0.1", "instrument: cps-0.2"))
    return root
