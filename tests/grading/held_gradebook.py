"""A gradebook of nbgrader's own that holds given results, for rules about marks."""

import shutil

from made_once import made

from coprod_training.grading import config, gradebook


def hold(root, *found):
    """Let the gradebook of a course hold these results, and nothing else. root: its folder."""
    root.mkdir(exist_ok=True)
    shutil.copy(made("gradebook-of-nobody", _of_nobody) / "gradebook.db", root)
    with _opened(root) as book:
        for one in found:
            book.update_or_create_assignment(one.assignment)
            book.update_or_create_notebook(one.assignment, one.assignment)
            for mark in one.marks:
                kind = "markdown" if mark.by_hand else "code"
                where = (mark.activity, one.assignment, one.assignment)
                book.update_or_create_grade_cell(*where, max_score=mark.out_of, cell_type=kind)
        for one in found:
            book.update_or_create_student(one.learner)
            book.add_submission(one.assignment, one.learner, timestamp=one.handed_in)
            for mark in one.marks:
                where = (mark.activity, one.assignment, one.assignment, one.learner)
                grade = book.find_grade(*where)
                grade.auto_score, grade.manual_score = mark.auto, mark.manual
                grade.needs_manual_grade = mark.needs_manual
        book.db.commit()
    assert set(gradebook.results(root / "gradebook.db")) == set(found)


def _of_nobody(folder):
    folder.mkdir()
    gradebook.put_scripts_on_path()
    with _opened(folder):
        pass


def _opened(root):
    from nbgrader.api import Gradebook

    return Gradebook(f"sqlite:///{root}/gradebook.db", config.COURSE_ID)
