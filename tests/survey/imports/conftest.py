"""A survey store, and what brings a file into it."""

import pytest

from coprod_training.survey.imports.open_file import read_source
from coprod_training.survey.imports.plan import keep, plan
from coprod_training.survey.imports.store import ImportStore
from coprod_training.survey.imports.understand import Asked, understand
from coprod_training.survey.keys import load_key
from coprod_training.survey.store import SurveyStore

from .forms import INSTRUMENT, NOW


class Desk:
    """A steward's desk: one workspace, and the files that are brought in there."""

    def __init__(self, private, instruments=(INSTRUMENT,)):
        self.private, self.instruments = private, instruments
        self.survey = SurveyStore(private)
        self.store = ImportStore(self.survey)
        self.key = load_key(private, "survey")

    def understood(self, content, **asked):
        source = read_source(content)
        return understand(source, self.instruments, Asked(**asked), self.key, NOW)

    def planned(self, content, **asked):
        found = self.understood(content, **asked)
        return found, plan(found, self.store)

    def bring_in(self, content, **asked):
        """What was planned, once it is written. A file that has to wait is a failure here."""
        with self.survey.locked():
            found, planned = self.planned(content, **asked)
            assert [str(one) for one in found.issues] == []
            keep(found, planned, self.store, NOW)
        return planned

    def rows(self):
        return [*self.store.kept().rows.values()]

    def texts(self):
        return self.store.texts(self.store.kept())


@pytest.fixture
def desk(tmp_path):
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    return Desk(private)


@pytest.fixture
def another_desk(tmp_path):
    """A second workspace, and with other versions of the instrument."""

    def make(*instruments):
        private = tmp_path / f"private-{len(list(tmp_path.iterdir()))}"
        private.mkdir(mode=0o700)
        return Desk(private, instruments or (INSTRUMENT,))

    return make
