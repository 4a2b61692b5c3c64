import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from made_once import made
from opened import STAFF
from read_tables import read_csv, read_xlsx

from coprod_training.cli import main
from coprod_training.grading.gradebook import CellMark, Result
from coprod_training.grading.hand_in_time import TIME_FORM
from coprod_training.progress.marks_table import COLUMNS, marks_table

NUMBERS = (
    "points",
    "out of",
    "taken off for being late",
    "questions, percent",
    "reflection, level 0 to 3",
    "all questions of the course so far, percent",
)

TASK = "where-is-it-really"
FORMULA = '=HYPERLINK("http://example.org","Ann")'


def result(learner, points, level, day=1):
    """Three questions and a reflection. level: None while a trainer has to mark it."""
    marks = [("q", float(points), 3.0, False), ("words", level, 3.0, True)]
    return Result(
        learner=learner,
        assignment=TASK,
        handed_in=datetime(2026, 11, day, 9, 30, tzinfo=UTC),
        submitted=True,
        marks=tuple(
            CellMark(
                activity=name,
                out_of=out_of,
                auto=given,
                manual=None,
                extra=0.0,
                by_hand=by_hand,
                needs_manual=given is None,
            )
            for name, given, out_of, by_hand in marks
        ),
    )


def table(course, hand_ins, names=(), due_of=lambda exercise, learner: None, unreleased=()):
    found = marks_table(course, hand_ins, dict(names), due_of, unreleased)
    return [dict(zip(COLUMNS, row, strict=True)) for row in found]


def test_late_is_by_the_learners_own_date(draft):
    dues = {"ann": datetime(2026, 11, 8, tzinfo=UTC), "ben": datetime(2026, 11, 1, tzinfo=UTC)}
    hand_ins = [result(learner, 3, 2.0, day=5) for learner in ("ann", "ben", "cem")]

    rows = table(draft, hand_ins, due_of=lambda exercise, learner: dues.get(learner))

    assert [(row["learner"], row["due (UTC)"], row["late"]) for row in rows] == [
        ("ann", "2026-11-08 00:00:00", "no"),
        ("ben", "2026-11-01 00:00:00", "yes"),
        ("cem", None, None),
    ]


def test_what_is_taken_off_for_being_late_is_gone_from_the_points(draft):
    on_time, late = result("ann", 3, 2.0), replace(result("ben", 3, 2.0), taken_off=1.5)

    rows = table(draft, [on_time, late])

    assert [(row["points"], row["taken off for being late"]) for row in rows] == [
        (on_time.points, 0.0),
        (on_time.points - 1.5, 1.5),
    ]
    # The standard is about the answers.
    assert [row["reflection meets the standard"] for row in rows] == ["yes", "yes"]
    assert replace(late, taken_off=99.0).points == 0.0


def test_three_things_are_kept_apart(draft):
    hand_ins = [
        result("marked", 3, 2.0),
        result("zero", 0, 0.0),
        result("waiting", 3, None),
        Result(learner="nothing", assignment=TASK),
    ]

    rows = {row["learner"]: row for row in table(draft, hand_ins)}

    assert {name: (row["state"], row["points"]) for name, row in rows.items()} == {
        "marked": ("marked", 5.0),
        "zero": ("marked", 0.0),
        "waiting": ("not yet marked", None),
        "nothing": ("not handed in", None),
    }
    assert rows["marked"]["reflection meets the standard"] == "yes"
    assert rows["zero"]["reflection meets the standard"] == "no"
    assert rows["waiting"]["reflection meets the standard"] is None
    assert rows["waiting"]["handed in (UTC)"] == "2026-11-01 09:30:00"
    assert rows["nothing"]["handed in (UTC)"] is None


def test_nobody_is_said_not_to_have_handed_in_what_was_never_released(draft):
    hand_ins = [result("marked", 3, 2.0), result("waiting", 3, None)]
    names = {one: ("", "") for one in ("marked", "waiting", "nothing")}

    rows = {row["learner"]: row for row in table(draft, hand_ins, names, unreleased=[TASK])}

    assert {name: (row["state"], row["points"]) for name, row in rows.items()} == {
        "marked": ("marked", 5.0),
        "waiting": ("not yet marked", None),
        "nothing": ("not released", None),
    }


def test_the_highest_marked_hand_in_counts_and_a_newer_one_is_named(draft):
    hand_ins = [result("ann", 3, None, day=3), result("ann", 3, 3.0), result("ann", 1, 3.0, day=2)]

    (row,) = table(draft, hand_ins)

    assert (row["state"], row["points"], row["out of"]) == ("marked", 6.0, 6.0)
    assert row["handed in (UTC)"] == "2026-11-01 09:30:00"
    assert row["newer hand-in to mark"] == "yes"


def test_of_those_that_are_not_marked_the_newest_is_named(draft):
    waiting = replace(result("ann", 3, None, day=3), marks=())  # in the exchange

    (row,) = table(draft, [result("ann", 3, None), waiting])
    (beside,) = table(draft, [result("ann", 3, 2.0), waiting])

    assert (row["state"], row["handed in (UTC)"]) == ("not yet marked", "2026-11-03 09:30:00")
    assert (beside["state"], beside["newer hand-in to mark"]) == ("marked", "yes")


