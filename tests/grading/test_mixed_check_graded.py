"""Questions that are drawn, graded by nbgrader's own steps and in one go."""

import html
from collections import Counter
from dataclasses import replace

import pytest
from compared import copied
from graded_course import read_marks
from mixed_course import (
    CHECK,
    EVERY,
    PLACES,
    ROOT,
    TASK,
    MixedCourse,
    asked,
    make_mixed,
    move_parts,
    right,
    wrong,
)

from coprod_training.content.course import load_course
from coprod_training.grading import config, kept_marks, marking_round, records
from coprod_training.grading.all_answers import all_answers
from coprod_training.grading.flags import FlagBook
from coprod_training.grading.hand_ins import hand_ins
from coprod_training.grading.question_figures import question_figures
from coprod_training.grading.trainer_names import TrainerNames
from coprod_training.progress.completion import progress_of
from coprod_training.progress.marks_table import COLUMNS, marks_table
from coprod_training.trainer.hand_in_page import hand_in_page
from coprod_training.trainer.trainer import Trainer
from coprod_training.trainer.who import Who

pytestmark = [pytest.mark.drawn, pytest.mark.slow]

THEIRS = "PLANTED words of a learner"
OF_OTHERS = "answers file were about questions that were drawn for others and not for this learner."
ALL_PLACES = dict.fromkeys(PLACES, 0.0)


def of_others(learner):
    theirs = {one.id for one in asked(learner).values()}
    return [one for one in EVERY.values() if one.id not in theirs]


def nine_right(learner):
    first, rest = list(asked(learner).values())[:9], list(asked(learner).values())[9:]
    return right(*first) | wrong(*rest)


HAND_INS = {
    "ann": lambda: right(*asked("ann").values()),
    "ben": lambda: nine_right("ben"),
    "cem": lambda: right(*list(asked("cem").values())[:2]),
    # The whole pool answered rightly but for what was drawn: a friend's file, or guesses.
    "borrower": lambda: right(*of_others("borrower")) | wrong(*asked("borrower").values()),
    # The right option under the name of the place, of no question, and of another exercise.
    "stranger": lambda: {
        **{place: one.key for place, one in asked("stranger").items()},
        THEIRS: "a-shared-decision",
        "job-guide-step": "designed-together",
    },
    "mover": lambda: right(*asked("mover").values()),
    "silent": dict,
}


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    course = make_mixed(tmp_path_factory.mktemp("collected") / "course")
    for learner, responses in HAND_INS.items():
        course.hand_in(learner, responses())
    move_parts(course.submitted("mover"))
    return course


@pytest.fixture(scope="module")
def graded(collected, tmp_path_factory):
    """By nbgrader's own steps, with feedback made."""
    course = copied(collected, tmp_path_factory.mktemp("graded") / "course")
    log = course.nbgrader("autograde", TASK)
    course.nbgrader("generate_feedback", TASK)
    return course, log


@pytest.fixture(scope="module")
def marks(graded):
    found = read_marks(graded[0].trainer)
    return {who: {p: found[who, p] for p in PLACES} for who in HAND_INS}


def test_each_place_is_marked_by_the_question_that_was_drawn_for_it(marks):
    assert marks["ann"] == dict.fromkeys(PLACES, 1.0)
    assert list(marks["ben"].values()) == [1.0] * 9 + [0.0] * 3
    assert list(marks["cem"].values()) == [1.0] * 2 + [0.0] * 10
    assert marks["silent"] == ALL_PLACES


def test_right_answers_to_questions_of_others_are_worth_nothing_and_the_log_says_why(graded, marks):
    course, log = graded

    assert marks["borrower"] == ALL_PLACES
    assert f"borrower: 12 lines of the {OF_OTHERS}" in log
    known = records.reasons_by_learner(course.trainer, TASK)
    assert any(OF_OTHERS in one for one in known["borrower"])


def test_a_line_that_names_a_place_or_no_question_is_worth_nothing(graded, marks):
    assert marks["stranger"] == ALL_PLACES
    assert "stranger: 14 lines of the answers file were about something that" in graded[1]


def test_parts_that_were_moved_in_the_learners_copy_change_nothing(marks):
    assert marks["mover"] == dict.fromkeys(PLACES, 1.0)


def test_no_word_of_a_learner_is_in_the_log_or_the_records(graded):
    course, log = graded

    assert THEIRS not in log
    assert THEIRS not in records.path_of(course.trainer).read_text()


def test_in_one_go_it_comes_to_the_same_to_the_byte(collected, graded, tmp_path):
    ours = copied(collected, tmp_path / "ours")

    assert all(one.done for one in marking_round.grade(ours.trainer, TASK))

    assert read_marks(ours.trainer) == read_marks(graded[0].trainer)
    for learner in HAND_INS:
        assert ours.marked(learner) == graded[0].marked(learner), learner
    both = [records.reasons_by_learner(one, TASK) for one in (ours.trainer, graded[0].trainer)]
    assert both[0] == both[1]


