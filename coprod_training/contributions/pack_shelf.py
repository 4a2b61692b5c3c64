"""Where packs and what came back of them lie: a private folder, never the course.

A file here may quote a contributor. Only its owner may look inside. What says what somebody is
paid, or is for a keeper alone, is sealed to the keepers' keys, as the register is: a mode is no
lock.
"""

import json
import re
import shutil
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from coprod_training.contributions.merge import Merged
from coprod_training.contributions.passages import Pack, as_data, from_data
from coprod_training.contributions.role_keys import RoleKey, RoleKeys, seal, unseal
from coprod_training.contributions.said import Answer, Said, said_as_data, said_in
from coprod_training.contributions.side_by_side import side_by_side
from coprod_training.errors import CoprodError
from coprod_training.file_in_place import put_file_in_place

_NAME = re.compile(r"[0-9a-f]{6,10}")
_WHOSE = "whose.json"
AGE = b"age-encryption.org/v1"
"""What a sealed file begins with. Source: age-encryption.org/v1."""


@dataclass(frozen=True)
class PackShelf:
    """The folder of packs. root: made when something is first kept. keepers: their public keys."""

    root: Path
    keepers: frozenset[str] = frozenset()

    def keep(self, pack: Pack, *, own: bool = False) -> bool:
        """Remember a pack as it was sent, for documents that come back without it.

        own: it has one person's terms in it. Then it is sealed, and where nobody holds a keeper's
        key it is not kept. Returns whether it was.
        """
        data = as_data(pack)
        if own and not self.keepers:
            return False
        if own:
            sealed = seal(json.dumps(data).encode(), self.keepers)
            # The reference is opaque, and outside: a withdrawal finds its packs without a key.
            data = {"ref": pack.ref, "sealed": b64encode(sealed).decode()}
        self._write(self.root / f"{pack.id}.json", data)
        return True

    def has(self, pack_id: str) -> bool:
        """Whether a pack of this id was made here. The id changes with every word of it."""
        return bool(_NAME.fullmatch(pack_id)) and (self.root / f"{pack_id}.json").is_file()

    def pack(self, pack_id: str, key: RoleKey | None = None) -> Pack | None:
        """The pack of this id; None when it is not here, or is sealed and this key is no keeper's.

        Raises CoprodError when its file was changed.
        """
        if not self.has(pack_id):
            return None
        path = self.root / f"{pack_id}.json"
        data = json.loads(path.read_text(encoding="utf-8"))
        if "sealed" in data:
            opened = unseal(b64decode(data["sealed"]), key) if key else None
            if opened is None:
                return None
            data = json.loads(opened)
        return from_data(data)

    def folder(self, pack_id: str, name: str) -> Path:
        """Where one file that came back has its place. Raises CoprodError for what is no name."""
        if not _NAME.fullmatch(pack_id) or not _NAME.fullmatch(name):
            raise CoprodError("This page does not say which pack it answers.")
        return self.root / pack_id / name

    def keep_merged(self, pack: Pack, merged: Merged, name: str) -> Path:
        """Write what was said, what has no passage, and the page for the author; where they lie.

        What is the keeper's alone gets a file of its own, sealed where somebody holds a keeper's
        key. A file that was merged before keeps its points and the answers that they have. How
        whoever wrote it may be called is as it is said now, and all else is written again: an
        earlier version may have told the author what is the keeper's.
        """
        place = self.folder(pack.id, name)
        # First, and always: the pack itself may not be kept here, and a withdrawal has to find it.
        self._write(place.parent / _WHOSE, {"ref": pack.ref})
        if merged.for_keeper:
            self._for_keeper(place, merged.for_keeper)
        before = self.merged_before(pack.id, name)
        said = merged.said if before is None else _credited(before, merged.said)
        self._write(place / "not-landed.json", list(merged.not_landed))
        page = side_by_side(pack, said, merged.not_landed, name)
        self._text(place / "side-by-side.html", page)
        if said != before:
            self._write(place / "points.json", list(map(said_as_data, said)))
        return place

    def merged_before(self, pack_id: str, name: str) -> tuple[Said, ...] | None:
        """The points of one file, where it was merged here before; None where it was not."""
        place = self.folder(pack_id, name)
        return self.said(place) if (place / "points.json").is_file() else None

    def said(self, place: Path) -> tuple[Said, ...]:
        """The points of one file that came back. Raises CoprodError when they are not there."""
        try:
            points = (place / "points.json").read_bytes()
        except OSError as error:
            raise CoprodError(
                "The points that this page answers are not here.",
                where=str(place),
                fix="Give the workspace that they were merged in, with --workspace.",
            ) from error
        return said_in(points)

    def answer(self, place: Path, values: Mapping[str, str]) -> tuple[Said, ...]:
        """Keep an author's answers; gives all points, with what is still open.

        values: as a page keeps them. Raises CoprodError when a no has no reason; then nothing is
        kept.
        """
        answered = tuple(_answered(one, values) for one in self.said(place))
        self._write(place / "points.json", list(map(said_as_data, answered)))
        return answered

    def whose(self, name: str) -> str:
        """The contribution whose pack this file is of; "" where it is not here, or of nobody's.

        name: what the references of its points begin with.
        """
        if not _NAME.fullmatch(name):
            return ""
        here = (one for one in self._folders() if (one / name).is_dir())
        return next(filter(None, (_ref_of(one / _WHOSE) for one in here)), "")

    def came_back(self, ref: str) -> bool:
        """Whether a pack of this contribution came back: what lies here then quotes the person."""
        return any(ref and _ref_of(one / _WHOSE) == ref for one in self._folders())

    def forget(self, ref: str) -> int:
        """Remove every pack of one contribution, and all that came back of them; how many.

        For a withdrawal: what lies here quotes the person. Raises OSError once all the others are
        gone, where one of them cannot be removed.
        """
        packs = [one for one in self._files() if ref and _ref_of(one) == ref]
        noted = [one for one in self._folders() if ref and _ref_of(one / _WHOSE) == ref]
        gone, left = {one.with_suffix("") for one in packs} | set(noted), None
        for folder in gone:
            try:
                if folder.is_dir():
                    shutil.rmtree(folder)
                folder.with_suffix(".json").unlink(missing_ok=True)
            except OSError as error:  # the others go all the same
                left = error
        if left is not None:
            raise left
        return len(gone)

    def torn(self) -> tuple[Path, ...]:
        """What does not say whose it is: files of packs, and what came back; somebody has to look.

        What came back of a pack that was not made here said so nowhere, once.
        """
        packs = [one for one in self._files() if _ref_of(one) is None]
        came_back = [one for one in self._folders() if not self.has(one.name)]
        return (*packs, *(one for one in came_back if _ref_of(one / _WHOSE) is None))

    def _files(self) -> list[Path]:
        return [one for one in self._inside() if one.suffix == ".json"]

    def _folders(self) -> list[Path]:
        return [one for one in self._inside() if _NAME.fullmatch(one.name)]

    def _inside(self) -> list[Path]:
        """Everything here. Raises OSError where nobody may look, which `glob` passes over."""
        return sorted(self.root.iterdir()) if self.root.exists() else []

    def _for_keeper(self, place: Path, said: Iterable[Said]) -> None:
        """Write what is the keeper's; one that is sealed is never followed by one that is open."""
        content = _json(list(map(said_as_data, said))).encode()
        sealed, plain = place / "for-the-keeper.age", place / "for-the-keeper.json"
        if self.keepers:
            self._bytes(sealed, seal(content, self.keepers))
            plain.unlink(missing_ok=True)
        elif not sealed.exists():
            self._bytes(plain, content)

    def _write(self, path: Path, data: Any) -> None:
        self._text(path, _json(data))

    def _text(self, path: Path, text: str) -> None:
        self._bytes(path, text.encode())

    def _bytes(self, path: Path, content: bytes) -> None:
        """Put one file in place, whole, for its owner only."""
        inside = path.parent.relative_to(self.root)
        for folder in (*reversed(inside.parents), inside):  # each of them is closed to others
            (self.root / folder).mkdir(mode=0o700, parents=True, exist_ok=True)
        put_file_in_place(path, content, mode=0o600)


