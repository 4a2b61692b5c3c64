"""Whatever a person marks can be flagged for safeguarding, of whatever kind the question is."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from in_a_loop import in_a_loop
from shipped import COURSE
from tornado import web

from coprod_training.activities.action_plan import ActionPlan
from coprod_training.grading.flags import FlagBook
from coprod_training.grading.question_figures import question_figures
from coprod_training.trainer import flag_pages
from coprod_training.trainer import trainer as asked
from coprod_training.trainer.formgrader_pages import _written_questions
from coprod_training.trainer.trainer import Trainer

TASK = "where-is-it-really"
WHOLE = COURSE.assessment(TASK)
PLAN = replace(WHOLE.questions[-1], activity=ActionPlan.example().activity)
PLANNED = replace(WHOLE, questions=(*WHOLE.questions, PLAN))
WITH_PLAN = replace(COURSE, assessments=(PLANNED,))
SCORED = WHOLE.questions[0].activity.id


@pytest.fixture
def trainer(tmp_path, monkeypatch):
    """Of a course in which one exercise also asks for a plan."""
    monkeypatch.setattr(asked, "load_unchanged", lambda root: WITH_PLAN)
    return Trainer(tmp_path / "trainer", tmp_path / "course", tmp_path / "exchange" / "coprod")


@pytest.fixture
def flag(trainer, tmp_path, monkeypatch):
    """Press the button below the answer to an activity; gives the flags that are kept."""
    row = SimpleNamespace(id="a1", learner="ann", assignment=TASK)
    monkeypatch.setattr(flag_pages, "hand_ins", lambda database, hand_in: (row,))
    book = FlagBook(tmp_path / "private")

    def press(activity):
        sent = {"hand_in": row.id, "activity": activity, "words": "If it goes on, I will stop."}
        page = SimpleNamespace(
            trainer=trainer,
            flags=book,
            current_user=SimpleNamespace(username="pat"),
            to="",
            redirect=lambda place: None,
            get_body_argument=lambda name, default, strip=True: sent.get(name, default),
        )
        in_a_loop(flag_pages.RaiseFlag.post(page))
        return book.all()

    return press


def test_a_plan_that_a_person_marks_is_flagged(flag):
    (kept,) = flag(PLAN.activity.id)

    assert (kept.activity, kept.words) == (PLAN.activity.id, "If it goes on, I will stop.")


def test_what_the_course_marks_is_not(flag):
    with pytest.raises(web.HTTPError) as refused:
        flag(SCORED)

    assert refused.value.status_code == 404


def test_a_plan_whose_rubric_is_not_written_yet_is_still_for_a_person(trainer, monkeypatch):
    bare = replace(PLAN, rubric=())
    course = replace(COURSE, assessments=(replace(WHOLE, questions=(WHOLE.questions[0], bare)),))
    monkeypatch.setattr(asked, "load_unchanged", lambda root: course)

    (listed,) = _written_questions(trainer, TASK, "")

    assert listed["title"] == bare.activity.title
    assert trainer.has_written(TASK, bare.activity.id)
    assert not trainer.has_written(TASK, SCORED)
    assert [one.title for one in question_figures((bare,), [])] == []
