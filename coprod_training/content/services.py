"""The services that take part: `course/services.csv`, one row a service."""

import re
from dataclasses import dataclass
from pathlib import Path

from coprod_training.csv_lists import csv_list
from coprod_training.errors import ContentProblems, Problem

COLUMNS = ("code", "name", "setting", "region", "icb", "provider", "made_up")
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_NO_CODE = (
    "The code is empty, has characters other than a-z, 0-9 and -, begins with a hyphen, or is"
    " longer than 40"
)
_MADE_UP = {"yes": True, "no": False, "": False}
_NOT_YES_OR_NO = (
    'Under made_up, write "yes" for a made-up service. For a real one, write "no" or nothing'
)


@dataclass(frozen=True)
class Service:
    """A service. setting, region: values of the instrument's code lists. made_up: a sample."""

    code: str
    name: str
    setting: str
    region: str
    icb: str
    provider: str
    made_up: bool


def load_services(path: Path) -> tuple[Service, ...]:
    """The services in the order of the file; none when there is no such file.

    Raises ContentProblems with every mistake in it.
    """
    try:
        rows = csv_list(path)
    except FileNotFoundError:
        return ()
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise ContentProblems(
            [
                Problem(
                    path=path,
                    line=1,
                    what="The columns are not those of a list of services.",
                    fix=f"The first line is: {','.join(COLUMNS)}",
                )
            ]
        )
    found: dict[str, Service] = {}
    names: set[str] = set()
    problems = []
    for row in rows:
        if None in row or None in row.values():
            problems.append(_problem(path, rows.line_num, "This row has too many cells or too few"))
            continue
        service = _service(row)
        if not _CODE.fullmatch(service.code):
            problems.append(_problem(path, rows.line_num, _NO_CODE))
        elif service.code in found:
            problems.append(_problem(path, rows.line_num, "This code was used above"))
        elif not service.name:
            problems.append(_problem(path, rows.line_num, "This service has no name"))
        elif _made_up(row) not in _MADE_UP:
            problems.append(_problem(path, rows.line_num, _NOT_YES_OR_NO))
        elif service.name.casefold() in names:
            # People know services by their names: figures of two would be added together.
            what = "Another service above has this name. Add its provider or its place to it"
            problems.append(_problem(path, rows.line_num, what))
        names.add(service.name.casefold())
        found.setdefault(service.code, service)
    if problems:
        raise ContentProblems(problems)
    return tuple(found.values())


def _service(row: dict[str, str]) -> Service:
    cells = {name: " ".join(row[name].split()) for name in COLUMNS if name != "made_up"}
    return Service(**cells, made_up=_MADE_UP.get(_made_up(row), False))


def _made_up(row: dict[str, str]) -> str:
    return row["made_up"].strip().casefold()


def _problem(path: Path, line: int, what: str) -> Problem:
    return Problem(path=path, line=line, what=f"{what}.", fix="Fix this row.")
