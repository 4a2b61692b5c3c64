"""Decides many questions at once, one on each core."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context

from coprod_training.disclosure.audit import Effort
from coprod_training.disclosure.batches import Batch
from coprod_training.disclosure.decide import Decided, Tables, decide
from coprod_training.disclosure.plan import Question
from coprod_training.disclosure.settings import Settings
from coprod_training.disclosure.tables import Frame, Group

FEW = 8
"""Up to so many questions are done in this process: starting others would take longer."""


@dataclass(frozen=True)
class Task:
    """What `decide` is asked about one question."""

    question: Question
    frame: Frame
    batches: list[Batch]
    before: list[Tables]
    settings: Settings
    withheld: frozenset[Group]
    alone: frozenset[Group]


def decided(tasks: Sequence[Task], begins: Callable[[], None]) -> Iterator[tuple[Decided, Effort]]:
    """What came of each task, in the order given. begins: told before each."""
    if len(tasks) <= FEW:
        for task in tasks:
            begins()
            yield _decide(task)
        return
    # fork: what is loaded need not be loaded again. Nothing else runs in this process meanwhile.
    with get_context("fork").Pool(min(len(tasks), os.cpu_count() or 1)) as pool:
        found = pool.imap(_decide, tasks)
        for _ in tasks:
            begins()
            yield next(found)


def _decide(task: Task) -> tuple[Decided, Effort]:
    effort = Effort()
    found = decide(
        task.frame,
        task.batches,
        task.before,
        task.settings,
        kinds=task.question.kinds,
        withheld=task.withheld,
        alone=task.alone,
        effort=effort,
    )
    return found, effort
