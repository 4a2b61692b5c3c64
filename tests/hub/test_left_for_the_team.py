"""Notes and the forum's list of a hub's people, read by an operator out of their own folders."""

import json
import os
import shutil
from datetime import UTC, date, datetime

import pytest
from read_tables import read_csv

from coprod_training.cli import main
from coprod_training.forum.book import ForumBook
from coprod_training.forum.interest import Interest
from coprod_training.lab.reports import ReportBook
from hub.folders_of_people import AN_ACCOUNT, as_root, belongs_to, hub_of_folders, private_of

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
SECRET = "nobody else's business"


@pytest.fixture
def hub(tmp_path):
    """Settings of a hub, with folders of people that are closed to everybody else."""
    return hub_of_folders(tmp_path)


def note(hub, account, words, minute=0):
    at = NOW.replace(minute=minute)
    return ReportBook(private_of(hub, account)).add(account, "home", "first", words, at)


def asked(hub, *words):
    return main(["hub", *words, "--settings", str(hub / "hub.toml")])


def test_notes_of_everybody_are_listed_by_time_and_without_a_name(hub, capsys):
    later = note(hub, "amira", "A word is missing.", minute=5)
    first = note(hub, "bola", "The picture is\x1b[2J too small.")
    (hub / "people" / "has-left-nothing").mkdir()

    done = asked(hub, "inbox")

    said = capsys.readouterr().out
    assert done == 0
    assert said.index(first.id) < said.index(later.id)
    assert "2 in all, 2 still open." in said
    assert "\x1b" not in said
    assert "amira" not in said
    assert "bola" not in said


def test_an_answer_reaches_its_person_and_nobody_else(hub, capsys):
    mine, theirs = note(hub, "amira", "Wrong day."), note(hub, "bola", "Too long.")

    done = asked(hub, "inbox", "reply", mine.id, "--status", "changed", "--words", "Mended.")

    (answered,) = ReportBook(private_of(hub, "amira")).of("amira")
    assert done == 0
    assert (answered.status, answered.reply) == ("changed", "Mended.")
    assert ReportBook(private_of(hub, "bola")).of("bola") == (theirs,)
    capsys.readouterr()
    assert asked(hub, "inbox", "reply", "0" * 12, "--status", "changed") == 1
    assert "There is no note with the id" in capsys.readouterr().err


@as_root
def test_an_answer_is_written_with_the_rights_of_its_person_alone(hub):
    mine = note(hub, "amira", "Wrong day.")
    belongs_to(AN_ACCOUNT, hub / "people" / "amira")
    place = private_of(hub, "amira") / "feedback"

    assert asked(hub, "inbox", "reply", mine.id, "--status", "looking") == 0
    assert {path.stat().st_uid for path in place.iterdir()} == {AN_ACCOUNT}

    # What they may not write is not written for them.
    other = hub / "people" / "other"
    other.write_text(SECRET)
    kept = (place / "reports.jsonl").read_bytes()
    os.chown(place, 0, 0)
    place.chmod(0o755)
    os.chown(place / "reports.jsonl", AN_ACCOUNT, AN_ACCOUNT)
    (place / "reports.jsonl").chmod(0o400)
    assert asked(hub, "inbox", "reply", mine.id, "--status", "changed") == 1
    assert (place / "reports.jsonl").read_bytes() == kept
    assert other.read_text() == SECRET


def _linked(place, secret):
    place.symlink_to(secret)


def _second_name(place, secret):
    os.link(secret, place)


def _pipe(place, _):
    os.mkfifo(place)


def _folder(place, _):
    place.mkdir()


def _folders_linked(place, secret):
    shutil.rmtree(place.parent)
    (secret.parent / place.name).write_bytes(secret.read_bytes())
    place.parent.symlink_to(secret.parent)


def _another_form(place, _):
    place.write_text('{"schema": 1, "kind": "report", "id": {"a": 1}}\n[1, 2]\n')


def _of_another_kind(place, secret):
    words = '{"schema": 1, "kind": "report", "id": ["x"], "learner": "", "page": {}, "section": 1,'
    place.write_text(words + ' "words": "a", "at": "b"}\n')


def _report(**changes):
    told = {"id": "a", "learner": "b", "page": "home", "section": "", "words": "c", "at": "d"}
    return json.dumps({"schema": 1, "kind": "report", **told, **changes}) + "\n"


def _without_words(place, _):
    place.write_text(_report(words=None))


def _half_a_sign(place, _):
    place.write_text(_report(words="\ud800"))


def _an_unknown_status(place, _):
    reply = {"schema": 1, "kind": "reply", "report": "a", "status": "gone", "words": "", "at": ""}
    place.write_text(_report() + json.dumps(reply) + "\n")


def _too_deep(place, _):
    place.write_text(_report(words="x").replace('"x"', "[" * 100_000 + "]" * 100_000) + "{}")
    with place.open("a") as file:
        file.write("\n" + _report(page=["x"]))


def _too_much(place, _):
    place.write_bytes(b"\n" * (9 << 20))


def _newer(place, _):
    place.write_text('{"schema": 99, "kind": "report"}\n')


HOSTILE = [
    _linked, _second_name, _pipe, _folder, _folders_linked, _another_form, _of_another_kind,
    _too_much, _newer, _without_words, _half_a_sign, _an_unknown_status, _too_deep,
]  # fmt: skip


