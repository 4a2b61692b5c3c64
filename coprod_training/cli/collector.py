"""Run the collector of a hub: statements, hand-ins and consented survey answers of learners."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_training.cli.database_option import add_database, database_address
from coprod_training.cli.options import add_course, staff_copy_of
from coprod_training.errors import CoprodError

if TYPE_CHECKING:
    from fastapi import APIRouter

    from coprod_training.collector.database import Database
    from coprod_training.collector.outline import Outline


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
    start.add_argument(
        "--hub",
        type=Path,
        metavar="FILE",
        help="the hub's settings, such as /etc/coprod/hub.toml: opens IPS Grow's pages of figures",
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
        add_database(one, "", "COPROD_DATABASE")
        add_course(one)
    add_database(start, "survey-", "COPROD_SURVEY_DATABASE")


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
            database=database_address(asked.database, asked.database_from, "COPROD_DATABASE"),
            survey_database=database_address(
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
        ),
        more=_pages(asked),
    )
    return 0


def _pages(asked: argparse.Namespace) -> "list[APIRouter]":
    """IPS Grow's pages, where the hub is known that signs them in."""
    if asked.hub is None:
        return []
    from coprod_training.cli.monitor import words_from
    from coprod_training.hub.collector_door import CLIENT_ID, callback, origin
    from coprod_training.hub.settings import read_secret, read_settings
    from coprod_training.monitor.addresses import Monitor
    from coprod_training.monitor.sign_in import Client, SignIn

    hub = read_settings(asked.hub)
    if hub.collector is None:
        raise CoprodError(
            "These settings name no collector.",
            where=str(asked.hub),
            fix="Add its section: [collector], with url and token_file.",
        )
    client = Client(
        hub_api=asked.hub_api.rstrip("/"),
        hub=f"{hub.address.rstrip('/')}/hub",
        callback=callback(hub),
        client_id=CLIENT_ID,
        secret=read_secret(hub.collector.token_file),
    )
    secure = origin(hub).startswith("https")
    pages = Monitor(words_from(asked), SignIn(client), asked.prefix.rstrip("/"), secure)
    return [pages.router()]


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
    store = open_database(database_address(asked.database, asked.database_from, "COPROD_DATABASE"))
    store.upgrade()
    return store, outline
