"""Release, fetch, hand in, collect, give back; and every way of getting at somebody else's."""

import io
import os
import zipfile

import pytest
from running import as_
from tables_read import rows_of

from coprod_training.collector import hand_ins
from coprod_training.collector.archive import HAND_IN as LIMITS
from coprod_training.collector.archive import files_in, zip_of
from coprod_training.grading.receipt import HandIn

ZIP = {"Content-Type": "application/zip"}
TASK = "where-is-it-really"
WORK = {f"{TASK}.ipynb": b"{}", f"{TASK}.answers.jsonl": b'{"id": "1"}\n'}


@pytest.fixture
def spring(collector, hub):
    """A cohort with an open exercise, and everybody around it, by name to token."""
    people = {
        "amira": hub.learner("amira", "spring"),
        "bola": hub.learner("bola", "spring"),
        "carys": hub.learner("carys", "autumn"),
        "tariq": hub.trainer("tariq", "spring"),
        "uma": hub.trainer("uma", "autumn"),
        "monitor": hub.monitor(),
        "operator": hub.operator(),
        "nobody": hub.add("nobody", "custom:other:scope"),
    }
    opened = put(collector, people["tariq"], f"/assignments/{TASK}?cohort=spring", WORK)
    assert opened.status_code == 201
    return people


def put(collector, token, address, files):
    return collector.put(address, content=zip_of(files), headers=as_(token) | ZIP)


def hand_in(collector, token, files=WORK, task=TASK, **query):
    return collector.post(
        f"/assignments/{task}/submissions",
        params=query,
        content=files if isinstance(files, bytes) else zip_of(files),
        headers=as_(token) | ZIP,
    )


def get(collector, token, address, **query):
    return collector.get(address, params=query, headers=as_(token))


def test_an_exercise_goes_out_comes_in_and_goes_back(collector, spring):
    amira, tariq = spring["amira"], spring["tariq"]
    (listed,) = get(collector, amira, "/assignments").json()["assignments"]
    assert (listed["assignment"], listed["cohort"]) == (TASK, "spring")
    assert files_in(get(collector, amira, f"/assignments/{TASK}").content, LIMITS) == WORK

    said = hand_in(collector, amira, WORK | {"more/notes.txt": b"x"})
    assert said.status_code == 201
    one = said.json()
    assert one["receipt"] == HandIn("amira", TASK, one["timestamp"]).code

    found = get(collector, tariq, f"/assignments/{TASK}/submissions").json()["submissions"]
    assert [(row["learner"], row["receipt"]) for row in found] == [("amira", one["receipt"])]
    address = f"/submissions/{one['submission']}"
    taken = files_in(get(collector, tariq, address).content, LIMITS)
    assert taken == WORK | {"more/notes.txt": b"x"}

    assert get(collector, amira, f"{address}/feedback").status_code == 404
    page = {f"{TASK}.html": b"<p>Well weighed.</p>"}
    back = f"{address}/feedback?points=3&out_of=4"
    assert put(collector, tariq, back, page).status_code == 201
    assert put(collector, tariq, back, page).status_code == 200
    assert files_in(get(collector, amira, f"{address}/feedback").content, LIMITS) == page
    by_code = get(collector, tariq, f"/receipts/{one['receipt'].lower()}").json()
    assert [row["learner"] for row in by_code["submissions"]] == ["amira"]


def test_a_mark_is_a_statement_about_its_learner_and_no_work_of_theirs(collector, spring, parts):
    one = hand_in(collector, spring["amira"]).json()
    address = f"/submissions/{one['submission']}/feedback?points=3&out_of=4"
    for _ in range(2):
        put(collector, spring["tariq"], address, {"a.html": b"x"})

    (row,) = rows_of(parts.database, "statement")
    assert row[4:6] == ("assignment", "http://adlnet.gov/expapi/verbs/scored")
    assert row[8:11] == (0.75, 3.0, 4.0)
    assert rows_of(parts.database, "learner")[0][6] is None  # nothing was done by them


def test_a_mark_that_is_given_again_after_another_is_the_newest(collector, spring, parts):
    one = hand_in(collector, spring["amira"]).json()
    for points in (3, 2, 2, 3, 3):
        address = f"/submissions/{one['submission']}/feedback?points={points}&out_of=4"
        put(collector, spring["tariq"], address, {"a.html": b"x"})

    marks = sorted(rows_of(parts.database, "statement"), key=lambda row: row[14])  # when stored
    assert [row[9] for row in marks] == [3.0, 2.0, 3.0]


