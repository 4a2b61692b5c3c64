"""A hand-in with a damaged part is known to be one, from the reasons on record."""

from datetime import UTC, datetime, timedelta

import pytest
from graded_course import AGAIN, SLUG, hand_in_by_hand, make_course

from coprod_training.grading import marking_round, reading, records
from coprod_training.grading.overview import overview
from coprod_training.grading.partly_read import is_partly_read, partly_read
from coprod_training.grading.reading import is_damage
from coprod_training.grading.returned import note_changed, note_returned

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
TORN = "1 line of the answers file could not be read."
NEWER = "2 lines of the answers file were saved by a newer version of the course."
NEWER += " Install it, then grade again."


@pytest.mark.parametrize(
    ("reason", "damage"),
    [
        (TORN, True),
        ("12 lines of the answers file were not an answer.", True),
        ("1 line of the answers file was too long to be an answer.", True),
        (NEWER, True),
        (reading.NOT_A_FILE, True),
        (reading.TOO_LARGE, True),
        (reading.NO_FILE, False),
        ("1 line of the answers file did not fit the question.", False),
        ("2 lines of the answers file were about something that this assignment does not ask.", 0),
        ("1 answer is to earlier words of its question. It was not left out.", False),
        ("The time of the hand-in could not be read. The time of its folder counts.", False),
        ("A file that this assignment does not use was left out.", False),
        (None, False),
    ],
)
def test_only_damage_is_damage(reason, damage):
    assert is_damage(reason) == damage


@pytest.mark.parametrize("kind", ["unreadable", "long", "many", "shape", "newer"])
@pytest.mark.parametrize("count", [1, 2])
def test_the_sentences_of_today_are_known(kind, count):
    assert is_damage(reading._sentence(count, kind))


class Round:
    """What collecting and grading write down of one learner."""

    def __init__(self, root):
        self.root = root

    def collected(self, *reasons, at=NOW):
        records.note_collected(self.root, "ann", SLUG, at)
        records.note_reasons(self.root, "ann", SLUG, reasons)

    def graded(self, *reasons, at=NOW):
        records.note_reasons(self.root, "ann", SLUG, reasons)
        records.note(self.root, "graded", "ann", SLUG, NOW, [{"handed_in": at.isoformat()}])

    def is_partly_read(self, at=NOW):
        return is_partly_read(self.root, SLUG, "ann", at)


@pytest.fixture
def one(tmp_path):
    return Round(tmp_path)


def test_nothing_is_known_before_anything_was_graded(one):
    assert partly_read(one.root) == frozenset()
    one.collected(reading.TOO_LARGE)
    assert not one.is_partly_read()
    assert not one.is_partly_read(None)


def test_it_stays_so_of_that_hand_in_and_not_of_the_next(one):
    one.collected()
    one.graded(TORN)
    one.collected(at=NOW + timedelta(days=1))
    one.graded(at=NOW + timedelta(days=1))

    assert one.is_partly_read()
    assert not one.is_partly_read(NOW + timedelta(days=1))


def test_what_a_newer_version_reads_is_no_longer_lost(one):
    one.collected()
    one.graded(NEWER)
    assert one.is_partly_read()

    one.graded()

    assert not one.is_partly_read()


def test_what_is_said_of_it_is_what_its_last_grading_found(one):
    collecting = "A file that this assignment does not use was left out."
    one.collected(collecting)
    one.graded(TORN, NEWER, "1 answer is to earlier words of its question. It was not left out.")
    one.graded(TORN)

    assert records.reasons_by_learner(one.root, SLUG) == {"ann": (collecting, TORN)}

    one.graded()
    assert records.reasons_by_learner(one.root, SLUG) == {"ann": (collecting,)}


@pytest.mark.parametrize("kind", [*reading._LINE])
@pytest.mark.parametrize("count", [1, 2])
def test_what_grading_finds_it_says_each_time(kind, count):
    assert reading.is_said_each_time(reading._sentence(count, kind))
    assert reading.is_said_each_time(reading._earlier_words(count))
    assert reading.is_said_each_time(reading.NO_FILE)
    for one in (reading.NOT_A_FILE, reading.TOO_LARGE):
        assert not reading.is_said_each_time(one)


@pytest.mark.parametrize("reason", [reading.NOT_A_FILE, reading.TOO_LARGE])
def test_what_was_said_when_it_was_collected_is_still_so_when_it_is_graded_again(one, reason):
    one.collected(reason)
    one.graded()
    one.graded()

    assert one.is_partly_read()


@pytest.mark.slow
def test_it_is_counted_until_it_is_returned_or_handed_in_again(tmp_path):
    course = make_course(tmp_path / "course")
    folder = hand_in_by_hand(course, "ann")
    answers = folder / f"{SLUG}.answers.jsonl"
    answers.write_bytes(answers.read_bytes()[:-20])
    hand_in_by_hand(course, "ben")

    def stands():
        (found,) = overview(course.trainer, course.inbound.parent, [SLUG])
        return found

    def collect():
        marking_round.collect(course.trainer, SLUG)
        marking_round.grade(course.trainer, SLUG)

    collect()
    assert (stands().partly_read, stands().to_return) == (1, ("ann", "ben"))
    ann = stands().hand_ins[0]
    assert (ann.learner, ann.partly_read) == ("ann", True)

    marking_round.grade(course.trainer, SLUG, again=AGAIN)
    assert stands().partly_read == 1
    back = [("ann", ann.handed_in.replace(" ", "T"), 0.0)]
    note_returned(course.trainer, SLUG, back, datetime.now(UTC))
    assert stands().partly_read == 0
    note_changed(course.trainer, "ann", SLUG, datetime.now(UTC))
    assert stands().partly_read == 0  # whoever returned it has decided

    hand_in_by_hand(course, "ann")
    collect()
    assert stands().partly_read == 0
