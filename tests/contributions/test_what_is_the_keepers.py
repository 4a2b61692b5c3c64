"""A contributor's words for their slot in a Word document: the keeper's, and nobody else's."""

import json
from dataclasses import replace

import pytest
from docx.oxml import OxmlElement

from contributions.small_pack import (
    LAST,
    LONG,
    PACK,
    SLOT,
    content_of,
    document,
    merged,
    paragraph,
)
from coprod_training.cli import main
from coprod_training.contributions import placing
from coprod_training.contributions.merge import is_keepers, merge
from coprod_training.contributions.passages import Passage
from coprod_training.contributions.role_keys import make_key, seal
from coprod_training.contributions.said import said_as_data
from coprod_training.contributions.word_back import read_word


def test_what_somebody_wrote_for_their_slot_and_took_back_is_not_shown_to_the_author():
    made = document()
    made.add_comment(
        paragraph(made, SLOT).runs[-1:], text="Test record: not yet.", author="Planted Personsname"
    )
    back = read_word(content_of(made))
    numbers = {span.number: at for at, line in enumerate(back.lines) for span in line.spans}
    lines = list(back.lines)
    lines[numbers[SLOT]] = replace(lines[numbers[SLOT]], taken_back=("Test record: theirs",))
    lines[numbers[LONG]] = replace(lines[numbers[LONG]], taken_back=("Test record: ours",))
    emptied = replace(lines[numbers[SLOT]], spans=(), taken_back=("Test record: and this",))
    lines.insert(numbers[SLOT] + 1, emptied)

    result = merge(PACK, replace(back, lines=tuple(lines)), name="abc123")

    assert result.said == ()
    assert [one.words.rpartition(": ")[2] for one in result.for_keeper] == [
        "not yet.",
        "theirs",
        "and this",
    ]
    assert [words.rpartition(": ")[2] for words in result.not_landed] == ["ours"]


def test_a_picture_beside_their_words_for_their_slot_shows_none_of_these_to_the_author():
    made = document()
    for number, words in ((LONG, " Test record: ours."), (SLOT, " Test record: theirs.")):
        line = paragraph(made, number)
        line.add_run(words)
        line.add_run()._r.append(OxmlElement("w:drawing"))

    result = merged(made)

    (ours,) = result.not_landed
    (theirs,) = (one.words for one in result.for_keeper if one.sort == "comment")
    assert ours.startswith(f"A picture was put in near: [{LONG}] A test record")
    assert theirs.startswith(f"A picture was put in near: [{SLOT}] ")
    assert "theirs" not in f"{result.said} {result.not_landed}"


def test_a_picture_beside_their_words_changes_no_reference_of_anything_else():
    made = document()
    line = paragraph(made, LAST).runs[-1:]
    made.add_comment(line, text="Test record: when?", author="Planted Personsname")
    paragraph(made, SLOT).add_run(" Test record: theirs.")
    before = [(one.ref, one.number) for one in merged(made).for_keeper]
    paragraph(made, SLOT).add_run()._r.append(OxmlElement("w:drawing"))

    *others, picture = merged(made).for_keeper

    assert [(one.ref, one.number) for one in others] == before
    assert before == [("abc123-1", SLOT), ("abc123-2", LAST)]
    assert (picture.ref, picture.number) == ("abc123-3", SLOT)


def test_a_comment_that_begins_with_must_has_to_be_answered_before_the_module_passes():
    made = document()
    line = paragraph(made, LONG).runs[-1:]
    for words in ("MUST: Test record: go.", "Must this be here?", "MUST", "MUSTARD, a test record"):
        made.add_comment(line, text=words, author="Planted Personsname")

    assert [(one.words, one.must) for one in merged(made).said] == [
        ("Test record: go.", True),
        ("Must this be here?", False),
        ("MUST", False),
        ("MUSTARD, a test record", False),
    ]


def test_a_document_with_far_more_lines_than_a_pack_is_listed_and_not_searched_for_ever(
    monkeypatch,
):
    monkeypatch.setattr(placing, "MOST", 2)
    made = document()
    for number in range(4):
        made.add_paragraph(f"Test record: something else, number {number}.")

    result = merged(made)
    assert len(result.not_landed) == 2
    assert all(one.startswith("Words of no passage: Test record") for one in result.not_landed)


@pytest.mark.parametrize(
    ("id_", "slot", "theirs"),
    [
        ("terms/payment", "", True),
        ("m3-s1/pay", "m3-s1", True),
        ("m3-s1/support", "m3-s1", True),
        ("m3-s1/settings", "m3-s1", False),
        ("pay-plan/pay", "", False),
    ],
)
def test_what_is_said_of_pay_and_support_is_not_for_the_author(id_, slot, theirs):
    assert is_keepers(Passage(id=id_, sort="words", text="test record", slot=slot)) == theirs


def test_a_keeper_reads_beside_what_it_stands_and_what_is_about_the_terms(tmp_path, capsys):
    made = document()
    for number in (SLOT, LAST):
        line = paragraph(made, number).runs[-1:]
        made.add_comment(line, text="Test record: when?", author="Planted Personsname")
    paragraph(made, SLOT).add_run(" Test record: theirs.")
    key = make_key(tmp_path / "keeper.key")
    said = json.dumps(list(map(said_as_data, merged(made).for_keeper)))
    sealed = tmp_path / "for-the-keeper.age"
    sealed.write_bytes(seal(said.encode(), frozenset({key.public})))

    assert main(["merge", str(sealed), "--key", str(tmp_path / "keeper.key")]) == 0

    lines = [one for one in capsys.readouterr().out.splitlines() if ", passage " in one]
    whats = {(line.split(", ")[1], line.split("passage ")[1].split()[0]) for line in lines}
    assert whats == {
        ("words for a place", str(SLOT)),
        ("beside words for a place", str(SLOT)),
        ("about the terms", str(LAST)),
    }
