"""What a release of the survey looks like on the disk, and the one way to read it.

A release is a folder: `datapackage.json` (Data Package v2), whose part `coprod` is a `ReleaseInfo`,
and `figures.csv` with COLUMNS, one line for each answer of each item in each group and phase.
Beside them may stand the files of `released_companions`, which say the same in other forms.
A figure is a rounded count or `c`, which is hidden. Whoever writes a release can use these names.
Everything else is refused, so that no row of a person can ever be shown.
Source: survey-dataset.md, "Disclosure control".
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, NoReturn, cast

from coprod_training.activities.national_compare import PHASE, Figures, Picture
from coprod_training.content.instrument import Instrument
from coprod_training.content.released_companions import COMPANIONS, companions
from coprod_training.content.schema import structure
from coprod_training.disclosure.cells import HIDDEN
from coprod_training.disclosure.derived import CHANGE, CHANGES
from coprod_training.disclosure.settings import SPECIFICATION
from coprod_training.errors import CoprodError
from coprod_training.yamlfile import read_yaml

FOLDER = "released"
"""Inside course/. A README.md alone, or no folder at all, is no release."""
DESCRIPTOR, TABLE, ABOUT = "datapackage.json", "figures.csv", "README.md"
PACKAGE_NAME = "coprod-survey-release"
FORMAT = 2
"""Raised whenever the words of a file beside the table change; every earlier one is still read."""
COLUMNS = ("release", "group", "value", "phase", "item", "answer", "count", "base")
PHASES = ("baseline", "pre", "post")
GROUPS = ("all", "setting", "region")
"""value is "" for the group all. A group by setting and region together is never published."""
EVERYBODY = "all"

_PERSON = re.compile(r"(submission|respondent|service|pair|batch|receipt|record)_|pseudonym")
_KNOWN_GROUP = re.compile(r"[A-Z]{2,5}")
_DAY, _MONTH = re.compile(r"\d{4}-\d{2}-\d{2}"), re.compile(r"\d{4}-\d{2}")
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, kw_only=True)
class Rules:
    """How the figures were protected.

    smallest_count: below it a count is hidden, zeros too. round_to: all others go to the nearest.
    smallest_base: below it a whole group is hidden. smallest_services: in a group that is shown;
    0 when the survey asks for no service codes.
    """

    smallest_count: int
    round_to: int
    smallest_base: int
    smallest_services: int


# Data Package 2.0, as far as a release needs it: rows of data have no place in a descriptor.
_OF_RELEASE = {"$schema", "name", "title", "description", "created", "coprod", "resources"}
_OF_TABLE = {
    "name", "title", "path", "type", "format", "mediatype", "encoding", "bytes", "hash", "schema",
}  # fmt: skip  # one name a line would hide how few they are


@dataclass(frozen=True, kw_only=True)
class ReleaseInfo:
    """What a release says of itself. release: its id, which stands in each line of the table.

    published: YYYY-MM-DD. first_month, last_month: YYYY-MM, of the answers in it.
    """

    format: int
    release: str
    instrument: str
    published: str
    first_month: str
    last_month: str
    rules: Rules


Table = tuple[Literal["all", "setting", "region"], str, str, str]
"""Group, its value, phase and item."""


@dataclass(frozen=True)
class Release:
    """A release that has passed every check. tables: the figures of each item in each group."""

    info: ReleaseInfo
    tables: dict[Table, Figures]

    def picture(self) -> Picture:
        """All of England in the survey alone, for a learner's page."""
        return Picture(
            published=self.info.published,
            first_month=self.info.first_month,
            last_month=self.info.last_month,
            smallest_count=self.info.rules.smallest_count,
            round_to=self.info.rules.round_to,
            items={
                item: figures
                for (group, _, phase, item), figures in self.tables.items()
                if (group, phase) == (EVERYBODY, PHASE)
            },
        )


