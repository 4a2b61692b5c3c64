"""A mark that a trainer gives is on record before it is in the gradebook."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from nbgrader.server_extensions.formgrader import apihandlers

from coprod_training.grading.records import mark_changes, markers, note
from coprod_training.grading.returned import note_returned
from coprod_training.trainer.formgrader import NotedGrade
from coprod_training.trainer.trainer import KEY

TASK = "where-is-it"
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
EXERCISE = SimpleNamespace(name=TASK)
GRADE = SimpleNamespace(
    manual_score=2.0,
    extra_credit=None,
    max_score=3.0,
    name="words",
    needs_manual_grade=False,
    student=SimpleNamespace(id="ann"),
    assignment=SimpleNamespace(timestamp=None, assignment=EXERCISE),
)


class Asked(NotedGrade):
    """As much of a request as the handler looks at."""

    current_user = SimpleNamespace(username="pat")
    request = SimpleNamespace(body=b"")
    settings = gradebook = None

    def __init__(self, root, data, grade=GRADE):
        self.settings, self.data = {KEY: SimpleNamespace(root=root)}, data
        self.gradebook = SimpleNamespace(find_grade_by_id=lambda _: grade)

    def get_json_body(self):
        return self.data


@pytest.fixture(autouse=True)
def killed(monkeypatch):
    """The process ends where the mark itself would be kept."""

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


def test_whoever_confirms_a_mark_that_was_to_be_looked_at_again_has_given_it(tmp_path):
    kim = {"activity": "words", "before": None, "mark": 2.0, "by": "kim"}
    note(tmp_path, "mark given", "ann", TASK, AT, [kim])
    assignment = SimpleNamespace(timestamp=AT.replace(tzinfo=None), assignment=EXERCISE)
    note_returned(tmp_path, TASK, [("ann", AT.isoformat(sep=" ")[:19], 2.0)], AT)
    waits = SimpleNamespace(**{**vars(GRADE), "needs_manual_grade": True, "assignment": assignment})

    give(tmp_path, {"manual_score": 2}, waits)  # which asks for no reason: it is as it was

    assert markers(tmp_path, TASK) == {("ann", "words"): ["kim", "pat"]}
    assert [one["before"] for one in mark_changes(tmp_path, TASK, "ann")] == [None, None]


def test_the_same_level_sent_once_more_leaves_no_record(tmp_path):
    give(tmp_path, {"manual_score": 2})

    assert mark_changes(tmp_path, TASK, "ann") == ()


def test_taking_back_a_mark_that_was_to_be_looked_at_again_is_on_record(tmp_path):
    waits = SimpleNamespace(**{**vars(GRADE), "needs_manual_grade": True})

    give(tmp_path, {"manual_score": None}, waits)

    (noted,) = mark_changes(tmp_path, TASK, "ann")
    assert (noted["before"], noted["mark"]) == (2.0, None)
