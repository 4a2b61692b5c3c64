"""Names that spreadsheets and readers may take for something else, through every export.

10,000 of them in `make proof`. What is written is read by readers that know nothing of how it was
written: Python's csv, and openpyxl for workbooks.
"""

import csv
import io
import json
import random
import re
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime

import campaign
import pytest
from opened import ROOT, STAFF
from openpyxl import load_workbook

from coprod_training.answers import Answer
from coprod_training.cli import main
from coprod_training.collector.training_records import TrainingRecord
from coprod_training.content.course import load_course
from coprod_training.forum.book import ForumBook
from coprod_training.forum.interest import Interest, as_plain
from coprod_training.forum.table import COLUMNS as FORUM_COLUMNS
from coprod_training.grading.hand_in_name import is_learner
from coprod_training.lab.my_data import Held
from coprod_training.lab.my_data_words import as_csv
from coprod_training.monitor.training_files import COLUMNS as TRAINING_COLUMNS
from coprod_training.monitor.training_files import training_files
from coprod_training.progress.marks_table import COLUMNS

pytestmark = pytest.mark.slow
MANY = 10_000 if campaign.is_full() else 2_000
FORMULA_SIGNS = "=+-@＝＋－＠"
# What may stand before a sign, and whether a spreadsheet then still sees the sign is the question.
BEFORE = [
    "", "", "", " ", "  ", "\t", "\r", "\n", "\r\n", "\x0b", "\xa0", "\u2003", "\u3000", "\u2028",
    "'", '"', '""', ",", ";", "|", "\u200b", "\u200e", "\u202e", "\u2066", "\ufeff", "\x00", "\x01",
    "\x1f", "\x7f", "\x85",
]  # fmt: skip
WORDS = [
    "O'Brien, Jr", 'HYPERLINK("http://example.org/?"&A1,"See")', "1+1", "SUM(A1:A9)",
    "cmd|' /C calc'!A0", 'a","b', "a;b", "a\tb", "a\r\nb,c", 'say "hello"', "''", "Zoë 李 אבג عربي",
    "👩\u200d🏫🏴\U000e0067\U000e007f", "_x0041_", "_x005F_x0041_", "<f>1+1</f>", "&lt;b&gt;",
    "#REF!", "1e5", "0012", "TRUE", "=1", "\u202egnp.exe", "a\u0301\u0323\u0301", "a\x00b\x1b[31m",
    "\ufdfa", "\uffff", "very long " * 200,
]  # fmt: skip
_SIGN = f"[{re.escape(FORMULA_SIGNS)}]"
# Excel reads a formula behind blanks, too.
READ_AS_A_FORMULA = re.compile(rf"[ \xa0\t\r\n]*{_SIGN}")
# The rule of spreadsheet.py, "also after blanks", for all that are; and NUL, which LibreOffice
# leaves out when it reads a line (tools/source/stream/stream.cxx, ReadUniStringLine).
BEHIND_ANYTHING_UNSEEN = re.compile(rf"[\s\x00]*{_SIGN}")
# LibreOffice's window for a CSV has all of comma, semicolon and tab ticked, unless they were
# unticked (sc/source/ui/dbgui/scuiasciiopt.cxx).
IN_LIBREOFFICE = re.compile(r'(?:"((?:[^"]|"")*)"|([^,;\t\r\n]*))([,;\t]|\r\n)')


def hostile(number, chance):
    """One of the names. The number at its end makes each of them another one."""
    parts = [chance.choice(BEFORE), chance.choice(["", *FORMULA_SIGNS]), chance.choice(WORDS)]
    return f"{''.join(parts)} {number}"


@pytest.fixture(scope="module")
def names():
    """First and last name by id; a gradebook takes any text for an id."""
    chance = random.Random(20261125)
    return {
        hostile(number, chance): (hostile(number, chance), hostile(number, chance))
        for number in range(MANY)
    }


