"""Write the monitor's report, draw an earlier one again, or write providers' training records."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_training.cli.database_options import (
    add_database,
    database_address,
    refuse_without_hub,
)
from coprod_training.cli.options import add_course, staff_copy_of
from coprod_training.content.course import load_course
from coprod_training.errors import CoprodError
from coprod_training.file_in_place import put_file_in_place

if TYPE_CHECKING:
    from coprod_training.collector.database import Database


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    report = what.add_parser("report", help="all pages in one file, and the figures beside it")
    report.add_argument("folder", type=Path, metavar="DIR", help="where to write both")
    redraw = what.add_parser("redraw", help="an earlier report, from its figures")
    redraw.add_argument("figures", type=Path, metavar="FILE", help="what `report` wrote: .json")
    redraw.add_argument("page", type=Path, metavar="HTML", help="where to write it")
    records = what.add_parser(
        "training-records", help="one file for each provider, with accounts: only for that provider"
    )
    records.add_argument("folder", type=Path, metavar="DIR", help="an empty folder, or a new one")
    for one in (report, records):
        add_database(one, "", "COPROD_DATABASE")
        add_course(one)


def run(asked: argparse.Namespace) -> int:
    """Do what was asked for, and say what came of it."""
    refuse_without_hub("coprod_training.collector.figures")
    return {"report": _report, "redraw": _redraw, "training-records": _records}[asked.what](asked)


def _report(asked: argparse.Namespace) -> int:
    from coprod_training.collector.figures import read_figures
    from coprod_training.collector.parts import clock
    from coprod_training.monitor.definitions import WORDS
    from coprod_training.monitor.kept import kept
    from coprod_training.monitor.made_ready import change_to_show
    from coprod_training.monitor.names import names_of
    from coprod_training.monitor.pages import report
    from coprod_training.monitor.watched import Watched, still_since

    course = load_course(staff_copy_of(asked) / "course")
    at = clock().replace(second=0, microsecond=0)
    with _store(asked).reading() as connection:
        figures = read_figures(connection, still_since(at))
    watched = Watched(at=at, words=WORDS, names=names_of(course), figures=figures)
    name = f"course-{at:%Y-%m-%d-%H%M}"
    page, data = asked.folder / f"{name}.html", asked.folder / f"{name}.json"
    change = change_to_show(course)
    # The figures first: a page that did not get there can be drawn from them.
    put_file_in_place(data, kept(watched, change).encode())
    put_file_in_place(page, report(watched, change).encode())
    print(f"The report is {page}.\nIts figures are in {data}: keep it to draw the report again.")
    return 0


def _redraw(asked: argparse.Namespace) -> int:
    from coprod_training.monitor.kept import read_kept
    from coprod_training.monitor.pages import report

    found = read_kept(asked.figures)
    asked.page.write_text(report(found.watched, found.change), encoding="utf-8")
    print(f"The report as at {found.watched.as_at} is {asked.page}.")
    return 0


def _records(asked: argparse.Namespace) -> int:
    from coprod_training.collector.training_records import off_the_list, training_records
    from coprod_training.monitor.training_files import training_files

    if asked.folder.exists() and any(asked.folder.iterdir()):
        raise CoprodError(
            "This folder is not empty.",
            where=str(asked.folder),
            fix="Give a new folder, so that no file from a different day is passed on by mistake.",
        )
    course = load_course(staff_copy_of(asked) / "course")
    needed = sum(not one.optional for one in course.modules)
    with _store(asked).reading() as connection:
        records, unlisted = training_records(connection), off_the_list(connection)
    files = training_files(records, needed)
    asked.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, content in files.items():
        path = asked.folder / name
        path.touch(mode=0o600)
        path.write_bytes(content)
    print(
        f"Files written: {len(files)}, in {asked.folder}. They name people: give each to its own"
        " provider alone, then delete it here."
    )
    if words := _left_out(sum(not one.provider for one in records), unlisted):
        print(words)
    return 0


def _left_out(without_provider: int, unlisted: int) -> str:
    """How many people are in no file and why; "" where everybody is in one.

    without_provider: how many have a service that names none. unlisted: of how many the service is
    not on the list.
    """
    why = [
        f"{reason}: {count}."
        for reason, count in (
            ("Their service has no provider in course/services.csv", without_provider),
            (
                "Their service is not in course/services.csv as the collector read it when it was"
                " started, or they have none",
                unlisted,
            ),
        )
        if count
    ]
    return " ".join([f"People in no file: {without_provider + unlisted}.", *why]) if why else ""


def _store(asked: argparse.Namespace) -> "Database":
    from coprod_training.collector.database import open_database

    store = open_database(database_address(asked.database, asked.database_from, "COPROD_DATABASE"))
    store.refuse_other_version()
    return store
