"""The address that says what a cohort's learners have done, for whoever gives out certificates."""

from dataclasses import dataclass

from fastapi import APIRouter, Request

from coprod_training.collector.addresses.described import refusals
from coprod_training.collector.addresses.exercises import Cohort, trained_cohort
from coprod_training.collector.kept_statements import time_words
from coprod_training.collector.lessons import lessons_of
from coprod_training.collector.parts import Asker, Ours, count

router = APIRouter()


@dataclass(frozen=True)
class OneLearner:
    """began: of their first answer; empty for none yet. done: activities, in order of name."""

    learner: str
    began: str
    done: list[str]


@dataclass(frozen=True)
class CohortsLessons:
    """Everybody of a cohort who may be counted and has opened their course, by name."""

    learners: list[OneLearner]


@router.get("/lessons", responses=refusals())
async def lessons(request: Request, who: Asker, parts: Ours, cohort: Cohort = "") -> CohortsLessons:
    """Which activities each learner of a cohort has done, for its trainer; no answer, no score."""
    of = trained_cohort(who, cohort)
    found = await parts.read(lambda connection: lessons_of(connection, of))
    count(request, learners=len(found))
    return CohortsLessons(
        [
            OneLearner(name, time_words(one.began) or "", list(one.done))
            for name, one in sorted(found.items())
        ]
    )
