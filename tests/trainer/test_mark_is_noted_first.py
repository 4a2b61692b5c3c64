"""A mark that a trainer gives is on record before it is in the gradebook."""

from types import SimpleNamespace

import pytest
from nbgrader.server_extensions.formgrader import apihandlers

from coprod_training.grading.records import mark_changes
from coprod_training.trainer.formgrader import NotedGrade
from coprod_training.trainer.trainer import KEY

GRADE = SimpleNamespace(
    manual_score=2.0,
    extra_credit=None,
    max_score=3.0,
    name="words",
    student=SimpleNamespace(id="ann"),
    assignment=SimpleNamespace(timestamp=None, assignment=SimpleNamespace(name="where-is-it")),
)


class Asked(NotedGrade):
    """As much of a request as the handler looks at."""

    gradebook = SimpleNamespace(find_grade_by_id=lambda _: GRADE)
    current_user = SimpleNamespace(username="pat")
    request = SimpleNamespace(body=b"")
    settings = None

    def __init__(self, root, data):
        self.settings, self.data = {KEY: SimpleNamespace(root=root)}, data

    def get_json_body(self):
        return self.data


@pytest.mark.parametrize("data", [{"manual_score": 3}, {"manual_score": 2, "extra_credit": 1}])
def test_whoever_is_killed_before_the_mark_is_kept_leaves_its_record(tmp_path, monkeypatch, data):
    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(apihandlers.GradeHandler, "put", killed)

    with pytest.raises(KeyboardInterrupt):
        NotedGrade.put.__wrapped__(Asked(tmp_path, data), "an-id")

    (noted,) = mark_changes(tmp_path, "where-is-it", "ann")
    assert (noted["before"], noted["mark"]) == (2.0, data["manual_score"])
    assert noted.get("extra") == (1 if "extra_credit" in data else None)
