"""Whoever releases is told while nobody is named to turn to (T16)."""

import shutil

import pytest
from opened import ROOT

from coprod_training.trainer.site import draw
from coprod_training.trainer.trainer import Trainer

PLACES = [
    "[Named person in your service]",
    "[Safeguarding lead]",
    "[Support for staff]",
    "[to be set by your service]",
]


@pytest.fixture
def trainer(tmp_path):
    shutil.copytree(ROOT / "course", tmp_path / "course")
    shutil.copytree(ROOT / "modules", tmp_path / "modules")
    return Trainer(tmp_path / "trainer", tmp_path / "course", tmp_path / "exchange" / "coprod")


def release_page(trainer):
    """What stands on the page that releases an exercise."""
    fields = dict.fromkeys(("day", "month", "year", "time"), "")
    return draw(
        "release.html.j2",
        base_url="",
        xsrf="",
        title_of="One",
        released=False,
        fields=fields,
        problem="",
        contacts_to_set=trainer.contacts_to_set(),
    )


def test_the_warning_names_the_file_and_goes_once_every_contact_is_set(trainer):
    file = trainer.staff / "course.yaml"
    for place in PLACES:
        assert trainer.contacts_to_set() == file
        said = release_page(trainer)
        assert f"in {file}, under “help” and “contacts”" in said
        words = file.read_text(encoding="utf-8")
        assert place in words
        file.write_text(words.replace(f'"{place}"', "Test record"), encoding="utf-8")

    assert trainer.contacts_to_set() is None
    assert "not set yet" not in release_page(trainer)
