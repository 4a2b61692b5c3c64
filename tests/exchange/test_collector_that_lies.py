"""What comes back from the collector is looked at too, and the token goes nowhere else."""

import json
import os
import subprocess
import sys

import pytest
from house.tree import ROOT
from tiny_server import Quiet, serving

from coprod_training.collector.archive import HAND_IN, digest_of, zip_of
from coprod_training.errors import CoprodError
from coprod_training.exchange.collector import TRIES, Away, Collector, Refused, collector_from
from coprod_training.exchange.copies import hand_in_name, prepare, put_hand_in
from coprod_training.exchange.pulled import pull_hand_ins, pull_own, pull_releases
from coprod_training.grading.from_collector import copied_feedback

ONE = {
    "submission": "0" * 32,
    "learner": "amira",
    "assignment": "a-task",
    "timestamp": "2026-11-23 14:05:00.123456 UTC",
    "sha256": "",
    "feedback": "",
}


class Scripted:
    """Answers what it is told, in order; asked: the headers that came."""

    def __init__(self):
        self.replies, self.asked = [], []
        scripted = self

        class Answer(Quiet):
            def do_GET(self):
                scripted.asked.append((self.path, dict(self.headers)))
                status, headers, body = scripted.replies.pop(0)
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

        self.handler, self.address = Answer, ""


@pytest.fixture
def scripted():
    one = Scripted()
    with serving(one.handler) as one.address:
        yield one


@pytest.fixture
def asking(scripted):
    """A collector of that address, and the pauses that it would have made."""
    pauses = []
    return Collector(scripted.address, "a-token", pause=pauses.append), pauses


def test_no_redirection_is_followed_with_the_token(asking, scripted):
    collector, _ = asking
    scripted.replies = [(302, {"Location": f"{scripted.address}/elsewhere"}, b"")]

    with pytest.raises(Refused):
        collector.assignments()
    assert [path for path, _ in scripted.asked] == ["/assignments"]


def test_what_is_busy_is_asked_again_and_waited_for_as_it_says(asking, scripted):
    collector, pauses = asking
    busy = (503, {"Retry-After": "2"}, b"{}")
    scripted.replies = [
        busy,
        (429, {"Retry-After": "9999"}, b"{}"),
        (200, {}, b'{"assignments": []}'),
    ]

    assert collector.assignments() == []
    assert 2 <= pauses[0] <= 3
    assert 5 <= pauses[1] <= 7.5  # nobody waits for hours


def test_what_stays_away_is_said_so_and_what_is_refused_is_not_asked_again(asking, scripted):
    collector, pauses = asking
    scripted.replies = [(503, {}, b"{}")] * TRIES + [
        (403, {}, b'{"what": "Not yours.", "fix": "Ask."}')
    ]

    with pytest.raises(Away) as away:
        collector.assignments()
    with pytest.raises(Refused) as refused:
        collector.assignments()

    assert str(away.value) == (
        "Nothing could be passed on: the course's collector cannot be reached.\n"
        "  Try again in a moment. Your answers are kept."
    )
    assert str(refused.value) == "Not yours.\n  Ask."
    assert len(pauses) == TRIES - 1


@pytest.mark.parametrize(
    "body", [b"[]", b"not json", b'{"assignments": 3}', b'{"assignments": [1]}', b"{}"]
)
def test_a_list_that_is_none_is_not_used(asking, scripted, body):
    collector, _ = asking
    scripted.replies = [(200, {}, body)]

    with pytest.raises(Refused, match="not what this version"):
        collector.assignments()


@pytest.mark.parametrize("files", [{"../x": b""}, {"/etc/x": b""}, {"a": b"other than listed"}])
def test_files_that_are_not_those_listed_are_not_written(asking, scripted, files):
    collector, _ = asking
    scripted.replies = [(200, {}, zip_of(files))]

    with pytest.raises(Refused):
        collector.handed_in("0" * 32, digest_of({"a": b"as listed"}))


def test_a_hand_in_whose_name_is_no_name_is_left_where_it_is(asking, scripted, tmp_path):
    collector, _ = asking
    odd = [ONE | {"learner": name} for name in ("../../x", "a+b", "", "a/b", ".hidden")]
    odd += [ONE | {"timestamp": "../../x"}, ONE | {"assignment": "another"}]
    odd += [ONE | {"submission": name} for name in ("../../x", "", 3)]
    scripted.replies = [(200, {}, json.dumps({"submissions": odd}).encode())]

    course = prepare(tmp_path / "exchange" / "coprod")
    asked = {"not_fetched": pytest.fail, "every": True}
    assert pull_hand_ins(collector, course, ["a-task"], **asked) == 0
    assert list((course / "inbound").iterdir()) == []
    assert hand_in_name(ONE, with_id=True).startswith("amira+a-task+2026-11-23 14:05")


