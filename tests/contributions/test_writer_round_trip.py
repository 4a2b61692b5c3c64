"""A pack of the shipped course, edited in LibreOffice Writer: 30 comments and 30 edits come back.

The edits are what a person does with a document: tracked changes and changes without a trace, words
taken out, moved, split, joined and copied paragraphs, list items, and rows of tables.
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from coprod_training.content.course import load_course
from coprod_training.contributions.merge import merge
from coprod_training.contributions.word_back import read_word
from coprod_training.contributions.word_pack import word_of_pack
from coprod_training.paper.module_pack import pack_of

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
DRIVER = Path(__file__).with_name("edit_in_writer.py")
PYTHON = "/usr/bin/python3"  # the system's, which has LibreOffice's uno
REF, SLOT = "0123456789abcdef", "m3-s1"  # a test record


def can_edit():
    asked = [PYTHON, "-c", "import uno"]
    return (
        shutil.which("soffice") is not None
        and Path(PYTHON).is_file()
        and subprocess.run(asked, capture_output=True).returncode == 0
    )


@pytest.fixture(scope="module")
def pack():
    return pack_of(
        ROOT, load_course(ROOT / "course"), "safe-sharing", details={}, ref=REF, slot=SLOT
    )


def of_sort(pack, sort, words):
    """Passages of a sort, apart from the terms, and from what stands right above a table.

    The end of a paragraph cannot be selected there without the table.
    """
    next_sorts = [one.sort for one in pack.passages[1:]] + [""]
    return [
        number
        for number, one in pack.numbered()
        if one.sort == sort and len(one.text.split()) >= words and one.cell != "terms"
        if sort == "row" or next_sorts[number - 1] != "heads"
    ]


def steps_for(pack):
    """What is done: (what lands, at which passage) by step. Passages are far from one another."""
    words, items, rows = (of_sort(pack, *one) for one in (("words", 8), ("item", 5), ("row", 4)))
    text = {number: one.text.split() for number, one in pack.numbered()}
    at = {one.id: number for number, one in pack.numbered()}
    found = []

    def step(lands, number, do, **more):
        found.append(((lands, number), {"do": do, "at": number, **more}))

    for n in words[3:60:3]:
        on = " ".join(text[n][:4]) if n % 2 else ""
        step("comment", n, "comment", words=on, new=f"Test record: on {n}")
    for n in items[2:8]:
        step("comment", n, "comment", new=f"Test record: on {n}")
    for n in rows[:5]:
        step("comment", n, "comment", part=2, new=f"Test record: on {n}")
    for n in words[4:40:3]:
        on = " ".join(text[n][:2])
        step("edit", n, "change", words=on, new=f"Test record {n}", tracked=n % 2 == 0)
    for n in items[10:13]:
        step("edit", n, "write", new=f" Test record {n}.")
    step("taken out", words[50], "take out")
    step("taken out", words[53], "take out", tracked=False)
    step("taken out", words[56], "empty", tracked=False)
    step("taken out", words[59], "empty")
    step("moved", words[62], "move", below=words[66], tracked=False)
    step("moved", words[70], "move", below=words[75])
    for n, tracked in ((words[80], False), (words[83], True)):
        step("split", n, "split", words=" ".join(text[n][4:6]), tracked=tracked)
    found.append((("joined", words[87]), {"do": "join", "at": words[87] - 1, "tracked": False}))
    step("joined", words[90], "join")
    step("added", words[95], "add", new="Test record: a new paragraph.", tracked=False)
    step("added", words[98], "add", new="Test record: another one.")
    step("added", words[102], "copy", below=words[105], tracked=False)
    cell = pack.passages[rows[5] - 1].cells[1].split()[0]
    step("edit", rows[5], "change", part=2, words=cell, new="Test record")
    step("taken out", rows[6], "take out row", tracked=False)
    step("added", rows[8], "add row", cells=["Test record", "a new row"], tracked=False)
    step("answer", at["rescope/exist"], "write", new="Test record: yes.")
    step("answer", at["rescope/start"], "add", new="Test record: with pay.")
    step("contribution", at["m3-s1/words"], "write", new="Test record: made-up words.")
    return found


@pytest.fixture(scope="module")
def came_back(pack, tmp_path_factory):
    """What was done, and what came back of it."""
    if not can_edit():
        pytest.skip("LibreOffice Writer and python3-uno are not installed")
    folder = tmp_path_factory.mktemp("writer")
    (folder / "sent.docx").write_bytes(word_of_pack(pack))
    done = steps_for(pack)
    steps = folder / "steps.json"
    steps.write_text(json.dumps([step for _, step in done]), encoding="utf-8")
    files = [folder / "sent.docx", folder / "back.docx", steps, folder / "profile"]
    edited = subprocess.run([PYTHON, DRIVER, *files], capture_output=True, text=True, timeout=240)
    assert edited.returncode == 0, edited.stderr[-400:]
    back = read_word((folder / "back.docx").read_bytes())
    return done, back, merge(back.pack, back, name="abc123")


def test_30_comments_and_30_edits_land_on_their_passages_and_none_is_lost(pack, came_back):
    done, _, result = came_back
    asked = [lands for lands, _ in done]
    landed = {(one.sort, one.number) for one in (*result.said, *result.for_keeper)}
    missed = [one for one in asked if one not in landed]

    assert sum(sort == "comment" for sort, _ in asked) >= 30
    assert sum(sort != "comment" for sort, _ in asked) >= 30
    assert len(missed) <= len(asked) * 0.05, missed
    words = json.dumps([one.words + one.new for one in (*result.said, *result.for_keeper)])
    said = words + json.dumps(result.not_landed)
    assert [step["new"] for _, step in done if step.get("new", "").strip() not in said] == []


def test_nothing_lands_that_nobody_did(came_back):
    done, _, result = came_back
    asked = {lands for lands, _ in done}

    landed = {(one.sort, one.number) for one in (*result.said, *result.for_keeper)}
    assert landed - asked == set()
    assert result.not_landed == ()


def test_writer_keeps_the_pack_in_the_document(pack, came_back):
    _, back, _ = came_back

    assert back.pack == pack
    assert back.pack_id == pack.id


def test_the_name_that_writer_writes_beside_each_change_stays_behind(came_back):
    _, back, result = came_back

    assert back.people == 1
    assert "Personsname" not in repr(back) + repr(result)
