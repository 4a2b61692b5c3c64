import shutil
from pathlib import Path

import pytest

from coprod_training.content.course import load_course
from coprod_training.content.publish import publish
from coprod_training.errors import CoprodError
from coprod_training.survey.instruments import instruments_of

ROOT = Path(__file__).parents[2]


def test_the_own_version_comes_first(moved_on):
    found = instruments_of(load_course(moved_on / "course"))

    assert [one.id for one in found] == ["cps-0.2", "cps-0.1"]


def test_learners_get_every_version(moved_on, tmp_path):
    publish(moved_on, tmp_path / "published")

    found = instruments_of(load_course(tmp_path / "published" / "course"))
    assert [one.id for one in found] == ["cps-0.2", "cps-0.1"]


def test_a_version_in_a_file_of_another_name_is_refused(moved_on):
    folder = moved_on / "course/instruments"
    shutil.copy(folder / "cps-0.1.yaml", folder / "cps-0.3.yaml")

    with pytest.raises(CoprodError, match=r'This file says that it is "cps-0\.1", version 0\.1'):
        instruments_of(load_course(moved_on / "course"))
