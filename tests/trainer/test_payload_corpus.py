"""The words that try to act are as many as issue 4 asks for, and stand where it says."""

import json
import sqlite3
from contextlib import closing

import pytest
from acting import after_a_round, can_be_kept, chosen, learners
from payloads import KINDS, PAYLOADS

LEAST = 100


def test_there_are_a_hundred_different_ones_at_least_and_a_full_run_tries_each():
    assert len(set(PAYLOADS)) >= LEAST
    assert chosen(True) == PAYLOADS
    assert len(chosen(False)) == sum(some for _, some in KINDS)


def test_each_would_act_or_be_seen_to_have_been_read_as_code():
    signs = ("acted", "__class__")
    assert [words for words in PAYLOADS if not any(sign in words for sign in signs)] == []


@pytest.mark.slow
def test_each_stands_in_an_answer_a_name_and_a_comment(tmp_path, full_campaign, record_property):
    tried = chosen(full_campaign)
    trainer = after_a_round(tmp_path / "coprod", tried) / "trainer"
    with closing(sqlite3.connect(trainer / "gradebook.db")) as db:
        names = db.execute("SELECT first_name, last_name FROM student").fetchall()
        comments = {one for (one,) in db.execute("SELECT manual_comment FROM comment")}
    answers = {
        learner: [
            json.loads(line).get("response")
            for path in trainer.glob(f"submitted/{learner}/*/*.answers.jsonl")
            for line in path.read_text(encoding="utf-8").splitlines()
        ]
        for learner, _ in learners(tried)
    }

    assert {first for first, _ in names} == {last for _, last in names} == set(tried)
    assert comments >= set(tried)
    missing = [
        words
        for learner, words in learners(tried)
        if can_be_kept(words) and words not in map(str, answers[learner])
    ]
    assert missing == []
    record_property("cases", len(tried))
