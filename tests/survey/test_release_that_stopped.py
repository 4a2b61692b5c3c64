"""A release that stopped on its way is made again, or written, with nothing lost and none twice."""

import pytest

from coprod_training.survey.release import admitted, two_people

from .test_release_command import Office


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path)
    office.made.answer(200)
    return office


def _stopped(*_):
    raise KeyboardInterrupt


def cut_off(office, day, monkeypatch):
    """The power goes between the list of who was counted and the ledger's line."""
    two_people.prepare(office.case(day))
    with monkeypatch.context() as patched:
        patched.setattr(two_people.Ledger, "append", _stopped)
        with pytest.raises(KeyboardInterrupt):
            two_people.check(office.case(day, "B. Test"), office.out)


def test_a_release_that_was_cut_off_twice_can_be_made_again(office, monkeypatch):
    office.release("2027-02-01")
    office.made.answer(120)
    for _ in range(2):
        cut_off(office, "2027-03-01", monkeypatch)

    assert office.release("2027-03-01").releases_before == 1
    assert admitted.load(office.store, 2)["baseline/DES1"]


def test_so_can_the_very_first(office, monkeypatch):
    for _ in range(2):
        cut_off(office, "2027-02-01", monkeypatch)

    assert office.release("2027-02-01").releases_before == 0
