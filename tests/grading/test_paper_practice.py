"""A module worked on paper counts as done, in the learner's own folder, and the record says so."""

from dataclasses import replace
from datetime import UTC, datetime
from errno import ENOSPC
from pathlib import Path

import pytest

from coprod_training.activities import kind_named
from coprod_training.answers import AnswerStore
from coprod_training.content.course import load_course
from coprod_training.errors import CoprodError
from coprod_training.grading import records
from coprod_training.grading.paper_practice import answered_in, keep_from_paper, typed_in_for
from coprod_training.paper.typed_in import can_be_typed_in
from coprod_training.progress.completion import progress_of
from coprod_training.progress.folders import outcomes_in

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
SLUG = "what-co-production-is"


@pytest.fixture(scope="module")
def course():
    """Its one module, whose core activities are an example of a choice and of written words."""
    found = load_course(Path(__file__).parents[2] / "course")
    choice = kind_named("single_choice").example().activity
    words = kind_named("free_text").example().activity
    core = tuple(replace(one, core=True) for one in (choice, words))
    (module,) = (one for one in found.modules if one.id == SLUG)
    return replace(found, modules=(replace(module, activities=core),))


@pytest.fixture
def type_in(tmp_path, course):
    def typed(responses, learner="paper-07"):
        keep_from_paper(
            tmp_path / "trainer",
            tmp_path / "on-paper" / learner,
            course.modules[0],
            learner,
            responses,
            by="tina",
            now=NOW,
        )
        return tmp_path / "on-paper" / learner

    return typed


def kept_in(folder):
    return AnswerStore(folder / "modules" / f"{SLUG}.answers.jsonl").read().answers


def ids_in(folder):
    return {answer.id for answer in kept_in(folder)}


def answers(course):
    choice, words = course.modules[0].activities
    return {choice.id: choice.key, words.id: "Planted words"}


def test_every_core_activity_of_the_course_can_be_typed_in():
    course = load_course(Path(__file__).parents[2] / "course")
    core = [one for module in course.modules for one in module.activities if one.core]

    assert core
    assert [one.id for one in core if not can_be_typed_in(one)] == []


def test_a_sheet_completes_the_module_as_a_lesson_does(course, type_in):
    folder = type_in(answers(course))

    (module,) = progress_of(course, outcomes_in(folder, course), ()).modules
    assert (module.core_done, module.complete) == (2, True)
    assert answered_in(folder, course.modules[0]) == set(answers(course))
    assert folder.parent.stat().st_mode & 0o777 == 0o700


def test_the_record_says_who_typed_in_what_and_none_of_the_words(tmp_path, course, type_in):
    folder = type_in(answers(course))

    kept = records.path_of(tmp_path / "trainer").read_text()
    assert '"by":"tina"' in kept
    assert "Planted" not in kept
    assert typed_in_for(tmp_path / "trainer", "paper-07", ids_in(folder)) == 2
    assert typed_in_for(tmp_path / "trainer", "paper-07", ()) == 0
    assert typed_in_for(tmp_path / "trainer", "ann", ids_in(folder)) == 0


def test_the_same_sheet_typed_in_again_changes_nothing(tmp_path, course, type_in):
    folder = type_in(answers(course))
    before = kept_in(folder), records.path_of(tmp_path / "trainer").read_text()

    type_in(answers(course))

    assert (kept_in(folder), records.path_of(tmp_path / "trainer").read_text()) == before


def test_what_was_said_before_another_answer_becomes_the_newest_again(course, type_in):
    _, words = course.modules[0].activities
    for said in ("First", "Second", "First"):
        folder = type_in({words.id: said})

    assert [one.response for one in kept_in(folder)] == ["First", "Second", "First"]


def test_what_a_full_disk_kept_out_is_typed_in_again_and_counted_once(
    tmp_path, course, type_in, monkeypatch
):
    real = AnswerStore.add

    def full_after_one(store, answer):
        if store.read().answers:
            raise OSError(ENOSPC, "No space left on device")
        return real(store, answer)

    with monkeypatch.context() as patched:
        patched.setattr(AnswerStore, "add", full_after_one)
        with pytest.raises(CoprodError, match="could not be written"):
            type_in(answers(course))
    folder = tmp_path / "on-paper" / "paper-07"
    assert typed_in_for(tmp_path / "trainer", "paper-07", ids_in(folder)) == 1

    type_in(answers(course))

    assert len(kept_in(folder)) == 2
    assert typed_in_for(tmp_path / "trainer", "paper-07", ids_in(folder)) == 2


def test_a_note_from_before_answers_were_named_counts_each_activity_once(tmp_path):
    said = {"by": "tina", "activities": ["one", "two"]}
    for _ in range(2):
        records.note(tmp_path, "typed in", "paper-07", SLUG, NOW, [said])

    assert typed_in_for(tmp_path, "paper-07", ()) == 2


def test_a_disk_that_refuses_is_told_to_whoever_types_it_in(course, type_in, monkeypatch):
    def refuses(store, answer):
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(AnswerStore, "add", refuses)

    with pytest.raises(CoprodError, match="could not be written") as told:
        type_in(answers(course))

    assert "browser" not in str(told.value)
    assert told.value.fix.startswith("Type the sheet in again")


@pytest.mark.parametrize(
    ("learner", "responses"),
    [
        ("../up", {"example-text": "Words"}),
        ("ann", {}),
        ("ann", {"planted": "x"}),
        ("ann", {"example-single": "planted"}),
    ],
)
def test_what_does_not_fit_leaves_nothing_behind(tmp_path, type_in, learner, responses):
    with pytest.raises(CoprodError):
        type_in(responses, learner)

    assert list(tmp_path.iterdir()) == []
