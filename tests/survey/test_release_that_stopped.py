"""A release that stopped on its way is made again, or written, with nothing lost and none twice."""

import pytest
from made_up_dataset import INSTRUMENT

from coprod_training.content.released import read_release
from coprod_training.errors import CoprodError
from coprod_training.survey.release import admitted, two_people

from .test_release_command import Office


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path)
    office.made.answer(200)
    return office


def _stopped(*_):
    raise KeyboardInterrupt


def _disk_full(*_):
    raise OSError("No space left on device")


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
    assert admitted.load(office.store, office.ledger())[INSTRUMENT.id]["baseline/DES1"]


def test_so_can_the_very_first(office, monkeypatch):
    for _ in range(2):
        cut_off(office, "2027-02-01", monkeypatch)

    assert office.release("2027-02-01").releases_before == 0


@pytest.mark.parametrize("by", ["A. Test", "B. Test"])
def test_what_was_released_and_not_written_is_said_and_can_be_written(office, monkeypatch, by):
    two_people.prepare(office.case("2027-02-01"))
    with monkeypatch.context() as patched:
        patched.setattr(two_people, "write_release", _disk_full)
        with pytest.raises(OSError, match="No space"):
            two_people.check(office.case("2027-02-01", "B. Test"), office.out)

    said = office.refused("2027-02-01", by)
    assert "The figures of 2027-02-01 were released, and their files were not written." in said
    assert "coprod survey release DIR --again 2027-02-01" in said
    with pytest.raises(CoprodError, match="were not written"):
        two_people.check(office.case("2027-02-01", "B. Test"), office.out)

    two_people.again(office.case("2027-02-02"), "2027-02-01", office.out)

    assert read_release(office.out, INSTRUMENT).info.release == "2027-02-01"
    assert "It is not the time for a release." in office.refused("2027-02-02", by)


def test_a_release_that_was_not_written_does_not_stop_the_next(office, monkeypatch):
    two_people.prepare(office.case("2027-02-01"))
    with monkeypatch.context() as patched:
        patched.setattr(two_people, "write_release", _disk_full)
        with pytest.raises(OSError, match="No space"):
            two_people.check(office.case("2027-02-01", "B. Test"), office.out)
    office.made.answer(120)

    assert office.release("2027-03-01").releases_before == 1


def test_an_earlier_release_that_is_written_again_leaves_what_is_prepared(office):
    office.release("2027-02-01")
    office.made.answer(120)
    two_people.prepare(office.case("2027-03-01"))

    two_people.again(office.case("2027-03-01"), "2027-02-01", office.out)

    assert (office.store / two_people.CANDIDATE).exists()
