"""Our courses are refused where nbgrader would run them; every other course is as it was."""

import sqlite3

import nbformat
import pytest
from graded_course import SLUG, run_nbgrader

from coprod_training.grading import refuse_execute

pytestmark = pytest.mark.slow

ENVIRONMENT = str(refuse_execute.Path(refuse_execute.__file__).parent / "environment")


def grades(course) -> list[tuple]:
    with sqlite3.connect(course / "gradebook.db") as db:
        return db.execute(
            "SELECT student_id, base_cell.name, auto_score, manual_score, needs_manual_grade"
            " FROM grade JOIN base_cell ON base_cell.id = cell_id"
            " JOIN submitted_notebook AS n ON n.id = grade.notebook_id"
            " JOIN submitted_assignment AS a ON a.id = n.assignment_id ORDER BY 1, 2"
        ).fetchall()


def quickstart(root):
    """nbgrader's own example with two hand-ins: one left as released, one partly solved."""
    run_nbgrader("quickstart", "course101", at=root, JUPYTER_NO_CONFIG="1")
    course = root / "course101"
    run_nbgrader("generate_assignment", "ps1", at=course, JUPYTER_NO_CONFIG="1")
    for learner in ("bitdiddle", "hacker"):
        (course / "submitted" / learner / "ps1").mkdir(parents=True)
        for released in (course / "release" / "ps1").glob("*.ipynb"):
            notebook = nbformat.read(released, 4)
            for cell in notebook.cells if learner == "hacker" else ():
                if "def squares(n)" in cell.source:
                    cell.source = "def squares(n):\n    return [i**2 for i in range(1, n + 1)]"
            nbformat.write(notebook, course / "submitted" / learner / "ps1" / released.name)
    return course


def test_nbgraders_own_example_grades_the_same_with_us_installed(tmp_path):
    course = quickstart(tmp_path)
    run_nbgrader("autograde", "ps1", at=course, JUPYTER_NO_CONFIG="1")
    without_us = grades(course)

    said = run_nbgrader(
        "autograde", "ps1", "--force", "--debug", at=course, JUPYTER_CONFIG_PATH=ENVIRONMENT
    )

    assert "ExecuteUnlessOurs" in said
    assert grades(course) == without_us
    assert len({score for *_, score, _, _ in without_us}) > 1


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
    without_our_settings(released_course, tmp_path / "plain")

    said = run_nbgrader(
        "autograde", SLUG, at=tmp_path / "plain", check=False, JUPYTER_CONFIG_PATH=ENVIRONMENT
    )

    assert "Nothing was graded, because this would have run a learner's notebook." in said
    assert not list(tmp_path.rglob("canary"))
    assert not list((tmp_path / "plain").glob("autograded/*/*/*.ipynb"))
