"""The private register in `private/register/`: who agreed to what, sealed to those who may read it.

`register.jsonl` has one line for each change, never written over. A line names the record by its
reference, and holds the sections that changed, each sealed by itself to the keys of its roles.
The newest line of a section counts. A change says which lines it was made from: when somebody
else was faster it is refused, so two keepers at once lose nothing. Every reading and writing is
on the disk in `access.jsonl` before anything is shown. Source: contribution-process.md, section 2.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any

from coprod_training import jsonl
from coprod_training.contributions.access_log import AccessLog, Did
from coprod_training.contributions.refs import is_ref, new_ref
from coprod_training.contributions.role_keys import RoleKey, RoleKeys
from coprod_training.contributions.sealed_lines import (
    lines_in,
    new_line,
    newest,
    open_section,
    readers,
    sealed_anew,
)
from coprod_training.contributions.sections import (
    CLASSES,
    SECTIONS,
    Kind,
    Record,
    Role,
    from_plain,
    section_of,
)
from coprod_training.errors import CoprodError
from coprod_training.private_lines import PrivateLines


@dataclass(frozen=True)
class Held:
    """One record as one key can read it. Printing it shows no content.

    fields: what could be opened. closed: sections that this key does not open. seen: the line
    that each section was read from, for `Register.change`.
    """

    kind: Kind
    ref: str
    fields: Mapping[str, Any] = field(repr=False)
    closed: frozenset[str]
    seen: Mapping[str, str] = field(repr=False)

    @property
    def record(self) -> Any:
        """The whole record. Raises CoprodError when a section of it is closed to this key."""
        if self.closed:
            raise CoprodError(
                f"This key does not open: {', '.join(sorted(self.closed))}.",
                fix="Ask somebody whose role may read it.",
            )
        made: Any = CLASSES[self.kind]
        known = {"ref": self.ref, **self.fields}
        if _needed(self.kind) - set(known):
            raise CoprodError(
                f"Of this record only this is left: {', '.join(sorted(self.seen))}.",
                fix="The rest was deleted on request.",
            )
        return made(**{one.name: known[one.name] for one in fields(made) if one.name in known})


class Register:
    """The register of one workspace, opened with one key. private: its private folder."""

    def __init__(self, private: Path, key: RoleKey) -> None:
        """Open the register; nothing is made until something is kept."""
        self.folder = private / "register"
        self._key = key
        self._keys = RoleKeys(self.folder)
        self._lines = PrivateLines(self.folder / "register.jsonl")
        self._log = AccessLog(self.folder)
        self._read: tuple[dict[str, Any], ...] = ()
        self._read_at = (-1, -1)

    @property
    def roles(self) -> frozenset[Role]:
        """The roles that this key holds."""
        return frozenset(
            role for role, keys in self._keys.read().items() if self._key.public in keys
        )

    def refs(self, kind: Kind) -> tuple[str, ...]:
        """The references of every record of this kind, in the order in which they came.

        One of which only some sections were kept after a deletion is none any more.
        """
        lines = self._records()
        named = dict.fromkeys(one["ref"] for one in lines if one["kind"] == kind)
        needed = {name for name, part in SECTIONS[kind].items() if _needed(kind) & {*part.fields}}
        return tuple(ref for ref in named if needed <= set(newest(lines, kind, ref)))

    @property
    def unreadable(self) -> int:
        """How many lines are torn: nothing of theirs was ever said to be kept."""
        return jsonl.read(self._lines.path).unreadable

    def read(self, kind: Kind, ref: str) -> Held:
        """One record. Raises CoprodError when there is none, or this key opens nothing of it."""
        found = newest(self._records(), kind, ref)
        if not found:
            raise CoprodError("There is no record with that reference.", fix="Check it.")
        mine = {name: one for name, one in found.items() if self._may(kind, name)}
        if not mine:
            self._note("refused", kind, ref, found)
            raise CoprodError(
                "This key opens nothing of this record.",
                fix="Check that you gave your own key, and that your role may read it.",
            )
        opened = {name: open_section(one, self._key) for name, one in mine.items()}
        self._note("read", kind, ref, mine)
        return Held(
            kind,
            ref,
            {
                field: value
                for name, plain in opened.items()
                for field, value in from_plain(kind, name, plain).items()
            },
            frozenset(found) - frozenset(mine),
            {name: one.line for name, one in mine.items()},
        )

    def add(self, kind: Kind, record: Record, ref: str | None = None) -> Held:
        """Keep a new record; on the disk when this returns.

        ref: only for a review, which has no reference of its own; drawn when it is not given.
        Raises CoprodError when one of that reference is there, or a section is not this key's.
        """
        ref = getattr(record, "ref", None) or ref or new_ref()
        if not is_ref(ref):
            raise CoprodError(
                "A record is known by a meaningless reference, never by a name.",
                fix="Let the register draw one.",
            )
        every = {name: getattr(record, name) for name in _names(kind)}
        with self._lines.locked():
            if newest(self._records(), kind, ref):
                raise CoprodError(
                    "There is already a record with that reference.", fix="Change that one."
                )
            line = self._write(kind, ref, frozenset(SECTIONS[kind]), every)
        return Held(kind, ref, every, frozenset(), dict.fromkeys(SECTIONS[kind], line))

    def change(self, held: Held, **changes: Any) -> Held:
        """Keep new values of some fields; on the disk when this returns.

        Raises CoprodError when somebody else changed the same section since it was read, or when
        a section is not this key's. Then nothing is changed.
        """
        touched = frozenset(section_of(held.kind, name) for name in changes)
        if not touched:
            return held
        self._refuse_closed(held.kind, held.ref, touched)
        every = {**held.fields, **changes}
        with self._lines.locked():
            found = newest(self._records(), held.kind, held.ref)
            now = {name: one.line for name, one in found.items()}
            if any(now.get(name) != held.seen.get(name) for name in touched):
                raise CoprodError(
                    "Somebody else changed this record in the meantime.",
                    fix="Read it again, and make your change to what is there now.",
                )
            line = self._write(held.kind, held.ref, touched, every)
        seen = {**held.seen, **dict.fromkeys(touched, line)}
        return Held(held.kind, held.ref, every, held.closed, seen)

    def save(self, held: Held, record: Record) -> Held:
        """Keep the record as a step made it of `held.record`; raises as `change` does."""
        new = {name: getattr(record, name) for name in held.fields}
        return self.change(
            held, **{name: value for name, value in new.items() if value != held.fields[name]}
        )

    def erase(self, kind: Kind, ref: str, *, keep: frozenset[str] = frozenset()) -> None:
        """Delete a record with its whole history, on request; takes a key that opens all of it.

        keep: sections that law or accounts require; their newest state stays, their history goes.
        """
        with self._lines.locked():
            lines = self._records()
            found = newest(lines, kind, ref)
            self._refuse_closed(kind, ref, frozenset(found))
            last = {name: one.line for name, one in found.items() if name in keep}
            self._note("erased", kind, ref, set(found) - keep)
            self._lines.replace(_without(lines, kind, ref, last))

    def give_key(self, role: Role, public: str) -> None:
        """Let another key hold this role: it opens what the role may read, earlier lines as well.

        The first key of a new register is a keeper's, and needs nobody's leave. Every later one
        is given by a keeper.
        """
        self._rekey("gave a key", role, lambda keys: keys | {public})

    def take_key(self, role: Role, public: str) -> None:
        """Let a key no longer hold this role. What was copied before stays open to it."""
        self._rekey("took a key", role, lambda keys: keys - {public})

    def _rekey(
        self, did: Did, role: Role, change: Callable[[frozenset[str]], frozenset[str]]
    ) -> None:
        with self._lines.locked():
            lines = self._records()
            before = self._keys.read()
            now = {**before, role: change(before[role])}
            if not now["keeper"]:
                raise CoprodError(
                    "Nobody would be a keeper.", fix="Give the role of keeper to somebody first."
                )
            if any(before.values()) and not self._holds("keeper"):
                raise CoprodError(
                    "Only a keeper gives and takes keys.", fix="Use the key of a keeper."
                )
            fresh = [sealed_anew(line, self._key, now) for line in lines]
            self._keys.write(now)
            self._note_of(did, role, ())
            if lines:
                self._lines.replace(fresh)

    def _write(
        self, kind: Kind, ref: str, sections: frozenset[str], fields: Mapping[str, Any]
    ) -> str:
        self._refuse_closed(kind, ref, sections)
        line = new_line(kind, ref, sections, fields, self._keys.read(), self._key)
        self._note("wrote", kind, ref, sections)
        self._lines.write(line)
        name: str = line["line"]
        return name

    def _refuse_closed(self, kind: Kind, ref: str, sections: frozenset[str]) -> None:
        closed = sorted(name for name in sections if not self._may(kind, name))
        if closed:
            self._note("refused", kind, ref, closed)
            raise CoprodError(
                f"This key does not open: {', '.join(closed)}. So it cannot change it.",
                fix="Ask somebody whose role may read it.",
            )

    def _may(self, kind: Kind, section: str) -> bool:
        return self._key.public in readers(kind, section, self._keys.read())

    def _holds(self, role: Role) -> bool:
        return self._key.public in self._keys.read()[role]

    def _records(self) -> tuple[dict[str, Any], ...]:
        """Every line; read again only once the file has changed."""
        now = jsonl.state(self._lines.path)
        if now != self._read_at:
            self._read, self._read_at = lines_in(self._lines.path), now
        return self._read

    def _note(self, did: Did, kind: Kind, ref: str, sections: Iterable[str]) -> None:
        self._note_of(did, f"{kind} {ref}", sections)

    def _note_of(self, did: Did, of: str, sections: Iterable[str]) -> None:
        roles = self.roles
        self._log.note(did, key=self._key.fingerprint, roles=roles, of=of, sections=sections)


def _needed(kind: Kind) -> frozenset[str]:
    """The fields without which there is no record of this kind."""
    made: Any = CLASSES[kind]
    return frozenset(
        one.name
        for one in fields(made)
        if one.default is MISSING and one.default_factory is MISSING
    )


def _names(kind: Kind) -> tuple[str, ...]:
    return tuple(name for section in SECTIONS[kind].values() for name in section.fields)


def _without(
    lines: Iterable[dict[str, Any]], kind: Kind, ref: str, last: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    """The lines without this record, but for the newest line of each section in `last`."""
    for line in lines:
        if (line["kind"], line["ref"]) != (kind, ref):
            yield line
            continue
        stays = {
            name: sealed
            for name, sealed in line["sections"].items()
            if last.get(name) == line["line"]
        }
        if stays:
            yield {**line, "sections": stays}
