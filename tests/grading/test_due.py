import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from coprod_training.grading.due import DUE, read_due, write_due

AT = datetime(2027, 1, 11, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    "due", [AT, AT.replace(tzinfo=None), AT.astimezone(timezone(timedelta(hours=5)))]
)
def test_a_date_comes_back_as_it_was_set(tmp_path, due):
    write_due(tmp_path, due)

    assert read_due(tmp_path) == AT
    assert json.loads((tmp_path / DUE).read_text()) == {"schema": 1, "due": "2027-01-11T17:00:00Z"}


def test_no_date_is_no_date(tmp_path):
    write_due(tmp_path, None)

    assert read_due(tmp_path) is None
    assert read_due(tmp_path / "missing") is None


@pytest.mark.parametrize(
    "content",
    [
        "", "[]", "null", "{", '{"schema": 2, "due": "2027-01-11T17:00:00Z"}',
        '{"schema": 1, "due": 5}', '{"schema": 1, "due": "<b>soon</b>"}',
        '{"schema": "1", "due": "2027-01-11T17:00:00Z"}', "[" * 900, '{"due": "' + "9" * 5000,
    ],
)  # fmt: skip
def test_what_does_not_fit_is_passed_over(tmp_path, content):
    (tmp_path / DUE).write_text(content)

    assert read_due(tmp_path) is None


def test_a_link_is_not_followed(tmp_path):
    write_due(tmp_path, AT)
    other = tmp_path / "other"
    other.mkdir()
    (other / DUE).symlink_to(tmp_path / DUE)

    assert read_due(other) is None
