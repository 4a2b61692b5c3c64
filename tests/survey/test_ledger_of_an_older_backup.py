"""A ledger that is older than what the course shows publishes nothing a second time."""

import shutil

import pytest

from coprod_training.survey.release import two_people

from .test_release_command import DAYS, Office


@pytest.fixture
def office(tmp_path):
    """A release was made, and its files were copied into the course."""
    office = Office(tmp_path)
    office.made.answer(200)
    office.release(DAYS[0])
    shutil.copytree(office.out, office.course / "released")
    return office


def test_a_release_that_only_the_course_has_stops_the_next(office):
    shutil.copytree(office.store, office.root / "backup")
    (office.store / two_people.LEDGER).unlink()
    (office.store / "release-admitted.json").unlink()

    for day in DAYS[:2]:
        said = office.refused(day)
        assert "The course shows a release that the ledger of releases does not have." in said
        assert "from the backup that was made after that release" in said

    shutil.copytree(office.root / "backup", office.store, dirs_exist_ok=True)
    office.made.answer(120)
    assert two_people.prepare(office.case(DAYS[1])).day == DAYS[1]


def test_another_release_of_the_same_day_is_not_taken_for_it(office):
    shutil.rmtree(office.course / "released")
    for path in office.store.iterdir():
        path.unlink()
    first = office.files()
    office.made.answer(120)
    office.release(DAYS[0])
    (office.course / "released").mkdir()
    for name, content in first.items():
        (office.course / "released" / name).write_bytes(content)

    assert "that the ledger of releases does not have" in office.refused(DAYS[1])


def test_a_course_that_shows_an_earlier_release_goes_on(office):
    office.made.answer(120)
    office.release(DAYS[1])
    office.made.answer(120)

    assert two_people.prepare(office.case(DAYS[2])).day == DAYS[2]
