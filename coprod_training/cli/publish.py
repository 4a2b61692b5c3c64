"""Write the learners' copy of the course: no keys, no rubrics, no staff notes."""

import argparse
from pathlib import Path

from coprod_training.cli.options import add_course, staff_copy_of
from coprod_training.content.publish import publish


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    add_course(parser)
    parser.add_argument("folder", type=Path, metavar="DIR", help="where to write the copy")


def run(asked: argparse.Namespace) -> int:
    """Publish, and say where."""
    publish(staff_copy_of(asked), asked.folder)
    print(f"The learners' copy is in {asked.folder}")
    return 0
