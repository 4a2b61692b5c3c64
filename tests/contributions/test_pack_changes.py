"""What differs between two editions of a module, and nothing else. Every word is a test record."""

import json
import shutil
import stat
from argparse import Namespace
from dataclasses import replace

import pytest
from house.tree import ROOT

from contributions.small_pack import PACK
from coprod_training.cli import main
from coprod_training.cli.pack import _changes
from coprod_training.contributions.html_pack import html_of_pack
from coprod_training.contributions.merge_page import merge_page
from coprod_training.contributions.pack_changes import changed_since, words_of
from coprod_training.contributions.pack_shelf import PackShelf
from coprod_training.contributions.page_back import read_page
from coprod_training.contributions.passages import from_data

FIRST = next(one for one in PACK.passages if one.id == "first/2")
ADDED = replace(FIRST, id="first/9", text="A test record that is new.")


def edited(*passages):
    return replace(PACK, passages=passages, version="0.1")


def changed(**texts):
    """The pack with other words in some passages, by id with _ for /."""
    new = {name.replace("_", "/"): text for name, text in texts.items()}
    return edited(*(replace(one, text=new.get(one.id, one.text)) for one in PACK.passages))


def test_a_pack_without_a_difference_has_none_whatever_the_terms_say():
    assert changed_since(PACK, PACK) is None
    assert changed_since(PACK, changed(terms_payment="Payment: another test record.")) is None


def test_a_changed_passage_is_there_alone_with_its_words_before():
    found = changed_since(PACK, changed(first_2="A test record says who opens the door."))

    assert [one.id for one in found.pack.passages] == ["changes/lead", "first/2", "outcome/changes"]
    assert found.before == {"first/2": FIRST.text}
    assert found.pack.version == "0.1"


def test_one_that_is_new_does_not_move_those_below_it_and_one_that_is_gone_is_shown():
    at = PACK.passages.index(FIRST)
    moved = [replace(one, id=f"{one.id}-moved") for one in PACK.passages[at + 1 : at + 3]]
    rest = PACK.passages[at + 3 :]
    added = edited(*PACK.passages[: at + 1], ADDED, *moved, *rest)
    gone = edited(*PACK.passages[:at], *PACK.passages[at + 1 :])

    assert changed_since(PACK, added).before == {"first/9": ""}
    found = changed_since(PACK, gone)
    assert list(found.before.values()) == [FIRST.text]
    assert all(words_of(FIRST) != one.text for one in found.pack.passages)


def test_the_page_shows_both_and_comes_back_to_the_passages():
    found = changed_since(PACK, changed(first_2="A test record says who opens the door."))
    page = html_of_pack(found.pack, found.before)

    assert "What has changed: A test record" in page
    assert "<del>when the group meets and</del>" in page
    assert "for it.</del>" in page
    assert "As it is now" in page
    said = json.dumps({"at": "2026-01-05T10:00:00Z", "values": {"2.comment": "test record: no"}})
    back = read_page(page.replace('id="said">null', f'id="said">{said}').encode())
    merged = merge_page(from_data(back.carried["pack"]), back.values, name="abcdef")
    assert [(one.passage, one.words) for one in merged.said] == [("first/2", "test record: no")]


@pytest.fixture
def coprod(tmp_path, capsys):
    for part in ("course", "modules", "exercises"):
        shutil.copytree(ROOT / part, tmp_path / "staff" / part)

    def run(*asked, status=0):
        places = ["--course", tmp_path / "staff", "--workspace", tmp_path / "workspace"]
        places += ["--to", tmp_path / "out"]
        assert main(["pack", *map(str, (*asked, *places))]) == status
        said = capsys.readouterr()
        return said.out + said.err

    return run


def test_the_command_compares_with_a_pack_of_its_module(coprod, tmp_path):
    first = coprod("safe-sharing")
    name = first.split("Pack ")[1][:10]
    sent = tmp_path / "out" / "safe-sharing-pack.html"

    assert "No words of the module differ" in coprod("3", "--since", name)
    (book,) = (tmp_path / "staff" / "modules").glob("*safe-sharing.ipynb")
    text = book.read_text()
    assert "## " in text
    book.write_text(text.replace("## ", "## Test record: ", 1))
    for since in (name, sent):
        assert "1 passage differs." in coprod("3", "--since", since)
    page = (tmp_path / "out" / "safe-sharing-changes.html").read_text()
    assert "<ins>Test record:</ins>" in page
    for wrong in ("0123456789", coprod("2").split("Pack ")[1][:10]):
        said = coprod("3", "--since", wrong, status=1)
        assert "This is not a pack of the module safe-sharing." in said


def test_an_earlier_pack_that_somebody_sent_steers_no_terminal(tmp_path, capsys):
    sent = tmp_path / "pack.html"
    sent.write_text(html_of_pack(replace(PACK, version="0.0\x1b[8m")), encoding="utf-8")

    assert _changes(Namespace(since=str(sent)), PackShelf(tmp_path), PACK, (), own=False) == 0

    out = capsys.readouterr().out
    assert out == "No words of the module differ from edition 0.0 [8m as that pack has it.\n"


def test_the_changes_for_one_person_have_a_name_of_their_own_and_are_closed_to_others(tmp_path):
    sent = tmp_path / "pack.html"
    first = next(one for one in PACK.passages if one.sort == "words" and not one.slot)
    earlier = [replace(one, text="Other words.") if one == first else one for one in PACK.passages]
    sent.write_text(html_of_pack(replace(PACK, passages=tuple(earlier))), encoding="utf-8")
    asked = Namespace(since=str(sent), to=tmp_path / "out")
    pack = replace(PACK, ref="")  # with details alone

    assert _changes(asked, PackShelf(tmp_path), pack, (), own=True) == 0
    assert _changes(asked, PackShelf(tmp_path), pack, (), own=False) == 0

    modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in (tmp_path / "out").iterdir()}
    assert modes.pop(f"{PACK.module}-changes-{pack.id}.html") == 0o600
    assert list(modes) == [f"{PACK.module}-changes.html"]
