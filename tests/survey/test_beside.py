"""What stands beside an activity, read from one learner's folder and from a release."""

import shutil
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from coprod_training.activities.national_compare import NationalCompare
from coprod_training.activities.rating_grid import DONE
from coprod_training.answers import AnswerStore, Desk
from coprod_training.content.fill import filled
from coprod_training.content.place import Place
from coprod_training.survey.beside import with_beside
from coprod_training.survey.feed import feed

from .self_checks import AFTER, BEFORE, INSTRUMENT, NOW, POST, PRE, agree, answer, course

COMPARE = filled(
    NationalCompare(id="compare", title="Compare", question="How?", groups=("DES", "EVA"),
                    limits=("People chose to answer.",)),
    INSTRUMENT,
)  # fmt: skip
DESIGN = sum(item.area == "design" for item in INSTRUMENT.items)
RECORDS = Path(__file__).parent / "release_of_test_records"


@pytest.fixture
def shown(learner, tmp_path):
    """Gives an activity of the learner's course with what stands beside it."""

    def run(activity):
        root = tmp_path / "course"
        given = replace(course(activities=(PRE, POST, COMPARE)), root=root)
        place = Place(root, learner, learner / "modules", "test-record")
        return with_beside(activity, given, place, NOW.date())

    return run


@pytest.fixture
def released(tmp_path):
    shutil.copytree(RECORDS, tmp_path / "course" / "released")


def items(activity):
    return {one["id"]: one for part in activity.view(Random(1))["parts"] for one in part["items"]}


def test_own_answers_come_from_the_finished_self_check_before_the_course(shown, learner):
    answer(learner, PRE, BEFORE)

    compared = shown(COMPARE)

    assert items(compared)["DES1"]["own"] == "2 Asked"
    assert items(compared)["DES2"]["own"] == ""
    assert "before the course" in compared.view(Random(1))["own_from"]


def test_without_a_finished_self_check_the_page_says_where_one_is(shown):
    said = "You have not finished a self-check yet."

    assert shown(COMPARE).view(Random(1))["own_missing"] == f"{said} It is in module 1."
    assert COMPARE.view(Random(1))["own_missing"] == said


def test_the_later_self_check_counts_once_it_is_finished(shown, learner):
    answer(learner, PRE, BEFORE)
    answer(learner, POST, {**AFTER, DONE: True})

    assert items(shown(COMPARE))["DES1"]["own"] == "4 Designed together"


def test_a_self_check_that_is_not_finished_is_not_compared(shown, learner):
    answer(learner, PRE, {name: value for name, value in BEFORE.items() if name != DONE})

    assert shown(COMPARE).view(Random(1))["own_from"] == ""


def test_without_a_release_no_figure_reaches_the_page(shown, learner):
    answer(learner, PRE, BEFORE)

    view = shown(COMPARE).view(Random(1))

    assert view["published"] is None
    assert not any(one["figures"] for part in view["parts"] for one in part["items"])


def test_released_figures_stand_beside_the_own_answers(shown, learner, released):
    answer(learner, PRE, BEFORE)

    one = items(shown(COMPARE))["DES1"]

    assert one["own"] == "2 Asked"
    assert one["figures"]["base"] == 120
    assert [line["share"] for line in one["figures"]["counted"]] == [13, 17, 38, 21, 13, None]
    assert items(shown(COMPARE))["EVA1"]["missing"] == "Hidden: too few answers for this question."


def test_rows_of_people_in_the_place_of_a_release_show_nothing(shown, learner, tmp_path):
    folder = tmp_path / "course" / "released"
    folder.mkdir(parents=True)
    (folder / "figures.csv").write_text("submission_id,DES1\ntest-record,2\n")

    view = shown(COMPARE).view(Random(1))

    assert view["published"] is None
    assert view["standing"].startswith("The published results cannot be read")


def test_looking_again_has_the_answers_of_before_beside_it(shown, learner):
    answer(learner, PRE, BEFORE)

    before = shown(POST).before

    assert before.chosen["DES1"] == "2"
    assert [given for _, given in before.about] == ["Drug and alcohol treatment", "London",
                                                    "NHS trust"]  # fmt: skip
    assert not before.not_staff


def test_people_who_are_not_staff_stay_so_when_they_look_again(shown, learner):
    answer(learner, PRE, {**BEFORE, "SD4": "5"})

    assert shown(POST).before.not_staff


def test_nothing_stands_beside_a_first_look(shown, learner):
    assert shown(POST).before is None
    assert shown(PRE) is PRE


def test_after_saving_then_now_and_looking_back_come_together(shown, learner):
    answer(learner, PRE, BEFORE)
    answer(learner, POST, {**AFTER, DONE: True})

    desk = Desk(shown(POST), AnswerStore(learner / "modules" / "one.answers.jsonl"), False)
    kept = desk.kept()

    assert kept["earlier"] == ""
    assert dict(kept["feedback"]["notes"])["design"] == (
        f"Higher now: 1. The same: 0. Lower now: 0. Without a step both times: {DESIGN - 1}."
        " Looking back, you now say for the time before the course: 1 Told."
    )


def test_the_survey_gets_the_same_rows_whether_somebody_looked_or_not(
    shown, learner, store, key, released
):
    agree(learner)
    answer(learner, PRE, BEFORE)
    answer(learner, POST, {**AFTER, DONE: True})
    feed(store, key, course(), [("test-record-7", learner)], NOW)
    before = {name: row.content for name, row in store.rows().items()}

    answer(learner, COMPARE, True)
    shown(POST), shown(COMPARE)
    report = feed(store, key, course(), [("test-record-7", learner)], NOW)

    assert (report.added, report.replaced, report.unchanged) == (0, 0, 2)
    assert {name: row.content for name, row in store.rows().items()} == before