def test_everybody_in_the_gradebook_has_a_row_for_every_exercise(draft):
    rows = table(draft, [], {"ben": ("", ""), "ann": ("Ann", "O'Brien, Jr")})

    assert [(row["learner"], row["exercise"]) for row in rows] == [
        (name, one.id) for name in ("ann", "ben") for one in draft.assessments
    ]
    assert rows[0]["last name"] == "O'Brien, Jr"


def a_gradebook(workspace):
    """A trainer's gradebook, made by nbgrader, with hostile names and nothing handed in."""
    from nbgrader.api import Gradebook

    trainer = workspace / "trainer"
    trainer.mkdir(parents=True)
    with Gradebook(f"sqlite:///{trainer}/gradebook.db", "coprod") as book:
        book.add_assignment(TASK)
        book.add_student("ann", first_name=FORMULA, last_name="O'Brien, Jr")
        book.add_student("ben")
    (workspace / "exchange" / "coprod" / "outbound" / TASK).mkdir(parents=True)  # released


@pytest.fixture
def workspace(tmp_path):
    return shutil.copytree(made("gradebook-of-two", a_gradebook), tmp_path / "coprod")


@pytest.mark.parametrize("name", ["marks.csv", "marks.xlsx", "MARKS.XLSX"])
def test_the_command_writes_a_file_that_only_its_owner_reads(workspace, tmp_path, name, capsys):
    file = tmp_path / name

    asked = ["marks", str(file), "--workspace", str(workspace), "--course", str(STAFF)]
    assert main(asked) == 0

    content = file.read_bytes()
    read = read_csv(content, NUMBERS) if name.endswith("csv") else read_xlsx(content)
    columns, rows = read
    assert tuple(columns) == COLUMNS
    assert [row[:5] for row in rows] == [
        ["ann", FORMULA, "O'Brien, Jr", TASK, "not handed in"],
        ["ben", None, None, TASK, "not handed in"],
    ]
    assert file.stat().st_mode & 0o077 == 0
    assert "2 rows" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["marks.csv", "marks.xlsx"])
def test_what_is_not_released_is_said_in_the_file(workspace, tmp_path, name):
    shutil.rmtree(workspace / "exchange")
    file = tmp_path / name

    asked = ["marks", str(file), "--workspace", str(workspace), "--course", str(STAFF)]
    assert main(asked) == 0

    content = file.read_bytes()
    columns, rows = read_csv(content, NUMBERS) if name.endswith("csv") else read_xlsx(content)
    assert tuple(columns) == COLUMNS
    assert [row[4:6] for row in rows] == [["not released", None]] * 2


@pytest.mark.parametrize("name", ["marks.csv", "marks.xlsx"])
def test_a_hand_in_that_waits_in_the_exchange_is_not_yet_marked(workspace, tmp_path, name):
    """Of somebody in the list and of somebody who is not; ben has handed in nothing."""
    now, file = datetime.now(UTC), tmp_path / name
    for learner in ("ann", "cem"):
        folder = f"{learner}+{TASK}+{now.strftime(TIME_FORM)}"
        (workspace / "exchange" / "coprod" / "inbound" / folder).mkdir(parents=True)

    asked = ["marks", str(file), "--workspace", str(workspace), "--course", str(STAFF)]
    assert main(asked) == 0

    content = file.read_bytes()
    _, rows = read_csv(content, NUMBERS) if name.endswith("csv") else read_xlsx(content)
    found = {row[0]: dict(zip(COLUMNS, row, strict=True)) for row in rows}
    assert {learner: row["state"] for learner, row in found.items()} == {
        "ann": "not yet marked",
        "ben": "not handed in",
        "cem": "not yet marked",
    }
    assert found["ann"]["points"] is None
    assert found["ann"]["handed in (UTC)"] == f"{now:%Y-%m-%d %H:%M:%S}"


def test_another_kind_of_file_is_refused(workspace, tmp_path, capsys):
    file = tmp_path / "marks.ods"

    assert main(["marks", str(file), "--workspace", str(workspace)]) == 1
    assert "Marks are written as .xlsx or .csv." in capsys.readouterr().err
    assert not file.exists()


def test_a_folder_of_that_name_is_refused_and_no_mark_is_left_beside_it(
    workspace, tmp_path, capsys
):
    folder = tmp_path / "marks.csv"
    folder.mkdir()

    assert main(["marks", str(folder), "--workspace", str(workspace)]) == 1
    assert "There is already a folder with this name." in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["coprod", "marks.csv"]


def test_before_anything_is_graded_there_is_no_file(tmp_path, capsys):
    (tmp_path / "coprod" / "learner").mkdir(parents=True)
    file = tmp_path / "marks.csv"

    assert main(["marks", str(file), "--workspace", str(tmp_path / "coprod")]) == 1
    assert "Nothing has been graded here" in capsys.readouterr().err
    assert not file.exists()
