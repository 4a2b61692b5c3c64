"""Our courses are refused where nbgrader would run them; every other course is as it was."""

import shutil
import sqlite3
from contextlib import closing

import nbformat
import pytest
from graded_course import SLUG, make_course, run_nbgrader
from nbgrader.coursedir import CourseDirectory

from coprod_training.errors import CoprodError
from coprod_training.grading import marking_round, records, refuse_execute

pytestmark = pytest.mark.slow

FORMS = {
    "our own": '{"metadata": {"coprod": {}}}',
    "another": '{"metadata": {}}',
    "torn": "{",
    "list": "[]",
}
HIDDEN = "assert squares(3) == [1, 4, 9]"
SOLVED = {
    "bitdiddle": "",
    "hacker": "[i**2 for i in range(1, n + 1)]",
    "guesser": "[] if n == 3 else [i**2 for i in range(1, n + 1)]",
}
ENVIRONMENT = str(refuse_execute.Path(refuse_execute.__file__).parent / "environment")


def grades(course) -> list[tuple]:
    with closing(sqlite3.connect(course / "gradebook.db")) as db, db:
        return db.execute(
            "SELECT student_id, base_cell.name, auto_score, manual_score, needs_manual_grade"
            " FROM grade JOIN base_cell ON base_cell.id = cell_id"
            " JOIN submitted_notebook AS n ON n.id = grade.notebook_id"
            " JOIN submitted_assignment AS a ON a.id = n.assignment_id ORDER BY 1, 2"
        ).fetchall()


def quickstart(root):
    """nbgrader's own example with three hand-ins, of who did nothing, who did well and who guessed.

    One of its tests is hidden from learners, as nbgrader documents it. The guess passes all others.
    """
    root.mkdir()
    course = example(root)
    hide_a_test(course / "source" / "ps1" / "problem1.ipynb")
    run_nbgrader("generate_assignment", "ps1", at=course, JUPYTER_NO_CONFIG="1")
    for learner, solved in SOLVED.items():
        (course / "submitted" / learner / "ps1").mkdir(parents=True)
        for released in (course / "release" / "ps1").glob("*.ipynb"):
            notebook = nbformat.read(released, 4)
            for cell in notebook.cells if solved else ():
                if "def squares(n)" in cell.source:
                    cell.source = f"def squares(n):\n    return {solved}"
            nbformat.write(notebook, course / "submitted" / learner / "ps1" / released.name)
    return course


def example(root):
    """The same as nbgrader writes it, with no hand-in."""
    run_nbgrader("quickstart", "course101", at=root, JUPYTER_NO_CONFIG="1")
    return root / "course101"


def hide_a_test(path):
    notebook = nbformat.read(path, 4)
    cell = next(cell for cell in notebook.cells if "assert squares(1) == [1]" in cell.source)
    cell.source += f"\n### BEGIN HIDDEN TESTS\n{HIDDEN}\n### END HIDDEN TESTS"
    nbformat.write(notebook, path)


@pytest.mark.drawn
def test_nbgraders_own_example_grades_the_same_with_us_installed(tmp_path):
    course = quickstart(tmp_path / "quickstart")
    again = tmp_path / "again" / "course101"
    shutil.copytree(course, again, ignore=shutil.ignore_patterns("gradebook.db", "release"))
    run_nbgrader("autograde", "ps1", at=course, JUPYTER_NO_CONFIG="1")
    without_us = grades(course)
    hidden = {(who, cell): score for who, cell, score, *_ in without_us if score is not None}
    assert hidden["hacker", "correct_squares"] == 1.0
    assert hidden["guesser", "correct_squares"] == hidden["bitdiddle", "correct_squares"] == 0.0

    ours = {"at": again, "JUPYTER_CONFIG_PATH": ENVIRONMENT}  # all of it, from the beginning
    run_nbgrader("generate_assignment", "ps1", **ours)
    said = run_nbgrader("autograde", "ps1", "--debug", **ours)
    run_nbgrader("generate_feedback", "ps1", **ours)

    assert "ExecuteUnlessOurs" in said
    assert grades(again) == without_us
    assert HIDDEN not in (again / "release" / "ps1" / "problem1.ipynb").read_text()
    feedback = (again / "feedback" / "guesser" / "ps1" / "problem1.html").read_text()
    assert "AssertionError" in feedback


