"""Look for mistakes in the course: every one, with its file and line."""

import argparse

from coprod_training.cli.options import add_course, staff_copy_of
from coprod_training.content.check import problems


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    add_course(parser)


def run(asked: argparse.Namespace) -> int:
    """Print each mistake and the count; 1 when there is any."""
    root = staff_copy_of(asked)
    found = problems(root)
    for problem in found:
        print(problem, end="\n\n")
    count = len(found)
    print(
        "The course has no mistakes that can be found by machine."
        if not count
        else f"{count} {'thing' if count == 1 else 'things'} to mend."
    )
    return 1 if found else 0
