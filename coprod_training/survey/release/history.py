"""All earlier releases of one version of the survey, as the ledger has them."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from coprod_training.disclosure.batches import Batch, ByService
from coprod_training.disclosure.decide import Tables
from coprod_training.disclosure.gate import Hidden
from coprod_training.disclosure.plan import Question
from coprod_training.disclosure.protect import read_back
from coprod_training.disclosure.tables import Counts, Frame, Group
from coprod_training.errors import CoprodError

Sparse = list[list[Any]]
"""Counts that are not 0: each [setting, region, option or service, count]."""


def as_record(question: Question, batch: Batch, tables: Tables, withheld: frozenset[Group]) -> Any:
    """One question of one release, for the ledger."""
    return {
        "options": list(question.options),
        "counted": list(question.counted),
        "tables": [
            [*group, table.base, list(table.counts), str(table.hidden) if table.hidden else ""]
            for group, table in tables.items()
        ],
        "withheld": sorted(map(list, withheld)),
        "joined": _sparse(batch.joined),
        "left": _sparse(batch.left),
        "services_joined": _services(batch.services_joined),
        "services_left": _services(batch.services_left),
    }


def tables_in(record: Mapping[str, Any]) -> Tables:
    """The tables as they were published."""
    found: Tables = {}
    for kind, value, base, counts, hidden in record["tables"]:
        group: Group = (kind, value)
        found[group] = read_back(group, tuple(counts), base, Hidden(hidden) if hidden else None)
    return found


class History:
    """The releases so far, oldest first."""

    def __init__(self, lines: Sequence[Mapping[str, Any]], instrument: str) -> None:
        """Take those of one version of the survey: versions are never pooled."""
        self.lines = [line for line in lines if line["instrument"] == instrument]

    def batches(self, question: Question, frame: Frame) -> list[Batch]:
        """Who joined and left, release by release, since the question was first published.

        Raises CoprodError when the question's answers are no longer what they were.
        """
        found = []
        for record in self._of(question):
            same = [list(question.options), list(question.counted)]
            if [record["options"], record["counted"]] != same:
                raise CoprodError(
                    f"The answers to {question.item} are no longer those that were published.",
                    fix="A version must not change once it was used. Put it back, and make a"
                    " new one.",
                )
            found.append(
                Batch(
                    _dense(record["joined"], frame),
                    _dense(record["left"], frame),
                    _by_service(record["services_joined"]),
                    _by_service(record["services_left"]),
                )
            )
        return found

    def in_every_release(
        self, question: Question, frame: Frame
    ) -> tuple[list[Batch], list[Tables]]:
        """Its batches and its tables in all releases: nobody, and none, where it was not in one."""
        batches, tables = iter(self.batches(question, frame)), iter(self.tables(question))
        nobody = np.zeros(frame.shape, dtype=np.int64)
        found: list[Batch] = []
        shown: list[Tables] = []
        for line in self.lines:
            if question.id in line["questions"]:
                found.append(next(batches))
                shown.append(next(tables))
                continue
            coded = line["info"]["rules"]["smallest_services"]
            none: ByService | None = {} if coded else None
            found.append(Batch(nobody, nobody, none, none))
            shown.append({})
        return found, shown

    def tables(self, question: Question) -> list[Tables]:
        """What was published of it, release by release."""
        return [tables_in(record) for record in self._of(question)]

    def withheld(self, question: Question) -> frozenset[Group]:
        """The groups that are never shown again."""
        records = self._of(question)
        return (
            frozenset((kind, value) for kind, value in records[-1]["withheld"])
            if records
            else frozenset()
        )

    def last_rebase(self) -> str:
        """The day of the newest release that took out who had left, or else of the first; or ""."""
        days = [line["release"] for line in self.lines if line["rebased"]]
        first = [line["release"] for line in self.lines[:1]]
        return str([*first, *days][-1]) if first else ""

    def _of(self, question: Question) -> list[Mapping[str, Any]]:
        return [
            line["questions"][question.id]
            for line in self.lines
            if question.id in line["questions"]
        ]


def _sparse(counts: Counts) -> Sparse:
    places = np.argwhere(counts)
    return [[*map(int, place), int(counts[tuple(place)])] for place in places]


def _dense(sparse: Sparse, frame: Frame) -> Counts:
    found = np.zeros(frame.shape, dtype=np.int64)
    for setting, region, option, many in sparse:
        found[setting, region, option] = many
    return found


def _services(found: Mapping[tuple[int, int, str], int] | None) -> Sparse | None:
    return None if found is None else [[*key, many] for key, many in sorted(found.items())]


def _by_service(sparse: Sparse | None) -> dict[tuple[int, int, str], int] | None:
    if sparse is None:
        return None
    return {(setting, region, code): many for setting, region, code, many in sparse}