def shelf_in(private: Path) -> PackShelf:
    """The shelf of a workspace. private: its private folder, with the register's list of keys."""
    return PackShelf(private / "packs", RoleKeys(private / "register").read()["keeper"])


def for_keeper_in(content: bytes, key: RoleKey) -> tuple[Said, ...]:
    """What a sealed for-the-keeper.age says. Raises CoprodError when this key does not open it."""
    opened = unseal(content, key)
    if opened is None:
        raise CoprodError(
            "Your key does not open this file.", fix="It is for people who held a keeper's key."
        )
    return said_in(opened)


def _ref_of(path: Path) -> str | None:
    """Whose pack this is; None when it cannot be read."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return str(data["ref"]) if isinstance(data, dict) and "ref" in data else None


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _credited(kept: Iterable[Said], now: Iterable[Said]) -> tuple[Said, ...]:
    """The points that are kept, each with the credit that the same point has now."""
    known = {one.ref: one for one in now}
    return tuple(
        replace(one, who=known[one.ref].who)
        if one.ref in known and _but_for_who(one) == _but_for_who(known[one.ref])
        else one
        for one in kept
    )


def _but_for_who(one: Said) -> Said:
    return replace(one, who="", answer="", why="")


def _answered(one: Said, values: Mapping[str, str]) -> Said:
    """A point with what the page says about it; an earlier answer stays where it says nothing."""
    answer, why = values.get(f"{one.ref}.answer"), values.get(f"{one.ref}.why")
    known = next((known for known in get_args(Answer) if known == answer), None)
    if not known:
        return replace(one, why=why.strip()) if why is not None else one
    return one.answered(known, one.why if why is None else why)