@pytest.mark.parametrize("put", HOSTILE)
def test_whatever_somebody_puts_there_the_notes_of_others_are_read(put, hub, tmp_path, capsys):
    note(hub, "bola", "Too long.")
    elsewhere = tmp_path / "elsewhere"
    secret = ReportBook(elsewhere).add("x", "home", "", SECRET, NOW) and elsewhere / "feedback"
    place = private_of(hub, "amira") / "feedback" / "reports.jsonl"
    place.parent.mkdir(parents=True)
    put(place, secret / "reports.jsonl")

    done = asked(hub, "inbox")

    said = capsys.readouterr()
    assert done == 1
    assert "Too long." in said.out
    assert "1 in all, 1 still open." in said.out
    assert "1 cannot be read" in said.out
    assert SECRET not in said.out + said.err


WISH = {"schema": 2, "person": "p", "name": "N", "contact": "c", "joining_as": [],
        "setting": "", "region": "", "easier": "", "agreed_on": "2026-11-01"}  # fmt: skip


def wishes(hub, account, *each):
    """Put these into somebody's list, as they may do themselves."""
    place = private_of(hub, account) / "forum" / "interest.jsonl"
    place.parent.mkdir(parents=True)
    place.write_text("".join(json.dumps({**WISH, **one}) + "\n" for one in each))


@pytest.mark.parametrize("part", [
    {"joining_as": ["no such hat"]}, {"joining_as": [["x"]]}, {"name": None}, {"name": "\ud800"},
    {"setting": {"a": 1}}, {"agreed_on": "soon"}, {"contact": 5},
    {"name": "n" * 32_768}, {"name": "n" * 201}, {"contact": "c" * 301}, {"easier": "e" * 1001},
    {"setting": "s" * 32_768}, {"region": "r" * 32_768}, {"joining_as": ["carer"] * 9_999},
])  # fmt: skip
def test_one_wish_of_another_form_does_not_hide_the_others(part, hub, tmp_path, capsys):
    wishes(hub, "amira", {})
    wishes(hub, "bola", part)

    assert asked(hub, "forum", str(tmp_path / "forum.xlsx")) == 1
    said = capsys.readouterr().out
    assert "1 rows are in" in said
    assert "1 cannot be read" in said


def test_no_part_of_a_note_steers_a_terminal(hub, capsys):
    place = private_of(hub, "amira") / "feedback"
    place.mkdir(parents=True)
    (place / "reports.jsonl").write_text(
        _report(id="\x1b[2J", at="\x1b[1A", page="\x1b]0;x", section="\x07", words="\x9b31m")
    )

    assert asked(hub, "inbox") == 0
    assert not {"\x1b", "\x07", "\x9b"} & set(capsys.readouterr().out)


def test_the_forums_list_is_of_everybody_who_asked_for_it(hub, tmp_path, capsys):
    for number, account in enumerate(("bola", "amira"), 1):
        wish = Interest(
            name=f"Person {number}",
            contact="a place to write to",
            joining_as=(),
            setting="",
            region="",
            easier="",
            agreed_on=date(2026, 11, number),
        )
        ForumBook(private_of(hub, account)).keep(account, wish)

    assert asked(hub, "forum") == 0
    assert "2 people would like to hear." in capsys.readouterr().out
    assert asked(hub, "forum", str(tmp_path / "forum.csv")) == 0
    _, rows = read_csv((tmp_path / "forum.csv").read_bytes())
    assert [row[0] for row in rows] == ["Person 1", "Person 2"]
    assert "amira" not in (tmp_path / "forum.csv").read_text()


def test_of_each_folder_one_wish_counts_and_that_is_the_last(hub, tmp_path, capsys):
    wishes(hub, "amira", *({"person": f"p{n}", "name": f"Made up {n}"} for n in range(3)))
    wishes(hub, "bola", {"name": "Test person"})

    assert asked(hub, "forum") == 0
    assert "2 people would like to hear." in capsys.readouterr().out
    assert asked(hub, "forum", str(tmp_path / "forum.csv")) == 0
    _, rows = read_csv((tmp_path / "forum.csv").read_bytes())
    assert [row[0] for row in rows] == ["Made up 2", "Test person"]


def test_where_folders_are_not_here_it_is_said(hub, capsys):
    assert main(["hub", "inbox", "--people", str(hub / "nowhere"), "--settings",
                 str(hub / "hub.toml")]) == 1  # fmt: skip
    assert "People's folders are not there." in capsys.readouterr().err


def test_before_anybody_opened_a_course_on_systemd_nothing_is_missing(hub, capsys, monkeypatch):
    folder = hub / "private" / "coprod-people"
    monkeypatch.setattr("coprod_training.hub.backup.layout.PEOPLE", folder)
    settings = hub / "hub.toml"
    words = settings.read_text(encoding="utf-8")
    settings.write_text(words.replace('homes = "people"', 'runs_in = "systemd"'), encoding="utf-8")

    assert asked(hub, "inbox") == 0
    assert asked(hub, "forum") == 0

    assert "not there" not in capsys.readouterr().err
    assert folder.stat().st_mode & 0o777 == 0o700
