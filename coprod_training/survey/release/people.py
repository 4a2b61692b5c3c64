"""Whoever answered one question: the people whom the seal lets in, and how they are told apart."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coprod_training.content.instrument import Instrument
from coprod_training.disclosure.derived import CHANGE, CHANGES
from coprod_training.disclosure.plan import Question
from coprod_training.disclosure.tables import Counts, Frame
from coprod_training.survey.coding import code_of
from coprod_training.survey.release.rows import Rows


@dataclass(frozen=True, eq=False)
class People:
    """One entry a person, in all lists. option: an index into the question's options.

    ids: of their row, or of their pair for change. prints: of what they answered. services: None
    where no codes are asked for. rows: the ids of the rows that stand for each, before and after.
    """

    ids: list[str]
    prints: list[str]
    setting: NDArray[np.int64]
    region: NDArray[np.int64]
    option: NDArray[np.int64]
    services: list[str] | None
    rows: Sequence[tuple[str, ...]]

    def leaves(self, frame: Frame, among: NDArray[np.bool_]) -> Counts:
        """Those marked, as counts: [setting, region, option]."""
        found = np.zeros(frame.shape, dtype=np.int64)
        np.add.at(found, (self.setting[among], self.region[among], self.option[among]), 1)
        return found

    def counted(self, frame: Frame) -> NDArray[np.bool_]:
        """Whose answer counts in shares."""
        found: NDArray[np.bool_] = np.array(frame.counted)[self.option]
        return found

    def by_service(
        self, frame: Frame, among: NDArray[np.bool_]
    ) -> dict[tuple[int, int, str], int] | None:
        """Those marked whose answer counts, by setting, region and service."""
        if self.services is None:
            return None
        who = np.nonzero(among & self.counted(frame))[0]
        keys = ((int(self.setting[n]), int(self.region[n]), self.services[n]) for n in who)
        return dict(Counter(keys))


def people_of(question: Question, rows: Rows, instrument: Instrument) -> People:
    """Everybody who answered a question with one of its options."""
    if question.phase == CHANGE:
        return _pairs(question, rows)
    item = instrument.item(question.item)
    places = {code_of(instrument, item, value): n for n, value in enumerate(question.options)}
    numbers = rows.items[question.item]
    who = [
        n
        for n, phase in enumerate(rows.phases)
        if phase == question.phase and int(numbers[n]) in places
    ]
    option = [places[int(numbers[n])] for n in who]
    ids = [rows.ids[n] for n in who]
    return _people(rows, who, ids, [rows.prints[n] for n in who], option, [(one,) for one in ids])


def _pairs(question: Question, rows: Rows) -> People:
    """People who put both answers on the scale, before and after: improved, same or declined."""
    numbers = rows.items[question.item]
    before = {rows.pairs[n]: n for n, phase in enumerate(rows.phases) if phase == "pre"}
    who, pairs, prints, option, both = [], [], [], [], []
    for after, phase in enumerate(rows.phases):
        first = before.get(rows.pairs[after]) if phase == "post" and rows.pairs[after] else None
        if first is None or min(numbers[first], numbers[after]) < 0:
            continue
        step = int(numbers[after]) - int(numbers[first])
        who.append(after)
        pairs.append(rows.pairs[after])
        prints.append(rows.prints[first] + rows.prints[after])
        both.append((rows.ids[first], rows.ids[after]))
        option.append(CHANGES.index("improved" if step > 0 else "declined" if step else "same"))
    return _people(rows, who, pairs, prints, option, both)


def _people(
    rows: Rows,
    who: list[int],
    ids: list[str],
    prints: list[str],
    option: list[int],
    rows_of: Sequence[tuple[str, ...]],
) -> People:
    services = [rows.service[n] for n in who] if rows.service is not None else None
    chosen = np.array(who, dtype=np.int64)
    return People(
        ids=ids,
        prints=prints,
        setting=rows.setting[chosen].astype(np.int64),
        region=rows.region[chosen].astype(np.int64),
        option=np.array(option, dtype=np.int64),
        services=services,
        rows=rows_of,
    )
