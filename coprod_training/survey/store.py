"""The private survey store: consent events and responses, as JSON lines in `private/survey/`.

Append-only, but for one thing: when consent ends, what was answered is wiped from the file.
Never a name, a login, a mark or a word of anybody's own.

A line that cannot be read may be the one that takes a consent back, so nothing is read past it.
Only the end of a file may be torn: a power cut does that, and what it held is worked out again.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, TypeVar

from coprod_training import jsonl
from coprod_training.content.instrument import Phase
from coprod_training.errors import CoprodError, refuse_newer
from coprod_training.file_in_place import put_file_in_place
from coprod_training.survey.consent import ConsentEvent
from coprod_training.survey.pseudonym import Pseudonym
from coprod_training.survey.responses import Response
from coprod_training.survey.status import StatusSeen

SCHEMA = 1
_CONSENT, _RESPONSES, _STATUS = "consent.jsonl", "responses.jsonl", "course-status.jsonl"
_RETENTION = "retention.jsonl"
IMPORTS = "imports"
"""The folder below it of what came in through other tools."""

Record = TypeVar("Record", ConsentEvent, Response, StatusSeen)
Rows = dict[tuple[Pseudonym, Phase], Response]


def survey_holds_people(private: Path) -> bool:
    """Whether anybody said yes or no to the survey on this machine, or answers came in.

    private: the workspace's private folder. Nothing is made.
    """
    folder = _folder(private)
    kept = [folder / _CONSENT, folder / _RESPONSES, *folder.glob(f"{IMPORTS}/*.jsonl")]
    return any(one.is_file() and one.stat().st_size for one in kept)


def _folder(private: Path) -> Path:
    return private / "survey"


class SurveyStore:
    """Reads and writes the store of one workspace."""

    def __init__(self, private: Path) -> None:
        """Open the store. private: the workspace's private folder."""
        self.folder = _folder(private)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else changes the store meanwhile; hold it from the first read to the last write.

        The lock is a file of its own, because wiping puts a new file in the place of an old one.
        """
        with jsonl.alone(self.folder / ".lock"):
            yield

    def consent_events(self) -> tuple[ConsentEvent, ...]:
        """All events, oldest first."""
        return tuple(self._read(_CONSENT, ConsentEvent.from_record))

    def responses(self) -> tuple[Response, ...]:
        """All that was answered and not wiped, earlier answers too, oldest first."""
        return tuple(self._read(_RESPONSES, Response.from_record))

    def rows(self) -> Rows:
        """The newest response of each pseudonym and phase. Earlier ones stay in the file."""
        return {(row.pseudonym, row.content.phase): row for row in self.responses()}

    def wiped(self) -> frozenset[str]:
        """The submission ids of rows that were wiped."""
        records = _whole_records(self.folder / _RESPONSES)
        return frozenset(str(one["withdrawn"]) for one in records if "withdrawn" in one)

    def statuses(self) -> tuple[StatusSeen, ...]:
        """The statuses the course has had, oldest first."""
        return tuple(self._read(_STATUS, StatusSeen.from_record))

    def add_events(self, events: Iterable[ConsentEvent]) -> None:
        """Append consent events; on the disk when this returns."""
        self._append(_CONSENT, [event.as_record() for event in events])

    def add_responses(self, responses: Iterable[Response]) -> None:
        """Append responses; on the disk when this returns."""
        self._append(_RESPONSES, [response.as_record() for response in responses])

    def add_status(self, seen: StatusSeen) -> None:
        """Note that the course has a new status."""
        self._append(_STATUS, [seen.as_record()])

    def add_retention(self, record: Mapping[str, Any]) -> None:
        """Note that rows were wiped because their time was over."""
        self._append(_RETENTION, [dict(record)])

    def erase(self, pseudonyms: frozenset[Pseudonym]) -> int:
        """Wipe every response of these pseudonyms, earlier ones too; the count of rows wiped."""
        return self.wipe({key for key in self.rows() if key[0] in pseudonyms})

    def wipe(self, keys: Collection[tuple[Pseudonym, Phase]]) -> int:
        """Wipe these rows, with all that was answered earlier in them; the count of rows wiped.

        A row leaves a note behind: its submission id, with neither pseudonym nor answer.
        """
        rows = self.rows()
        gone = sorted(rows[key].submission_id for key in keys if key in rows)
        if not gone:
            return 0
        kept = [
            record
            for record in _whole_records(self.folder / _RESPONSES)
            if "withdrawn" in record
            or (record["pseudonym"], record["content"]["phase"]) not in keys
        ]
        kept += [{"schema": SCHEMA, "withdrawn": name} for name in gone]
        self._replace(_RESPONSES, kept)
        return len(gone)

    def _read(self, name: str, build: Callable[[Mapping[str, Any]], Record]) -> Iterator[Record]:
        path = self.folder / name
        for record in _whole_records(path):
            refuse_newer(record, SCHEMA, "The survey store was", path)
            if name == _RESPONSES and "withdrawn" in record:
                continue
            try:
                yield build(record)
            except (KeyError, TypeError) as error:
                raise _not_whole(path) from error

    def _append(self, name: str, records: list[dict[str, Any]]) -> None:
        if not records:
            return
        with jsonl.locked_for_append(self.folder / name, mode=0o600) as file:
            _drop_torn_end(file)
            for record in records:
                jsonl.append(file, {"schema": SCHEMA, **record})

    def _replace(self, name: str, records: list[dict[str, Any]]) -> None:
        """Put a new file in the place of the old: whole or not at all."""
        lines = (
            json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            for record in records
        )
        put_file_in_place(self.folder / name, b"".join(lines), mode=0o600)


def _whole_records(path: Path) -> tuple[dict[str, Any], ...]:
    """The records of a file but a torn last one. Raises CoprodError when another is damaged."""
    content = path.read_bytes() if path.is_file() else b""
    lines = jsonl.parse(content[: len(content) - _torn_end(content)])
    if lines.unreadable:
        raise _not_whole(path)
    return lines.records


def _torn_end(content: bytes) -> int:
    """How many bytes at the end are the beginning of a line that was never finished."""
    end = content[content.rfind(b"\n") + 1 :]
    return len(end) if jsonl.parse(end).unreadable else 0


def _drop_torn_end(file: IO[bytes]) -> None:
    """Take a torn last line away, which would else stand damaged in the middle from now on."""
    file.seek(0)
    content = file.read()
    file.truncate(len(content) - _torn_end(content))


def _not_whole(path: Path) -> CoprodError:
    return CoprodError(
        "A line of the survey store is incomplete, so consent is not known.",
        where=str(path),
        fix="Put back the copy from your backup, then try again.",
    )
