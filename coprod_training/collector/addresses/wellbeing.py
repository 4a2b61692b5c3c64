"""Addresses for whoever watches over the process: is it alive, can it work."""

from dataclasses import dataclass

from fastapi import APIRouter
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from coprod_training.collector.addresses.described import Said
from coprod_training.collector.parts import Ours
from coprod_training.collector.refusals import Refusal

router = APIRouter()


@dataclass(frozen=True)
class Alive:
    """The process runs."""

    alive: bool = True


@dataclass(frozen=True)
class Ready:
    """The databases answer, and have this version's tables."""

    ready: bool = True


@router.get("/health")
async def health() -> Alive:
    """Whether the process runs. Asks nobody else."""
    return Alive()


@router.get("/ready", responses={503: {"model": Said, "description": "Not ready"}})
async def ready(parts: Ours) -> Ready:
    """Whether what the collector needs is there."""
    try:
        for one in parts.databases:
            if not await run_in_threadpool(one.is_current):
                raise Refusal(503, "The tables are from a different version.", "Start it again.")
    except (SQLAlchemyError, OSError) as error:
        raise Refusal(503, "A database does not answer.") from error
    return Ready()
