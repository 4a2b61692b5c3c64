"""Run the collector of a hub: statements, hand-ins and consented survey answers of learners."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_training.cli.database_options import (
    add_database,
    database_address,
    refuse_without_hub,
)
from coprod_training.cli.options import add_course, staff_copy_of
from coprod_training.errors import CoprodError
from coprod_training.hub.roles import COLLECTOR
from coprod_training.hub.settings import read_secret

if TYPE_CHECKING:
    from fastapi import APIRouter

    from coprod_training.collector.database import Database
    from coprod_training.collector.outline import Outline


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    start = what.add_parser("start", help="run until Ctrl+C, or until the supervisor ends it")
    start.add_argument(
        "--hub-api", required=True, metavar="URL", help="such as http://127.0.0.1:8081/hub/api"
    )
    start.add_argument("--host", default="127.0.0.1", help="where to listen (default: 127.0.0.1)")
    start.add_argument("--port", type=int, default=8091, help="default: 8091")
    start.add_argument(
        "--prefix", default="", metavar="PATH", help="of the path, such as /services/coprod"
    )
    start.add_argument(
        "--hub-address",
        metavar="URL",
        help="what people type for the hub; opens the monitor's pages, with --token-file",
    )
    start.add_argument(
        "--address", metavar="URL", help="of this service for a browser (default: on the hub's own)"
    )
    start.add_argument(
        "--token-file", type=Path, metavar="FILE", help="the hub's secret for this service"
    )
    start.add_argument(
        "--published",
        type=Path,
        metavar="DIR",
        help="the learners' copy: answers count by its state (default: the installed one)",
    )
    start.add_argument("--services", type=Path, metavar="CSV", help="the services taking part")
    start.add_argument("--cohorts", type=Path, metavar="CSV", help="the cohorts, with their days")
    repair = what.add_parser(
        "repair", help="work out progress and its counts again from the statements"
    )
    export = what.add_parser("export", help="write all statements as xAPI 2.0, one on each line")
    export.add_argument("file", type=Path, metavar="FILE", help="where to write them")
    start.add_argument(
        "--private",
        type=Path,
        required=True,
        metavar="DIR",
        help="where the keys are kept, in keys/; only the collector may read them",
    )
    for one in (start, repair, export):
        add_database(one, "", "COPROD_DATABASE")
        add_course(one)
    add_database(start, "survey-", "COPROD_SURVEY_DATABASE")


def run(asked: argparse.Namespace) -> int:
    """Do what was asked for, and say what came of it."""
    refuse_without_hub("coprod_training.collector.server")
    return _DO[asked.what](asked)


def _start(asked: argparse.Namespace) -> int:
    from coprod_training.collector.server import Setup, serve

    more = [_monitor(asked)] if asked.hub_address else []
    serve(
        Setup(
            database=database_address(asked.database, asked.database_from, "COPROD_DATABASE"),
            survey_database=database_address(
                asked.survey_database,
                asked.survey_database_from,
                "COPROD_SURVEY_DATABASE",
                "survey-",
            ),
            hub_api=asked.hub_api,
            private=asked.private.expanduser().resolve(),
            course=staff_copy_of(asked) / "course",
            published=asked.published,
            services=asked.services,
            cohorts=asked.cohorts,
            host=asked.host,
            port=asked.port,
            prefix=asked.prefix.rstrip("/"),
        ),
        more=more,
    )
    return 0


def _monitor(asked: argparse.Namespace) -> "APIRouter":
    """The monitor's pages, which sign people in with the hub."""
    from coprod_training.content.course import load_course
    from coprod_training.monitor.addresses import router_of
    from coprod_training.monitor.made_ready import monitor_of
    from coprod_training.monitor.signing_in import Hub

    if asked.token_file is None:
        raise CoprodError(
            "The monitor's pages sign people in with the hub, by a secret that both have.",
            where="--token-file",
            fix="Give the file that hub.toml names as the collector's token_file.",
        )
    hub = asked.hub_address.rstrip("/")
    return router_of(
        monitor_of(
            load_course(staff_copy_of(asked) / "course"),
            Hub(
                api=asked.hub_api,
                address=hub,
                own=asked.address or f"{hub}{asked.prefix.rstrip('/')}",
                client=f"service-{COLLECTOR}",
                secret=read_secret(asked.token_file),
            ),
        )
    )


def _repair(asked: argparse.Namespace) -> int:
    from coprod_training.collector.repair import counts_this_course, repair

    store, outline = _store(asked)
    if not counts_this_course(store, outline):
        # A collector that runs goes on with the course that it has read: both would be mixed.
        raise CoprodError(
            "The collector counts a different version of the course from this one.",
            where="--course",
            fix="Restart the collector: with that it works its counts out again by itself.",
        )
    print(*repair(store, outline).lines(), sep="\n")
    return 0


def _export(asked: argparse.Namespace) -> int:
    from coprod_training.collector.exported import export_statements

    store, outline = _store(asked)
    written = export_statements(store, outline.course, asked.file)
    print(f"Statements written: {written}. They are in {asked.file}, only its owner may read it.")
    return 0


_DO = {"start": _start, "repair": _repair, "export": _export}


def _store(asked: argparse.Namespace) -> "tuple[Database, Outline]":
    """The database, with this version's tables, and the course that it counts."""
    from coprod_training.collector.database import open_database
    from coprod_training.collector.outline import outline_of
    from coprod_training.content.course import load_course

    outline = outline_of(load_course(staff_copy_of(asked) / "course"))
    store = open_database(database_address(asked.database, asked.database_from, "COPROD_DATABASE"))
    store.refuse_other_version()
    return store, outline
