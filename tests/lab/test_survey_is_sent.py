"""On a hub, consent and self-checks go into the survey's own database, and into the dataset."""

import csv
import socket
import time
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime

import pytest
from answering import RECEIPT, response_to
from house.tree import ROOT
from opened import opened
from sent_to_collector import collecting, stores, until
from served import ask, keep, prepare
from shipped import COURSE
from tables_read import rows_of
from tiny_hub import TinyHub

from coprod_training.cli import main
from coprod_training.collector.survey_store import events_of, responses
from coprod_training.lab.my_data import NOT_KNOWN
from coprod_training.lab.my_data_words import NOT_COUNTED
from coprod_training.lab.sender import LOOK
from coprod_training.survey.feed import feed
from coprod_training.survey.pseudonym import Key, pseudonym_of
from coprod_training.survey.store import SurveyStore

pytestmark = [pytest.mark.drawn, pytest.mark.slow]
KEY = Key("survey", b"s" * 32)
ACTIVITIES = {activity.id: activity for _, activity in COURSE.activities()}
CONSENT = ACTIVITIES["survey-consent"]
(BEFORE,) = (one for one in ACTIVITIES.values() if getattr(one, "phase", "") == "pre")
YES = response_to(CONSENT, "")
NO = {**YES, "CN3": "0"}


@pytest.fixture
def port(monkeypatch):
    """Where the collector will be, as the hub tells a learner's server."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        number = free.getsockname()[1]
    monkeypatch.setenv("COPROD_COLLECTOR", f"http://127.0.0.1:{number}")
    return number


@pytest.fixture
def build(tmp_path):
    """Builds the dataset as a hub's steward does: the rows of the course's file."""

    def built(name):
        database = tmp_path / "survey-database"
        database.touch(mode=0o600)
        database.write_text(f"sqlite:///{tmp_path}/survey.db\n")
        asked = ["survey", "build", str(tmp_path / name), "--survey-database-from", str(database)]
        place = ["--course", str(ROOT), "--workspace", str(tmp_path / "steward")]
        assert main([*asked, *place]) == 0
        (file,) = (tmp_path / name / "data").glob("submission-course-*.csv")
        with file.open(encoding="utf-8-sig", newline="") as lines:
            return list(csv.DictReader(lines))

    return built


def on_one_machine(folder, learner):
    """What the same answers become without a hub."""
    store = SurveyStore(folder)
    feed(store, KEY, COURSE, [("amira", learner)], datetime.now(UTC))
    (row,) = store.rows().values()
    return row


def test_a_self_check_is_sent_with_a_yes_and_not_without(
    tmp_path, monkeypatch, port, build, capsys
):
    with TinyHub().running() as hub, stores(tmp_path) as databases:
        monkeypatch.setenv("JUPYTERHUB_API_TOKEN", hub.learner("amira"))
        workspace = tmp_path / "coprod"
        prepare(workspace, "learner")

        def rows():
            with databases[1].reading() as connection:
                return responses(connection)

        def states():
            with databases[1].reading() as connection:
                return [event.state for event in events_of(connection)]

        with collecting(databases, hub, port), opened(workspace) as server:
            assert keep(server, BEFORE.id, response_to(BEFORE, "")).status == 200
            assert until(lambda: len(rows_of(databases[0], "statement")), 1) == 1
            time.sleep(2 * LOOK)
            assert (states(), rows(), build("before-any-word")) == ([], [], [])

            assert keep(server, CONSENT.id, YES).status == 200
            assert until(lambda: len(rows()), 1) == 1
            (row,) = rows()
            (written,) = build("with-a-yes")
            assert row.content == on_one_machine(tmp_path / "other", workspace / "learner").content
            assert row.pseudonym == pseudonym_of("amira", KEY)
            assert written["submission_id"] == row.submission_id
            mine = ask(server, "my-data.json").data
            assert mine["survey"] == [asdict(row.content)]
            assert [one["said"] for one in mine["consent"]] == ["yes"]

            assert keep(server, CONSENT.id, NO).status == 200
            assert until(states, ["yes", "no"]) == ["yes", "no"]
            assert (rows(), build("with-a-no")) == ([], [])
        with opened(workspace) as server:  # and no collector
            counts = {one["what"]: one["count"] for one in ask(server, "api/my-data").data["rows"]}
            assert counts["Self-check answers in the survey data"] == NOT_KNOWN
            assert ask(server, "my-data.json").data["survey_and_consent"] == NOT_KNOWN

    assert "Answers of the hub's learners: 1." in capsys.readouterr().out


def test_a_receipt_takes_answers_out_of_a_hubs_survey(tmp_path, monkeypatch, port, capsys):
    asked = ["survey", "withdraw", RECEIPT, "--workspace", str(tmp_path / "steward")]
    asked += ["--collector", f"http://127.0.0.1:{port}"]
    with TinyHub().running() as hub, stores(tmp_path) as databases:
        monkeypatch.setenv("JUPYTERHUB_API_TOKEN", hub.learner("amira"))
        assert main(asked) == 1
        assert "did not answer as it should" in capsys.readouterr().err
        prepare(tmp_path / "coprod", "learner")

        def count():
            with databases[1].reading() as connection:
                return len(responses(connection))

        def consented():
            with databases[1].reading() as connection:
                return events_of(connection)

        with collecting(databases, hub, port), opened(tmp_path / "coprod") as server:
            keep(server, BEFORE.id, response_to(BEFORE, ""))
            keep(server, CONSENT.id, YES)
            assert until(count, 1) == 1

            assert main(asked) == 0
            assert count() == 0
            # What is answered later is not copied either: the yes was taken back today.
            keep(server, BEFORE.id, response_to(BEFORE, "") | {"DES1": "5"})
            assert until(lambda: len(rows_of(databases[0], "statement")), 2) == 2
            time.sleep(2 * LOOK)
            assert count() == 0
            # A yes of the same day may be older than the receipt's use. My data says so.
            keep(server, CONSENT.id, YES)
            assert until(lambda: len(consented()), 3) == 3
            said = {one["what"]: one["count"] for one in ask(server, "api/my-data").data["rows"]}
            assert said["Each yes or no to the survey data"] == f"3 answers. {NOT_COUNTED}"
            assert ask(server, "my-data.json").data["consent_stands"] is False

        assert count() == 0
    assert "On the hub: Rows taken out: 1." in capsys.readouterr().out
