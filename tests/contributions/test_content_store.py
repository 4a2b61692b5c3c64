import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from contributions.made_up import ONE, REF, everything_in
from coprod_training.contributions.content_store import ContentStore
from coprod_training.errors import CoprodError, NewerRecord

DAY = date(2026, 6, 1)
TEXT = b"test record: PLANTED one two three four five six seven eight nine ten"
OTHER = b"test record: PLANTED one two three four five six seven eight nine ten!"


@pytest.fixture
def store(private):
    return ContentStore(private)


def test_what_is_kept_is_read_by_its_hash_and_for_its_owner_only(store, private):
    found = store.keep(REF, TEXT)

    assert store.read(REF, found) == TEXT
    assert len(found) == 64
    modes = {path.stat().st_mode & 0o077 for path in private.rglob("*")}
    assert modes == {0}


def test_nothing_is_made_before_something_is_kept(store, private):
    assert store.versions(REF) == ()
    assert store.found_in("test record") == frozenset()
    assert not private.exists()


def test_one_changed_sign_is_another_hash_and_both_versions_stay(store):
    first, second = store.keep(REF, TEXT), store.keep(REF, OTHER)

    assert first != second
    assert store.read(REF, first) == TEXT
    assert store.read(REF, second) == OTHER
    assert [one.hash for one in store.versions(REF)] == [first, second]


def test_the_same_content_is_not_kept_twice_in_a_row(store):
    assert store.keep(REF, TEXT) == store.keep(REF, TEXT)
    store.keep(REF, OTHER)
    store.keep(REF, TEXT)

    hashes = [one.hash for one in store.versions(REF)]
    assert len(hashes) == 3
    assert all(one != next_one for one, next_one in pairwise(hashes))


def test_a_hash_needs_the_key_and_says_nothing_of_two_people_with_the_same_words(store, tmp_path):
    elsewhere = ContentStore(tmp_path / "elsewhere")

    assert store.hash_of(REF, TEXT) != elsewhere.hash_of(REF, TEXT)
    assert store.hash_of(REF, TEXT) != store.hash_of(ONE, TEXT)
    assert store.hash_of(REF, TEXT) != store.hash_of(REF, TEXT, part="dissent")


def test_the_parts_of_a_contribution_are_kept_apart(store):
    credit = store.keep(REF, b"test record: a credit", part="credit")
    film = store.keep(REF, b"\0\1test record", media="film")

    assert store.read(REF, credit) is None
    assert store.read(REF, credit, "credit") == b"test record: a credit"
    assert store.newest(REF).media == "film"
    assert store.newest(REF).hash == film


def test_bytes_that_were_changed_on_the_disk_are_not_given_out(store, private):
    found = store.keep(REF, TEXT)
    store.keep(REF, OTHER)
    (private / "contributions" / REF / store.versions(REF)[0].file).write_bytes(OTHER)

    assert store.read(REF, found) is None


@pytest.mark.parametrize("ref", ["", "../keys", "test record", "a" * 17])
def test_only_a_reference_finds_anything(store, ref):
    with pytest.raises(CoprodError, match="not the reference"):
        store.keep(ref, TEXT)


def test_nothing_of_a_withdrawn_contribution_is_left_but_keyed_hashes(store, private):
    found = store.keep(REF, TEXT)
    store.keep(REF, b"test record: PLANTED credit", part="credit")
    store.take_out(REF, DAY)

    assert set(store.withdrawn()) == {REF}
    assert store.read(REF, found) is None
    assert store.versions(REF) == ()
    assert b"PLANTED" not in everything_in(private)


def test_withdrawn_words_and_files_are_found_again_in_a_build(store):
    store.keep(REF, TEXT)
    store.keep(ONE, b"test record: this one stays where it is, with its own words")
    store.take_out(REF, DAY)

    assert store.found_in(f"<p>{TEXT.decode().upper()}</p>") == {REF}
    assert store.found_in("test record: this one stays where it is, with its own") == frozenset()
    assert store.file_found(TEXT) == {REF}
    assert store.file_found(OTHER) == frozenset()


def test_a_credit_is_not_looked_for_as_it_may_stand_anywhere(store):
    credit = "people who are a test record of many different services"
    store.keep(REF, credit.encode(), part="credit")
    store.take_out(REF, DAY)

    assert store.found_in(credit) == frozenset()


def test_the_courses_own_words_do_not_count_as_withdrawn(store):
    store.keep(REF, TEXT)
    store.take_out(REF, DAY, ours=["Another text.", TEXT.decode()])

    assert store.found_in(TEXT.decode()) == frozenset()


def test_what_was_withdrawn_cannot_be_kept_again(store):
    store.keep(REF, TEXT)
    store.take_out(REF, DAY)
    store.take_out(REF, DAY)

    with pytest.raises(CoprodError, match="was withdrawn"):
        store.keep(REF, TEXT)
    assert store.found_in(TEXT.decode()) == {REF}


def test_a_power_cut_within_a_withdrawal_serves_nothing(store, private, monkeypatch):
    found = store.keep(REF, TEXT)

    def power_cut(*_):
        raise SystemExit

    monkeypatch.setattr(ContentStore, "_remove", power_cut)
    with pytest.raises(SystemExit):
        store.take_out(REF, DAY)
    monkeypatch.undo()

    assert store.read(REF, found) is None
    store.take_out(REF, DAY)
    assert b"PLANTED" not in everything_in(private)
    assert store.found_in(TEXT.decode()) == {REF}


def test_deleting_takes_the_hashes_too(store, private):
    store.keep(REF, TEXT)
    store.keep(ONE, OTHER)
    store.take_out(REF, DAY)
    store.delete(REF, DAY)
    store.delete(ONE, DAY)

    assert set(store.withdrawn()) == {REF, ONE}
    assert store.found_in(TEXT.decode()) == frozenset()
    assert b"PLANTED" not in everything_in(private)


def test_a_torn_last_line_costs_one_version_only(store, private):
    first = store.keep(REF, TEXT)
    index = private / "contributions" / REF / "versions.jsonl"
    with index.open("ab") as file:
        file.write(b'{"schema":1,"part":"contrib')

    second = ContentStore(private).keep(REF, OTHER)
    assert [one.hash for one in store.versions(REF)] == [first, second]


def test_a_missing_key_is_not_made_anew(store, private):
    store.keep(REF, TEXT)
    (private / "keys" / "contributions.key").unlink()

    with pytest.raises(CoprodError, match="key of the contributions is missing"):
        store.hash_of(REF, TEXT)


@pytest.mark.parametrize("spoil", [Path.unlink, lambda key: key.chmod(0o644)])
def test_without_its_key_a_withdrawal_is_done_all_the_same_and_says_what_it_lacks(
    store, private, spoil
):
    found = store.keep(REF, TEXT)
    spoil(private / "keys" / "contributions.key")

    for _ in range(2):
        with pytest.raises(CoprodError, match="nobody can search for its words"):
            store.take_out(REF, DAY)

    assert set(store.withdrawn()) == {REF}
    assert store.read(REF, found) is None
    assert b"PLANTED" not in everything_in(private)
    store.delete(REF, DAY)
    store.take_out(REF, DAY)  # there is nothing to look for any more


def test_a_newer_store_is_not_guessed_at(store, private):
    store.keep(REF, TEXT)
    index = private / "contributions" / REF / "versions.jsonl"
    index.write_text(json.dumps({"schema": 2}) + "\n")

    with pytest.raises(NewerRecord):
        store.versions(REF)
