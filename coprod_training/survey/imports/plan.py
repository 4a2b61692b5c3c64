"""Compares judged rows with what is kept: each is accepted, unchanged, replaced or kept out.

The four add up to the rows of the file, always. The same answers are known again in any export of
the same form, so that a second file adds nothing that the first one had.
Source: survey-dataset.md, "Import".
"""

import secrets
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from coprod_training.activities.rating_grid import STEP5_FLAGS, TOP_STEP
from coprod_training.content.resources import SCALE
from coprod_training.garbage_collection import without_collecting
from coprod_training.survey.imports.judge import CONSENT, QUOTE, Judged
from coprod_training.survey.imports.records import (
    KEEPS_NOTHING,
    NO_CONSENT,
    TOO_OLD,
    UNCLEAR_CONSENT,
    WITHDRAWN,
    Batch,
    FreeText,
    ImportedRow,
    RowProblem,
)
from coprod_training.survey.imports.scan import flags_in
from coprod_training.survey.imports.store import ImportStore, Kept
from coprod_training.survey.imports.understand import Understood
from coprod_training.survey.imports.wordings import Wordings
from coprod_training.survey.pseudonym import KeyedHash
from coprod_training.survey.responses import SUBMISSION_ID_BYTES, Content

Outcome = Literal["accepted", "unchanged", "replaced", "quarantined"]


@dataclass(frozen=True)
class Plan:
    """What a file would change. rows: new ones and changed ones, with their words in `texts`.

    problems: why rows are kept out, but for those of which nothing is kept. ended: keys of rows
    that are kept now and whose consent the file takes back; wiped: how many rows these are.
    """

    outcomes: tuple[Outcome, ...]
    rows: tuple[ImportedRow, ...]
    texts: tuple[FreeText, ...]
    problems: tuple[RowProblem, ...]
    by_code: dict[str, int]
    ended: tuple[KeyedHash, ...]
    wiped: int

    def count(self, outcome: Outcome) -> int:
        """How many rows of the file have this outcome."""
        return self.outcomes.count(outcome)

    def changes(self) -> bool:
        """Whether anything that counts would be different afterwards."""
        return bool(self.rows or self.ended)


@without_collecting()
def plan(
    understood: Understood, store: ImportStore, new_id: Callable[[int], str] = secrets.token_hex
) -> Plan:
    """Compare a file with what is kept; nothing is written. Hold the lock of the survey store."""
    return _Planner(understood, store, new_id).plan()


@without_collecting()
def keep(understood: Understood, planned: Plan, store: ImportStore, now: datetime) -> Batch | None:
    """Write what was planned as one batch; None when there was nothing new.

    Rows that were kept out for the same reasons before are not noted again. A reason is kept
    without what stood in the cell.
    """
    kept = store.kept()
    earlier = {kept.reasons_of(batch) for batch in kept.batches}
    problems = tuple(one.to_keep() for one in planned.problems)
    if not planned.changes() and (not problems or problems in earlier):
        return None
    layout, batch = understood.layout, store.next_id()
    about = Batch(
        id=batch,
        tool=layout.table.kind.tool,
        instrument=layout.instrument.id,
        day=now.astimezone(UTC).date().isoformat(),
        sha256=understood.sha256,
        rows_in=len(understood.rows),
        accepted=planned.count("accepted"),
        unchanged=planned.count("unchanged"),
        replaced=planned.count("replaced"),
        quarantined=planned.count("quarantined"),
        by_code=planned.by_code,
        ended=planned.ended,
    )
    rows = [replace(row, batch=batch) for row in planned.rows]
    store.add(about, rows, problems, planned.texts)
    return about


