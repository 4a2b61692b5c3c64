"""`coprod withdraw`: a contribution is gone from everything at once, and what is left is named."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from threading import Thread

import pytest
import yaml

from contributions.gate.conftest import CREDIT, SLOT, WORDS
from contributions.gate.left_of_it import traces
from contributions.made_up import REF, on, point
from contributions.small_pack import PACK
from coprod_training.cli import published
from coprod_training.cli.withdrawal import withdraw
from coprod_training.content.course import load_course
from coprod_training.content.passages import REMOVED, slot_view
from coprod_training.contributions.built_words import NOT_SEARCHED
from coprod_training.contributions.copies import Copies, alone
from coprod_training.contributions.merge import Merged
from coprod_training.contributions.pack_shelf import PackShelf
from coprod_training.private_lines import PrivateLines


def test_it_is_gone_from_published_copies_and_the_placeholder_says_that_alone(released, capsys):
    assert released.run("withdraw", REF) == 0

    assert traces(released.out) == []
    view = slot_view(load_course(released.out / "course"), SLOT, 3)
    assert (view["words"], view["removed"], view["removed_words"]) == (None, True, REMOVED)
    said = capsys.readouterr().out
    assert "Cannot be called back" in said
    assert f"as released: {released.out}" in said
    assert WORDS not in said


def test_the_register_and_the_manifest_say_so_and_its_content_is_removed(released):
    released.run("withdraw", REF)

    manifest = yaml.safe_load(
        (released.root / "course" / "contributors" / "manifest.yaml").read_text()
    )
    assert manifest["slots"][0] | {"status": "withdrawn", "reference": None} == manifest["slots"][0]
    assert released.record().status == "withdrawn"
    assert released.record().may_be_asked_again is False
    assert released.store.versions(REF) == ()
    assert traces(released.private) == []


def test_nobody_needs_a_key_to_have_it_gone_at_once(released, capsys):
    assert released.run("withdraw", REF, key=False) == 1

    assert traces(released.out) == []
    said = capsys.readouterr().out
    assert "our copy of its words is deleted" in said
    assert "a keeper runs this again with --key" in said
    assert released.run("withdraw", REF) == 0
    again = capsys.readouterr().out
    assert again.startswith(f"It has been withdrawn since {datetime.now(UTC).date()}.")
    assert released.record().status == "withdrawn"


def test_days_count_from_when_they_took_it_back_and_not_from_when_a_keeper_finishes_it(released):
    withdraw(released.root, released.private, None, REF, on(25))
    released.run("withdraw", REF)

    record = released.record()
    assert record.reached["withdrawn"] == on(25)
    assert [one.asked_on for one in record.requests] == [on(25)]


def test_its_packs_and_what_came_back_of_them_are_gone_too(released, capsys):
    shelf = PackShelf(released.private / "packs")
    pack = replace(PACK, ref=REF)
    shelf.keep(pack)
    shelf.keep_merged(pack, Merged(said=(), not_landed=(WORDS,)), "abc123")
    assert traces(released.private / "packs") != []

    released.run("withdraw", REF)

    assert [one for one in (released.private / "packs").rglob("*") if one.is_file()] == []
    assert "1 of its packs" in capsys.readouterr().out


def test_the_gate_goes_by_the_content_store_while_the_register_does_not_know(released, capsys):
    released.run("withdraw", REF, key=False)
    capsys.readouterr()

    assert released.run("gate") == 1
    assert f"{SLOT}: no contribution for it has passed; it is at: withdrawn." in (
        capsys.readouterr().out
    )


def test_the_next_build_holds_the_course_for_30_days_with_a_banner(released, tmp_path):
    released.run("withdraw", REF)

    assert released.run("publish", tmp_path / "next") == 0
    info = load_course(tmp_path / "next" / "course").info
    assert traces(tmp_path / "next") == []
    assert info.status == "released"
    assert "A contribution was removed" in info.notice


def test_a_withdrawn_required_contribution_blocks_the_next_release(released, capsys):
    released.run("withdraw", REF)
    released.run("release", "--draft")

    assert released.run("release") == 1
    assert f"{SLOT}: no contribution for it has passed" in capsys.readouterr().out


def test_words_that_were_copied_elsewhere_are_found_whatever_stands_between_them(
    released, lesson, tmp_path, capsys
):
    lesson.add("markdown", "copied", WORDS.upper().replace(" WE ", " **we**\n"), tags=["no-claim"])
    pack = tmp_path / "pack.html"
    first, rest = WORDS.split(" help", 1)
    pack.write_text(f"<p>{first} <b>help</b>{rest}</p>")
    notes = tmp_path / "notes.json"
    notes.write_text(json.dumps({"said": WORDS.replace(",", "\u2014")}))

    assert released.run("withdraw", REF, "--in", pack, "--in", notes) == 1

    said = capsys.readouterr().out
    assert f"are still here: {pack}" in said
    assert f"are still here: {notes}" in said
    assert f"are still here: {lesson.path}" in said


def test_a_place_that_is_not_there_is_refused_first_and_a_link_is_looked_behind(
    released, tmp_path, capsys
):
    kept, named = tmp_path / "kept.txt", tmp_path / "named"
    kept.write_text(WORDS)
    named.symlink_to(kept)

    assert released.run("withdraw", REF, "--in", tmp_path / "no-such-place") == 1
    assert "There is nothing here to search" in capsys.readouterr().err
    assert released.store.withdrawn() == {}
    assert released.run("withdraw", REF, "--in", named) == 1
    assert f"Its words are still here: {kept}" in capsys.readouterr().out


def test_a_file_that_is_too_large_to_be_searched_is_named_and_blocks(
    released, tmp_path, capsys, monkeypatch
):
    monkeypatch.setattr(published, "LARGEST", 1000)
    large = tmp_path / "large.html"
    large.write_text("test record " * 100)

    released.run("withdraw", REF, "--in", large)
    assert f"{large}{NOT_SEARCHED}" in capsys.readouterr().out
    assert released.run("gate") == 1
    assert NOT_SEARCHED in capsys.readouterr().out


def test_a_build_with_withdrawn_words_in_it_is_blocked_and_not_published(
    released, lesson, tmp_path, capsys
):
    lesson.add("markdown", "copied", WORDS, tags=["no-claim"])
    released.run("withdraw", REF)
    capsys.readouterr()

    assert released.run("gate") == 1
    assert "words that were withdrawn are here." in capsys.readouterr().out
    assert released.run("publish", tmp_path / "next") == 1
    assert not (tmp_path / "next").exists()


def test_a_reviewers_point_that_repeats_withdrawn_words_is_not_shown(released, tmp_path, capsys):
    register = released.register
    held = register.read("review", register.refs("review")[0])
    said = point(words=f"test record: {WORDS}", may_be_shown=True)
    register.save(held, replace(held.record, points=(said,)))
    released.run("withdraw", REF)
    capsys.readouterr()

    assert released.run("publish", tmp_path / "next") == 1
    assert "credits/index.html" in capsys.readouterr().err
    assert not (tmp_path / "next").exists()


def test_what_took_its_place_since_is_not_taken_out_with_it(released, capsys):
    other, words = "f" * 16, "test record: these are the words of another contributor, since then."
    second = replace(
        released.record(), ref=other, edits=replace(released.record().edits, approved_hash=None)
    )
    found = released.store.keep(other, words.encode())
    released.store.keep(other, CREDIT.encode(), part="credit")
    edits = replace(released.record().edits, shown_hash=found, approved_hash=found)
    released.register.add("contribution", replace(second, edits=edits))
    released.change(status="replaced")
    released.run("gate", "--manifest")
    assert released.run("publish", released.out) == 0
    capsys.readouterr()

    released.run("withdraw", REF)

    view = slot_view(load_course(released.out / "course"), SLOT, 3)
    assert (view["removed"], view["words"]["text"]) == (False, words)
    said = capsys.readouterr().out
    assert "Its place says" not in said
    assert said.count(f"as released: {released.out}") == 1


def test_a_copy_that_is_no_longer_there_is_named_as_one_that_cannot_be_changed(
    released, tmp_path, capsys
):
    released.out.rename(tmp_path / "taken-away")

    released.run("withdraw", REF)

    said = capsys.readouterr().out
    assert str(released.out) in said
    assert "could not be changed" in said


def test_nothing_else_that_is_wrong_here_keeps_words_from_being_gone(released, tmp_path, capsys):
    released.run("publish", tmp_path / "second")
    (released.out / "course" / "modules" / "listening.yaml").write_text("slots: [torn\n")
    packs = released.private / "packs"
    packs.mkdir(parents=True)
    (packs / "abcdef0123.json").write_text("torn")
    (packs / "abcdef0124.json").write_text("[]")
    course = released.root / "course" / "course.yaml"
    course.write_text(course.read_text() + "\n: a slip\n")
    capsys.readouterr()

    assert released.run("withdraw", REF) == 1

    assert released.store.versions(REF) == ()
    assert traces(tmp_path / "second") == traces(released.out) == []
    assert released.record().status == "withdrawn"
    said = capsys.readouterr().out
    assert str(course) in said
    assert "abcdef0123.json" in said
    assert "abcdef0124.json" in said
    assert f"change it as its owner: {released.out}" in said


def test_a_missing_key_stands_in_nobodys_way_and_somebody_has_to_look(released, capsys):
    key = released.private / "keys" / "contributions.key"
    key.unlink()

    assert released.run("withdraw", REF) == 1

    assert traces(released.out) == traces(released.private) == []
    assert released.record().status == "withdrawn"
    said = capsys.readouterr().out
    assert "nobody can search for its words" in said
    assert f"{key}\n  The key of the contributions is missing." in said


def test_a_withdrawal_that_could_not_be_written_down_says_nothing_else(released, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(PrivateLines, "write", full)

    assert released.run("withdraw", REF) == 1
    assert traces(released.out) != []


def test_a_copy_is_known_of_before_it_is_made(ready, tmp_path, monkeypatch):
    def broken(*_):
        raise OSError

    ready.run("release")
    monkeypatch.setattr(published, "publish", broken)
    ready.run("publish", tmp_path / "half")

    assert [one.folder for one in Copies(ready.private).with_ref(REF)] == [tmp_path / "half"]


def test_nobody_publishes_while_somebody_withdraws(released, tmp_path):
    with alone(released.private):
        publishing = Thread(target=released.run, args=("publish", tmp_path / "next"))
        publishing.start()
        publishing.join(1)
        assert publishing.is_alive()
        assert not (tmp_path / "next").exists()
        released.store.take_out(REF, on(20))
    publishing.join(60)

    assert traces(tmp_path / "next") == []


@pytest.mark.parametrize("reference", ["test-record", "f" * 16])
def test_a_reference_that_there_is_not_changes_nothing(released, reference, capsys):
    assert released.run("withdraw", reference) == 1
    assert "There is no contribution with that reference here." in capsys.readouterr().err
    assert traces(released.out) != []
