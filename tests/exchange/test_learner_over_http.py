"""A learner's side of the exchange over HTTP: what is sent, what is refused, and what is kept."""

import os
import shutil
import stat
from datetime import UTC, datetime
from types import SimpleNamespace

import nbformat
import pytest
from graded_course import SLUG, source_notebook
from running import as_
from sqlalchemy import update

from coprod_training.collector import hand_ins, tables
from coprod_training.collector.archive import zip_of
from coprod_training.exchange.collector import Away, Refused
from coprod_training.exchange.over_http import send_waiting_deletion
from coprod_training.grading.due import read_due
from coprod_training.grading.receipt import named

pytestmark = [pytest.mark.drawn, pytest.mark.slow]
FORM = nbformat.writes(source_notebook()).encode()


@pytest.fixture(scope="module")
def released(cohorts, collecting_here, hub):
    """Opens an exercise to a cohort, straight at the collector."""
    client, _ = collecting_here

    def release(cohort, **query):
        token = hub.trainer(f"trainer-of-{cohort}", cohort)
        headers = as_(token) | {"Content-Type": "application/zip"}
        files = zip_of({f"{SLUG}.ipynb": FORM})
        address = f"/assignments/{SLUG}"
        said = client.put(address, content=files, headers=headers, params=query)
        assert said.status_code in (200, 201)
        return token

    return release


def submissions(collecting_here, token):
    client, _ = collecting_here
    said = client.get(f"/assignments/{SLUG}/submissions", headers=as_(token)).json()
    return said["submissions"]


def answered(cohorts, name, cohort):
    """A learner who has fetched the exercise and answered one of its questions."""
    learner = cohorts.learner(name, cohort)
    learner.handin("fetch", "--assignment", SLUG)
    learner.answer("green")
    return learner


def test_only_what_the_exercise_uses_is_sent_and_no_link_is_followed(
    cohorts, collecting_here, released
):
    client, _ = collecting_here
    released("spring")
    one = cohorts.learner("one")
    secret = one.home / "secret.txt"
    secret.write_text("not to be sent")
    one.nbgrader("fetch_assignment", SLUG)
    folder = one.home / "exercises" / SLUG
    one.answer("green")
    (folder / "Tagebuch äöü.txt").write_text("mine")
    (folder / "link.answers.jsonl").symlink_to(secret)
    kept = (folder / f"{SLUG}.answers.jsonl").read_bytes()

    said = one.nbgrader("submit", SLUG)
    (sent,) = submissions(collecting_here, one.token)
    whole = client.get(f"/submissions/{sent['submission']}", headers=as_(one.token)).content
    assert "2 other files in the folder were not sent" in said
    assert whole == zip_of({f"{SLUG}.ipynb": FORM, f"{SLUG}.answers.jsonl": kept})

    (folder / f"{SLUG}.answers.jsonl").unlink()
    (folder / f"{SLUG}.answers.jsonl").symlink_to(secret)
    one.nbgrader("submit", SLUG)
    newest = submissions(collecting_here, one.token)[-1]
    whole = client.get(f"/submissions/{newest['submission']}", headers=as_(one.token)).content
    assert whole == zip_of({f"{SLUG}.ipynb": FORM})


def test_the_token_says_who_hands_in_and_the_copy_is_closed_to_others(
    cohorts, collecting_here, released
):
    token = released("named")
    mine = cohorts.learner("mine", "named")
    mine.nbgrader("fetch_assignment", SLUG)

    refused = mine.nbgrader("submit", SLUG, "--student", "somebody-else", check=False)
    assert "You can hand in as yourself only" in refused
    assert submissions(collecting_here, token) == []
    assert stat.S_IMODE(mine.exchange.parent.stat().st_mode) == 0o700


def test_a_page_is_told_in_words_and_a_hand_in_again_is_the_same(
    cohorts, collecting_here, released
):
    token = released("pages", due="2027-01-11T17:00:00Z")
    two = cohorts.learner("two", "pages")
    (listed,) = two.handin("list")["released"]
    assert listed == {"assignment": SLUG, "due": "2027-01-11T17:00:00+00:00"}
    assert two.handin("fetch", "--assignment", SLUG) == {"ok": True}
    two.answer("green")
    first = two.handin("submit", "--assignment", SLUG)
    again = two.handin("submit", "--assignment", SLUG)
    assert (first, again) == ({"ok": True, "again": False}, {"ok": True, "again": True})

    big = two.home / "exercises" / SLUG / f"{SLUG}.ipynb"
    big.write_bytes(os.urandom(6 * 2**20))
    refused = two.handin("submit", "--assignment", SLUG)
    assert refused["ok"] is False
    assert refused["words"].startswith("This is more than 5 MiB, which is not accepted.")
    assert "may_have_arrived" not in refused
    assert len(submissions(collecting_here, token)) == 1


