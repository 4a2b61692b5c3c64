"""Write the programme's figures to one file that needs nothing else, such as once a week."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_training.cli.database_option import add_database, database_address
from coprod_training.cli.options import add_course, staff_copy_of
from coprod_training.errors import CoprodError

if TYPE_CHECKING:
    from coprod_training.monitor.words import Words


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    report = what.add_parser("report", help="all figures as one HTML file, without names")
    report.add_argument("file", type=Path, metavar="FILE", help="where to write it")
    add_course(report)
    add_database(report, "", "COPROD_DATABASE")


def run(asked: argparse.Namespace) -> int:
    """Write the report."""
    try:
        from coprod_training.collector.database import open_database
    except ModuleNotFoundError as error:
        raise CoprodError(
            f"This needs {error.name}, which is not installed here.",
            fix='Install what a hub needs: pip install "coprod-training[hub]"',
        ) from error
    from coprod_training.collector.programme import read_programme
    from coprod_training.monitor.site import overview

    store = open_database(database_address(asked.database, asked.database_from, "COPROD_DATABASE"))
    if not store.is_current():
        raise CoprodError(
            "This database has the tables of another version.",
            where="--database",
            fix="Start the collector of this version once: it brings them up to date.",
        )
    with store.reading() as connection:
        programme = read_programme(connection, datetime.now(UTC))
    page = overview(programme, words_from(asked), "region", report=True)
    asked.file.write_text(page, encoding="utf-8")
    print(f"The report is in {asked.file}. It has counts only: no names and no answers.")
    return 0


def words_from(asked: argparse.Namespace) -> "Words":
    """The words of the course that was asked for."""
    from coprod_training.content.course import load_course
    from coprod_training.monitor.words import words_of

    course = load_course(staff_copy_of(asked) / "course")
    return words_of(course, course.instrument)
