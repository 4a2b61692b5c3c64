"""Which date a release is for, and whether it may be made at all (survey-instrument.md, P7)."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from coprod_training.content.released import DESCRIPTOR, FOLDER
from coprod_training.day_words import day_words
from coprod_training.disclosure.settings import Settings
from coprod_training.errors import CoprodError
from coprod_training.survey.release.history import History
from coprod_training.survey.release.rows import DRAFT, OTHER_VERSION, Rows


def day_due(dates: Sequence[date], lines: Sequence[Mapping[str, Any]], today: date) -> str:
    """The newest date of the plan that has come and has no release yet: YYYY-MM-DD.

    Raises CoprodError when there is none.
    """
    where = "course/publication.yaml"
    if not dates:
        raise CoprodError(
            "No date of publication has been agreed yet.",
            where=where,
            fix="Agree on fixed dates, about three months apart, and write them under `dates`.",
        )
    released = {line["release"] for line in lines}
    come = [one.isoformat() for one in dates if one <= today]
    if come and come[-1] not in released and come[-1] > max(released, default=""):
        return come[-1]
    later = [one for one in dates if one > today]
    if not later:
        raise CoprodError(
            "Every date of publication has its release.",
            where=where,
            fix="Agree on the next dates, and write them under `dates`.",
        )
    raise CoprodError(
        "It is not the time for a release. Figures are never live: they have fixed dates.",
        where=where,
        fix=f"The next date is {day_words(later[0])}.",
    )


def refuse_no_rows(rows: Rows, instrument: str) -> None:
    """Raise CoprodError when no row may be released, with the reason that fits."""
    if rows.ids:
        return
    left_out = rows.left_out
    if left_out.get(OTHER_VERSION):
        raise CoprodError(
            f"All answers are to a different version of the survey from {instrument}, which the"
            " course asks now. Versions are never pooled.",
            fix="Wait for answers to this version.",
        )
    if left_out.get(DRAFT):
        raise CoprodError(
            f"There is nothing to release yet. Rows: {left_out[DRAFT]}, all answered while the"
            " course was a draft or a pilot, and these are never released.",
            fix="Release the course first, with: coprod release",
        )
    raise CoprodError(
        "There is nothing to release yet: nobody has answered, or not with a setting and a region.",
        fix="Wait for answers. Until then the course shows no figure.",
    )


def refuse_too_old(rows: Rows, first_kept: str) -> None:
    """Raise CoprodError when a row is of before the first month (YYYY-MM) that is still kept."""
    if min(rows.months, default=first_kept) < first_kept:
        raise CoprodError(
            f"This dataset has answers older than was agreed: from before {first_kept}.",
            fix="Build the dataset again, with: coprod survey build DIR",
        )


def refuse_unknown_release(course: Path, lines: Sequence[Mapping[str, Any]]) -> None:
    """Raise CoprodError when the release that the course shows is not in the ledger.

    course: the folder course/. A ledger from an older backup does not know what was published
    since, and would let the same people in once more.
    """
    shown = course / FOLDER / DESCRIPTOR
    if not shown.is_file():
        return
    digest = hashlib.sha256(shown.read_bytes()).hexdigest()
    if all(line["files"].get(DESCRIPTOR) != digest for line in lines):
        raise CoprodError(
            "The course shows a release that the ledger of releases does not have.",
            where=str(shown),
            fix="Put back the ledger, and the list beside it, from the backup that was made after"
            " that release. Until then nothing can be released.",
        )


def refuse_other_settings(settings: Settings, history: History) -> None:
    """Raise CoprodError when thresholds differ from those of earlier releases of this version.

    The audit looks at all of them together, and an earlier one was rounded by its own.
    """
    for line in history.lines[-1:]:
        now = asdict(settings)
        changed = sorted(name for name in now if now[name] != line["settings"].get(name))
        if changed:
            raise CoprodError(
                f"These settings have changed since the last release: {', '.join(changed)}.",
                where="course/disclosure.yaml",
                fix="Put them back. New ones can begin with a new version of the survey.",
            )