def test_more_than_is_kept_of_one_learner_is_said_in_words_and_nothing_is_lost(
    cohorts, collecting_here, released, monkeypatch
):
    token = released("full")
    eight = answered(cohorts, "eight", "full")
    eight.handin("submit", "--assignment", SLUG)
    eight.answer("red")
    with monkeypatch.context() as full:
        full.setattr(hand_ins, "MOST_BYTES", 10)
        refused = eight.handin("submit", "--assignment", SLUG)
    then = eight.handin("submit", "--assignment", SLUG)

    words = refused["words"]
    assert refused["ok"] is False
    assert words.startswith("With this, you would have handed in more than 0 MiB in all.")
    assert "Your answers are kept." in words
    assert "may_have_arrived" not in refused
    assert then == {"ok": True, "again": False}
    assert len(submissions(collecting_here, token)) == 2


def test_what_arrived_without_a_receipt_is_not_said_to_be_missing(
    cohorts, collecting_here, released
):
    token = released("renamed")
    six = answered(cohorts, "six", "renamed")
    six.name = "another-name"  # than the hub has for this token

    said = six.handin("submit", "--assignment", SLUG)

    assert (said["ok"], said["may_have_arrived"]) == (False, True)
    assert len(submissions(collecting_here, token)) == 1


def test_while_the_collector_is_away_what_is_known_counts_and_nothing_is_lost(cohorts, released):
    released("away")
    three = answered(cohorts, "three", "away")
    nowhere = {"COPROD_COLLECTOR": "http://127.0.0.1:9"}

    away = three.handin("submit", "--assignment", SLUG, **nowhere)
    listed = three.handin("list", **nowhere)
    then = three.handin("submit", "--assignment", SLUG)

    assert away["ok"] is False
    assert away["words"].startswith("Nothing could be passed on")
    assert "may_have_arrived" not in away
    assert [one["assignment"] for one in listed["released"]] == [SLUG]
    assert then == {"ok": True, "again": False}
    assert [named(one.name).learner for one in three.hand_ins] == ["three"]


def test_a_home_that_lost_its_copies_has_its_receipts_again_and_a_changed_date(cohorts, released):
    released("lost")
    four = answered(cohorts, "four", "lost")
    four.handin("submit", "--assignment", SLUG)
    before = four.handin("list")
    elsewhere = cohorts.learner("four-again", "lost")
    elsewhere.name, elsewhere.token = four.name, four.token
    due = datetime(2027, 3, 1, 12, tzinfo=UTC)
    released("lost", due=f"{due:%Y-%m-%dT%H:%M:%SZ}")

    after = elsewhere.handin("list")

    assert after["handed_in"] == before["handed_in"] != []
    assert read_due(elsewhere.exchange / "outbound" / SLUG) == due


def test_a_hand_in_that_cannot_be_fetched_keeps_nobody_from_handing_in(
    cohorts, collecting_here, released
):
    _, parts = collecting_here
    token = released("odd")
    seven = answered(cohorts, "seven", "odd")
    seven.handin("submit", "--assignment", SLUG)
    (one,) = submissions(collecting_here, token)
    row = tables.submission.c.submission == one["submission"]
    with parts.database.writing() as connection:  # its files are not those that are listed
        connection.execute(update(tables.submission).where(row).values(sha256="0" * 64))
    shutil.rmtree(seven.home / ".coprod" / "hand-ins")

    listed = seven.handin("list")

    assert (listed["away"], listed["handed_in"]) == (False, [])
    assert [found["assignment"] for found in listed["released"]] == [SLUG]
    seven.answer("red")
    assert seven.handin("submit", "--assignment", SLUG) == {"ok": True, "again": False}
    assert len(seven.handin("list")["handed_in"]) == 1


def test_what_waits_to_be_deleted_is_not_fetched_and_goes_before_anything_is_asked(
    cohorts, collecting_here, released
):
    token = released("left")
    five = answered(cohorts, "five", "left")
    five.handin("submit", "--assignment", SLUG)
    shutil.rmtree(five.home / ".coprod" / "hand-ins")
    waiting = five.home / ".coprod" / "deletion-asked"
    waiting.write_text(datetime.now(UTC).isoformat())
    nowhere = {"COPROD_COLLECTOR": "http://127.0.0.1:9"}

    away = [five.handin("submit", "--assignment", SLUG, **nowhere), five.handin("list", **nowhere)]
    assert [one["ok"] for one in away] == [False, True]
    assert (away[1]["handed_in"], waiting.exists()) == ([], True)

    back = five.handin("list")

    assert (back["handed_in"], five.hand_ins, waiting.exists()) == ([], [], False)
    assert submissions(collecting_here, token) == []
    assert five.handin("submit", "--assignment", SLUG) == {"ok": True, "again": False}
    assert len(submissions(collecting_here, token)) == 1


def test_a_deletion_that_is_refused_waits_on_and_the_collector_counts_as_away(tmp_path):
    def refuse(asked):
        raise Refused("Not now.")

    waiting = tmp_path / "deletion-asked"
    waiting.write_text("2026-11-20T09:31:00+00:00")

    with pytest.raises(Away, match="Not now"):
        send_waiting_deletion(SimpleNamespace(forget_me=refuse), waiting)

    assert waiting.exists()
