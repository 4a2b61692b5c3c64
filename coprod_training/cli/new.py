"""Make a module that already passes the check, or an exercise that only needs its group."""

import argparse

from coprod_training.cli.options import add_course, staff_copy_of
from coprod_training.content.scaffold import new_exercise, new_module


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    module = what.add_parser("module", help="a lesson: one notebook and one YAML file")
    module.add_argument("title", help='its title, such as "Sharing power"')
    add_course(module)
    exercise = what.add_parser("exercise", help="an assignment for one module")
    exercise.add_argument("title", help='its title, such as "Who holds the final say?"')
    exercise.add_argument(
        "--module", required=True, metavar="SLUG", help="the module it belongs to"
    )
    add_course(exercise)


def run(asked: argparse.Namespace) -> int:
    """Make the files, and print their names and what else changed."""
    root = staff_copy_of(asked)
    made = (
        new_module(root, asked.title)
        if asked.what == "module"
        else new_exercise(root, asked.title, asked.module)
    )
    for path in made.files:
        print(f"Made {path.relative_to(root)}")
    print(*made.also, sep="\n")
    return 0
