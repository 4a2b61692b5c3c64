"""A mark that a trainer gives is on record before it is in the gradebook."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from nbgrader.server_extensions.formgrader import apihandlers

from coprod_training.grading.records import changed_since, mark_changes, markers, note
from coprod_training.grading.returned import changed_times, note_returned, returned_points
from coprod_training.stored_time import stored
from coprod_training.trainer import formgrader
from coprod_training.trainer.formgrader import NotedGrade
from coprod_training.trainer.page import JOBS, LATE
from coprod_training.trainer.trainer import KEY

TASK = "where-is-it"
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
HANDED_IN = AT.isoformat(sep=" ")[:19]
EXERCISE = SimpleNamespace(name=TASK)
GRADE = SimpleNamespace(
    manual_score=2.0,
    extra_credit=None,
    max_score=3.0,
    name="words",
    needs_manual_grade=False,
    cell=SimpleNamespace(cell_type="markdown"),
    student=SimpleNamespace(id="ann"),
    assignment=SimpleNamespace(timestamp=None, assignment=EXERCISE),
)


class Asked(NotedGrade):
    """As much of a request as the handler looks at."""

    current_user = SimpleNamespace(username="pat")
    request = SimpleNamespace(body=b"")
    settings = gradebook = None

    def __init__(self, root, data, grade=GRADE):
        jobs = SimpleNamespace(put_away=lambda: None)
        self.settings = {KEY: SimpleNamespace(root=root), JOBS: jobs, LATE: None}
        self.data = data
        self.gradebook = SimpleNamespace(find_grade_by_id=lambda _: grade)

    def get_json_body(self):
        return self.data


@pytest.fixture(autouse=True)
def killed(monkeypatch):
    """The process ends where the mark itself would be kept; unless it is let live."""

    def kill(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(apihandlers.GradeHandler, "put", kill)


def give(root, data, grade=GRADE):
    with pytest.raises(KeyboardInterrupt):
        NotedGrade.put.__wrapped__(Asked(root, data, grade), "an-id")


@pytest.mark.parametrize("data", [{"manual_score": 3}, {"manual_score": 2, "extra_credit": 1}])
def test_whoever_is_killed_before_the_mark_is_kept_leaves_its_record(tmp_path, data):
    give(tmp_path, data)

    (noted,) = mark_changes(tmp_path, TASK, "ann")
    assert (noted["before"], noted["mark"]) == (2.0, data["manual_score"])
    assert noted.get("extra") == (1 if "extra_credit" in data else None)


@pytest.fixture
def let_live(monkeypatch):
    """The mark itself is kept nowhere, and all that comes after it is done."""
    monkeypatch.setattr(apihandlers.GradeHandler, "put", lambda *_: None)
    monkeypatch.setattr(formgrader, "follow_dates", lambda *_: None)


def waiting(**about):
    """A hand-in that kim gave 2 and that went back; then it was graded again."""
    at = AT.replace(tzinfo=None)
    assignment = SimpleNamespace(timestamp=at, assignment=EXERCISE)
    found = {**vars(GRADE), "needs_manual_grade": True, "assignment": assignment, **about}
    return SimpleNamespace(**found)


def gone_back(root):
    kim = {"activity": "words", "before": None, "mark": 2.0, "by": "kim"}
    note(root, "mark given", "ann", TASK, AT, [kim])
    note_returned(root, TASK, [("ann", HANDED_IN, 2.0)], AT)


def test_whoever_confirms_a_mark_that_was_to_be_looked_at_again_has_given_it(tmp_path):
    gone_back(tmp_path)

    give(tmp_path, {"manual_score": 2}, waiting())  # which asks for no reason: it is as it was

    assert markers(tmp_path, TASK) == {("ann", "words"): ["kim", "pat"]}
    noted = mark_changes(tmp_path, TASK, "ann")[-1]
    assert (noted["before"], noted["mark"], noted["confirms"]) == (2.0, 2, True)


@pytest.mark.usefixtures("let_live")
@pytest.mark.parametrize(
    ("about", "data", "changed"),
    [
        ({}, {"manual_score": 2}, False),
        ({}, {"manual_score": 2, "why": "Read once more."}, False),
        ({"extra_credit": 1.0}, {"manual_score": 2}, False),
        ({}, {"manual_score": 2, "extra_credit": 1, "why": "A figure."}, True),
        ({}, {"manual_score": 3, "why": "Read once more."}, True),
    ],
)
def test_a_learner_is_told_of_a_mark_only_when_it_is_another_one(tmp_path, about, data, changed):
    gone_back(tmp_path)

    NotedGrade.put.__wrapped__(Asked(tmp_path, data, waiting(**about)), "an-id")

    assert (returned_points(tmp_path)["ann", TASK] != (HANDED_IN, 2.0)) is changed
    assert len(changed_times(tmp_path, TASK)["ann"]) == 1  # a page from before says that it waits
    assert changed_since(tmp_path, TASK, "ann", stored(AT)) is changed
    assert markers(tmp_path, TASK)["ann", "words"][-1] == "pat"


def test_another_mark_than_the_one_that_waited_is_on_record_with_it(tmp_path):
    gone_back(tmp_path)

    give(tmp_path, {"manual_score": 3, "why": "Read once more."}, waiting())

    noted = mark_changes(tmp_path, TASK, "ann")[-1]
    assert (noted["before"], noted["mark"], "confirms" in noted) == (2.0, 3, False)
    assert markers(tmp_path, TASK) == {("ann", "words"): ["pat"]}


@pytest.mark.parametrize(("stood", "before"), [(None, 1.0), (2.0, 2.0)])
def test_a_mark_in_the_courses_place_is_on_record_with_the_one_that_counted(
    tmp_path, stood, before
):
    about = {"manual_score": stood, "auto_score": 1.0, "cell": SimpleNamespace(cell_type="code")}

    give(tmp_path, {"manual_score": 3}, SimpleNamespace(**{**vars(GRADE), **about}))

    (noted,) = mark_changes(tmp_path, TASK, "ann")
    assert (noted["before"], noted["mark"]) == (before, 3)


def test_the_same_level_sent_once_more_leaves_no_record(tmp_path):
    give(tmp_path, {"manual_score": 2})

    assert mark_changes(tmp_path, TASK, "ann") == ()


def test_taking_back_a_mark_that_was_to_be_looked_at_again_is_on_record(tmp_path):
    waits = SimpleNamespace(**{**vars(GRADE), "needs_manual_grade": True})

    give(tmp_path, {"manual_score": None}, waits)

    (noted,) = mark_changes(tmp_path, TASK, "ann")
    assert (noted["before"], noted["mark"]) == (2.0, None)
