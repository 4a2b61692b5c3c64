"""Answers on a hub leave when the time that people agreed to is over, and do not come back."""

import json
from argparse import Namespace
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from running import as_, running
from test_survey_over_http import answers, held, yes

from coprod_training.cli.survey_hub import read_hub_if_asked
from coprod_training.collector.database import open_database
from coprod_training.collector.survey_for_steward import read_hub, take_out_the_old_there
from coprod_training.errors import CoprodError
from coprod_training.survey.store import SurveyStore

LATER = datetime(2027, 1, 5, tzinfo=UTC)


@pytest.fixture
def one_month(parts):
    """The collector, where people agreed to one month."""
    first, *others = parts.survey.instruments
    agreed = replace(parts.survey, instruments=(replace(first, retention_months=1), *others))
    return replace(parts, survey=agreed)


def address_of(parts):
    return parts.survey.database.engine.url.render_as_string(hide_password=False)


def test_old_answers_are_wiped_noted_and_not_taken_again(one_month, hub, course, tmp_path):
    token = hub.learner("amira")
    store = SurveyStore(tmp_path / "steward")
    with running(one_month) as client:

        def send():
            return client.post("/responses", json=answers(course), headers=as_(token)).json()

        client.post("/consent", json=yes(course), headers=as_(token))
        assert send() == {"kept": "added"}
        case = (address_of(one_month), store, one_month.survey.instruments)
        assert take_out_the_old_there(*case, one_month.now()) == []
        assert len(read_hub(case[0]).rows) == 1

        (out,) = take_out_the_old_there(*case, LATER)
        one_month.now.now = LATER

        assert (out.course, out.before) == (1, "2026-12")
        assert held(one_month)[1] == []
        assert send() == {"kept": "too old"}
        assert take_out_the_old_there(*case, LATER) == []
    note = json.loads((store.folder / "retention.jsonl").read_text())
    assert note["rows"] == {"pre": 1, "brought_in": 0}


def test_a_row_stays_with_its_version_while_its_answers_are_the_same(parts, hub, course):
    token = hub.learner("amira")
    current = parts.survey.instruments[0]
    newer = replace(current, id="cps-9", version="9")
    both = replace(parts, survey=replace(parts.survey, instruments=(newer, current)))
    with running(both) as client:

        def send(instrument, step=0):
            body = answers(course, step=step) | {"instrument": instrument}
            return client.post("/responses", json=body, headers=as_(token)).json()["kept"]

        client.post("/consent", json=yes(course), headers=as_(token))
        said = [send(current.id), send("cps-9"), send("cps-9", 1)]

    assert said == ["added", "unchanged", "replaced"]
    (row,) = held(both)[1]
    assert row.content.instrument == "cps-9"


def test_a_database_that_is_not_the_surveys_is_refused_in_words(tmp_path):
    other = tmp_path / "other.db"
    with pytest.raises(CoprodError, match="There is no database here"):
        read_hub(f"sqlite:///{other}")
    assert not other.exists()

    with closing(open_database(f"sqlite:///{other}")) as of_another_kind:
        of_another_kind.upgrade()
    with pytest.raises(CoprodError, match="from different versions"):
        read_hub(f"sqlite:///{other}")

    other.write_bytes(b"no database at all" * 100)
    with pytest.raises(CoprodError, match="could not be read"):
        read_hub(f"sqlite:///{other}")


def test_a_database_may_be_named_in_the_environment(parts, monkeypatch):
    nothing = Namespace(survey_database=None, survey_database_from=None)
    assert read_hub_if_asked(nothing) is None

    monkeypatch.setenv("COPROD_SURVEY_DATABASE", address_of(parts))

    assert read_hub_if_asked(nothing).rows == []
