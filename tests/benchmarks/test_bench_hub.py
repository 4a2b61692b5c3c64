"""The hub that is measured is one as people have it, where tests make theirs small and quick."""

import tomllib
from contextlib import contextmanager
from types import SimpleNamespace

import hub_memory
import pytest
from house.tree import ROOT
from hub import conftest as hubs

from coprod_training.hub.running import CONFIG, CONFIG_TEXT, SETTINGS


@pytest.fixture
def published():
    """The courses that were published, by their folder."""
    return []


@pytest.fixture
def measured(monkeypatch, tmp_path, published):
    """The folder of the hub that is measured, as it is laid out. Nothing is started."""

    @contextmanager
    def started(*_):
        yield SimpleNamespace(pid=0)

    monkeypatch.setattr(hubs, "proxy_program", lambda: "proxy")
    monkeypatch.setattr(hubs, "publish", lambda staff, _: published.append(staff))
    monkeypatch.setattr(hubs, "running_hub", started)
    with hub_memory.as_people_have_it(tmp_path / "hub") as one:
        yield one.folder


def test_its_passwords_are_as_slow_to_check_as_on_any_hub(measured):
    assert (measured / CONFIG).read_text(encoding="utf-8") == CONFIG_TEXT


def test_its_learners_have_the_whole_course(measured, published):
    """A learner's server holds all of it, so with one module it would take less memory."""
    assert published == [ROOT]
    assert tomllib.loads((measured / SETTINGS).read_text())["staff"] == str(ROOT)
