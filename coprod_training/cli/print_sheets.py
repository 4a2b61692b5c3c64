"""Write a module or an exercise for paper: one accessible page and a Word document."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from coprod_training.cli.options import add_course, staff_copy_of
from coprod_training.content.course import load_course
from coprod_training.content.on_a_day import course_on
from coprod_training.errors import CoprodError
from coprod_training.file_in_place import put_file_in_place
from coprod_training.grading.hand_in_name import check_learner


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    parser.add_argument(
        "what", metavar="MODULE", help="its number, its name, or the name of an exercise"
    )
    parser.add_argument(
        "--to", type=Path, default=Path(), metavar="DIR", help="where to write (default: here)"
    )
    parser.add_argument(
        "--setting",
        default="",
        metavar="ID",
        help="passages of this setting only, such as primary-care (default: all of them)",
    )
    parser.add_argument(
        "--learner",
        default="",
        metavar="NAME",
        help="whose sheet it is: for an exercise that asks each learner different questions",
    )
    parser.add_argument("--large", action="store_true", help="large print: 18 points and more")
    add_course(parser)


def run(asked: argparse.Namespace) -> int:
    """Write both files, and say where."""
    # Only here: nobody else needs what writes Word documents.
    from coprod_training.paper.html import html_of
    from coprod_training.paper.pages import paper_of, slug_asked_for
    from coprod_training.paper.word import word_of

    root = staff_copy_of(asked)
    # A published copy has days in it: what was agreed until one of them is not printed after it.
    course = course_on(load_course(root / "course"), datetime.now(UTC).date())
    slug = slug_asked_for(course, asked.what)
    paper = paper_of(
        root, course, slug, setting=asked.setting, learner=asked.learner, large=asked.large
    )
    if asked.to.exists() and not asked.to.is_dir():
        raise CoprodError("This is a file.", where=str(asked.to), fix="Give a folder with --to.")
    if asked.learner:
        check_learner(asked.learner, where=asked.learner)
    called = f"{slug}-{asked.learner}" if asked.learner else slug
    for name, content in {
        f"{called}.html": html_of(paper).encode(),
        f"{called}.docx": word_of(paper),
    }.items():
        put_file_in_place(asked.to / name, content)
        print(asked.to / name)
    return 0
