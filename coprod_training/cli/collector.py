"""Run the collector of a hub: statements, hand-ins and consented survey answers of learners."""

import argparse
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_training.cli.options import add_course, staff_copy_of
from coprod_training.errors import CoprodError
from coprod_training.key_files import refuse_open

if TYPE_CHECKING:
    from coprod_training.collector.database import Database
    from coprod_training.collector.outline import Outline

_PASSWORD = re.compile(r"://[^/@]*:[^/@]*@")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    start = what.add_parser("start", help="answer until Ctrl+C, or until the supervisor ends it")
    start.add_argument(
        "--hub-api", required=True, metavar="URL", help="such as http://127.0.0.1:8081/hub/api"
    )
    start.add_argument("--host", default="127.0.0.1", help="where to listen (default: 127.0.0.1)")
    start.add_argument("--port", type=int, default=8091, help="default: 8091")
    start.add_argument(
        "--prefix", default="", metavar="PATH", help="of the path, such as /services/coprod"
    )
    start.add_argument("--services", type=Path, metavar="CSV", help="the services taking part")
    start.add_argument("--cohorts", type=Path, metavar="CSV", help="the cohorts, with their days")
    repair = what.add_parser("repair", help="make progress and its counts again from statements")
    export = what.add_parser("export", help="write all statements as xAPI 2.0, one a line")
    export.add_argument("file", type=Path, metavar="FILE", help="where to write them")
    start.add_argument(
        "--private",
        type=Path,
        required=True,
        metavar="DIR",
        help="where the keys are kept, in keys/; for the collector's eyes only",
    )
    for one in (start, repair, export):
        _add_database(one, "", "COPROD_DATABASE")
        add_course(one)
    _add_database(start, "survey-", "COPROD_SURVEY_DATABASE")


def run(asked: argparse.Namespace) -> int:
    """Do what was asked for, and say what came of it."""
    try:
        import coprod_training.collector.server  # noqa: F401  # is all of it installed?
    except ModuleNotFoundError as error:
        raise CoprodError(
            f"This needs {error.name}, which is not installed here.",
            fix='Install what a hub needs: pip install "coprod-training[hub]"',
        ) from error
    return _DO[asked.what](asked)


def _start(asked: argparse.Namespace) -> int:
    from coprod_training.collector.server import Setup, serve

    serve(
        Setup(
            database=_address(asked.database, asked.database_from, "COPROD_DATABASE"),
            survey_database=_address(
                asked.survey_database, asked.survey_database_from, "COPROD_SURVEY_DATABASE"
            ),
            hub_api=asked.hub_api,
            private=asked.private.expanduser().resolve(),
            course=staff_copy_of(asked) / "course",
            services=asked.services,
            cohorts=asked.cohorts,
            host=asked.host,
            port=asked.port,
            prefix=asked.prefix.rstrip("/"),
        )
    )
    return 0


def _repair(asked: argparse.Namespace) -> int:
    from coprod_training.collector.repair import repair

    store, outline = _store(asked)
    print(*repair(store, outline).lines(), sep="\n")
    return 0


def _export(asked: argparse.Namespace) -> int:
    from coprod_training.collector.exported import export_statements

    store, outline = _store(asked)
    written = export_statements(store, outline.course, asked.file)
    print(f"Statements written: {written}. They are in {asked.file}, for its owner's eyes only.")
    return 0


_DO = {"start": _start, "repair": _repair, "export": _export}


def _store(asked: argparse.Namespace) -> "tuple[Database, Outline]":
    """The database, with this version's tables, and the course that it counts."""
    from coprod_training.collector.database import open_database
    from coprod_training.collector.outline import outline_of
    from coprod_training.content.course import load_course

    outline = outline_of(load_course(staff_copy_of(asked) / "course"))
    store = open_database(_address(asked.database, asked.database_from, "COPROD_DATABASE"))
    store.upgrade()
    return store, outline


def _add_database(parser: argparse.ArgumentParser, which: str, variable: str) -> None:
    of = "of the survey's own database" if which else "of the database"
    parser.add_argument(
        f"--{which}database",
        metavar="URL",
        help=f"the address {of}, such as sqlite:////srv/coprod/{which}collector.db or"
        f" postgresql://coprod@127.0.0.1/coprod; without a password (default: {variable})",
    )
    parser.add_argument(
        f"--{which}database-from",
        type=Path,
        metavar="FILE",
        help="instead: a file of mode 600 that holds the address, and may hold the password",
    )


def _address(given: str | None, file: Path | None, variable: str) -> str:
    """The address of a database. Raises CoprodError for none, and for a secret in the open."""
    if given and _PASSWORD.search(given):
        raise CoprodError(
            "A password on a command line can be read by everybody on this machine.",
            where="--database",
            fix=f"Put the address into a file for --database-from, or into {variable}. PostgreSQL"
            " also reads passwords from the file that PGPASSFILE names.",
        )
    if given:
        return given
    if file is not None:
        refuse_open(file, "This file holds an address, and other people can read it.", "600")
        return file.read_text(encoding="utf-8").strip()
    if os.environ.get(variable):
        return os.environ[variable]
    raise CoprodError(
        "Which database is meant?",
        where="--database",
        fix=f"Give its address with --database or --database-from, or set {variable}.",
    )
