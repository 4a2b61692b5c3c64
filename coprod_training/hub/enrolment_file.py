"""Reads a list of people for a hub: a CSV file with a row for each place that somebody has."""

import re
from pathlib import Path

from coprod_training.collector.scopes import COHORT
from coprod_training.csv_lists import csv_list
from coprod_training.errors import ContentProblems, Problem
from coprod_training.hub import roles
from coprod_training.hub.membership import ROLES, Place

COLUMNS = ("account", "role", "cohort", "service")
_NEEDS_COHORT = ("trainer",)


def read_people(path: Path, services: frozenset[str]) -> list[tuple[str, Place]]:
    """The accounts and their places, in the order of the file.

    services: the codes that there are. Raises ContentProblems with every mistake in it.
    """
    rows = csv_list(path)
    if tuple(one.strip() for one in rows.fieldnames or ()) != COLUMNS:
        what = "The columns are not those of a list of people."
        fix = f"The first line is: {','.join(COLUMNS)}"
        raise ContentProblems([Problem(path=path, line=1, what=what, fix=fix)])
    people, problems = [], []
    for row in rows:
        cells = [(row.get(name) or "").strip() for name in rows.fieldnames or ()]
        if not any(cells):
            continue
        account, place = account_typed(cells[0]), Place(cells[1].lower(), cells[2], cells[3])
        found = _wrong(account, place, services)
        if None in row:
            found = ("This row has too many cells.", f"There are four: {', '.join(COLUMNS)}.")
        if found:
            problems.append(Problem(path=path, line=rows.line_num, what=found[0], fix=found[1]))
        else:
            people.append((account, place))
    if problems:
        raise ContentProblems(problems)
    return people


def account_typed(name: str) -> str:
    """The account that somebody means: the hub knows names in small letters only."""
    return name.strip().lower()


def _wrong(account: str, place: Place, services: frozenset[str]) -> tuple[str, str] | None:
    """What is wrong with a row, and what to do; None when nothing is."""
    if not re.fullmatch(roles.ACCOUNT, account) or roles.is_grader(account):
        return (
            "This is not a valid account name.",
            "Use lower-case letters, digits and . _ @ -, such as ab@x.org.",
        )
    if found := wrong_place(place):
        return found
    if place.service and place.service not in services:
        return "There is no service with this code.", "Look in services.csv, or add it there."
    return None


def wrong_place(place: Place) -> tuple[str, str] | None:
    """What is wrong with a place, and what to do; None when nothing is."""
    if place.role not in ROLES:
        return "There is no such role.", f"One of: {', '.join(ROLES)}."
    if place.cohort and not COHORT.fullmatch(place.cohort):
        return "This is not a valid cohort name.", "Use lower-case letters, digits and hyphens."
    if place.role in _NEEDS_COHORT and not place.cohort:
        return "A trainer has a cohort.", "Say which one."
    return None
