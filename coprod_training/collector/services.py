"""Services and cohorts as the programme lists them, kept for the figures; cohorts come from CSV."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, delete, select, update

from coprod_training.collector.database import insert
from coprod_training.collector.scopes import COHORT
from coprod_training.collector.tables import cohort, learner, release, service, submission
from coprod_training.content.services import Service
from coprod_training.csv_lists import csv_list
from coprod_training.errors import ContentProblems, Problem

_LONGEST = 255
_COLUMNS = ("cohort", "service", "starts", "ends")
_WITH_COHORTS = (learner, release, submission)


@dataclass(frozen=True)
class Cohort:
    """A group that learns together. Days, or None while they are not set."""

    cohort: str
    service: str
    starts: date | None
    ends: date | None


def read_cohorts(path: Path) -> tuple[Cohort, ...]:
    """The cohorts of a CSV file: cohort, service, starts and ends (YYYY-MM-DD, or empty).

    A line that begins with # says something to whoever reads the file, and is no cohort.
    Raises ContentProblems with every mistake.
    """
    rows, problems = _rows(path)
    found = []
    for line, row in rows:
        try:
            starts, ends = (
                date.fromisoformat(row[name]) if row[name] else None for name in ("starts", "ends")
            )
        except ValueError:
            what = "A day is not written as year, month and day."
            problems.append(Problem(path=path, line=line, what=what, fix="Write 2026-11-23."))
            continue
        if starts and ends and ends < starts:
            what = "This cohort ends before it starts."
            problems.append(
                Problem(path=path, line=line, what=what, fix="Correct one of the two days.")
            )
        found.append(Cohort(row["cohort"], row["service"], starts, ends))
    if problems:
        raise ContentProblems(problems)
    return tuple(found)


def put_services(connection: Connection, services: Iterable[Service]) -> None:
    """Keep this list in the place of the earlier one. Learners keep the code they have."""
    columns = [column.name for column in service.c]
    rows = [{name: getattr(one, name) for name in columns} for one in services]
    connection.execute(delete(service))
    if rows:
        connection.execute(insert(connection, service), rows)


def put_cohorts(connection: Connection, cohorts: Iterable[Cohort]) -> None:
    """Keep this list in the place of the earlier one.

    A cohort that it does not name has no days any more. It goes, unless a learner, a release or a
    hand-in has it.
    """
    rows = [asdict(one) for one in cohorts]
    unnamed = cohort.c.cohort.not_in([one["cohort"] for one in rows])
    unused = [cohort.c.cohort.not_in(select(table.c.cohort)) for table in _WITH_COHORTS]
    connection.execute(delete(cohort).where(unnamed, *unused))
    connection.execute(update(cohort).where(unnamed).values(starts=None, ends=None))
    if rows:
        row = insert(connection, cohort)
        changed = {name: row.excluded[name] for name in ("service", "starts", "ends")}
        connection.execute(row.on_conflict_do_update(index_elements=["cohort"], set_=changed), rows)


def service_codes(connection: Connection) -> frozenset[str]:
    """The codes of all services."""
    return frozenset(connection.execute(select(service.c.code)).scalars())


def _rows(path: Path) -> tuple[list[tuple[int, dict[str, str]]], list[Problem]]:
    """Each row of a list of cohorts with its line, and what is wrong."""
    reader = csv_list(path)
    missing = [name for name in _COLUMNS if name not in (reader.fieldnames or [])]
    if missing:
        what = f"These columns are missing: {', '.join(missing)}."
        return [], [Problem(path=path, line=1, what=what, fix="Add them to the first line.")]
    rows: list[tuple[int, dict[str, str]]] = []
    problems, seen = [], set()
    for line in reader:
        if (line["cohort"] or "").startswith("#"):
            continue
        row = {name: (line[name] or "").strip() for name in _COLUMNS}
        name, why, fix = row["cohort"], "", ""
        if not COHORT.fullmatch(name):
            why = "The cohort may only have lower-case letters, digits and hyphens."
            fix = "Write it as spring-2027."
        elif name in seen:
            why, fix = "This cohort is in the list twice.", "Take one of the two lines out."
        elif any(len(one) > _LONGEST or not one.isprintable() for one in row.values()):
            why = "A word is longer than 255 characters, or has one that cannot be printed."
            fix = "Write it again."
        if why:
            problems.append(Problem(path=path, line=reader.line_num, what=why, fix=fix))
        seen.add(name)
        rows.append((reader.line_num, row))
    return rows, problems
