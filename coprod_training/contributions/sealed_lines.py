"""The lines of the register: a change to one record, each section sealed by itself.

In the clear are only the id of the line, and the kind, reference and sections of its record. What
is sealed repeats them, so a section that was moved to another record or line is found out.
"""

import json
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coprod_training import jsonl
from coprod_training.contributions.refs import is_ref, new_ref
from coprod_training.contributions.role_keys import RoleKey, seal, unseal
from coprod_training.contributions.sections import SECTIONS, Kind, Role, to_plain
from coprod_training.errors import CoprodError, NewerRecord

SCHEMA = 1


@dataclass(frozen=True)
class Sealed:
    """The newest state of one section. line: the id of the line that it stands in."""

    kind: Kind
    ref: str
    section: str
    line: str
    sealed: str = field(repr=False)


def new_line(
    kind: Kind,
    ref: str,
    sections: Iterable[str],
    fields: Mapping[str, Any],
    keys: Mapping[Role, frozenset[str]],
    by: RoleKey,
) -> dict[str, Any]:
    """A line with these sections of one record. fields: every field that they hold."""
    line = new_ref()
    at = datetime.now(UTC).isoformat(timespec="seconds")
    sealed = {}
    for name in sorted(sections):
        inside = {
            "schema": SCHEMA,
            "kind": kind,
            "ref": ref,
            "section": name,
            "line": line,
            "at": at,
            "by": by.fingerprint,
            "data": to_plain(kind, name, fields),
        }
        content = json.dumps(inside, ensure_ascii=False).encode()
        sealed[name] = b64encode(seal(content, readers(kind, name, keys))).decode()
    return {"schema": SCHEMA, "line": line, "kind": kind, "ref": ref, "sections": sealed}


def lines_in(path: Path) -> tuple[dict[str, Any], ...]:
    """Every line of the register, oldest first; one that a power cut tore was never kept.

    Raises CoprodError for a line that is whole and cannot be read: passing over it would show an
    older answer in the place of a newer one. Raises NewerRecord for one of a newer version.
    """
    found = jsonl.read(path)
    if any(map(_was_whole, found.torn)) or not all(map(_is_line, found.records)):
        raise CoprodError(
            "A line of the register was damaged, so nothing in it is shown or changed.",
            where=str(path),
            fix="Put back the register from your backup.",
        )
    if any(one["schema"] > SCHEMA for one in found.records):
        raise newer()
    return found.records


def newest(lines: Iterable[dict[str, Any]], kind: Kind, ref: str) -> dict[str, Sealed]:
    """The newest line of each section of one record, by section."""
    return {
        name: Sealed(kind, ref, name, line["line"], sealed)
        for line in lines
        if (line["kind"], line["ref"]) == (kind, ref)
        for name, sealed in line["sections"].items()
    }


def open_section(one: Sealed, key: RoleKey) -> dict[str, Any]:
    """The plain data of a section that is sealed to this key.

    Raises CoprodError when it does not open or is not what its line says: then it was damaged, or
    put where it does not belong. An older state is never shown in its place.
    """
    data: dict[str, Any] = json.loads(_opened(one, key))["data"]
    return data


def sealed_anew(
    line: dict[str, Any], key: RoleKey, keys: Mapping[Role, frozenset[str]]
) -> dict[str, Any]:
    """The same line, sealed to the keys that its readers have now.

    Raises CoprodError when `key` does not open all of it.
    """
    sections = {}
    for name, sealed in line["sections"].items():
        one = Sealed(line["kind"], line["ref"], name, line["line"], sealed)
        now = readers(one.kind, name, keys)
        sections[name] = b64encode(seal(_opened(one, key), now)).decode()
    return {**line, "sections": sections}


def readers(kind: Kind, section: str, keys: Mapping[Role, frozenset[str]]) -> frozenset[str]:
    """The public keys of everybody who may read this section."""
    return frozenset(one for role in SECTIONS[kind][section].readers for one in keys[role])


def newer() -> NewerRecord:
    """What is said when a newer version of the course wrote this."""
    return NewerRecord(
        "The register was written by a newer version of this course.",
        fix="Install the newer version. Nothing has been changed.",
    )


def _was_whole(line: bytes) -> bool:
    """Whether a line that cannot be read was once written to its end.

    The brackets that close are the last two signs of a line, so one that was torn has none before
    its last sign.
    """
    return b"}" in line.rstrip()[:-1]


def _is_line(record: Mapping[str, Any]) -> bool:
    if not isinstance(record.get("schema"), int):
        return False
    if record["schema"] > SCHEMA:
        return True  # for `newer` to say
    named = record.get("kind") in SECTIONS and is_ref(str(record.get("ref")))
    return named and isinstance(record.get("sections"), dict) and is_ref(str(record.get("line")))


def _opened(one: Sealed, key: RoleKey) -> bytes:
    """What is inside, as JSON, once it is what its line says. Raises as `open_section` does."""
    try:
        content = unseal(b64decode(one.sealed, validate=True), key)
    except Error:
        content = None
    inside = json.loads(content) if content is not None else {}
    if inside.get("schema", 0) > SCHEMA:
        raise newer()
    there = tuple(inside.get(name) for name in ("kind", "ref", "section", "line"))
    if content is None or there != (one.kind, one.ref, one.section, one.line):
        raise CoprodError(
            f'The section "{one.section}" of a record cannot be opened.',
            where=f"{one.kind} {one.ref}, line {one.line} of the register",
            fix="It was damaged or changed from outside. Put back the register from your backup.",
        )
    return content
