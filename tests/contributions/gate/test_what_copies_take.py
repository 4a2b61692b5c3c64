"""What a step keeps: copies take what the register says, and what is refused changes nothing."""

from datetime import datetime, time

import pytest

from contributions.gate.a_keeper import CITED, FIRST, IMPACT
from contributions.gate.conftest import CREDIT
from contributions.made_up import on
from coprod_training.contributions.register import Register
from coprod_training.errors import CoprodError

OTHER = "test record: something else"
PARTS = ("contribution", "credit", "citation", "impact note")


def taken(keeper):
    """The newest of each part, as copies take it."""
    return {part: keeper.course.store.text(keeper.ref, part) for part in PARTS}


def noted(keeper, credit, cited, impact):
    note = {"attribution": {"display_text": credit, "cited_as": cited}}
    return keeper.file(note | {"impact_note": {"text": impact, "approved_on": on(17)}})


@pytest.fixture
def approved(keeper):
    keeper.approved()
    keeper.step("note", noted(keeper, CREDIT, CITED, IMPACT))
    return keeper


def test_typing_the_right_words_again_puts_right_what_copies_take(approved):
    right = taken(approved)
    for part in ("credit", "citation", "impact note"):
        approved.course.store.keep(approved.ref, OTHER.encode(), part=part)
    asked = len(approved.record().requests)

    approved.step("note", noted(approved, CREDIT, CITED, IMPACT))

    assert taken(approved) == right
    assert len(approved.record().requests) == asked  # it is no new wish


@pytest.mark.parametrize("step", ["note", "show"])
def test_what_the_register_does_not_keep_is_nothing_that_copies_take(approved, step, monkeypatch):
    def refused(*_):
        raise CoprodError("Somebody else changed this record in the meantime.")

    files = {
        "note": noted(approved, OTHER, OTHER, OTHER),
        "show": approved.file(FIRST, "words.txt"),
    }
    before = taken(approved)
    monkeypatch.setattr(Register, "save", refused)

    assert "Somebody else changed" in approved.step(step, files[step], status=1)

    assert taken(approved) == before


def test_of_what_was_withdrawn_nothing_is_kept_and_its_record_stays_as_it_was(approved):
    approved.says("withdraw", approved.ref)
    before = approved.record()

    said = approved.step("note", noted(approved, OTHER, OTHER, OTHER), status=1)

    assert "was withdrawn, so nothing of it is kept" in said
    assert approved.record() == before


@pytest.mark.parametrize(
    ("days", "said"), [(9, "The value does not fit: route_sent."), (900, "in the future")]
)
def test_a_day_with_a_time_is_refused_in_words(approved, days, said):
    note = approved.file({"route_sent": datetime.combine(on(days), time(10))})

    assert said in approved.step("note", note, status=1)
