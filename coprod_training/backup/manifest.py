"""The list of a backup's files, with their hashes. What is not as it says is refused whole."""

import hmac
import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from hashlib import file_digest, sha256
from pathlib import Path

import coprod_training
from coprod_training.errors import CoprodError

FILE, SUM = "manifest.json", "manifest.json.sha256"
FORMAT = 1
_NAME = re.compile(r"[a-z][a-z0-9-]*(\.[a-z]+)+")


@dataclass(frozen=True, kw_only=True)
class Item:
    """One file. part: what it is a copy of. schema: the revision of a database's tables, or ""."""

    part: str
    file: str
    bytes: int
    sha256: str
    kind: str
    what: str
    schema: str = ""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """made: when, UTC in ISO form. version: of coprod_training.

    key: of a hub, see collector/deletions.py; else "". marks: by part, of its collector's databases
    (collector/database_mark.py) and of the hub's own folder (hub/backup/state_mark.py).
    """

    made: str
    version: str
    key: str
    items: tuple[Item, ...]
    marks: Mapping[str, str] = field(default_factory=dict)

    def item(self, part: str) -> Item | None:
        """The file of a part; None when the backup has none."""
        return next((one for one in self.items if one.part == part), None)


def item_of(part: str, kind: str, what: str, file: Path, schema: str = "") -> Item:
    """What the list says of a file that is written to its end. what: it, in words."""
    return Item(
        part=part,
        file=file.name,
        bytes=file.stat().st_size,
        sha256=digest_of(file),
        kind=kind,
        what=what,
        schema=schema,
    )


def digest_of(file: Path) -> str:
    """SHA-256 in hex."""
    with file.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


def write_manifest(
    folder: Path,
    now: datetime,
    items: Iterable[Item],
    key: str = "",
    marks: Mapping[str, str] | None = None,
) -> None:
    """Write the list, and its own hash in the form that `sha256sum --check` reads. now: UTC.

    key, marks: see `Manifest`.
    """
    found = Manifest(
        made=now.astimezone(UTC).isoformat(timespec="seconds"),
        version=coprod_training.__version__,
        key=key,
        items=tuple(items),
        marks=marks or {},
    )
    said = json.dumps({"format": FORMAT, **asdict(found)}, indent=1) + "\n"
    digest = sha256(said.encode()).hexdigest()
    for name, text in ((FILE, said), (SUM, f"{digest}  {FILE}\n")):
        handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())


def checked(folder: Path) -> Manifest:
    """The list of a backup whose every file is as it says.

    Raises CoprodError for a backup that is tampered with, incomplete, or newer than this version.
    """
    if not folder.is_dir():
        raise CoprodError(
            "There is no such folder.", where=str(folder), fix="Check how its name is written."
        )
    if not (folder / FILE).is_file() or not (folder / SUM).is_file():
        raise CoprodError(
            "This backup is incomplete: it has no list of its files.",
            where=str(folder),
            fix="Give the dated folder that the backup made, such as coprod-20261127T192200Z.",
        )
    content = (folder / FILE).read_bytes()
    said = (folder / SUM).read_bytes().split(b" ")[0]
    if not hmac.compare_digest(sha256(content).hexdigest().encode(), said):
        raise _changed(folder / FILE)
    found = _read(content, folder / FILE)
    for one in found.items:
        file = folder / one.file
        if not _NAME.fullmatch(one.file) or file.is_symlink():
            raise CoprodError(
                f'The list of this backup names a file that is not in its folder: "{one.file}".',
                where=str(folder / FILE),
                fix="Somebody has changed it. Use a different backup.",
            )
        if not file.is_file():
            raise CoprodError(
                f"This backup is incomplete: {one.file} is missing.",
                where=str(folder),
                fix="Copy it again from where it is kept, or use a different backup.",
            )
        if file.stat().st_size != one.bytes or digest_of(file) != one.sha256:
            raise _changed(file)
    return found


def refuse_added(folder: Path, found: Manifest) -> None:
    """Raise CoprodError for a file beside those of the list. found: what `checked` gave."""
    added = {one.name for one in folder.iterdir()} - {FILE, SUM, *(one.file for one in found.items)}
    if added:
        raise CoprodError(
            f"This backup has a file that is not in its list: {min(added)}",
            where=str(folder),
            fix="If you know what it is, move it somewhere else, then try again.",
        )


def _read(content: bytes, path: Path) -> Manifest:
    try:
        found = json.loads(content)
        if found["format"] > FORMAT or _numbers(found["version"]) > _numbers(
            coprod_training.__version__
        ):
            raise CoprodError(
                f"This backup is from a newer version ({found['version']}) than this one"
                f" ({coprod_training.__version__}).",
                where=str(path),
                fix="Install that version, then restore.",
            )
        return Manifest(
            made=str(found["made"]),
            version=str(found["version"]),
            key=str(found["key"]),
            items=tuple(Item(**one) for one in found["items"]),
            marks={str(part): str(mark) for part, mark in found.get("marks", {}).items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _changed(path) from error


def _numbers(version: str) -> list[int]:
    return [int(one) for one in re.findall(r"\d+", version)]


def _changed(file: Path) -> CoprodError:
    return CoprodError(
        "This file of the backup has changed since it was written.",
        where=str(file),
        fix="Copy it again from where it is kept, or use a different backup. Nothing was restored.",
    )
