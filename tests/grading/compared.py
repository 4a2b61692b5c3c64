"""A course with hand-ins that can be copied, and all that grading makes of it, to be compared."""

import shutil
import sqlite3
from contextlib import closing

from graded_course import SLUG, make_course

ANSWERS = {
    "ann": {
        "test_one": "green",
        "test_many": ["a", "b"],
        "test_words": "What <b>I</b> saw. $x$\n\n# é",
    },
    "ben": {  # to earlier words of each question
        "question": "0" * 16,
        "test_one": "red",
        "test_many": ["a"],
        "test_words": "Not much.",
    },
    "cem": {"test_many": ["a", "b", "c"]},
    "dia": {"test_words": "   "},
    "eve": {},
}
TABLES = {
    "student": "SELECT id, first_name, last_name, email FROM student ORDER BY id",
    "hand-ins": "SELECT student_id, timestamp, extension FROM submitted_assignment ORDER BY 1",
    "notebooks": """
        SELECT a.student_id, n.name, f.flagged, f.late_submission_penalty
        FROM submitted_notebook f JOIN submitted_assignment a ON a.id = f.assignment_id
        JOIN notebook n ON n.id = f.notebook_id ORDER BY 1, 2""",
    "grades": """
        SELECT a.student_id, c.name, g.auto_score, g.manual_score, g.extra_credit,
               g.needs_manual_grade
        FROM grade g JOIN base_cell c ON c.id = g.cell_id
        JOIN submitted_notebook f ON f.id = g.notebook_id
        JOIN submitted_assignment a ON a.id = f.assignment_id ORDER BY 1, 2""",
    "comments": """
        SELECT a.student_id, c.name, m.auto_comment, m.manual_comment
        FROM comment m JOIN base_cell c ON c.id = m.cell_id
        JOIN submitted_notebook f ON f.id = m.notebook_id
        JOIN submitted_assignment a ON a.id = f.assignment_id ORDER BY 1, 2""",
}


def book(course):
    with closing(sqlite3.connect(course.trainer / "gradebook.db")) as db, db:
        return {name: db.execute(query).fetchall() for name, query in TABLES.items()}


def copies(course):
    """Every marked copy, with its bytes and who may do what with it."""
    return {
        str(path.relative_to(course.trainer)): (path.read_bytes(), oct(path.stat().st_mode))
        for path in sorted((course.trainer / "autograded").rglob("*"))
        if path.is_file()
    }


def collected_course(to):
    """Five hand-ins, collected and not graded."""
    course = make_course(to)
    for learner, answers in ANSWERS.items():
        course.answer(learner, **answers)
        course.submit(learner)
    (sorted(course.inbound.iterdir())[1] / "extra.html").write_text("<script>")
    course.nbgrader("collect", SLUG)
    return course


def copied(course, to):
    """The whole course once more, with its settings."""
    shutil.copytree(course.root, to, symlinks=True)
    for settings in to.rglob("nbgrader_config.py"):
        settings.write_text(settings.read_text().replace(str(course.root), str(to)))
    return type(course)(to)