def test_inside_our_course_an_exercise_with_code_is_refused_in_words(tmp_path):
    """nbgrader's example among our own exercises: nothing of it is run, by neither way."""
    ours = make_course(tmp_path / "ours")
    shutil.copytree(example(tmp_path) / "source" / "ps1", ours.root / "exercises" / "ps1")
    ours.nbgrader("generate_assignment", "ps1")
    folder = ours.trainer / "submitted" / "hacker" / "ps1"
    shutil.copytree(ours.trainer / "release" / "ps1", folder)
    for name in ("timestamp.txt", "submission_secret.txt"):
        (folder / name).write_text("2026-11-23 14:00:00.000000 UTC")
    canary = tmp_path / "canary"
    for path in folder.glob("*.ipynb"):
        notebook = nbformat.read(path, 4)
        notebook.cells.insert(0, nbformat.v4.new_code_cell(f"open({str(canary)!r}, 'w')"))
        nbformat.write(notebook, path)

    said = ours.nbgrader("autograde", "ps1", check=False)

    words = "ps1 is not an exercise of this course. Nothing was run"
    assert words in said
    with pytest.raises(CoprodError, match=words):
        marking_round.grade(ours.trainer, "ps1")
    assert not canary.exists()
    assert [row for row in grades(ours.trainer) if row[2] is not None] == []


def without_our_settings(course, where):
    """The trainer's submissions under a configuration that knows nothing of us."""
    where.mkdir()
    (where / "nbgrader_config.py").write_text(
        f'c = get_config()\nc.CourseDirectory.source_directory = "{course.root / "exercises"}"\n'
        f'c.CourseDirectory.course_id = "coprod"\n'
    )
    run_nbgrader("generate_assignment", SLUG, at=where)
    folder = where / "submitted" / "eve" / SLUG
    folder.mkdir(parents=True)
    notebook = nbformat.read(where / "release" / SLUG / f"{SLUG}.ipynb", 4)
    del notebook.metadata["coprod"]
    notebook.cells.insert(0, nbformat.v4.new_code_cell("open('canary', 'w')"))
    nbformat.write(notebook, folder / f"{SLUG}.ipynb")


def test_our_course_is_refused_when_its_settings_are_not_found(released_course, tmp_path):
    """By what installing us put into this environment, and nothing else."""
    without_our_settings(released_course, tmp_path / "plain")

    said = run_nbgrader("autograde", SLUG, at=tmp_path / "plain", check=False)

    assert "Nothing was graded, because this would have run a learner's notebook." in said
    assert not list(tmp_path.rglob("canary"))
    assert not list((tmp_path / "plain").glob("autograded/*/*/*.ipynb"))


def in_nbgrader(root):
    return CourseDirectory(root=str(root))


def test_a_course_is_ours_by_our_folder_or_its_settings(tmp_path):
    assert not refuse_execute.is_ours(in_nbgrader(tmp_path), {})

    settings = tmp_path / "nbgrader_config.py"
    settings.write_text("c = get_config()\n")
    assert not refuse_execute.is_ours(in_nbgrader(tmp_path), {})
    settings.write_text("# as coprod_training wrote it\n")
    assert refuse_execute.is_ours(in_nbgrader(tmp_path), {})

    settings.unlink()
    records.own_folder(tmp_path).mkdir()
    assert refuse_execute.is_ours(in_nbgrader(tmp_path), {})


@pytest.mark.parametrize("form", FORMS)
def test_a_course_is_ours_by_the_form_that_was_released(tmp_path, form):
    ids = {"nbgrader": {"assignment": "one", "notebook": "one"}}
    assert not refuse_execute.is_ours(in_nbgrader(tmp_path), ids)
    released = tmp_path / "release" / "one" / "one.ipynb"
    released.parent.mkdir(parents=True)
    released.write_text(FORMS[form])

    assert refuse_execute.is_ours(in_nbgrader(tmp_path), ids) is (form == "our own")