def test_a_second_click_is_no_second_hand_in_and_a_change_of_mind_is_one(collector, spring, parts):
    amira, other = spring["amira"], WORK | {f"{TASK}.answers.jsonl": b'{"id": "2"}\n'}
    first, again = hand_in(collector, amira), hand_in(collector, amira)
    changed, back = hand_in(collector, amira, other), hand_in(collector, amira)

    assert [r.status_code for r in (first, again, changed, back)] == [201, 200, 201, 201]
    assert again.json() == first.json() | {"again": True}
    assert len({r.json()["receipt"] for r in (first, changed, back)}) == 3
    assert len(rows_of(parts.database, "submission")) == 3
    assert len(rows_of(parts.database, "blob")) == 3  # each content once


def test_what_is_released_can_change_and_be_taken_back(collector, spring):
    address = f"/assignments/{TASK}?cohort=spring"
    tariq, due = spring["tariq"], "&due=2026-12-01T17:00:00Z"
    assert put(collector, tariq, address, WORK).status_code == 200
    assert put(collector, tariq, address + due, WORK).status_code == 201
    (listed,) = get(collector, spring["amira"], "/assignments").json()["assignments"]
    assert listed["due"] == "2026-12-01T17:00:00Z"

    assert collector.delete(address, headers=as_(tariq)).status_code == 204
    assert collector.delete(address, headers=as_(tariq)).status_code == 404
    assert hand_in(collector, spring["amira"]).status_code == 404


def test_nobody_reaches_another_cohort_or_another_learner(collector, spring, parts):
    one = hand_in(collector, spring["amira"]).json()
    address = f"/submissions/{one['submission']}"
    put(collector, spring["tariq"], f"{address}/feedback", {"a.html": b"x"})
    before = {name: rows_of(parts.database, name) for name in ("submission", "release", "feedback")}
    tries = {
        "fetch": lambda who: get(collector, who, f"/assignments/{TASK}", cohort="spring"),
        "list": lambda who: get(collector, who, "/assignments", cohort="spring"),
        "collect": lambda who: get(
            collector, who, f"/assignments/{TASK}/submissions", cohort="spring"
        ),
        "download": lambda who: get(collector, who, address),
        "feedback": lambda who: get(collector, who, f"{address}/feedback"),
        "release": lambda who: put(
            collector, who, f"/assignments/{TASK}?cohort=spring", {"a": b""}
        ),
        "close": lambda who: collector.delete(
            f"/assignments/{TASK}?cohort=spring", headers=as_(who)
        ),
        "hand in": lambda who: hand_in(collector, who, cohort="spring"),
        "return": lambda who: put(collector, who, f"{address}/feedback", {"a.html": b"y"}),
    }
    for name in ("carys", "uma", "monitor", "operator", "nobody"):
        said = {what: tried(spring[name]).status_code for what, tried in tries.items()}
        assert said == dict.fromkeys(tries, 403), name
    for what in ("download", "feedback", "release", "close", "return"):
        assert tries[what](spring["bola"]).status_code == 403, what
    assert get(collector, spring["bola"], f"/assignments/{TASK}/submissions").json() == {
        "submissions": []
    }
    for name, expected in {"uma": [], "amira": 403, "monitor": 403}.items():
        said = get(collector, spring[name], f"/receipts/{one['receipt']}")
        assert said.status_code == 403 if expected else said.json() == {"submissions": []}

    assert before == {name: rows_of(parts.database, name) for name in before}


def test_a_learner_in_no_cohort_any_more_still_gets_their_own_feedback(
    collector, hub, spring, parts
):
    one = hand_in(collector, spring["amira"]).json()
    address = f"/submissions/{one['submission']}/feedback"
    put(collector, spring["tariq"], address, {"a.html": b"x"})
    hand_in(collector, spring["bola"])
    hub.people[spring["amira"]]["groups"] = []
    parts.identify._known.clear()  # which it does by itself within a minute

    said = get(collector, spring["amira"], f"/assignments/{TASK}/submissions")

    assert [own["learner"] for own in said.json()["submissions"]] == ["amira"]
    assert files_in(get(collector, spring["amira"], address).content, LIMITS) == {"a.html": b"x"}
    elsewhere = get(collector, spring["amira"], f"/assignments/{TASK}/submissions", cohort="spring")
    assert elsewhere.status_code == 403
    assert hand_in(collector, spring["amira"]).status_code == 403


def test_a_formgrader_service_works_for_the_cohort_it_is_named_as(collector, hub, spring):
    token = hub.add("spring", "custom:coprod:grades:read", kind="service")
    hand_in(collector, spring["amira"])

    address = f"/assignments/{TASK}/submissions"
    assert len(get(collector, token, address).json()["submissions"]) == 1
    assert get(collector, token, address, cohort="autumn").status_code == 403


