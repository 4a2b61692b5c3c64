"""Everything that was stored goes out as xAPI 2.0: over HTTP page by page, and as a file (O4)."""

import json
from contextlib import closing
from dataclasses import replace

import pytest
from alembic.runtime.migration import MigrationContext
from house.tree import ROOT
from made_statements import of_activities, outcome, statements
from running import as_
from tables_read import rows_of, what_follows
from test_exchange_over_http import TASK, WORK, hand_in, put
from xapi_rules import broken

from coprod_training.cli import main
from coprod_training.collector import exported
from coprod_training.collector.database import open_database
from coprod_training.collector.repair import counts_this_course, repair
from coprod_training.survey.pseudonym import pseudonym_of

LEARNERS = ("amira", "bola", "chen")


@pytest.fixture
def stored(collector, hub, course, outline):
    """What three learners did, all kinds of it; how many statements there are."""
    activities = [part.activity for module in outline.modules for part in module.parts]
    for number, name in enumerate(LEARNERS):
        sent = of_activities(course, activities[: 5 + number], learner=name)
        sent += statements(
            course,
            outcome(activities[6], 2, learner=name, score=0.5),
            outcome(activities[7], 3, learner=name, score=0.0, done=False),
        )
        sent[0]["timestamp"] = "tomorrow"  # what was no time is told by when it was stored
        reply = collector.post("/statements", json=sent, headers=as_(hub.learner(name)))
        assert reply.json()["refused"] == []
    return sum(5 + number + 2 for number in range(len(LEARNERS)))


def test_every_statement_keeps_the_specifications_rules_and_each_comes_once(
    collector, hub, stored, parts
):
    operator = as_(hub.operator())
    found, onward = [], "/xapi/statements?limit=4"
    while onward:
        reply = collector.get(onward, headers=operator)
        assert reply.headers["X-Experience-API-Version"] == "2.0.0"
        found += reply.json()["statements"]
        onward = reply.json()["more"]

    assert [(one, broken(one)) for one in found if broken(one)] == []
    assert len(found) == len({one["id"] for one in found}) == stored
    assert len(rows_of(parts.database, "statement")) == stored
    actors = {one["actor"]["account"]["name"] for one in found}
    assert actors == {str(pseudonym_of(one, parts.progress_key)) for one in LEARNERS}
    assert not any(name in json.dumps(found) for name in LEARNERS)
    assert {one["verb"]["display"]["en-GB"] for one in found} == {"answered"}


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda one: one.update(note=1), "only the specification's keys"),
        (lambda one: one.update(id="1"), "the id is a UUID in its usual form"),
        (lambda one: one["actor"].update(mbox="mailto:a@b.c"), "an agent is told by"),
        (lambda one: one["verb"].update(id="answered"), "the verb is an address"),
        (lambda one: one["result"].update(duration=None), "nothing is null"),
        (lambda one: one["result"].update(score={"scaled": 1.2}), "scaled is from -1 to 1"),
        (lambda one: one["result"].update(score={"raw": 7, "max": 6}), "raw lies between"),
        (lambda one: one.update(timestamp="2026-11-28T09:00:00"), "are times with a zone"),
        (lambda one: one.update(version="1.0.3"), "the version is one of 2.0"),
    ],
)
def test_a_statement_that_breaks_a_rule_would_be_seen(course, spoil, words):
    (one,) = statements(course, outcome("ladder-sort", score=0.5))
    assert broken(one) == []

    spoil(one)

    (found,) = broken(one)
    assert words in found


@pytest.mark.parametrize(
    ("points", "score"),
    [
        (3, {"scaled": 0.75, "raw": 3, "min": 0, "max": 4}),
        (5, {"scaled": 1.0}),  # a trainer added one; xAPI knows no more than all
    ],
)
def test_a_mark_keeps_the_specifications_rules_also_with_more_points_than_there_are(
    collector, hub, parts, points, score
):
    tariq, amira = hub.trainer("tariq", "spring"), hub.learner("amira", "spring")
    put(collector, tariq, f"/assignments/{TASK}?cohort=spring", WORK)
    given = hand_in(collector, amira).json()["submission"]
    back = f"/submissions/{given}/feedback?points={points}&out_of=4"
    put(collector, tariq, back, {f"{TASK}.html": b"<p>Well weighed.</p>"})

    reply = collector.get("/xapi/statements", headers=as_(hub.operator()))

    (mark,) = reply.json()["statements"]
    assert broken(mark) == []
    assert mark["result"]["score"] == score
    (kept,) = rows_of(parts.database, "statement")
    assert kept[9:11] == (points, 4)


def test_nobody_but_an_operator_is_given_them(collector, hub, stored):
    for token in (hub.learner("dewi"), hub.trainer("emre", "spring"), hub.monitor()):
        reply = collector.get("/xapi/statements", headers=as_(token))

        assert reply.status_code == 403
        assert "verb" not in reply.text


def test_the_command_writes_the_same_statements_and_repair_says_what_it_counted(
    collector, hub, stored, database_url, tmp_path, capsys
):
    out = tmp_path / "all.jsonl"
    said = collector.get("/xapi/statements", headers=as_(hub.operator())).json()["statements"]

    assert main(["collector", "export", str(out), "--database", database_url]) == 0

    written = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert written == said
    assert out.stat().st_mode & 0o777 == 0o600
    assert f"Statements written: {stored}." in capsys.readouterr().out
    assert [one.name for one in tmp_path.iterdir() if one.name.endswith(".new")] == []
    assert main(["collector", "repair", "--database", database_url]) == 0
    assert str(stored) in capsys.readouterr().out


def test_counts_are_not_made_again_by_another_course_than_the_collectors(
    stored, parts, outline, database_url, tmp_path, capsys
):
    """It goes on with the course that it has read when it started."""
    running = replace(outline, modules=outline.modules[1:])
    repair(parts.database, running)
    before = what_follows(parts.database)

    assert main(["collector", "repair", "--database", database_url]) == 1

    assert "Restart the collector" in capsys.readouterr().err
    assert what_follows(parts.database) == before
    assert counts_this_course(parts.database, running)


def test_an_export_that_fails_leaves_the_file_of_before_and_nothing_else(
    stored, parts, course, tmp_path, monkeypatch
):
    out = tmp_path / "all.jsonl"
    out.write_text("of before")
    pages = iter([KeyError("planted")])

    def broken_off(row, course):
        raise next(pages)

    monkeypatch.setattr(exported, "as_xapi", broken_off)

    with pytest.raises(KeyError, match="planted"):
        exported.export_statements(parts.database, course.info.id, out)

    assert out.read_text() == "of before"
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".all")] == []


@pytest.mark.parametrize(
    "command",
    [
        ["collector", "export", "all.jsonl"],
        ["collector", "repair"],
        ["monitor", "report", "reports"],
        ["monitor", "training-records", "records"],
    ],
)
def test_no_command_changes_the_tables_of_a_collector_of_another_version(
    command, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(ROOT)
    command = [*command[:2], *(str(tmp_path / one) for one in command[2:])]
    url = f"sqlite:///{tmp_path}/older.db"
    with closing(open_database(url)) as older:
        older.upgrade("0003")
        assert not older.is_current()

        assert main([*command, "--database", url]) == 1

        assert "are from different versions" in capsys.readouterr().err
        assert older.read(lambda one: MigrationContext.configure(one).get_current_revision()) == (
            "0003"
        )
