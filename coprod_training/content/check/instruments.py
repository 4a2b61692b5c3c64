"""Rules for the versions of the survey, which are told apart by their names alone later on."""

import re
from collections.abc import Iterator
from pathlib import Path

from coprod_training.content import publication_dates
from coprod_training.content.check.staff_copy import StaffCopy
from coprod_training.content.instrument import Instrument, load_instrument
from coprod_training.errors import ContentProblems, Problem
from coprod_training.yamlfile import read_yaml

_MONTHS = re.compile(r"\b(\d+) months\b")


def versions_are_told_apart(staff: StaffCopy) -> Iterator[Problem]:
    """Each has an id, a version and a consent text's version of its own.

    Consent is to the text of a version: two texts under one name would count a yes to the one as a
    yes to the other.
    """
    seen: list[Instrument] = []
    for path, one in _versions(staff):
        if one.id != path.stem:
            what = f'This file says that it is "{one.id}".'
            yield _problem(path, "id", what, f"Write: id: {path.stem}")
        for other in seen:
            if other.version == one.version:
                what = f'"{other.id}" is version {one.version} as well.'
                yield _problem(path, "version", what, "Give this one a version of its own.")
            if other.consent_text_version == one.consent_text_version and _text(other) != _text(
                one
            ):
                what = f'"{other.id}" has another consent text under the same name.'
                fix = "Changed words of the consent text are a new version of it."
                yield _problem(path, "consent_text_version", what, fix)
        seen.append(one)


def answers_are_kept_as_long_as_said(staff: StaffCopy) -> Iterator[Problem]:
    """What the consent text promises about months is what the survey does."""
    for path, one in _versions(staff):
        said = [found for point in one.consent_points for found in _MONTHS.findall(point.text)]
        if said and one.retention_months is None:
            what = f"The consent text says {said[0]} months, and no answer is wiped for its age."
            fix = f"Write: retention_months: {said[0]}"
            yield _problem(path, "retention_months", what, fix)


def figures_are_published_when_said(staff: StaffCopy) -> Iterator[Problem]:
    """The dates of publication are dates, and those that people were told are among them."""
    path = staff.root / "course" / publication_dates.FILE
    if staff.course is None or not path.exists():
        return
    try:
        yield from publication_dates.date_problems(read_yaml(path), staff.course.instrument)
    except ContentProblems as broken:
        yield from broken.problems


def _versions(staff: StaffCopy) -> Iterator[tuple[Path, Instrument]]:
    """Every version that can be read: the one that cannot has its own mistakes told."""
    for path in sorted((staff.root / "course" / "instruments").glob("*.yaml")):
        try:
            yield path, load_instrument(path)
        except ContentProblems:
            continue


def _text(one: Instrument) -> tuple[tuple[str, str], ...]:
    return tuple((point.title, point.text) for point in one.consent_points)


def _problem(path: Path, key: str, what: str, fix: str) -> Problem:
    return read_yaml(path).problem((key,), what, fix)


RULES = (
    versions_are_told_apart,
    answers_are_kept_as_long_as_said,
    figures_are_published_when_said,
)
