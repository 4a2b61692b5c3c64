"""What no release holds: who took the course, and which services have answered. One small table.

A CSV with COLUMNS, made by staff from published numbers; docs/survey-report.md says how. It is held
to the rules of the release beside it, and without it the pictures say that nothing is published.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

from coprod_training.content.released import GROUPS, Rules
from coprod_training.disclosure.cells import HIDDEN
from coprod_training.errors import CoprodError

COLUMNS = ("picture", "group", "value", "part", "count", "base")
PARTS = {
    "completion": ("joined", "started", "finished"),
    "coverage": ("answered",),
}
"""Each picture with the parts that a group of it has, all of them."""
_OF_SERVICES = ("coverage",)  # a count of services tells of no person, so it is not rounded
_GROUPS_OF = {"completion": ("all", "setting"), "coverage": GROUPS}  # as the report draws them

Key = tuple[str, str, str]
"""Picture, group and its value, which is "" for everybody."""


@dataclass(frozen=True)
class Part:
    """One number; None is hidden. base: what it is a part of; None where there is none."""

    count: int | None
    base: int | None


@dataclass(frozen=True)
class Programme:
    """The table as it was read. parts: by key, then by part."""

    parts: dict[Key, dict[str, Part]] = field(default_factory=dict)

    def of(self, picture: str) -> Iterator[tuple[str, str, dict[str, Part]]]:
        """Every group of one picture, in the order of the table: group, value, parts."""
        for (name, group, value), parts in self.parts.items():
            if name == picture:
                yield group, value, parts


def read_programme(path: Path, rules: Rules) -> Programme:
    """The table. rules: of the release that it stands beside.

    Raises CoprodError, with the line, for a number that the rules would hide or have not rounded,
    and for a group that is not whole.
    """
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file, strict=True)
            names, lines = tuple(reader.fieldnames or ()), list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise CoprodError(
            "This cannot be read as a table.",
            where=str(path),
            fix="Save it again from the spreadsheet, as CSV UTF-8.",
        ) from error
    if names != COLUMNS:
        _refuse(path, 1, f"The columns are: {', '.join(COLUMNS)}.")
    parts: dict[Key, dict[str, Part]] = {}
    for number, row in enumerate(lines, 2):
        if None in row or None in row.values():
            _refuse(path, number, "This line has too many cells, or too few.")
        picture, group, value, part = (row[name].strip() for name in COLUMNS[:4])
        if part not in PARTS.get(picture, ()) or group not in GROUPS:
            _refuse(path, number, "There is no picture, group or part with this name.")
        if group not in _GROUPS_OF[picture]:
            _refuse(path, number, "Who finished is for everybody and by setting, not by region.")
        if (group == "all") != (value == ""):
            _refuse(path, number, "Everybody has no value, and each other group has one.")
        known = parts.setdefault((picture, group, value), {})
        if part in known:
            _refuse(path, number, "This part of the group is here twice.")
        known[part] = _part(path, number, row, rules, picture)
    for (picture, group, value), known in parts.items():
        if missing := [one for one in PARTS[picture] if one not in known]:
            said = " ".join(filter(None, (picture, group, value)))
            _refuse(path, 0, f"{said} has no line for: {', '.join(missing)}.")
        _refuse_larger_parts(path, picture, group, value, known)
    return Programme(parts)


def _refuse_larger_parts(
    path: Path, picture: str, group: str, value: str, known: dict[str, Part]
) -> None:
    """Whoever finished has started, and has joined.

    Rounding keeps the order: all go to the nearest of the same numbers, by the same rule.
    """
    counts = [(one, known[one].count) for one in PARTS[picture]]
    shown = [(one, count) for one, count in counts if count is not None]
    for (whole, most), (part, count) in pairwise(shown):
        if count > most:
            said = " ".join(filter(None, (picture, group, value)))
            _refuse(path, 0, f"{said}: more people {part} than {whole}.")


def _part(path: Path, number: int, row: dict[str, str], rules: Rules, picture: str) -> Part:
    exact = picture in _OF_SERVICES
    count, base = (
        _number(path, number, row[name].strip(), None if exact else rules)
        for name in ("count", "base")
    )
    if count is not None and base is not None and count > base + (0 if exact else rules.round_to):
        _refuse(path, number, "A part is larger than the whole.")
    if exact and (count is None or base is None):
        _refuse(path, number, "Services are counted with their whole, and neither is hidden.")
    return Part(count, base)


def _number(path: Path, line: int, words: str, rules: Rules | None) -> int | None:
    if words in (HIDDEN, ""):
        return None
    if not (words.isascii() and words.isdigit()):
        _refuse(path, line, f"A number is whole, or {HIDDEN} when it is hidden.")
    found = int(words)
    if rules and found < rules.smallest_count:
        _refuse(path, line, f"A number below {rules.smallest_count} is shown here.")
    if rules and found % rules.round_to:
        _refuse(path, line, f"This number is not rounded to the nearest {rules.round_to}.")
    return found


def _refuse(path: Path, line: int, what: str) -> NoReturn:
    raise CoprodError(
        what,
        where=f"{path}, line {line}" if line else str(path),
        fix="docs/survey-report.md says what this table holds, and how its numbers are protected.",
    )
