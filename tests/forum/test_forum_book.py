import json
from datetime import date

import pytest
from opened import ROOT
from read_tables import read_csv, read_xlsx

from coprod_training.cli import main
from coprod_training.errors import CoprodError, NewerRecord
from coprod_training.forum.book import ForumBook
from coprod_training.forum.interest import Interest, as_plain
from coprod_training.survey.keys import load_key
from coprod_training.survey.pseudonym import pseudonym_of

ONE = Interest(
    name="Test one",
    contact="one@example.org",
    joining_as=("staff",),
    setting="1",
    region="",
    easier="PLANTED-access",
    agreed_on=date(2026, 11, 26),
)


@pytest.fixture
def book(tmp_path):
    return ForumBook(tmp_path / "private")


def test_what_is_kept_is_for_its_owner_only_and_knows_no_time_of_day(book):
    book.keep("one", ONE)

    assert book.of("one") == ONE
    assert book.of("two") is None
    assert book.path.stat().st_mode & 0o077 == 0
    assert book.path.parent.stat().st_mode & 0o077 == 0
    assert b":" not in book.path.read_bytes().split(b'"agreed_on":')[1].strip(b'\n }"')


def test_a_change_takes_the_place_of_what_was_there(book):
    book.keep("one", ONE)
    book.keep("two", ONE)

    book.keep("one", Interest(**{**vars(ONE), "easier": ""}))

    assert len(book.all()) == 2
    assert book.path.read_bytes().count(b"PLANTED-access") == 1


def test_who_leaves_is_gone_from_the_file(book):
    assert book.erase("one") == 0
    book.keep("one", ONE)
    book.keep("two", Interest(**{**vars(ONE), "name": "Test two", "easier": ""}))

    assert book.erase("one") == 1
    assert book.erase("one") == 0
    assert [one.name for one in book.all()] == ["Test two"]
    assert b"PLANTED-access" not in book.path.read_bytes()


def test_records_of_a_newer_course_are_left_alone(book):
    book.keep("one", ONE)
    newer = book.path.read_bytes().replace(b'"schema": 2', b'"schema": 3')
    book.path.write_bytes(newer)

    for step in (book.all, lambda: book.keep("two", ONE), lambda: book.erase("one")):
        with pytest.raises(NewerRecord, match="newer version"):
            step()
    assert book.path.read_bytes() == newer


def test_no_key_is_shared_with_answers_marks_or_the_survey(book, tmp_path):
    private = tmp_path / "private"
    book.keep("signs-in-as", ONE)

    (record,) = [json.loads(line) for line in book.path.read_text().splitlines()]
    assert "signs-in-as" not in book.path.read_text()
    others = {pseudonym_of("signs-in-as", load_key(private, one)) for one in ("progress", "survey")}
    assert not others & {*map(str, record.values())}


def test_no_new_key_takes_the_place_of_one_that_is_missing(book, tmp_path):
    book.keep("one", ONE)
    key = tmp_path / "private" / "keys" / "forum.key"
    kept, secret = book.path.read_bytes(), key.read_bytes()
    key.unlink()

    for step in (lambda: book.of("one"), lambda: book.keep("two", ONE), lambda: book.erase("one")):
        with pytest.raises(CoprodError, match="key of the forum's list is missing") as told:
            step()
        assert "backup" in told.value.fix
    assert not key.exists()
    assert book.path.read_bytes() == kept
    assert book.all() == (ONE,)
    key.touch(mode=0o600)
    key.write_bytes(secret)
    assert book.erase("one") == 1


def test_a_list_with_sign_in_names_is_written_anew_and_nobody_is_lost(book):
    book.path.parent.mkdir(parents=True, mode=0o700)
    old = [{"schema": 1, "learner": name, **as_plain(ONE)} for name in ("signs-in-1", "signs-in-2")]
    book.path.write_text("".join(json.dumps(one) + "\n" for one in old))

    assert book.of("signs-in-1") == ONE
    assert "signs-in" not in book.path.read_text()
    book.keep("signs-in-2", Interest(**{**vars(ONE), "name": "Test two"}))
    assert sorted(one.name for one in book.all()) == ["Test one", "Test two"]
    assert book.erase("signs-in-1") == 1
    assert [one.name for one in book.all()] == ["Test two"]


def test_the_organiser_counts_and_exports_without_a_formula(tmp_path, capsys):
    workspace = tmp_path / "coprod"
    ForumBook(workspace / "private").keep("signs-in-as", Interest(**{**vars(ONE), "name": "=1+1"}))
    options = ("--workspace", str(workspace), "--course", str(ROOT))

    assert main(["forum", *options]) == 0
    for kind in ("csv", "xlsx"):
        assert main(["forum", str(tmp_path / f"list.{kind}"), *options]) == 0

    said = capsys.readouterr().out
    assert "1 person would like to hear." in said
    assert "one@example.org" not in said
    csv = (tmp_path / "list.csv").read_bytes()
    assert b"'=1+1" in csv
    assert b"signs-in-as" not in csv
    assert (tmp_path / "list.csv").stat().st_mode & 0o077 == 0
    assert read_csv(csv) == read_xlsx((tmp_path / "list.xlsx").read_bytes())
    assert main(["forum", str(tmp_path / "list.pdf"), *options]) == 1
    assert "forum.xlsx" in capsys.readouterr().err
