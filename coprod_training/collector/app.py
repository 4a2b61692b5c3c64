"""Puts the collector together: addresses, refusals, log."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI
from starlette.types import ASGIApp

from coprod_training.collector.addresses import (
    exercises,
    hand_ins,
    lessons,
    own,
    statements,
    survey,
    wellbeing,
)
from coprod_training.collector.parts import Parts
from coprod_training.collector.refusals import add_refusals
from coprod_training.collector.request_log import RequestLog
from coprod_training.collector.under_prefix import UnderPrefix

_PAGES = (wellbeing, statements, lessons, own, exercises, hand_ins, survey)


def app_of(parts: Parts, more: Iterable[APIRouter] = ()) -> FastAPI:
    """The addresses by themselves. more: of other rooms that this process answers for."""

    @asynccontextmanager
    async def alive(_: FastAPI) -> AsyncIterator[None]:
        yield
        await parts.identify.close()
        for one in parts.databases:
            one.close()

    app = FastAPI(
        title="Collector of the course",
        version="1",
        lifespan=alive,
        docs_url=None,  # FastAPI's own pages load scripts from elsewhere
        redoc_url=None,
    )
    app.state.parts = parts
    # As they are: a router that is included is built once more for each app, when first asked.
    for router in (*(page.router for page in _PAGES), *more):
        app.router.routes.extend(router.routes)
    add_refusals(app)
    return app


def served(parts: Parts, prefix: str = "", more: Iterable[APIRouter] = ()) -> ASGIApp:
    """What a server runs. prefix: of the path that a proxy leaves in, such as /services/coprod."""
    return UnderPrefix(RequestLog(app_of(parts, more)), prefix)
