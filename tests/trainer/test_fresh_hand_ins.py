"""A page says since when its hand-ins are known, and when no new ones could be fetched."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from asking import ask
from in_a_loop import in_a_loop

from coprod_training.grading.from_collector import MARK, note_copied
from coprod_training.grading.overview import Standing
from coprod_training.trainer import fresh_hand_ins as module
from coprod_training.trainer.fresh_hand_ins import FreshHandIns, Looked
from coprod_training.trainer.site import draw
from coprod_training.trainer.trainer import Trainer
from coprod_training.trainer.words import exercise_rows

ALL = """echo '{"not_fetched": []}'"""
ALL_BUT_ONE = """echo nbgrader says something; echo '{"not_fetched": ["ann"]}'"""
AWAY = "New hand-ins could not be fetched from the hub just now."
ONE = Standing(assignment="one", released=True, due=None, learners=1, hand_ins=())


@pytest.fixture
def fetching(tmp_path, monkeypatch):
    """Puts other commands in the place of the process that fetches."""
    program = tmp_path / "program"

    def becomes(commands):
        program.write_text(f"#!/bin/sh\n{commands}\n")
        program.chmod(0o700)

    monkeypatch.setattr(module.sys, "executable", str(program))
    for one in ("OFTEN", "AGAIN"):
        monkeypatch.setattr(module, one, 0.0)
    return becomes


@pytest.fixture
def trainer(tmp_path):
    (tmp_path / "exchange").mkdir()
    return Trainer(tmp_path, tmp_path, tmp_path / "exchange")


@pytest.fixture
def on_a_hub(trainer):
    note_copied(trainer.exchange, {})
    return FreshHandIns(trainer)


def looked(fresh):
    in_a_loop(fresh.look())
    return fresh.last


def test_the_time_is_that_of_the_last_time_that_all_was_fetched(on_a_hub, fetching):
    before = datetime.now(UTC)
    fetching(ALL)
    good = looked(on_a_hub)
    assert before <= good.at <= datetime.now(UTC)
    assert good == Looked(good.at)

    for commands in ("exit 1", "exit 0", "echo '[]'"):
        fetching(commands)
        assert looked(on_a_hub) == replace(good, failed=True)

    fetching(ALL_BUT_ONE)
    again = looked(on_a_hub)
    assert again == Looked(again.at, not_fetched=("ann",))
    assert again.at > good.at


def test_before_anything_was_fetched_no_time_is_known(on_a_hub, fetching, monkeypatch):
    assert on_a_hub.last == Looked()

    fetching("exit 1")
    assert looked(on_a_hub) == Looked(failed=True)
    monkeypatch.setattr(module.sys, "executable", "/nowhere/python")
    assert looked(on_a_hub) == Looked(failed=True)


def test_what_could_not_be_fetched_is_asked_for_again_soon(on_a_hub, fetching, monkeypatch):
    monkeypatch.setattr(module, "OFTEN", 1000.0)
    fetching("exit 1")
    assert looked(on_a_hub).failed

    fetching(ALL)
    good = looked(on_a_hub)
    assert not good.failed
    fetching("exit 1")
    assert looked(on_a_hub) == good  # which counts for a while


def test_what_takes_too_long_is_not_here_yet(on_a_hub, fetching, monkeypatch):
    fetching(f"sleep 1; {ALL}")

    async def look_twice():
        monkeypatch.setattr(module, "PATIENCE", 0.05)
        await on_a_hub.look()
        first = on_a_hub.last
        monkeypatch.setattr(module, "PATIENCE", 60.0)
        await on_a_hub.look()
        return first

    assert in_a_loop(look_twice()) == Looked(failed=True)
    assert on_a_hub.last == Looked(on_a_hub.last.at)
    assert on_a_hub.last.at is not None


def test_on_one_machine_nobody_is_asked_and_all_is_here(trainer, fetching):
    fetching("exit 1")
    before = datetime.now(UTC)

    found = looked(FreshHandIns(trainer))

    assert before <= found.at <= datetime.now(UTC)
    assert found == Looked(found.at)


def exercises(**more):
    """The page, without the names of its parts."""
    rest = dict.fromkeys(("base_url", "xsrf", "job_title", "job_words", "not_done", "problem"), "")
    rows = exercise_rows((ONE,), {"one": "One"}, {})
    return draw(
        "exercises.html.j2", exercises=rows, job=None, help_to_set=None, flags=0, **rest, **more
    )


def test_the_page_says_as_much_as_is_known():
    at = "Monday 23 November 2026 at 14:05"
    good = exercises(as_at=at, away=False, not_fetched="")
    away = exercises(as_at=at, away=True, not_fetched="")
    never = exercises(as_at="", away=True, not_fetched="")
    but_one = exercises(as_at=at, away=False, not_fetched="Ann Lee")

    assert [AWAY in one for one in (good, away, never, but_one)] == [False, True, True, False]
    assert [f"As at {at}." in one for one in (good, away, never)] == [True, True, False]
    assert ["Nothing to do now" in one for one in (good, away)] == [True, False]
    assert "It is not known when hand-ins were last fetched." in never
    assert "could not give something that was handed in by: Ann Lee." in but_one
    assert "ask them to change an answer and hand in again" in but_one  # else nothing is sent


@pytest.mark.drawn
@pytest.mark.slow
def test_a_server_whose_hub_cannot_be_asked_says_so(collected_once):
    course = collected_once.workspace / "exchange" / "coprod"
    note_copied(course, {})
    try:
        page = ask(collected_once, "coprod/trainer").content.decode()
    finally:
        (course / MARK).unlink()

    assert AWAY in page
    assert "As at" not in page
    assert AWAY not in ask(collected_once, "coprod/trainer").content.decode()
