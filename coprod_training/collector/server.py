"""Starts the collector: opens what it needs, brings the tables up to date, and answers."""

import gc
import logging
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import httpx
import uvicorn
from fastapi import APIRouter

from coprod_training.collector.app import served
from coprod_training.collector.connections import config_of
from coprod_training.collector.database import Database, open_database
from coprod_training.collector.identity import Identify
from coprod_training.collector.outline import outline_of
from coprod_training.collector.parts import Parts, Survey, clock
from coprod_training.collector.published_state import published_state
from coprod_training.collector.repair import counts_this_course, repair
from coprod_training.collector.request_log import LOG, note
from coprod_training.collector.services import (
    put_cohorts,
    put_services,
    read_cohorts,
)
from coprod_training.collector.survey_store import holds_people, note_status
from coprod_training.content.course import Course, Status, load_course
from coprod_training.content.services import load_services
from coprod_training.errors import CoprodError
from coprod_training.listening import listening_on
from coprod_training.survey.instruments import instruments_of
from coprod_training.survey.keys import load_key
from coprod_training.survey.learner_files import survey_pages
from coprod_training.survey.pseudonym import Key

_ASK_WITHIN = 5.0  # seconds that the hub has for an answer


@dataclass(frozen=True, kw_only=True)
class Setup:
    """What the collector is started with. private: the folder whose keys/ holds its keys.

    course: the staff copy. published: the learners' one, or None for the one that is installed.
    services, cohorts: CSV files, or None to leave what is kept. port: 0 for any that is free.
    """

    database: str
    survey_database: str
    hub_api: str
    private: Path
    course: Path
    published: Path | None = None
    services: Path | None = None
    cohorts: Path | None = None
    host: str = "127.0.0.1"
    port: int = 8091
    prefix: str = ""


def parts_of(setup: Setup) -> Parts:
    """Everything that the addresses work with, tables and figures brought up to date.

    Raises CoprodError for what cannot be used, and SQLAlchemyError when a database is away.
    """
    if not setup.hub_api.startswith(("http://", "https://")):
        raise CoprodError(
            "This is not the address of a hub.",
            where="--hub-api",
            fix="Give its API, such as http://127.0.0.1:8081/hub/api.",
        )
    course = load_course(setup.course)
    outline = outline_of(course)
    if setup.survey_database == setup.database:
        raise CoprodError(
            "The survey needs a database of its own, so that nobody can join its answers to names.",
            where="--survey-database",
            fix="Give a different one from --database.",
        )
    setup.private.mkdir(mode=0o700, parents=True, exist_ok=True)
    store = open_database(setup.database)
    store.upgrade()
    if not counts_this_course(store, outline):
        # The course has changed since: who has done what is the same, what it amounts to is not.
        done = repair(store, outline)
        note("repaired", learners=done.learners, statements=done.statements)
    _load_lists(store, setup)
    return Parts(
        database=store,
        outline=outline,
        settings=frozenset(one.id for one in course.info.settings),
        progress_key=load_key(setup.private, "progress"),
        survey=_survey(setup, course),
        identify=Identify(setup.hub_api, httpx.AsyncClient(timeout=_ASK_WITHIN, trust_env=False)),
    )


def serve(
    setup: Setup,
    said: Callable[[str], None] = lambda address: None,
    more: Iterable[APIRouter] = (),
) -> None:
    """Answer until the process is asked to end.

    said: is told the address once it listens. more: addresses of other rooms, as the monitor's.
    Raises CoprodError when it cannot listen there.
    """
    _log_to_output()
    parts = parts_of(setup)
    listening = listening_on(setup.host, setup.port, backlog=512)
    host, port = listening.getsockname()[:2]
    # All of it lives as long as the process: garbage collection need not look at it each time.
    gc.freeze()
    note("started", port=port, database=parts.database.engine.dialect.name)
    said(f"http://{host}:{port}{setup.prefix}")
    config = config_of(served(parts, setup.prefix, more))
    uvicorn.Server(config).run(sockets=[listening])
    note("ended")


def survey_of(
    store: Database, course: Course, key: Key, state: Callable[[date], Status], today: date
) -> Survey:
    """The survey's part, with today's state of the course noted. Raises CoprodError without a page.

    state: of the course that learners have, on a day.
    """
    instruments = instruments_of(course)
    page = survey_pages(course, instruments).consent
    if page is None:
        raise CoprodError(
            "This course has no page that asks for consent to the survey.", where=str(course.root)
        )
    with store.writing() as connection:
        note_status(connection, state(today), today)
    return Survey(store, key, instruments, page, state)


def _survey(setup: Setup, course: Course) -> Survey:
    store = open_database(setup.survey_database, "survey")
    store.upgrade()
    with store.reading() as connection:
        kept = "the survey" if holds_people(connection) else ""
    key = load_key(setup.private, "survey", known_by_it=kept)
    state = partial(published_state, setup.published)
    return survey_of(store, course, key, state, clock().date())


def _load_lists(store: Database, setup: Setup) -> None:
    if setup.services is not None and not setup.services.is_file():
        raise CoprodError(
            "The list of services is not here.",
            where=str(setup.services),
            fix="Check --services. The list that the collector has stays as it is.",
        )
    services = load_services(setup.services) if setup.services else None
    cohorts = read_cohorts(setup.cohorts) if setup.cohorts else None
    with store.writing() as connection:
        if services is not None:
            put_services(connection, services)
        if cohorts is not None:
            put_cohorts(connection, cohorts)


def _log_to_output() -> None:
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("%(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