def zipped(*entries, **options):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", options.get("method", zipfile.ZIP_DEFLATED)) as archive:
        for entry, content in entries:
            archive.writestr(entry, content)
    return written.getvalue()


def link():
    entry = zipfile.ZipInfo("answers.jsonl")
    entry.external_attr = 0o120777 << 16
    return entry


HOSTILE = {
    "traversal": zipped(("../x.ipynb", b"x")),
    "deep traversal": zipped(("a/../../x", b"x")),
    "absolute": zipped(("/etc/passwd", b"x")),
    "backslash": zipped(("a\\..\\x", b"x")),
    "drive": zipped(("C:x", b"x")),
    "zero byte": zipped(("aXb", b"x")).replace(b"aXb", b"a\0b"),
    "hidden": zipped((".ssh/id", b"x")),
    "control sign": zipped(("a\nb", b"x")),
    "other letters": zipped(("аnswers", b"x")),
    "link": zipped((link(), b"/etc/passwd")),
    "twice": zipped(("a.txt", b"x"), ("A.TXT", b"y")),
    "a file and a folder": zipped(("x", b"x"), ("X/y", b"y")),
    "below the time": zipped(("timestamp.txt/z", b"x")),
    "below the code": zipped(("submission_secret.txt/z", b"x")),
    "bomb": zipped(("a.txt", b"\0" * 2**25)),
    "many": zipped(*((f"{number}.txt", b"x") for number in range(101))),
    "deep": zipped(("a/b/c/d/e.txt", b"x")),
    "long": zipped(("a" * 101, b"x")),
    "lzma": zipped(("a.txt", b"x"), method=zipfile.ZIP_LZMA),
    "empty": zipped(),
    "no zip": b"PK but not really",
    "cut": zipped(("a.txt", b"x" * 500))[:-40],
    "nothing": b"",
}


@pytest.mark.sampled(12)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_zip_is_refused_and_nothing_is_kept(collector, spring, parts, name):
    said = hand_in(collector, spring["amira"], HOSTILE[name])

    assert said.status_code == 422
    assert rows_of(parts.database, "submission") == []
    assert len(rows_of(parts.database, "blob")) == len(WORK)


def test_a_bomb_that_lies_about_its_size_is_counted_while_it_is_unpacked(collector, spring):
    whole = bytearray(zipped(("a.txt", b"\0" * 2**25)))
    for at in range(len(whole) - 4):
        if whole[at : at + 4] == (2**25).to_bytes(4, "little"):
            whole[at : at + 4] = (10).to_bytes(4, "little")

    assert hand_in(collector, spring["amira"], bytes(whole)).status_code == 422


def test_more_than_five_mebibytes_are_not_taken(collector, spring):
    assert hand_in(collector, spring["amira"], b"x" * (5 * 2**20 + 1)).status_code == 413


def test_what_could_not_be_fetched_for_its_size_is_not_taken(collector, spring, parts):
    """Stored in the zip that is sent, it is a little larger in the one that is made of it."""
    stored = {"method": zipfile.ZIP_STORED}
    content = os.urandom(LIMITS.sent - len(zipped(("a.txt", b""), **stored)))
    whole, less = (zipped(("a.txt", one), **stored) for one in (content, content[2**13 :]))
    assert len(whole) == LIMITS.sent

    refused = hand_in(collector, spring["amira"], whole)

    assert refused.status_code == 413
    assert refused.json()["what"] == "Packed again, these files are more than 5 MiB."
    assert rows_of(parts.database, "submission") == []
    one = hand_in(collector, spring["amira"], less).json()["submission"]
    fetched = get(collector, spring["tariq"], f"/submissions/{one}").content
    assert files_in(fetched, LIMITS) == {"a.txt": content[2**13 :]}
    assert len(fetched) <= LIMITS.sent


def test_all_that_one_learner_hands_in_has_a_size(collector, spring, parts, monkeypatch):
    monkeypatch.setattr(hand_ins, "MOST_BYTES", 3000)
    amira, other, full = spring["amira"], "mixed-check", {"a.txt": b"a" * 2000}
    put(collector, spring["tariq"], f"/assignments/{other}?cohort=spring", WORK)
    hand_in(collector, amira, full)

    refused = [hand_in(collector, amira, {"b.txt": b"b" * 1001}, task) for task in (TASK, other)]

    assert [said.status_code for said in refused] == [413, 413]
    assert refused[0].json()["fix"] == "Your answers are kept. Ask your trainer what to do."
    assert len(rows_of(parts.database, "submission")) == 1
    more = full | {"c.txt": b"c" * 1000}  # what is there already counts once
    said = [hand_in(collector, amira, files).status_code for files in (more, more, full)]
    assert said == [201, 200, 201]
    assert hand_in(collector, spring["bola"], full).status_code == 201
