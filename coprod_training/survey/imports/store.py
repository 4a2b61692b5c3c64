"""What came in through other tools: one file for each batch, in `private/survey/imports/`.

A batch is there from the moment its file has its name, and not before: free text is written first,
and counts for nothing without its batch. A batch is never added to. Answers that changed stand in
a later batch under the same row id; what was taken back is wiped from every file. Whatever was
stopped in the middle, `settle` finishes; what is taken back is left out by every reader from the
moment it was noted, wiped or not. Who uses this holds the lock of the survey store.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from coprod_training.survey.imports.records import Batch, FreeText, ImportedRow, RowProblem
from coprod_training.survey.imports.whole_files import damaged, put_whole, read_whole, unfinished
from coprod_training.survey.pseudonym import KeyedHash
from coprod_training.survey.responses import Content
from coprod_training.survey.store import IMPORTS, SurveyStore

_BATCH = re.compile(r"import-(\d{4})\.jsonl")
_GONE = "gone.jsonl"


@dataclass(frozen=True)
class StoredBatch:
    """One batch as it is kept: its counts, its rows, and why rows were kept out."""

    about: Batch
    rows: tuple[ImportedRow, ...]
    problems: tuple[RowProblem, ...]


@dataclass(frozen=True)
class Kept:
    """All that counts now. rows: by row id. gone: keys of rows that may not come back.

    withdrawn: hashes of receipt codes that were used. before: rows of earlier months are out, by
    version of the instrument; "" stands for every version.
    """

    batches: tuple[StoredBatch, ...]
    rows: dict[str, ImportedRow]
    gone: frozenset[KeyedHash]
    withdrawn: frozenset[KeyedHash]
    before: Mapping[str, str]

    def too_old(self, content: Content) -> bool:
        """Whether answers are of a month that was taken out."""
        return content.completed_month < self.first_month(content.instrument)

    def first_month(self, instrument: str) -> str:
        """The first month (YYYY-MM) of a version that was not taken out; "" when none was."""
        return max(self.before.get(version, "") for version in ("", instrument))

    def reasons_of(self, batch: StoredBatch) -> tuple[RowProblem, ...]:
        """Why rows of a batch were kept out, as it may still be kept.

        Of a row that was kept out no month is known. None is newer than the day of its batch, so
        they leave with it. An earlier version of the course kept what stood in the cell.
        """
        if batch.about.day[:7] < self.first_month(batch.about.instrument):
            return ()
        return tuple(one.to_keep() for one in batch.problems)

    @cached_property
    def by_key(self) -> dict[KeyedHash, ImportedRow]:
        """The rows by how they are known again."""
        return {key: row for row in self.rows.values() for key in row.keys}


class ImportStore:
    """Reads and writes the batches of one workspace."""

    def __init__(self, store: SurveyStore) -> None:
        """Make nothing yet. store: whose lock is held by whoever calls what is below."""
        self._store = store
        self.folder = store.folder / IMPORTS

    def kept(self) -> Kept:
        """All that counts now. Raises CoprodError when a file is not whole."""
        batches = tuple(map(self._read, self._batch_files()))
        noted = _records(self.folder / _GONE)
        gone = {KeyedHash(key) for record in noted for key in record.get("keys", ())}
        gone |= {key for batch in batches for key in batch.about.ended}
        before: dict[str, str] = {}
        for record in noted:
            version, month = record.get("instrument", ""), record.get("before", "")
            before[version] = max(month, before.get(version, ""))
        events = self._store.consent_events()
        withdrawn = frozenset(e.receipt for e in events if e.state == "withdrawn" and e.receipt)
        newest = {row.submission_id: row for batch in batches for row in batch.rows}
        kept = Kept(batches, newest, frozenset(gone), withdrawn, before)
        rows = {
            name: row
            for name, row in newest.items()
            if not (gone & {*row.keys} or row.receipt in withdrawn or kept.too_old(row.content))
        }
        return replace(kept, rows=rows)

    def texts(self, kept: Kept) -> tuple[FreeText, ...]:
        """The words of everybody whose row counts, from the restricted files."""
        rows = kept.rows
        return tuple(
            text
            for path in self._batch_files()
            for text in self._texts_of(path.stem)
            if text.submission_id in rows and rows[text.submission_id].batch == path.stem
        )

    def next_id(self) -> str:
        """The id of a batch that is not there yet."""
        numbers = [
            int(found[1]) for path in self._batch_files() if (found := _BATCH.fullmatch(path.name))
        ]
        return f"import-{max(numbers, default=0) + 1:04}"

    def add(
        self,
        about: Batch,
        rows: Sequence[ImportedRow],
        problems: Sequence[RowProblem],
        texts: Sequence[FreeText],
    ) -> None:
        """Keep one batch, whole or not at all; on the disk when this returns."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        in_order = sorted(texts, key=lambda one: (one.submission_id, one.item))
        put_whole(self._text_file(about.id), map(vars, in_order))
        whole = StoredBatch(about, tuple(rows), tuple(problems))
        put_whole(self.folder / f"{about.id}.jsonl", _as_records(whole))
        self.settle()

    def rows_before(self, month: str) -> int:
        """How many rows there are of the months before this one (YYYY-MM)."""
        return sum(row.content.completed_month < month for row in self.kept().rows.values())

    def forget_before(self, month: str, instrument: str = "") -> int:
        """Wipe the rows of every month before this one (YYYY-MM); the count of rows wiped.

        instrument: of this version alone; "" for all.
        """
        if not self.folder.is_dir():
            return 0
        note = {"before": month, **({"instrument": instrument} if instrument else {})}
        if note not in _records(self.folder / _GONE):
            self._note(note)
        return self.settle()

    def settle(self) -> int:
        """Finish what was stopped and wipe what was taken back; the count of rows wiped.

        Doing it twice changes nothing more.
        """
        if not self.folder.is_dir():
            return 0
        for path in unfinished(self.folder):
            path.unlink()
        kept = self.kept()
        out = {
            row.submission_id: row
            for batch in kept.batches
            for row in batch.rows
            if row.submission_id not in kept.rows
        }
        # Keys stay, as keyed hashes: an older export of the same answers must not bring them back.
        keys = sorted({key for row in out.values() for key in row.keys} - kept.gone)
        if keys:
            self._note({"keys": keys})
        for batch in kept.batches:
            left = tuple(row for row in batch.rows if row.submission_id in kept.rows)
            problems = kept.reasons_of(batch)
            if len(left) < len(batch.rows) or problems != batch.problems:
                whole = StoredBatch(batch.about, left, problems)
                put_whole(self.folder / f"{batch.about.id}.jsonl", _as_records(whole))
            self._wipe_texts(batch.about.id, kept.rows)
        known = {batch.about.id for batch in kept.batches}
        for path in self.folder.glob("texts-*.jsonl"):
            if path.stem.replace("texts", "import") not in known:
                path.unlink()
        return len(out)

    def _wipe_texts(self, batch: str, rows: Mapping[str, ImportedRow]) -> None:
        """Words count while their row does, and only the newest of them."""
        texts = self._texts_of(batch)
        left = [
            one
            for one in texts
            if one.submission_id in rows and rows[one.submission_id].batch == batch
        ]
        if len(left) < len(texts):
            put_whole(self._text_file(batch), map(vars, left))

    def _batch_files(self) -> list[Path]:
        found = self.folder.glob("import-*.jsonl") if self.folder.is_dir() else ()
        return sorted(path for path in found if _BATCH.fullmatch(path.name))

    def _text_file(self, batch: str) -> Path:
        return self.folder / f"{batch.replace('import', 'texts')}.jsonl"

    def _read(self, path: Path) -> StoredBatch:
        first, *others = read_whole(path)
        try:
            return StoredBatch(
                about=Batch.from_record(first["batch"]),
                rows=tuple(ImportedRow.from_record(one["row"]) for one in others if "row" in one),
                problems=tuple(
                    RowProblem(**one["kept_out"]) for one in others if "kept_out" in one
                ),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise damaged(path) from error

    def _texts_of(self, batch: str) -> tuple[FreeText, ...]:
        path = self._text_file(batch)
        if not path.is_file():
            return ()
        try:
            return tuple(
                FreeText(**{**one, "flags": tuple(one["flags"])}) for one in read_whole(path)
            )
        except (KeyError, TypeError) as error:
            raise damaged(path) from error

    def _note(self, record: dict[str, Any]) -> None:
        path = self.folder / _GONE
        put_whole(path, [*_records(path), record])


def _as_records(batch: StoredBatch) -> Iterable[dict[str, Any]]:
    yield {"batch": batch.about.as_record()}
    # In the order of random ids: the order in a file would tell who answered when.
    for row in sorted(batch.rows, key=lambda one: one.submission_id):
        yield {"row": row.as_record()}
    for problem in batch.problems:
        yield {"kept_out": asdict(problem)}


def _records(path: Path) -> tuple[dict[str, Any], ...]:
    return read_whole(path) if path.is_file() else ()
