"""Our page for each template that formgrader would draw, under the same addresses."""

from collections.abc import Callable, Mapping
from typing import Any

from coprod_training.content.graded_parts import is_marked_by_a_person
from coprod_training.grading.extensions import dues_of
from coprod_training.grading.flags import FlagBook
from coprod_training.grading.gradebook import learner_names
from coprod_training.grading.hand_in_name import left_there
from coprod_training.grading.hand_ins import full_name, hand_ins, waiting_for
from coprod_training.grading.hidden_marks import hidden_from
from coprod_training.grading.records import reasons_by_learner
from coprod_training.lab.dates import due_words
from coprod_training.trainer import words
from coprod_training.trainer.hand_in_page import hand_in_page
from coprod_training.trainer.places import question_place
from coprod_training.trainer.site import draw
from coprod_training.trainer.trainer import Trainer
from coprod_training.trainer.who import Who

_About = Mapping[str, Any]


def page(trainer: Trainer, template: str, about: _About) -> str:
    """The page for one of formgrader's templates.

    about: what formgrader puts into it, and the `account` of whoever asks.
    """
    return _PAGES.get(template, _nothing)(trainer, about)


def marking(trainer: Trainer, flags: FlagBook, who: Who, about: _About) -> str:
    """The page on which one hand-in is marked. who: marks. about: formgrader's resources.

    Raises CoprodError when its marked copy is not one of this course.
    """
    rows = hand_ins(trainer.database, assignment=about["assignment_id"])
    mine = next(row for row in rows if row.id == about["submission_id"])
    return hand_in_page(trainer, flags, mine, rows, about["base_url"], who)


def _hidden(
    trainer: Trainer, about: _About, assignment: str, learner: str | None = None
) -> set[str]:
    """Learners of whom whoever asks must not see a first mark yet."""
    found = hidden_from(trainer.root, assignment, about["account"], learner)
    return {one.learner for one in found}


def _exercises(trainer: Trainer, about: _About) -> str:
    to = f"{about['base_url']}/coprod/trainer"
    return draw("moved.html.j2", called="Exercises", to=to)


def _hand_ins(trainer: Trainer, about: _About) -> str:
    assignment = about["assignment_id"]
    left_out = reasons_by_learner(trainer.root, assignment)
    found = {row.learner: row for row in hand_ins(trainer.database, assignment=assignment)}
    waiting = trainer.standing(assignment).waiting
    names, dues = learner_names(trainer.database), dues_of(trainer.root, assignment)
    hidden = _hidden(trainer, about, assignment)
    rows: list[dict[str, Any]] = []
    for learner in {*found, *waiting}:
        row, newer = found.get(learner), waiting.get(learner)
        at = row.handed_in if row else newer.at if newer else None
        why = (newer.not_read,) if newer and newer.not_read else ()
        rows.append(
            {
                "learner": learner,
                "name": full_name(learner, *names.get(learner, ("", ""))),
                "handed_in": words.time_words(at, dues.of(learner)),
                "words": words.hand_in_words(row, newer),
                "points": words.points_for(row, hidden) if row else words.points_words(None),
                "reasons": (*why, *left_out.get(learner, ())),
            }
        )
    rows.sort(key=lambda row: str(row["name"]).casefold())
    title = trainer.title(assignment)
    return draw(
        "hand_ins.html.j2",
        base_url=about["base_url"],
        assignment=assignment,
        title_of=title,
        rows=rows,
        left_there=left_there(trainer.exchange / "inbound", assignment),
    )


def _to_mark(trainer: Trainer, about: _About) -> str:
    assignment = about["assignment_id"]
    found = hand_ins(trainer.database, assignment=assignment)
    hidden = _hidden(trainer, about, assignment)
    rows = [
        {
            "id": row.id,
            "words": words.hand_in_words(row),
            "points": words.points_for(row, hidden),
        }
        for row in found
    ]
    return draw(
        "to_mark.html.j2",
        base_url=about["base_url"],
        title_of=trainer.title(assignment),
        rows=rows,
        waiting=sum(row.points is None for row in found),
        questions=_written_questions(trainer, assignment, about["base_url"]),
    )


def _written_questions(trainer: Trainer, assignment: str, base_url: str) -> list[dict[str, Any]]:
    """Each written question, how many of its answers wait, and where to mark them in a row."""
    waiting = waiting_for(trainer.database, assignment)
    assessment = trainer.course().assessment(assignment)
    return [
        {
            "title": question.activity.title,
            "waiting": len(waiting.get(question.activity.id, ())),
            "address": question_place(base_url, assignment, question.activity.id),
        }
        for question in (assessment.questions if assessment else ())
        if is_marked_by_a_person(question)
    ]


def _learners(trainer: Trainer, about: _About) -> str:
    to = f"{about['base_url']}/coprod/trainer/learners"
    return draw("moved.html.j2", called="Learners", to=to)


def _learner(trainer: Trainer, about: _About) -> str:
    learner = about["student_id"]
    by_assignment = {row.assignment: row for row in hand_ins(trainer.database, learner=learner)}
    standings = {one.assignment: one for one in trainer.standings()}
    rows = []
    for one in trainer.course().assessments:
        row, due = by_assignment.get(one.id), dues_of(trainer.root, one.id).of(learner)
        stands = standings[one.id]
        newer = stands.waiting.get(learner)
        at = row.handed_in if row else newer.at if newer else None
        hidden = _hidden(trainer, about, one.id, learner) if row else ()
        rows.append(
            {
                "assignment": one.id,
                "title": one.title,
                "handed_in": words.time_words(at, due) if row or newer else "–",
                "due": due_words(due).removeprefix("Due ") or "No due date",
                "words": words.hand_in_words(row, newer, released=stands.released),
                "points": words.points_for(row, hidden) if row else "–",
            }
        )
    names = learner_names(trainer.database).get(learner, ("", ""))
    return draw(
        "learner.html.j2",
        base_url=about["base_url"],
        learner=learner,
        name=full_name(learner, *names),
        rows=rows,
    )


def _lost(trainer: Trainer, about: _About) -> str:
    return draw(
        "message.html.j2",
        base_url=about["resources"]["base_url"],
        heading="The marked copy of this hand-in is not there",
        words="Go to Exercises and collect again. Marks that were given are kept.",
    )


def _nothing(trainer: Trainer, about: _About) -> str:
    return draw(
        "message.html.j2",
        base_url=about.get("base_url", ""),
        heading="There is nothing here",
        words="This page is not part of the course.",
    )


_PAGES: dict[str, Callable[[Trainer, _About], str]] = {
    "manage_assignments.tpl": _exercises,
    "gradebook_assignments.tpl": _exercises,
    "manage_submissions.tpl": _hand_ins,
    "gradebook_notebooks.tpl": _to_mark,
    "gradebook_notebook_submissions.tpl": _to_mark,
    "manage_students.tpl": _learners,
    "manage_students_assignments.tpl": _learner,
    "manage_students_notebook_submissions.tpl": _learner,
    "formgrade_404.tpl": _lost,
}