def test_the_feedback_shows_the_learners_own_questions_and_no_others(graded):
    page = html.unescape(graded[0].feedback("ben"))

    assert "You have 9 of 12 questions right." in page
    for one in asked("ben").values():
        assert one.question in page
        assert one.title in page
    for one in of_others("ben"):
        assert one.question not in page
    assert "check-0" not in page
    assert "That meets the standard." in page


def test_the_page_is_as_light_as_any_other(graded):
    assert len(graded[0].feedback("ann").encode()) <= 30 * 1024  # issue 4, figures to reach


def test_the_trainers_page_of_a_hand_in_shows_its_own_questions(graded):
    course = graded[0]
    trainer = Trainer(course.trainer, ROOT / "course", course.root / "exchange" / "coprod")
    rows = hand_ins(trainer.database, assignment=TASK)
    mine = next(row for row in rows if row.learner == "ben")
    assert hand_ins(trainer.database, hand_in=mine.id) == (mine,)

    flags, who = FlagBook(course.root / "private"), Who("sam", TrainerNames({}))
    page = html.unescape(hand_in_page(trainer, flags, mine, rows, "", who))

    assert "9 of 12 right." in page
    assert [one.title for one in asked("ben").values() if one.title not in page] == []
    assert [one.title for one in of_others("ben") if f"{one.title}<" in page] == []


def test_the_table_of_marks_has_the_points_and_how_many_of_all_that_is(graded):
    whole = load_course(ROOT / "course")
    only = replace(whole, assessments=(CHECK,))
    found = kept_marks.all_hand_ins(graded[0].trainer)

    rows = marks_table(only, found, {}, lambda *_: None, ())

    table = {row[0]: dict(zip(COLUMNS, row, strict=True)) for row in rows}
    so_far = "all questions of the course so far, percent"
    wanted = ("state", "points", "out of", "questions, percent", so_far)
    assert [table["ben"][name] for name in wanted] == ["marked", 9, 12, 75, 75]
    assert [table["borrower"][name] for name in wanted] == ["marked", 0, 12, 0, 0]
    assert table["ben"]["reflection meets the standard"] is None


def test_the_pass_rule_counts_its_points(graded):
    whole = load_course(ROOT / "course")
    found = kept_marks.all_hand_ins(graded[0].trainer)

    def state(learner):
        theirs = [one for one in found if one.learner == learner]
        (one,) = progress_of(replace(whole, assessments=(CHECK,)), (), theirs).assignments
        return one.state, one.objective_percent

    assert state("ben") == ("marked", 75)
    assert state("cem") == ("marked", pytest.approx(100 / 6))


def test_a_second_hand_in_meets_the_same_questions_and_the_better_one_counts(collected, tmp_path):
    course = copied(collected, tmp_path / "again")
    marking_round.grade(course.trainer, TASK, ["ann"])
    path = course.submitted("ann") / f"{TASK}.answers.jsonl"
    path.unlink()
    (course.submitted("ann") / "timestamp.txt").write_text("2026-11-24 09:00:00.000000 UTC")

    marking_round.grade(course.trainer, TASK, ["ann"])

    now, before = kept_marks.all_hand_ins(course.trainer)
    assert (now.points, before.points) == (0.0, 12.0)
    assert [one.activity for one in now.marks] == [one.activity for one in before.marks]


def test_figures_are_of_each_question_and_hidden_below_ten(tmp_path):
    course_root = tmp_path / "trainer"
    (course_root / "release" / TASK).mkdir(parents=True)
    (course_root / "release" / TASK / f"{TASK}.ipynb").write_text("{}")
    course, met = MixedCourse(tmp_path), Counter()
    for number in range(25):
        learner = f"learner{number:02}"
        met.update(one.id for one in asked(learner).values())
        course.hand_in(learner, wrong(*EVERY.values()))  # also what was not drawn for them

    found = question_figures(
        [question for _, question in CHECK.every_question()], all_answers(course_root, CHECK)
    )

    wanted = [(activity.title, met[name]) for name, activity in EVERY.items()]
    assert [(one.title, one.answered) for one in found] == wanted
    assert {one.right_percent for one in found if one.answered >= 10} == {0.0}
    assert {one.commonest_wrong for one in found if one.answered < 10} == {None}
    assert {one.answered >= 10 for one in found} == {True, False}


def test_a_hand_in_is_under_the_name_that_the_lesson_drew_by(collected):
    """nbgrader's own command, with the settings that `coprod start` writes for a learner."""
    home = collected.root / "learners" / "the-hubs-name"
    home.mkdir(parents=True)
    exercises, exchange = home / "exercises", collected.root / "exchange"
    exercises.mkdir()
    (home / "nbgrader_config.py").write_text(
        config.learner_config(exercises, exchange, home, learner="the-hubs-name")
    )

    collected.nbgrader("fetch_assignment", TASK, at=home)
    collected.nbgrader("submit", TASK, at=home)

    (handed_in,) = (exchange / config.COURSE_ID / "inbound").glob("*")
    assert handed_in.name.startswith(f"the-hubs-name+{TASK}+")