@pytest.fixture(scope="module")
def workspace(tmp_path_factory, names):
    """A trainer's gradebook, made by nbgrader, with these people in it and nothing handed in."""
    from nbgrader.api import Gradebook

    trainer = tmp_path_factory.mktemp("names") / "coprod" / "trainer"
    trainer.mkdir(parents=True)
    with Gradebook(f"sqlite:///{trainer}/gradebook.db", "coprod") as book:
        book.add_assignment("where-is-it-really")
    with closing(sqlite3.connect(trainer / "gradebook.db")) as db, db:
        db.executemany(
            "INSERT INTO student (id, first_name, last_name) VALUES (?, ?, ?)",
            [(one, *two) for one, two in names.items()],
        )
    return trainer.parent


def written(workspace, name, verb="marks"):
    """The bytes that `coprod marks`, or another verb, writes into a file of that name."""
    file = workspace / name
    asked = [verb, str(file), "--workspace", str(workspace), "--course", str(STAFF)]
    assert main(asked) == 0
    return file.read_bytes()


def cells_of(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def formulas(rows, looks_like=READ_AS_A_FORMULA):
    return [cell for row in rows for cell in row if looks_like.match(cell)]


def without_guard(cell):
    """A cell as it was before an apostrophe was put in front of it."""
    return cell.removeprefix("'")


def test_marks_as_csv(workspace, names, record_property):
    head, *rows = cells_of(written(workspace, "marks.csv"))

    assert tuple(head) == COLUMNS
    assert len(rows) == len(names) == MANY
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert formulas(rows) == []
    assert {without_guard(row[0]): tuple(map(without_guard, row[1:3])) for row in rows} == names
    record_property("cases", MANY)


def as_excel_shows(text):
    """A text of a workbook; Excel writes a sign that XML cannot hold as _x and its number."""
    return re.sub("_x([0-9A-F]{4})_", lambda sign: chr(int(sign[1], 16)), text)


def test_marks_as_a_workbook(workspace, names, record_property):
    book = load_workbook(io.BytesIO(written(workspace, "marks.xlsx")))
    (sheet,) = book.worksheets
    head, *rows = sheet.iter_rows()

    assert tuple(cell.value for cell in head) == COLUMNS
    assert (sheet.max_row, sheet.max_column) == (MANY + 1, len(COLUMNS))
    kinds = {cell.data_type for row in rows for cell in row if cell.value is not None}
    assert kinds == {"s"}  # nothing was handed in, so there is no number; and no formula
    assert all(cell.hyperlink is None for row in rows for cell in row)
    came_back = {
        as_excel_shows(row[0].value): tuple(as_excel_shows(cell.value) for cell in row[1:3])
        for row in rows
    }
    assert came_back == names
    record_property("cases", MANY)


@pytest.fixture(scope="module")
def people(workspace, names):
    """The forum's list with as many people: name, contact, and what makes it easier, by row."""
    said = [(one, *two) for one, two in names.items()]
    book = ForumBook(workspace / "private")
    book.path.parent.mkdir(parents=True)
    with book.path.open("w", encoding="utf-8") as file:
        for number, (name, contact, easier) in enumerate(said):
            one = Interest(
                name=name,
                contact=contact,
                joining_as=("staff",),
                setting="",
                region="",
                easier=easier,
                agreed_on=date(2026, 11, 23),
            )
            record = {"schema": 1, "learner": str(number), **as_plain(one)}
            file.write(f"{json.dumps(record)}\n")
    return said


def test_the_forums_list_as_csv(workspace, people, record_property):
    content = written(workspace, "forum.csv", "forum")
    head, *rows = cells_of(content)

    assert tuple(head) == FORUM_COLUMNS
    assert {len(row) for row in rows} == {len(FORUM_COLUMNS)}
    assert formulas(rows, BEHIND_ANYTHING_UNSEEN) == []
    assert [tuple(without_guard(row[at]) for at in (0, 1, 5)) for row in rows] == people
    assert columns_in_libreoffice(content) == [len(FORUM_COLUMNS)] * (MANY + 1)
    record_property("cases", MANY)


def test_the_forums_list_as_a_workbook(workspace, people, record_property):
    book = load_workbook(io.BytesIO(written(workspace, "forum.xlsx", "forum")))
    (sheet,) = book.worksheets
    head, *rows = sheet.iter_rows()

    assert tuple(cell.value for cell in head) == FORUM_COLUMNS
    assert (sheet.max_row, sheet.max_column) == (MANY + 1, len(FORUM_COLUMNS))
    assert {cell.data_type for row in rows for cell in row if cell.value is not None} == {"s"}
    assert all(cell.hyperlink is None for row in rows for cell in row)
    said = [tuple(as_excel_shows(row[at].value) for at in (0, 1, 5)) for row in rows]
    assert said == people
    record_property("cases", MANY)


def my_data(names):
    """The words that were written, and the file: as answers, and as titles of what is gone."""
    said = [words for both in names.values() for words in both][:MANY]
    answers = [
        Answer(id=str(number), activity=words, response="", at="2026-11-23T14:05:00Z", text=words)
        for number, words in enumerate(said)
    ]
    held = Held(
        learner="one",
        answers=tuple((one.text, one) for one in answers),
        started=(),
        hand_ins=(),
        feedback=0,
        reports=(),
        survey=(),
        marked=0,
        extensions={},
    )
    return said, as_csv(held, load_course(ROOT / "course"))


def test_my_data(names, record_property):
    said, content = my_data(names)
    head, *rows = cells_of(content)

    assert len(rows) == MANY
    assert {len(row) for row in rows} == {len(head)} == {6}
    assert formulas(rows) == []
    for words, row in zip(said, rows, strict=True):
        whole = words.replace("\0", "")
        assert {without_guard(row[at]) for at in (0, 1, 5)} == {whole}
    record_property("cases", MANY)


def test_in_marks_no_sign_is_behind_something_unseen(workspace):
    assert formulas(cells_of(written(workspace, "marks.csv")), BEHIND_ANYTHING_UNSEEN) == []


def test_in_my_data_no_sign_is_behind_something_unseen(names):
    assert formulas(cells_of(my_data(names)[1]), BEHIND_ANYTHING_UNSEEN) == []


def columns_in_libreoffice(content):
    """How many columns each row has where a semicolon and a tab part cells as well."""
    counts, cells = [], 0
    for found in IN_LIBREOFFICE.finditer(content.decode("utf-8-sig")):
        cells += 1
        if found[3] == "\r\n":
            counts.append(cells)
            cells = 0
    return counts


def test_marks_have_their_columns_in_libreoffice(workspace):
    counts = columns_in_libreoffice(written(workspace, "marks.csv"))

    assert counts == [len(COLUMNS)] * (MANY + 1)


def test_my_data_has_its_columns_in_libreoffice(names):
    assert columns_in_libreoffice(my_data(names)[1]) == [6] * (MANY + 1)


def test_no_name_that_one_signs_in_with_begins_a_formula(record_property):
    chance = random.Random(20261125)
    made = ["".join(chance.choices(f"{FORMULA_SIGNS}.~_aZ0é李１", k=6)) for _ in range(MANY)]
    signs_in = [name for name in made if is_learner(name)]

    assert len(signs_in) > MANY / 100
    assert [name for name in signs_in if BEHIND_ANYTHING_UNSEEN.match(name)] == []
    record_property("cases", len(signs_in))


def test_training_records_of_a_provider(names, record_property):
    records = [
        TrainingRecord(
            account=account, provider="A provider", service=service, cohort=cohort,
            began=datetime(2026, 11, 2, tzinfo=UTC), finished=None, modules=0,
        )
        for account, (service, cohort) in names.items()
    ]  # fmt: skip
    (content,) = training_files(records, 10).values()
    head, *rows = cells_of(content)

    assert tuple(head) == TRAINING_COLUMNS
    assert {len(row) for row in rows} == {len(TRAINING_COLUMNS)}
    assert formulas(rows) == []
    assert {without_guard(row[0]): tuple(map(without_guard, row[1:3])) for row in rows} == names
    assert len(rows) == MANY
    record_property("cases", MANY)