def read_release(folder: Path, instrument: Instrument) -> Release | None:
    """The release in `folder`, or None when there is none.

    Raises CoprodError, which names the file and says what to do, for everything that may not be
    shown: rows of single people, a count without its base, a number that the rules hide, or a
    survey of another version.
    """
    files = release_files(folder)
    if set(files) <= {ABOUT}:
        return None
    if DESCRIPTOR not in files:
        _refuse(folder, f"There are files here, and no {DESCRIPTOR}.")
    if other := sorted(set(files) - {ABOUT, DESCRIPTOR, TABLE, *COMPANIONS}):
        _refuse(
            folder, f"A release is {DESCRIPTOR} and {TABLE}. This is a different file: {other[0]}."
        )
    info = _info(files[DESCRIPTOR], files.get(TABLE), instrument)
    try:
        text = files[TABLE].read_text(encoding="utf-8")
        reader = csv.DictReader(io.StringIO(text), strict=True)
        lines, names = list(reader), tuple(reader.fieldnames or ())
    except (UnicodeDecodeError, csv.Error):
        _refuse(files[TABLE], "This cannot be read as a table.")
    if any(_PERSON.search(name) for name in names):
        _refuse(files[TABLE], "This has rows of single people, which are never released.")
    if names != COLUMNS:
        _refuse(files[TABLE], f"The columns of a release are: {', '.join(COLUMNS)}.")
    release = Release(info, _tables(files[TABLE], lines, info, instrument))
    _refuse_other_companions(files, lines, info, instrument)
    return release


def going_out(folder: Path) -> dict[str, Path]:
    """What of a release goes to learners, by its name: the two files that were looked at."""
    return {
        name: path for name, path in release_files(folder).items() if name in (DESCRIPTOR, TABLE)
    }


def release_files(folder: Path) -> dict[str, Path]:
    """Every file under `folder`, by its name inside; none when there is no such folder."""
    found = (path for path in sorted(folder.rglob("*")) if not path.is_dir())
    return {path.relative_to(folder).as_posix(): path for path in found}


def _info(path: Path, table: Path | None, instrument: Instrument) -> ReleaseInfo:
    file = read_yaml(path)  # JSON is YAML too, and mistakes come with their line
    data = file.data
    if not isinstance(data, dict) or data.get("name") != PACKAGE_NAME or "coprod" not in data:
        _refuse(path, "This is not a release of the survey.")
    if unknown := sorted(set(data) - _OF_RELEASE):
        _refuse(path, f"A release says nothing of this: {unknown[0]}.")
    info = structure(file, data["coprod"], ReleaseInfo, ("coprod",))
    if not 1 <= info.format <= FORMAT:
        _refuse(path, "This release was written by a different version of the course.")
    if info.instrument != instrument.id:
        _refuse(path, f"This release is of {info.instrument}, and the course asks {instrument.id}.")
    months = (info.first_month, info.last_month)
    if not _is_day(info.published, _DAY) or not all(_is_day(one, _MONTH) for one in months):
        _refuse(path, "A day is written as 2027-03-01 and a month as 2027-03.")
    rules = info.rules
    # The weakest rules that it may have been made with; stricter ones are welcome.
    coded = rules.smallest_services >= SPECIFICATION.smallest_services
    if (
        (rules.smallest_services and not coded)
        or rules.smallest_count < SPECIFICATION.smallest_count
        or rules.round_to < SPECIFICATION.round_to
        or rules.smallest_base < SPECIFICATION.base_needed(coded)
    ):
        _refuse(path, "This release was made with rules that hide too little.")
    _match(path, data.get("resources"), table)
    return info


def _match(path: Path, resources: Any, table: Path | None) -> None:
    """The table is the one that the descriptor was written for."""
    listed = resources if isinstance(resources, list) else []
    if table is None or len(listed) != 1 or not isinstance(listed[0], dict):
        _refuse(path, f"A release lists one table, {TABLE}, and has it beside it.")
    if unknown := sorted(set(listed[0]) - _OF_TABLE):
        _refuse(path, f"The table of a release says nothing of this: {unknown[0]}.")
    digest = f"sha256:{hashlib.sha256(table.read_bytes()).hexdigest()}"
    if listed[0].get("path") != TABLE or listed[0].get("hash") != digest:
        _refuse(table, "This table is not the one that was released: its fingerprint is different.")