class _Planner:
    def __init__(
        self, understood: Understood, store: ImportStore, new_id: Callable[[int], str]
    ) -> None:
        self.understood, self.new_id = understood, new_id
        self.kept: Kept = store.kept()
        self.words_kept: dict[str, tuple[tuple[str, str], ...]] = {}
        for text in store.texts(self.kept):
            before = self.words_kept.get(text.submission_id, ())
            self.words_kept[text.submission_id] = (*before, (text.item, text.text))
        words = Wordings(understood.layout.instrument, understood.layout.said)
        self.vocabulary = words.vocabulary
        self.in_file: dict[KeyedHash, Judged] = {}
        self.rows: list[ImportedRow] = []
        self.texts: list[FreeText] = []
        self.problems: list[RowProblem] = []
        self.codes: Counter[str] = Counter()
        self.refused = {key for row in understood.rows if row.refused for key in row.keys}
        self.ended: dict[str, ImportedRow] = {}
        self.ids = set(self.kept.rows)

    def plan(self) -> Plan:
        outcomes = tuple(map(self._outcome, self.understood.rows))
        return Plan(
            outcomes=outcomes,
            rows=tuple(self.rows),
            texts=tuple(self.texts),
            problems=tuple(self.problems),
            by_code=dict(sorted(self.codes.items())),
            ended=tuple(sorted({key for row in self.ended.values() for key in row.keys})),
            wiped=len(self.ended),
        )

    def _outcome(self, row: Judged) -> Outcome:
        matches = {
            found.submission_id: found
            for key in row.keys
            if (found := self.kept.by_key.get(key)) is not None
        }
        if row.refused or self.refused & set(row.keys):
            # The tool let somebody change their answers, and their yes is gone. A no that stands
            # below in the file takes back what stands above it, and the other way round.
            self.ended |= matches
            return self._refused(row)
        if row.problems:
            if matches and row.problems[0].code == NO_CONSENT:
                return self._unclear(row)
            return self._keep_out(row.problems)
        twin = next((self.in_file[key] for key in row.keys if key in self.in_file), None)
        if twin is not None:
            return self._again(row, twin)
        if row.content is None or not row.keys:
            raise AssertionError("A row without a problem has content and can be known again.")
        # First: taking a month out makes its rows gone as well, and nobody took those back.
        if self.kept.too_old(row.content):
            return self._out(row, TOO_OLD, KEEPS_NOTHING[TOO_OLD])
        if self.kept.gone & set(row.keys) or row.receipt in self.kept.withdrawn:
            return self._out(row, WITHDRAWN, KEEPS_NOTHING[WITHDRAWN])
        if len(matches) > 1:
            what = "These answers are those of two rows that are kept, by their id and their time."
            return self._out(row, "two-rows", what)
        self.in_file.update(dict.fromkeys(row.keys, row))
        return self._compared(row, next(iter(matches.values()), None))

    def _again(self, row: Judged, twin: Judged) -> Outcome:
        """The same id and time as a row above it in this file."""
        if replace(row, row=twin.row, keys=twin.keys) == twin:
            return "unchanged"
        what = f"Row {twin.row} has the same id and time, and different answers."
        return self._out(row, "repeated-id", what)

    def _compared(self, row: Judged, old: ImportedRow | None) -> Outcome:
        version = self.understood.layout.instrument.id
        if old is not None and old.content.instrument != version:
            what = f"These answers were brought in as {old.content.instrument}, not {version}."
            return self._out(row, "other-version", what)
        name = old.submission_id if old is not None else self._fresh_id()
        new, words = self._imported(name, row), row.texts
        if old is not None:
            new, words = self._with_what_the_file_lacks(new, words, old)
            same = replace(new, batch=old.batch, keys=old.keys) == old
            if same and set(words) == set(self.words_kept.get(name, ())):
                return "unchanged"
            new = replace(new, keys=tuple(dict.fromkeys((*old.keys, *new.keys))))
        self.rows.append(new)
        self.texts += [
            FreeText(
                submission_id=name,
                item=item,
                text=text,
                flags=flags_in(text, self.vocabulary),
                quote=new.quote,
            )
            for item, text in words
        ]
        return "accepted" if old is None else "replaced"

    def _with_what_the_file_lacks(
        self, new: ImportedRow, words: tuple[tuple[str, str], ...], old: ImportedRow
    ) -> tuple[ImportedRow, tuple[tuple[str, str], ...]]:
        """An export that leaves a column out says nothing about it, so what is kept stays."""
        layout = self.understood.layout
        if not layout.of_role("receipt"):
            new = replace(new, receipt=old.receipt)
        if not layout.of_role("service"):
            new = replace(new, service=old.service)
        if QUOTE not in layout.items():
            new = replace(new, quote=old.quote)
        told = layout.items_with_words()
        kept = self.words_kept.get(new.submission_id, ())
        words = (*words, *(one for one in kept if one[0] not in told))
        return replace(new, content=self._with_step_5(new.content, old.content)), words

    def _with_step_5(self, new: Content, old: Content) -> Content:
        """The check on step 5 as it was, where the file lacks its column and work is there now."""
        layout = self.understood.layout
        scale = [item.id for item in layout.instrument.items if item.codes == SCALE]
        if not any(new.values.get(item) == int(TOP_STEP) for item in scale):
            return new
        told = {one.target.item for one in layout.of_role("flag")}
        decide, do = STEP5_FLAGS
        return replace(
            new,
            s5_decide=new.s5_decide if decide in told else old.s5_decide,
            s5_do=new.s5_do if do in told else old.s5_do,
        )

    def _imported(self, name: str, row: Judged) -> ImportedRow:
        layout = self.understood.layout
        if row.content is None:
            raise AssertionError("A row without a problem has content.")
        return ImportedRow(
            submission_id=name,
            keys=row.keys,
            tool=layout.table.kind.tool,
            batch="",
            consent_text=layout.instrument.consent_text_version,
            quote=row.quote,
            service=row.service,
            receipt=row.receipt,
            content=row.content,
        )

    def _fresh_id(self) -> str:
        while (name := self.new_id(SUBMISSION_ID_BYTES)) in self.ids:
            pass
        self.ids.add(name)
        return name

    def _refused(self, row: Judged) -> Outcome:
        if row.refused:
            return self._keep_out(row.problems)
        return self._out(row, WITHDRAWN, KEEPS_NOTHING[WITHDRAWN])

    def _unclear(self, row: Judged) -> Outcome:
        """Nobody said no: what is here with a yes stays."""
        what = "it is neither yes nor no. These answers are here already, and stay as they are."
        return self._out(row, UNCLEAR_CONSENT, what, CONSENT)

    def _out(self, row: Judged, code: str, what: str, column: str = "") -> Outcome:
        return self._keep_out((RowProblem(row=row.row, column=column, code=code, what=what),))

    def _keep_out(self, problems: Sequence[RowProblem]) -> Outcome:
        self.codes[problems[0].code] += 1
        if problems[0].code not in KEEPS_NOTHING:
            self.problems += problems
        return "quarantined"
