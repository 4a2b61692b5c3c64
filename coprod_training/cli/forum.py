"""Count who would like to hear about the national forum, or write their details as a table."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from coprod_training.cli.options import add_course, add_workspace, staff_copy_of, workspace_there
from coprod_training.cli.table_file import kind_of
from coprod_training.content.course import load_course
from coprod_training.content.instrument import Instrument
from coprod_training.file_in_place import put_file_in_place
from coprod_training.forum.book import ForumBook
from coprod_training.forum.interest import Interest
from coprod_training.forum.table import COLUMNS, rows
from coprod_training.spreadsheet import table_bytes


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    parser.add_argument(
        "file",
        type=Path,
        nargs="?",
        metavar="FILE",
        help="where to write the details, such as forum.xlsx or forum.csv",
    )
    add_workspace(parser)
    add_course(parser)


def run(asked: argparse.Namespace) -> int:
    """Print the count; with a file, write it whole in the place of what was there."""
    people = ForumBook(workspace_there(asked).private).all()
    if asked.file is None:
        print_count(people)
    else:
        write_list(people, asked.file, load_course(staff_copy_of(asked) / "course").instrument)
    return 0


def print_count(people: Sequence[Interest]) -> None:
    """How many there are."""
    print(f"{len(people)} {'person' if len(people) == 1 else 'people'} would like to hear.")


def write_list(people: Sequence[Interest], file: Path, instrument: Instrument) -> None:
    """Write all of it. instrument: has the words of each code. Raises CoprodError."""
    kind = kind_of(file, "The forum's list is", "forum.xlsx")
    words = [
        {code.value: code.text for code in instrument.code_lists[name]}
        for name in ("settings", "regions")
    ]
    table = rows(people, *words)
    put_file_in_place(file, table_bytes(kind, "Forum", COLUMNS, table), mode=0o600)
    print(
        f"{len(table)} rows are in {file}. It names people, who agreed to be contacted about"
        " the forum and nothing else."
    )
