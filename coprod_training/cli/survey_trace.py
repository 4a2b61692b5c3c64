"""Follow a published figure back to its rows, the code and the days."""

import argparse
from pathlib import Path
from typing import Any

from coprod_training.cli.options import add_course, add_workspace, private_of, staff_copy_of
from coprod_training.content.course import load_course
from coprod_training.content.released import FOLDER
from coprod_training.file_in_place import put_file_in_place
from coprod_training.plain_words import plain_line
from coprod_training.survey.report.published import published_of


def arguments(what: Any) -> None:
    """Offer `trace`. what: the subparsers of `coprod survey`."""
    made = what.add_parser(
        "trace", help="follow a published figure back to rows, code version and date"
    )
    made.add_argument("figure", metavar="FIGURE", help="such as baseline.DES1.2@setting=PC")
    made.add_argument(
        "--dataset", type=Path, required=True, metavar="DIR", help="the dataset it was made from"
    )
    made.add_argument(
        "--release", type=Path, metavar="DIR", help="the released folder (default: the course's)"
    )
    made.add_argument(
        "--rows", type=Path, metavar="FILE", help="also write the ids of the rows; restricted"
    )
    add_course(made)
    add_workspace(made)
    made.set_defaults(part=_trace)


def _trace(asked: argparse.Namespace) -> int:
    from coprod_training.survey.figure_name import figure_name
    from coprod_training.survey.trace import trace

    name = figure_name(asked.figure)
    root = staff_copy_of(asked) / "course"
    released = asked.release or root / FOLDER
    store = private_of(asked) / "survey"
    instrument = published_of(released, load_course(root)).instrument
    found = trace(name, released, asked.dataset, instrument, store)
    print(*map(plain_line, found.lines()), sep="\n")
    if asked.rows:
        rows = found.rows if found.counted is None else found.counted
        put_file_in_place(asked.rows, "".join(f"{one}\n" for one in rows).encode(), 0o600)
        print(f"Their ids: {asked.rows}. Restricted, as the dataset is.")
    return 1 if found.lineage.agrees is False else 0
