"""Contributions themselves: text, audio and film, in `private/contributions/`, never in git.

Each is found by its reference alone, and every version is kept until it is withdrawn or deleted.
What a build takes from here it asks for by the hash that was approved, so it gets exactly that or
nothing. Credits as typed, impact notes and names for a citation lie here too. A dissent belongs to
no contribution: it stays sealed in the register, with its review (docs/decisions/0032).
Source: contribution-process.md, section 2 and "What git may hold".
"""

import hmac
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from secrets import token_hex
from typing import Any, Literal

from coprod_training import jsonl
from coprod_training.contributions.refs import is_ref
from coprod_training.contributions.traces import (
    NO_TRACES,
    Kept,
    Traces,
    traces_of,
    whose_file,
    whose_words,
)
from coprod_training.errors import CoprodError, refuse_newer
from coprod_training.key_files import put_new_file
from coprod_training.private_lines import PrivateLines
from coprod_training.secret_key import load_secret

SCHEMA = 1

Part = Literal[
    "contribution",
    "recording",
    "transcript",
    "captions",
    "credit",
    "impact note",
    "citation",
]
Media = Literal["text", "audio", "film"]

_WHOLE: tuple[Part, ...] = ("contribution", "recording")
_OWN: tuple[Part, ...] = (*_WHOLE, "transcript", "captions")
_LABEL = b"coprod-training/contributions/content/v1"


@dataclass(frozen=True, kw_only=True)
class Version:
    """One version of one part of a contribution. hash: keyed, of exactly its bytes. at: UTC."""

    ref: str
    part: Part
    media: Media
    hash: str
    at: datetime
    file: str


