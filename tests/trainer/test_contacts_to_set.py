"""Whoever releases is told while nobody is named to turn to, or who can reach plans (T16)."""

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
    "working_days: ",
    "who_can_reach: ",
    "backups_kept: ",
]

WHAT = [
    "in “working_days”: within how many working days somebody reads what was handed in",
    "in “who_can_reach”: who else can read what a learner types into a story plan, such as",
    "in “backups_kept”: how long your backups keep what was typed, such as “30 days”",
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
        help_to_set=trainer.help_to_set(),
    )


def test_the_warning_names_the_file_and_goes_once_all_of_it_is_set(trainer):
    file = trainer.staff / "course.yaml"
    for place in PLACES:
        assert trainer.help_to_set() == file
        said = release_page(trainer)
        assert f"fill in {file}, under “help”" in said
        for what in WHAT:
            assert what in said
        words = file.read_text(encoding="utf-8")
        assert place in words
        key = place if place.endswith(": ") else ""
        empty = f'{key}""' if key else f'"{place}"'
        file.write_text(words.replace(empty, f"{key}Test record"), encoding="utf-8")

    assert trainer.help_to_set() is None
    assert "not set yet" not in release_page(trainer)
