"""Write the learners' copy of the course: no keys, no rubrics, no staff notes."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from coprod_training.cli.options import (
    add_course,
    add_key,
    add_workspace,
    private_of,
    staff_copy_of,
)
from coprod_training.errors import CoprodError


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    add_course(parser)
    add_workspace(parser)
    add_key(parser)
    parser.add_argument("folder", type=Path, metavar="DIR", help="where to write the copy")


def run(asked: argparse.Namespace) -> int:
    """Publish, and say where, and in which state."""
    from coprod_training.cli.private_records import own_key
    from coprod_training.cli.published import publish_filled

    root = staff_copy_of(asked)
    if asked.folder.resolve().is_relative_to(root.resolve()):
        raise CoprodError(
            "This folder is inside the staff copy, which learners never get.",
            where=str(asked.folder),
            fix="Choose one outside it, such as ~/learners-copy.",
        )
    today = datetime.now(UTC).date()
    private = private_of(asked)
    key = own_key(private, asked.key)
    done = publish_filled(root, asked.folder, private, key, today)
    print(f"The learners' copy is in {asked.folder}")
    if done.fills:
        print(f"Contributors' words are in: {', '.join(sorted(done.fills))}.")
    if done.stands.blocked_by:
        print(f"It says: {done.stands.banner} Why: coprod gate")
    return 0
