"""Rules for the list of services: one row a service, with a setting and a region that there are.

The file may be missing: only a hub needs it.
"""

from collections.abc import Iterator

from coprod_training.content.check.staff_copy import StaffCopy
from coprod_training.content.services import load_services
from coprod_training.csv_lists import csv_list
from coprod_training.errors import ContentProblems, Problem

LISTS = {"setting": "settings", "region": "regions"}
"""Columns, and the instrument's code lists that their values come from."""


def services_are_whole(staff: StaffCopy) -> Iterator[Problem]:
    """Every row can be read, and figures by setting and by region know where it belongs."""
    path = staff.root / "course" / "services.csv"
    if staff.course is None or not path.is_file():
        return
    try:
        load_services(path)
    except ContentProblems as error:
        yield from error.problems
        return
    lists = staff.course.instrument.code_lists
    rows = csv_list(path)
    for row in rows:
        for column, name in LISTS.items():
            codes = {one.value: one.text for one in lists.get(name, ())}
            value = " ".join(row[column].split())
            if codes and value and value not in codes:
                known = "; ".join(f"{code} is {text}" for code, text in codes.items())
                yield Problem(
                    path=path,
                    line=rows.line_num,
                    what=f'There is no {column} "{value}".',
                    fix=f"Write one of these codes, or nothing: {known}.",
                )


RULES = (services_are_whole,)
