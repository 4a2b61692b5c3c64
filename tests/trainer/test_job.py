"""One step at a time, whatever its process says or does not say."""

import asyncio
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from coprod_training.trainer import job as module
from coprod_training.trainer.job import Job, Jobs
from coprod_training.trainer.words import job_words


def test_it_hears_how_far_a_step_is_and_what_came_of_it():
    job = Job("collect", "exercise")
    for line in (b'{"done": 3, "of": 18}', b"", b"nbgrader said something", b"[1]", b'{"of": "x"}'):
        job.hear(line)
    assert (job.done, job.of, job.running) == (3, 18, True)

    assert job_words(job) == "3 of 18 done."
    job.hear(b'{"done": 4, "of": 18, "what": "collected"}')
    assert job_words(job) == "4 of 18 collected."

    job.hear(b'{"ok": true, "words": "18 collected.", "not_done": ["ben"]}')
    job.end()

    assert (job.words, job.ok, job.not_done, job.running) == (
        "18 collected.",
        True,
        ("ben",),
        False,
    )


def test_what_was_saved_is_said_once_it_went_well_and_not_before():
    def ended(*lines):
        job = Job("extend", "exercise", saved="Saved: ann has until Monday.")
        for line in lines:
            job.hear(line)
        assert "ann" not in job_words(job)
        job.end()
        return job_words(job)

    assert ended(b'{"ok": true, "words": "Kept."}') == "Saved: ann has until Monday."
    assert ended(b'{"ok": false, "words": "Release this first."}') == "Release this first."
    assert "ann" not in ended()


def test_one_that_ends_without_a_word_did_not_come_to_its_end():
    job = Job("collect", "exercise")
    job.end()

    assert job.ok is False
    assert job.words.startswith("This step did not finish.")


def test_that_a_step_went_well_is_put_away_and_what_it_could_not_do_is_not(tmp_path):
    jobs = Jobs(tmp_path)
    jobs.last = Job("collect", "exercise", running=False, words="1 collected.")
    jobs.put_away()
    assert jobs.last is None

    for keeps in ({"running": True}, {"ok": False}, {"not_done": ("ben",)}):
        jobs.last = Job("collect", "exercise", **({"running": False} | keeps))
        jobs.put_away()
        assert jobs.last is not None


def test_that_a_step_went_well_is_told_once_to_who_started_it_and_a_failure_to_everybody(tmp_path):
    jobs = Jobs(tmp_path)
    jobs.last = Job("return", "exercise", "one", running=False, words="1 returned.")
    assert jobs.news_for("two") is None
    assert jobs.news_for("one").words == "1 returned."
    assert jobs.news_for("one") is None

    for keeps in ({"running": True}, {"ok": False}, {"not_done": ("ben",)}):
        jobs.last = Job("return", "exercise", "one", **({"running": False} | keeps))
        for who in ("two", "one", "one"):
            assert jobs.news_for(who) is jobs.last


def test_a_line_that_is_too_long_is_left_out_and_those_after_it_are_heard():
    async def heard():
        out = asyncio.StreamReader(limit=100)
        out.feed_data(b"x" * 1000 + b"\n" + b'{"ok": true, "words": "Done."}\n')
        out.feed_eof()
        return [line async for line in module._lines_of(SimpleNamespace(stdout=out))]

    with ThreadPoolExecutor(1) as fresh:
        lines = fresh.submit(asyncio.run, heard()).result()

    assert lines == [b'{"ok": true, "words": "Done."}\n']


def test_what_came_of_thousands_of_hand_ins_is_one_line_that_is_heard(tmp_path, monkeypatch):
    program = tmp_path / "program"
    not_done = [f"learner-{number:06}" for number in range(10_000)]
    said = json.dumps({"ok": False, "words": "None of them.", "not_done": not_done})
    (tmp_path / "said").write_text(f"{said}\n")
    program.write_text(f"#!/bin/sh\ncat {tmp_path}/said\n")
    program.chmod(0o700)
    monkeypatch.setattr(module.sys, "executable", str(program))

    async def try_it():
        jobs = Jobs(tmp_path)
        jobs.start("collect", "exercise", "one")
        while jobs.running:
            await asyncio.sleep(0.05)
        return jobs.last

    with ThreadPoolExecutor(1) as fresh:
        job = fresh.submit(asyncio.run, try_it()).result()

    assert (job.words, job.not_done) == ("None of them.", tuple(not_done))


@pytest.mark.parametrize("program", ["/nowhere/python", sys.executable])
def test_a_step_that_cannot_start_or_stops_at_once_is_said(tmp_path, monkeypatch, program):
    monkeypatch.setattr(module.sys, "executable", program)

    async def try_it():
        jobs = Jobs(tmp_path)
        assert jobs.start("collect", "no-such-exercise", "one") is True
        assert jobs.start("return", "no-such-exercise", "one") is False  # one at a time
        while jobs.running:
            await asyncio.sleep(0.05)
        return jobs.last

    with ThreadPoolExecutor(1) as fresh:  # a browser's tests may have left their loop in this one
        job = fresh.submit(asyncio.run, try_it()).result()

    assert job.ok is False
    assert job.words
    assert job.step == "collect"
