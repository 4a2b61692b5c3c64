"""Every way of getting at somebody else's through the exchange is refused, and changes nothing."""

import io
import json
import logging
import time
import zipfile

import pytest
from graded_course import SLUG
from running import as_
from tables_read import rows_of

from coprod_training.collector.archive import zip_of
from coprod_training.collector.request_log import LOG
from coprod_training.collector.scopes import LEARN, TRAIN

ZIP = {"Content-Type": "application/zip"}
WORK = {f"{SLUG}.ipynb": b"{}", f"{SLUG}.answers.jsonl": b'{"id": "1", "response": "my-words"}\n'}
TABLES = ("submission", "submission_file", "release", "release_file", "feedback", "statement")


@pytest.fixture
def logged():
    """The lines of the collector's own log."""
    lines = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(json.loads(record.getMessage()))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    yield lines
    LOG.removeHandler(handler)


@pytest.fixture(scope="module")
def handed_in(collecting_here, hub):
    """Tokens of a cohort, its one hand-in with feedback, and people around it."""
    client, _ = collecting_here
    people = {
        "amira": hub.learner("amira", "spring"),
        "bola": hub.learner("bola", "spring"),
        "carys": hub.learner("carys", "autumn"),
        "tariq": hub.trainer("tariq", "spring"),
        "uma": hub.trainer("uma", "autumn"),
        "monitor": hub.monitor(),
        "other-service": hub.add("other", "custom:other:write", kind="service"),
        "autumn": hub.add("autumn", TRAIN, kind="service"),
        "a-service-that-learns": "token-of-a-service-called-amira",
        "stranger": "a-token-that-no-hub-gave",
    }
    said = {"kind": "service", "name": "amira", "scopes": [LEARN]}
    hub.people[people["a-service-that-learns"]] = said
    put = {"content": zip_of(WORK), "headers": as_(people["tariq"]) | ZIP}
    assert client.put(f"/assignments/{SLUG}", **put).status_code == 201
    post = {"content": zip_of(WORK), "headers": as_(people["amira"]) | ZIP}
    people["one"] = client.post(f"/assignments/{SLUG}/submissions", **post).json()["submission"]
    page = {"content": zip_of({f"{SLUG}.html": b"<p>x</p>"}), "headers": as_(people["tariq"]) | ZIP}
    assert client.put(f"/submissions/{people['one']}/feedback", **page).status_code == 201
    return people


def zipped(name, content=b"x", mode=0):
    written = io.BytesIO()
    entry = zipfile.ZipInfo(name)
    entry.external_attr = mode << 16
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


TASK, ONE = f"/assignments/{SLUG}", "/submissions/{one}"
NEW = zip_of({f"{SLUG}.ipynb": b"{}", f"{SLUG}.answers.jsonl": b"another"})
# By name: who, method, address, what is sent, and how it is refused.
ATTACKS = {
    "another's name in the address": (
        "bola", "POST", f"{TASK}/submissions?learner=amira&cohort=autumn", NEW, 403),
    "another's name in a header": ("carys", "POST", f"{TASK}/submissions?cohort=spring", NEW, 403),
    "a trainer hands in": ("tariq", "POST", f"{TASK}/submissions", NEW, 403),
    "a service with a learner's name hands in": (
        "a-service-that-learns", "POST", f"{TASK}/submissions?cohort=spring", NEW, 403),
    "another's hand-in": ("bola", "GET", ONE, None, 403),
    "another's feedback": ("bola", "GET", f"{ONE}/feedback", None, 403),
    "another cohort's list": ("carys", "GET", f"{TASK}/submissions?cohort=spring", None, 403),
    "another cohort's list, as its trainer": (
        "uma", "GET", f"{TASK}/submissions?cohort=spring", None, 403),
    "another cohort's hand-in": ("uma", "GET", ONE, None, 403),
    "another cohort's hand-in by a guess": ("uma", "GET", "/submissions/" + "0" * 32, None, 403),
    "feedback from another cohort": ("uma", "PUT", f"{ONE}/feedback?points=9&out_of=9", NEW, 403),
    "feedback to oneself": ("amira", "PUT", f"{ONE}/feedback?points=9&out_of=9", NEW, 403),
    "feedback by a service of another cohort": ("autumn", "PUT", f"{ONE}/feedback", NEW, 403),
    "a release by a learner": ("amira", "PUT", TASK, NEW, 403),
    "a release taken back by a learner": ("amira", "DELETE", TASK, None, 403),
    "a receipt looked up by a learner": ("bola", "GET", "/receipts/K7M-4QX", None, 403),
    "a list for the monitor": ("monitor", "GET", f"{TASK}/submissions", None, 403),
    "the token of another service": ("other-service", "GET", "/assignments", None, 403),
    "the token of another service hands in": (
        "other-service", "POST", f"{TASK}/submissions?cohort=spring", NEW, 403),
    "a token that no hub gave": ("stranger", "GET", "/assignments", None, 401),
    "a way out in the zip": ("amira", "POST", f"{TASK}/submissions", zipped("../x.ipynb"), 422),
    "a whole path in the zip": ("amira", "POST", f"{TASK}/submissions", zipped("/etc/x"), 422),
    "a link in the zip": (
        "amira", "POST", f"{TASK}/submissions", zipped("a", b"/etc/passwd", 0o120777), 422),
    "a device in the zip": (
        "amira", "POST", f"{TASK}/submissions", zipped("a", b"", 0o020666), 422),
    "a zip bomb": ("amira", "POST", f"{TASK}/submissions", zipped("a", bytes(2**25)), 422),
    "a file without a name in the zip": (
        "amira", "POST", f"{TASK}/submissions", zipped(""), 422),
    "too much": ("amira", "POST", f"{TASK}/submissions", bytes(5 * 2**20 + 1), 413),
    "a way out in the address": ("amira", "GET", "/assignments/..%2F..%2Fetc", None, 404),
    "a way out as the exercise": ("amira", "PUT", "/assignments/%2e%2e", NEW, 422),
}  # fmt: skip