def _tables(
    path: Path, lines: list[dict[str, str]], info: ReleaseInfo, instrument: Instrument
) -> dict[Table, Figures]:
    """The lines put together by table, each table whole."""
    found: dict[Table, Figures] = {}
    for number, line in enumerate(lines, 2):
        if None in line or None in line.values():
            _refuse(path, "This line has too many places, or too few.", number)
        if line["release"] != info.release:
            _refuse(path, "This line is from a different release.", number)
        known = line["value"] == "" if line["group"] == EVERYBODY else (
            line["group"] in GROUPS and _KNOWN_GROUP.fullmatch(line["value"]))  # fmt: skip
        if not known or line["phase"] not in (*PHASES, CHANGE):
            _refuse(path, "There is no group or form of this name.", number)
        base = _figure(path, number, line["base"], info.rules.smallest_base, info.rules)
        count = _figure(path, number, line["count"], info.rules.smallest_count, info.rules)
        name = cast(Table, tuple(line[part] for part in ("group", "value", "phase", "item")))
        table = found.setdefault(name, Figures(base=base, counts={}))
        if table.base != base or line["answer"] in table.counts:
            _refuse(
                path,
                "This line does not fit the one before: a different base, or the same line twice.",
                number,
            )
        if base is None and count is not None:
            _refuse(path, "This group is hidden, and a number of it is shown.", number)
        table.counts[line["answer"]] = count
    for (_, _, phase, item), table in found.items():
        answers = dict(_answers(instrument, item, phase))
        if not answers or set(table.counts) != set(answers):
            _refuse(path, f"{item} is not shown with each of its answers, or is never published.")
        steps = [n for answer, n in table.counts.items() if answers[answer] and n is not None]
        if table.base is not None and max(steps, default=0) > table.base:
            _refuse(path, f"More people gave one answer to {item} than answered it.")
    return found


def _refuse_other_companions(
    files: dict[str, Path],
    lines: list[dict[str, str]],
    info: ReleaseInfo,
    instrument: Instrument,
) -> None:
    """Each file beside the table says what the table says, to the byte."""
    main = {name: files[name].read_bytes() for name in (DESCRIPTOR, TABLE)}
    for name, content in companions(info, lines, instrument, main).items():
        if name in files and files[name].read_bytes() != content:
            _refuse(files[name], "This file does not match the table of the release.")


def _answers(instrument: Instrument, item_id: str, phase: str) -> Iterator[tuple[str, bool]]:
    """Each answer of an item that may be published, and whether shares count it."""
    for item in instrument.items:
        if item.id != item_id or not item.in_dataset or item.type != "single":
            continue
        if phase == CHANGE:
            if {"pre", "post"} <= set(item.phases):
                yield from ((change, True) for change in CHANGES)
        else:
            for code in instrument.codes_of(item):
                yield code.value, not code.missing


def _figure(path: Path, number: int, words: str, least: int, rules: Rules) -> int | None:
    if words == HIDDEN:
        return None
    if not _NUMBER.fullmatch(words):
        _refuse(path, f"A figure is a whole number, or {HIDDEN} when it is hidden.", number)
    if int(words) < least:
        _refuse(path, f"A number below {least} is shown here.", number)
    if int(words) % rules.round_to:
        _refuse(path, f"This number is not rounded to the nearest {rules.round_to}.", number)
    return int(words)


def _is_day(words: str, form: re.Pattern[str]) -> bool:
    """Whether this is a day, or a month, in the one form that is written."""
    try:
        date.fromisoformat(words if form is _DAY else f"{words}-01")
    except ValueError:
        return False
    return form.fullmatch(words) is not None


def _refuse(path: Path, what: str, line: int = 0) -> NoReturn:
    raise CoprodError(
        what,
        where=f"{path}, line {line}" if line else str(path),
        fix="Give a folder of released figures, or take this out of it: only what disclosure"
        f" control has released belongs there, as in course/{FOLDER}/.",
    )
