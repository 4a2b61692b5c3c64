"""A workspace with its key and store, and one learner's folder."""

import pytest

from coprod_training.survey.feed import feed
from coprod_training.survey.keys import load_key
from coprod_training.survey.store import SurveyStore

from .self_checks import NOW, course

LEARNER = "test-record-7"


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