def refusals_in(logged, status):
    """The lines of requests that were answered so. Each is written just after its answer is sent.

    What a fixture asked for before may therefore be written late, and is no refusal.
    """
    end = time.monotonic() + 10
    while True:
        found = [one for one in logged if "request" in one and one["status"] == status]
        if found or time.monotonic() > end:
            return found
        time.sleep(0.01)


@pytest.mark.parametrize("name", ATTACKS)
def test_it_is_refused_and_logged_without_names_or_words_and_changes_nothing(
    handed_in, collecting_here, logged, name
):
    client, parts = collecting_here
    who, method, address, content, status = ATTACKS[name]
    before = {table: rows_of(parts.database, table) for table in TABLES}
    logged.clear()

    headers = as_(handed_in[who]) | {"X-Forwarded-User": "amira", "Remote-User": "amira"}
    headers |= ZIP if content is not None else {}
    said = client.request(
        method, address.format(one=handed_in["one"]), content=content, headers=headers
    )

    assert said.status_code == status
    assert {table: rows_of(parts.database, table) for table in TABLES} == before
    (line,) = refusals_in(logged, status)
    words = json.dumps(line)
    secrets = [*handed_in.values(), "my-words", *(one for one in handed_in if one != "one")]
    assert [one for one in secrets if one in words] == []
    assert [
        one for one in ("my-words", "amira", "bola", handed_in["one"]) if one in said.text
    ] == []


def test_a_hand_in_that_is_sent_again_is_the_same_one_with_its_first_receipt(
    handed_in, collecting_here
):
    client, parts = collecting_here
    before = {table: rows_of(parts.database, table) for table in TABLES}

    said = [
        client.post(
            f"/assignments/{SLUG}/submissions",
            content=zip_of(WORK),
            headers=as_(handed_in["amira"]) | ZIP,
        )
        for _ in range(3)
    ]

    assert {one.status_code for one in said} == {200}
    assert len({one.json()["receipt"] for one in said}) == 1
    assert {table: rows_of(parts.database, table) for table in TABLES} == before


def test_what_one_learner_sent_sent_by_another_is_theirs_and_nobody_elses(
    handed_in, collecting_here
):
    client, _ = collecting_here

    headers = as_(handed_in["bola"]) | ZIP
    address = f"/assignments/{SLUG}/submissions"
    replayed = client.post(address, content=zip_of(WORK), headers=headers)

    listed = client.get(address, headers=as_(handed_in["tariq"])).json()["submissions"]
    assert replayed.status_code == 201
    assert [one["learner"] for one in listed] == ["amira", "bola"]
    assert listed[0]["submission"] == handed_in["one"]
