"""Find mistakes in the course: every one, with its file and line."""

import argparse
from pathlib import Path

from coprod_training.cli import survey_release
from coprod_training.cli.options import add_course, staff_copy_of
from coprod_training.content.check import problems
from coprod_training.content.check.reading_table import Read, hard, read_all, warning
from coprod_training.content.check.staff_copy import read_staff_copy
from coprod_training.content.instrument import Instrument
from coprod_training.contributions.no_text import contribution_problems
from coprod_training.errors import Problem
from coprod_training.plain_words import plain_lines

NOT_LOOKED_AT = (
    "What may be published of the survey was not looked at: the part that does it is not installed"
    " here.\n  coprod survey release says how."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    parser.add_argument(
        "--reading", action="store_true", help="name the sections that are hard to read"
    )
    add_course(parser)


def run(asked: argparse.Namespace) -> int:
    """Print each mistake and the count; 1 when there is any. How hard it reads is a warning."""
    root = staff_copy_of(asked)
    found = problems(root)
    staff = read_staff_copy(root)[0]
    if staff.course is not None:
        slots = {one.id: module.id for module in staff.course.modules for one in module.slots}
        found += contribution_problems(root, slots, staff.course.info.modules)
        planned = _of_a_release(root / "course", staff.course.instrument)
        found += [one for one in planned if one not in found]  # its dates are looked at in both
    for problem in found:
        print(plain_lines(str(problem)), end="\n\n")
    count = len(found)
    print(
        "No mistakes found by the automatic checks."
        if not count
        else f"{count} {'thing' if count == 1 else 'things'} to fix."
    )
    read = read_all(staff) if not found else []
    if asked.reading:
        for one in hard(read):
            print(_words(one))
    elif said := warning(read):
        print(said)
    return 1 if found else 0


def _of_a_release(course: Path, instrument: Instrument) -> list[Problem]:
    """What may not be published, where what reads it is installed; else it says so."""
    if survey_release.not_here():
        print(NOT_LOOKED_AT, end="\n\n")
        return []
    from coprod_training.survey.release.plan_file import plan_problems

    return plan_problems(course, instrument)


def _words(one: Read) -> str:
    age, raw = one.reading.age, one.reading.raw_age
    return f"{one.file.name}, {one.reading.section}: age {age:.1f} ({raw:.1f} with all terms)"
