"""Put the lessons into their standard form, so that one changed sentence is one changed line."""

import argparse

from coprod_training.cli.options import add_course, staff_copy_of
from coprod_training.content.tidy import tidy


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    add_course(parser)
    parser.add_argument("--dry-run", action="store_true", help="only say what would change")


def run(asked: argparse.Namespace) -> int:
    """Print the files that were (or would be) changed."""
    root = staff_copy_of(asked)
    changed = tidy(root, dry_run=asked.dry_run)
    for path in changed:
        print(f"{'Would tidy' if asked.dry_run else 'Tidied'} {path.relative_to(root)}")
    if not changed:
        print("Everything is tidy.")
    return 0
