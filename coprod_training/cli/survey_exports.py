"""Write the dataset in other forms, and check it cell by cell."""

import argparse
import shlex
from pathlib import Path
from typing import Any

from coprod_training.plain_words import plain_line
from coprod_training.survey.dataset_folder import exports_of

FORMS = ("parquet", "long", "xlsx", "sav")
"""As in survey/exports/export.py, which loads what no other command needs."""


def arguments(what: Any) -> None:
    """Offer `export` and `check`. what: the subparsers of `coprod survey`."""
    made = what.add_parser("export", help="write the dataset as Parquet, long CSV, Excel or SPSS")
    made.add_argument("folder", type=Path, metavar="DIR", help="a dataset that was built")
    made.add_argument(
        "--as",
        dest="forms",
        type=forms,
        default=FORMS,
        metavar="FORMS",
        help=f"some of {','.join(FORMS)} (default: all)",
    )
    made.set_defaults(part=lambda asked: write(asked.folder, asked.forms))
    looked = what.add_parser("check", help="check each cell of a dataset against its dictionary")
    looked.add_argument("folder", type=Path, metavar="DIR", help="a dataset that was built")
    looked.set_defaults(part=lambda asked: _check(asked.folder))


def add_with(parser: argparse.ArgumentParser) -> None:
    """Offer --with, for the command that builds a dataset."""
    parser.add_argument(
        "--with",
        dest="forms",
        type=forms,
        default=(),
        metavar="FORMS",
        help=f"also write some of {','.join(FORMS)}, into DIR-exports",
    )


def forms(words: str) -> tuple[str, ...]:
    """The forms in "parquet,xlsx". Raises ArgumentTypeError for one that there is not."""
    asked = tuple(filter(None, words.split(",")))
    if unknown := [one for one in asked if one not in FORMS]:
        known = ", ".join(FORMS)
        raise argparse.ArgumentTypeError(f'there is no form "{unknown[0]}". They are: {known}')
    return asked


def write(folder: Path, asked: tuple[str, ...]) -> int:
    """Write these forms of a dataset, and say where they are, or that there are older ones."""
    if not asked:
        if (older := exports_of(folder)).is_dir():
            print(f"{older} holds the other forms of the dataset as it was before.")
            print(f"Write them anew with: coprod survey export {shlex.quote(str(folder))}")
        return 0
    from coprod_training.survey.exports.export import export

    print(*export(folder, asked), sep="\n")
    return 0


def _check(folder: Path) -> int:
    """Print what is wrong, cell by cell; 1 when anything is."""
    from coprod_training.survey.wide.checked import checked

    found = checked(folder)
    for path, wrong in found.items():
        name = plain_line(path)
        print(f"{name}: {'every cell fits its dictionary' if not wrong else 'wrong cells:'}")
        lines = (plain_line(str(one)) for one in wrong)
        print(*lines, sep="\n", end="\n" if wrong else "")
    return 1 if any(found.values()) else 0
