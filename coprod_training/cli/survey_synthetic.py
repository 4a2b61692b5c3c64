"""Write a made-up dataset, which is marked as such wherever it is read."""

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coprod_training.cli.options import add_course, staff_copy_of
from coprod_training.content.course import load_course
from coprod_training.survey.code_version import made_at


def arguments(what: Any) -> None:
    """Offer `synthetic`. what: the subparsers of `coprod survey`."""
    made = what.add_parser(
        "synthetic", help="write a made-up dataset for demonstrations, marked in every file"
    )
    made.add_argument("folder", type=Path, metavar="DIR", help="a new folder")
    made.add_argument("--learners", type=int, default=200, metavar="N", help="how many (200)")
    made.add_argument("--seed", type=int, default=1, metavar="N", help="the same gives the same")
    add_course(made)
    made.set_defaults(part=_synthetic)


def _synthetic(asked: argparse.Namespace) -> int:
    from coprod_training.survey.dataset_folder import WARNING
    from coprod_training.survey.synthetic import write_synthetic

    instrument = load_course(staff_copy_of(asked) / "course").instrument
    now = made_at(datetime.now(UTC), os.environ)
    rows = write_synthetic(instrument, asked.folder, asked.learners, asked.seed, now)
    print(WARNING, f"It is in {asked.folder}. Rows: {rows}.", sep="\n")
    return 0
