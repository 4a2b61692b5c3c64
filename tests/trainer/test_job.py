"""One step at a time, whatever its process says or does not say."""

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor

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


@pytest.mark.parametrize("program", ["/nowhere/python", sys.executable])
def test_a_step_that_cannot_start_or_stops_at_once_is_said(tmp_path, monkeypatch, program):
    monkeypatch.setattr(module.sys, "executable", program)

    async def try_it():
        jobs = Jobs(tmp_path)
        assert jobs.start("collect", "no-such-exercise") is True
        assert jobs.start("return", "no-such-exercise") is False  # one at a time
        while jobs.running:
            await asyncio.sleep(0.05)
        return jobs.last

    with ThreadPoolExecutor(1) as fresh:  # a browser's tests may have left their loop in this one
        job = fresh.submit(asyncio.run, try_it()).result()

    assert job.ok is False
    assert job.words
    assert job.step == "collect"
