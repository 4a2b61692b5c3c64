"""A new version of the survey, or of its consent text, beside the one before."""

import csv
import json
from dataclasses import replace
from datetime import timedelta

import frictionless
import pytest

from coprod_training.content.fill import filled
from coprod_training.errors import CoprodError
from coprod_training.survey import dataset
from coprod_training.survey.feed import feed
from coprod_training.survey.store import SurveyStore
from coprod_training.survey.withdraw import withdraw

from .conftest import LEARNER
from .self_checks import AFTER, BEFORE, INSTRUMENT, NOW, POST, PRE, RECEIPT, agree, answer, course

LATER = NOW + timedelta(days=2)
# Two items with other words; the consent text is the same.
NEXT = replace(
    INSTRUMENT,
    id="cps-0.2",
    version="0.2",
    items=tuple(
        replace(item, text=f"{item.text} (new words)") if item.id in ("DES1", "SD3") else item
        for item in INSTRUMENT.items
    ),
)
SAME_WORDS = replace(INSTRUMENT, id="cps-0.2", version="0.2")
NEW_TEXT = replace(NEXT, consent_text_version="cn-0.2")
PRE_NEXT, POST_NEXT = filled(PRE, NEXT), filled(POST, NEXT)


@pytest.fixture
def fed_with(store, key, learner):
    """Feeds the one learner with a course that has moved on to a new version."""

    def run(instrument, *, into=None, earlier=(INSTRUMENT,)):
        new = course(instrument=instrument)
        return feed(into or store, key, new, [(LEARNER, learner)], LATER, earlier=earlier)

    return run


def build(store, out, instrument=NEXT):
    text = instrument.consent_text_version
    return dataset.build(store, [instrument, INSTRUMENT], out, NOW, text_version=text)


def versions(store):
    return {row.content.phase: row.content.instrument for row in store.rows().values()}


def test_a_row_stays_with_the_version_it_was_answered_in(fed, fed_with, store, learner):
    agree(learner)
    answer(learner, PRE, BEFORE)
    fed()
    before = (store.folder / "responses.jsonl").read_bytes()

    report = fed_with(NEXT)

    assert (report.unchanged, report.replaced) == (1, 0)
    assert (store.folder / "responses.jsonl").read_bytes() == before


def test_a_row_that_was_never_fed_before_gets_the_version_of_its_words(fed_with, store, learner):
    agree(learner)
    answer(learner, PRE, BEFORE)

    fed_with(NEXT)

    assert versions(store) == {"pre": "cps-0.1"}


def test_a_new_answer_to_the_new_words_is_in_the_new_version(fed, fed_with, store, learner):
    agree(learner)
    answer(learner, PRE, BEFORE)
    fed()
    answer(learner, PRE_NEXT, BEFORE | {"DES1": "4"}, at=LATER)

    assert fed_with(NEXT).replaced == 1
    assert versions(store) == {"pre": "cps-0.2"}


def test_where_no_word_differs_a_row_keeps_its_version_and_a_new_one_gets_the_newest(
    fed, fed_with, store, learner
):
    agree(learner)
    answer(learner, PRE, BEFORE)
    fed()
    answer(learner, POST, AFTER)

    fed_with(SAME_WORDS)

    assert versions(store) == {"pre": "cps-0.1", "post": "cps-0.2"}


def test_rows_of_two_versions_are_two_tables(fed, fed_with, store, learner, tmp_path):
    agree(learner)
    answer(learner, PRE, BEFORE)
    fed()
    answer(learner, POST_NEXT, AFTER, at=LATER)
    fed_with(NEXT)

    built = build(store, tmp_path / "out")

    tables = {}
    for version in ("0.1", "0.2"):
        with (tmp_path / f"out/data/submission-course-{version}.csv").open(newline="") as file:
            tables[version] = [(row["phase"], row["setting"]) for row in csv.DictReader(file)]
    assert built.rows == 2
    assert tables == {"0.1": [("pre", "DAT")], "0.2": [("post", "DAT")]}
    assert frictionless.validate(str(tmp_path / "out/datapackage.json")).valid


def test_a_row_whose_version_is_missing_is_left_alone_and_stops_the_build(
    fed, fed_with, store, learner, tmp_path
):
    agree(learner)
    answer(learner, PRE, BEFORE)
    fed()

    assert fed_with(NEXT, earlier=()).unchanged == 1
    with pytest.raises(CoprodError, match=r"Answers were given to cps-0\.1, which is not"):
        dataset.build(store, [NEXT], tmp_path / "out", NOW, text_version="cn-0.1")


def test_a_yes_to_an_earlier_text_waits_whenever_it_was_fed(
    fed, fed_with, store, learner, tmp_path
):
    agree(learner)
    answer(learner, PRE, BEFORE)
    fed()
    fresh = SurveyStore(tmp_path / "fresh")

    reports = [fed_with(NEW_TEXT), fed_with(NEW_TEXT, into=fresh)]

    assert [(one.agreeing, one.waiting, one.erased) for one in reports] == [(0, 1, 0)] * 2
    assert "People who said yes to an earlier consent text: 1." in reports[0].lines()[-1]
    for number, one in enumerate((store, fresh)):
        assert build(one, tmp_path / str(number), NEW_TEXT).rows == 0


def test_a_yes_to_the_new_text_brings_the_waiting_rows_back(
    fed, fed_with, store, learner, tmp_path
):
    agree(learner)
    answer(learner, PRE, BEFORE)
    fed()
    (first,) = store.rows().values()
    fed_with(NEW_TEXT)
    agree(learner, text="cn-0.2", receipt="0000-1111-2222", at=LATER)

    assert fed_with(NEW_TEXT).agreeing == 1
    assert list(store.rows().values()) == [first]
    assert build(store, tmp_path / "out", NEW_TEXT).rows == 1


def test_rows_that_wait_can_be_taken_out(fed, fed_with, store, key, learner):
    agree(learner)
    answer(learner, PRE, BEFORE)
    fed()
    fed_with(NEW_TEXT)

    assert withdraw(store, key, RECEIPT, NOW).rows == 1


def test_a_no_to_the_new_text_wipes_the_rows_that_wait(fed, fed_with, store, learner):
    agree(learner)
    answer(learner, PRE, BEFORE)
    fed()
    agree(learner, text="cn-0.2", cn3="0", at=LATER)

    assert fed_with(NEW_TEXT).erased == 1


def test_a_text_that_the_course_never_had_is_no_yes(fed_with, store, learner):
    agree(learner, text="cn-9")

    assert (fed_with(NEW_TEXT).waiting, json.loads(events(store)[-1])["state"]) == (0, "no")


def events(store):
    return (store.folder / "consent.jsonl").read_text().splitlines()
