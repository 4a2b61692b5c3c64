"""What became of the marks of one learner, in words. Pure."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from coprod_training.content.assessment import Assessment
from coprod_training.grading.records import only_confirms
from coprod_training.lab.dates import record_words


def change_rows(
    assessment: Assessment,
    changes: Iterable[Mapping[str, Any]],
    said: Callable[[str, str], str],
) -> list[dict[str, str]]:
    """One row for each record of `records.mark_changes`, in their order.

    said: who did it in words, from the account and the time on record.
    """
    return [
        {
            "when": record_words(datetime.fromisoformat(one["at"])),
            "what": _title(assessment, str(one.get("activity", ""))),
            "change": _change(one),
            "by": said(str(one["by"]), str(one["at"])) if "by" in one else "The course",
            "why": _why(one),
        }
        for one in changes
    ]


def _title(assessment: Assessment, activity: str) -> str:
    asked = assessment.question(activity)
    return asked.activity.title if asked else activity


def _change(one: Mapping[str, Any]) -> str:
    if one["event"] == "mark reset":
        return f"{_points(one.get('mark'))} to none"
    if only_confirms(one):
        return f"{_points(one.get('mark'))}, confirmed"
    if one.get("before") == one.get("mark") and "extra" not in one:
        return f"{_points(one.get('mark'))}, a reason given later"
    change = f"{_points(one.get('before'))} to {_points(one.get('mark'))}"
    if "extra" not in one:
        return change
    if not one["extra"]:
        return f"{change}, and no extra points now"
    return f"{change}, and {_points(one['extra'])} more"


def _why(one: Mapping[str, Any]) -> str:
    if one["event"] == "mark reset":
        return "A newer hand-in has different answers."
    return str(one.get("why", ""))


def _points(points: object) -> str:
    return f"{points:g}" if isinstance(points, int | float) else "none"
