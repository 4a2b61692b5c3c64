"""Write everybody's marks as a table for Excel, where "not handed in" is never a zero."""

import argparse
from pathlib import Path

from coprod_training.cli.options import add_course, add_workspace, staff_copy_of, workspace_there
from coprod_training.cli.table_file import kind_of
from coprod_training.content.course import load_course
from coprod_training.errors import CoprodError
from coprod_training.file_in_place import put_file_in_place
from coprod_training.grading.config import COURSE_ID
from coprod_training.trainer.marks_file import marks_file


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    parser.add_argument("file", type=Path, metavar="FILE", help="such as marks.xlsx or marks.csv")
    add_workspace(parser)
    add_course(parser)


def run(asked: argparse.Namespace) -> int:
    """Write the file; what was there before is replaced whole."""
    kind = kind_of(asked.file, "Marks are", "marks.xlsx")
    course = load_course(staff_copy_of(asked) / "course")
    workspace = workspace_there(asked)
    trainer, exchange = workspace.trainer, workspace.exchange / COURSE_ID
    if not (trainer / "gradebook.db").is_file():
        raise CoprodError(
            "Nothing has been graded here, so there are no marks to write.",
            where=str(trainer),
            fix="Check the name of the workspace, or grade first: coprod grade ASSIGNMENT",
        )
    content, rows = marks_file(course, trainer, exchange, kind)
    put_file_in_place(asked.file, content, mode=0o600)
    print(f"{rows} rows are in {asked.file}. It names people: keep it where only staff look.")
    return 0
