"""Words that a learner took out again do not reach a hub's collector, nor the trainer's copy."""

import pytest
from graded_course import SLUG, read_marks

from coprod_training.exchange.sent import sent_of

pytestmark = [pytest.mark.drawn, pytest.mark.slow]
TAKEN_OUT, LEFT = "PLANTED: I was ill myself.", "I saw that nobody asked her."


def test_no_byte_of_an_earlier_draft_is_sent(cohorts, spring):
    nia = cohorts.learner("nia")
    nia.handin("fetch", "--assignment", SLUG)
    nia.answer("green")
    for words in (TAKEN_OUT, "", LEFT):
        nia.answer(words, activity="test-words")

    assert nia.handin("submit", "--assignment", SLUG) == {"ok": True, "again": False}
    assert nia.handin("submit", "--assignment", SLUG) == {"ok": True, "again": True}
    spring.nbgrader("collect", SLUG)
    spring.nbgrader("autograde", SLUG)

    folder = nia.home / "exercises" / SLUG
    sent, _ = sent_of(folder, nia.exchange / "outbound" / SLUG)
    assert LEFT.encode() in sent[f"{SLUG}.answers.jsonl"]
    for place in (spring.home, nia.home / ".coprod"):
        files = [path for path in place.rglob("*") if path.is_file()]
        arrived = [path.read_bytes() for path in files if path.name == f"{SLUG}.answers.jsonl"]
        assert arrived
        assert set(arrived) == {sent[f"{SLUG}.answers.jsonl"]}
        assert not any(b"PLANTED" in path.read_bytes() for path in files)
    assert read_marks(spring.home)["nia", "test-one"] == 1