def test_an_exercise_whose_name_is_a_way_out_is_not_written(asking, scripted, tmp_path):
    collector, _ = asking
    odd = [{"assignment": name, "sha256": ""} for name in ("../../x", "/x", "", None, "A")]
    scripted.replies = [(200, {}, json.dumps({"assignments": odd}).encode())]

    course = prepare(tmp_path / "exchange" / "coprod")
    assert pull_releases(collector, course) == []
    assert [path.name for path in tmp_path.iterdir()] == ["exchange"]


def test_without_a_hub_it_says_where_it_works():
    with pytest.raises(CoprodError, match="works on a hub only"):
        collector_from({})


def test_a_token_is_never_shown(asking):
    collector, _ = asking

    assert "a-token" not in repr(collector)


def test_a_hand_in_that_is_there_stays_as_a_trainer_may_be_collecting_it(tmp_path):
    place = tmp_path / "inbound" / hand_in_name(ONE, with_id=True)
    put_hand_in(place, ONE, {"a-task.answers.jsonl": b"first\n"})
    opened = place.stat().st_ino

    put_hand_in(place, ONE, {"a-task.answers.jsonl": b"first\n"})

    assert place.stat().st_ino == opened
    assert [path.name for path in place.parent.iterdir()] == [place.name]


def listed_of(files):
    """A hand-in of each learner, as the collector lists them. files: by learner."""
    return [
        ONE | {"learner": name, "submission": f"{number}" * 32, "sha256": digest_of(theirs)}
        for number, (name, theirs) in enumerate(files.items())
    ]


def replies_of(files):
    """The list, then one too large, one that has been deleted since, and one that is right."""
    return [
        (200, {}, json.dumps({"submissions": listed_of(files)}).encode()),
        (200, {}, bytes(HAND_IN.sent + 1)),
        (403, {}, b'{"what": "This is not open to you.", "fix": "Ask."}'),
        (200, {}, zip_of(files["carys"])),
    ]


WORK = {name: {"a-task.ipynb": name.encode()} for name in ("amira", "bola", "carys")}


def test_a_hand_in_that_cannot_be_fetched_is_said_and_keeps_no_other_back(
    asking, scripted, tmp_path
):
    collector, _ = asking
    scripted.replies = replies_of(WORK)
    said = {}

    course = prepare(tmp_path / "exchange" / "coprod")
    assert pull_hand_ins(collector, course, ["a-task"], not_fetched=said.__setitem__) == 1

    assert [path.name.split("+")[0] for path in (course / "inbound").iterdir()] == ["carys"]
    assert [(who, why.what.split(".")[0]) for who, why in said.items()] == [
        ("amira", "The collector's reply is not what this version of the course understands"),
        ("bola", "This is not open to you"),
    ]


def test_what_is_refused_of_ones_own_keeps_neither_another_receipt_nor_feedback_back(
    asking, scripted, tmp_path
):
    """One too large, one whose feedback has been deleted since, and one of which all is right."""
    collector, _ = asking
    files, pages = WORK["amira"], {"a-task.html": b"<p>well done</p>"}
    own = [
        ONE
        | {"submission": f"{day}" * 32, "timestamp": f"2026-11-2{day} 14:05:00.123456 UTC"}
        | {"sha256": digest_of(files), "feedback": digest_of(pages)}
        for day in range(3)
    ]
    scripted.replies = [
        (200, {}, json.dumps({"submissions": own}).encode()),
        (200, {}, bytes(HAND_IN.sent + 1)),
        (200, {}, zip_of(files)),
        (403, {}, b'{"what": "This is not open to you.", "fix": "Ask."}'),
        (200, {}, zip_of(files)),
        (200, {}, zip_of(pages)),
    ]
    course, cache, said = prepare(tmp_path / "exchange" / "coprod"), tmp_path / "hand-ins", []

    pull_own(collector, course, cache, ["a-task"], not_fetched=lambda *told: said.append(told))

    here = sorted(path.name for path in cache.iterdir())
    assert here == [hand_in_name(one, with_id=False) for one in own[1:]]
    assert copied_feedback(course) == {own[2]["submission"]: digest_of(pages)}
    assert [page.read_bytes() for page in (course / "feedback").iterdir()] == [*pages.values()]
    assert [(who, why.what.split(".")[0]) for who, why in said] == [
        ("amira", "The collector's reply is not what this version of the course understands"),
        ("amira", "This is not open to you"),
    ]


@pytest.mark.parametrize(
    ("away", "code", "told"), [(False, 0, '{"not_fetched": ["amira", "bola"]}\n'), (True, 1, "")]
)
def test_the_process_that_fetches_says_whose_could_not_be_or_that_nobody_answered(
    scripted, tmp_path, away, code, told
):
    course = prepare(tmp_path / "exchange" / "coprod")
    (course / "outbound" / "a-task").mkdir()
    scripted.replies = [(401, {}, b"{}")] if away else replies_of(WORK)

    done = subprocess.run(
        [sys.executable, "-m", "coprod_training.exchange.fetching", "--course", str(course)],
        env=os.environ | {"COPROD_COLLECTOR": scripted.address, "JUPYTERHUB_API_TOKEN": "a-token"},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stdout) == (code, told), done.stderr