class ContentStore:
    """The content store of one workspace. private: its private folder."""

    def __init__(self, private: Path) -> None:
        """Open the store; nothing is made until something is kept."""
        self.folder = private / "contributions"
        self._private = private
        self._gone = PrivateLines(self.folder / "withdrawn.jsonl")

    def keep(
        self,
        ref: str,
        content: bytes,
        *,
        part: Part = "contribution",
        media: Media = "text",
        at: datetime | None = None,
    ) -> str:
        """Keep a new version; returns its keyed hash. The same as the newest is not kept twice.

        Raises CoprodError when the contribution was withdrawn, or when the key is missing.
        """
        with self._locked():
            if ref in self._withdrawn():
                raise CoprodError(
                    "This contribution was withdrawn, so nothing of it is kept.",
                    fix="A new contribution gets a new reference, if the person offers one.",
                )
            found = self.hash_of(ref, content, part=part)
            newest = self.newest(ref, part)
            if newest is not None and newest.hash == found:
                return found
            folder = self._folder(ref)
            folder.mkdir(mode=0o700, exist_ok=True)
            name = token_hex(16)
            put_new_file(folder / name, content)  # whole on the disk, and its owner's only
            line = {
                "schema": SCHEMA,
                "part": part,
                "media": media,
                "hash": found,
                "at": (at or datetime.now(UTC)).isoformat(timespec="seconds"),
                "file": name,
            }
            self._index(ref).append(line)
        return found

    def versions(self, ref: str, part: Part = "contribution") -> tuple[Version, ...]:
        """Every version of one part, oldest first; none of a withdrawn one."""
        if ref in self._withdrawn():
            return ()
        lines = self._readable(self._index(ref))
        return tuple(_version(ref, line) for line in lines if line["part"] == part)

    def newest(self, ref: str, part: Part = "contribution") -> Version | None:
        """The newest version of one part; None when there is none."""
        return next(reversed(self.versions(ref, part)), None)

    def read(self, ref: str, hash: str, part: Part = "contribution") -> bytes | None:
        """Exactly the bytes with that hash, such as the approved one; None when they are not here.

        Bytes that are no longer what they were when they were kept are not given out.
        """
        for one in self.versions(ref, part):
            if hmac.compare_digest(one.hash, hash):
                content = self._bytes(one)
                if content is not None and self.hash_of(ref, content, part=part) == hash:
                    return content
        return None

    def text(self, ref: str, part: Part = "contribution") -> str:
        """The newest version of a part, as text; "" where there is none."""
        newest = self.newest(ref, part)
        content = self.read(ref, newest.hash, part) if newest else None
        return content.decode(errors="replace") if content else ""

    def hash_of(self, ref: str, content: bytes, *, part: Part = "contribution") -> str:
        """The keyed hash of exactly this content of exactly this contribution, as 64 hex signs.

        Keyed, because a short text could be found by trying; with the reference, so that the same
        words of two people do not show as the same.
        """
        self._folder(ref)
        signed = b"\0".join((_LABEL, ref.encode(), part.encode(), content))
        return hmac.digest(self._key(), signed, "sha256").hex()

    def take_out(self, ref: str, on: date, *, ours: Iterable[str] = ()) -> None:
        """Withdraw: from here on nothing of it is given out, and its bytes are removed.

        Keyed hashes stay, so that `found_in` can say where its words still stand. ours: the
        course's own texts, which are nobody's trace. Doing it again changes nothing. Raises
        CoprodError once it is gone, each time, where no hash could be made, as without the key.
        """
        with self._locked():
            if ref not in self._withdrawn():
                try:
                    line = _gone_line(ref, on, self._traces(ref, "\n".join(ours)))
                except (CoprodError, OSError):
                    line = _gone_line(ref, on, NO_TRACES) | {"unsearched": True}
                self._gone.write(line)
            # First the line, then the bytes: whenever the power goes, nothing is served again.
            self._remove(ref)
            gone = self._readable(self._gone)
        if any(one["ref"] == ref and "unsearched" in one for one in gone):
            raise CoprodError(
                "No trace of its words could be kept, so nobody can search for its words.",
                fix="Look yourself in the course, its copies, packs and wheels.",
            )

    def delete(self, ref: str, on: date) -> None:
        """Remove everything, the hashes too; only that this reference is gone stays known."""
        with self._locked():
            others = [one for one in self._readable(self._gone) if one["ref"] != ref]
            self._gone.replace([*others, _gone_line(ref, on, NO_TRACES)])
            self._remove(ref)

    def withdrawn(self) -> Mapping[str, date]:
        """The day on which each was withdrawn or deleted, by reference."""
        return {one["ref"]: date.fromisoformat(one["on"]) for one in self._readable(self._gone)}

    def found_in(self, text: str) -> frozenset[str]:
        """The references of withdrawn contributions whose words stand in this text.

        text: as people read it, without tags and escapes (`traces.whose_words`).
        """
        gone = self._withdrawn()
        return whose_words(gone, text, self._key()) if gone else frozenset()

    def file_found(self, content: bytes) -> frozenset[str]:
        """The references of withdrawn contributions of which this is a file, byte for byte."""
        gone = self._withdrawn()
        return whose_file(gone, content, self._key()) if gone else frozenset()

    def kept(self, refs: Iterable[str], ours: str) -> Kept:
        """What to look for of these contributions, which nobody withdrew: their words and files.

        ours: the course's own texts, which are nobody's trace.
        """
        traces = {}
        for ref in refs:
            versions = [
                (one, content)
                for part in _OWN
                for one in self.versions(ref, part)
                if (content := self._bytes(one)) is not None
            ]
            texts = [text.decode(errors="replace") for one, text in versions if one.media == "text"]
            files = [content for one, content in versions if one.part in _WHOLE]
            traces[ref] = traces_of(texts, files, ours, self._key())
        return Kept(traces, self._key() if traces else b"")

    def _withdrawn(self) -> dict[str, Traces]:
        return {line["ref"]: _read_traces(line) for line in self._readable(self._gone)}

    def _traces(self, ref: str, ours: str) -> Traces:
        versions = [_version(ref, line) for line in self._readable(self._index(ref))]
        kept = [(one, content) for one in versions if (content := self._bytes(one)) is not None]
        # A credit is not looked for: "people with experience of …" may stand anywhere.
        texts = [
            content.decode(errors="replace")
            for one, content in kept
            if one.media == "text" and one.part != "credit"
        ]
        files = [content for one, content in kept if one.part in _WHOLE]
        return traces_of(texts, files, ours, self._key())

    def _bytes(self, one: Version) -> bytes | None:
        try:
            return (self._folder(one.ref) / one.file).read_bytes()
        except FileNotFoundError:
            return None

    def _key(self) -> bytes:
        """No new key in the place of one that is missing: no approval would match any more."""
        holds = any(self.folder.glob("*/versions.jsonl")) or self._gone.path.exists()
        kept = "the contributions" if holds else ""
        return load_secret(self._private, "contributions", known_by_it=kept)

    def _folder(self, ref: str) -> Path:
        if not is_ref(ref):
            raise CoprodError(
                "This is not the reference of a contribution.",
                fix="A reference has 16 characters, 0 to 9 and a to f.",
            )
        return self.folder / ref

    def _index(self, ref: str) -> PrivateLines:
        return PrivateLines(self._folder(ref) / "versions.jsonl")

    def _remove(self, ref: str) -> None:
        folder = self._folder(ref)
        if folder.exists():
            shutil.rmtree(folder)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Nobody else keeps or withdraws meanwhile."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with jsonl.alone(self.folder / ".store.lock"):
            yield

    def _readable(self, lines: PrivateLines) -> tuple[dict[str, Any], ...]:
        records = lines.records()
        for one in records:
            refuse_newer(one, SCHEMA, "What contributors wrote was", lines.path)
        return records


def _version(ref: str, line: dict[str, Any]) -> Version:
    return Version(
        ref=ref,
        part=line["part"],
        media=line["media"],
        hash=line["hash"],
        at=datetime.fromisoformat(line["at"]),
        file=line["file"],
    )


def _gone_line(ref: str, on: date, traces: Traces) -> dict[str, Any]:
    runs = {str(size): sorted(found) for size, found in traces.runs.items()}
    return {
        "schema": SCHEMA,
        "ref": ref,
        "on": on.isoformat(),
        "runs": runs,
        "files": sorted(traces.files),
    }


def _read_traces(line: dict[str, Any]) -> Traces:
    runs = {int(size): frozenset(found) for size, found in line["runs"].items()}
    return Traces(runs, frozenset(line["files"]))
