"""Brings a copy up to date with what the collector holds; what is there already is not fetched."""

import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from coprod_training.exchange import copies
from coprod_training.exchange.collector import Collector, Refused
from coprod_training.grading.from_collector import copied_feedback, note_copied
from coprod_training.grading.receipt import named

# As docs/collector-api.md has them: they become the names of folders.
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_FIELDS = ("submission", "learner", "assignment", "timestamp", "sha256", "feedback")

NotFetched = Callable[[str, Refused], object]
"""Is called with a learner of whom something could not be fetched, and with why."""


def pull_releases(collector: Collector, course: Path) -> list[str]:
    """Make the open exercises the ones that the collector lists; their names."""
    listed = [one for one in collector.assignments() if _is_release(one)]
    names = [str(one["assignment"]) for one in listed]
    for one in listed:
        if copies.release_digest(course, str(one["assignment"])) == one["sha256"]:
            copies.note_due(course, one)
        else:
            copies.put_release(course, one, collector.release(str(one["assignment"])))
    for folder in (course / "outbound").iterdir():
        if folder.name not in names:
            shutil.rmtree(folder)
    return names


def pull_own(
    collector: Collector,
    course: Path,
    cache: Path,
    assignments: Iterable[str],
    *,
    not_fetched: NotFetched,
) -> None:
    """Fetch a learner's own hand-ins that are not here, and all feedback that is new.

    One that is refused, or is not what it has to be, keeps no other from being fetched.
    cache: the learner's own copies, as nbgrader keeps them. A home on another computer, or one
    that lost them, has its receipts again.
    """
    handed_in = {found.assignment for one in cache.glob("*") if (found := named(one.name))}
    feedback = copied_feedback(course)
    for assignment in sorted({*assignments, *handed_in}):
        for one in _listed(collector, assignment):
            name, submission = copies.hand_in_name(one, with_id=False), str(one["submission"])
            if not name:
                continue
            try:
                if not (cache / name).is_dir():
                    files = collector.handed_in(submission, str(one["sha256"]))
                    copies.put_hand_in(cache / name, one, files)
                if one["feedback"] and feedback.get(submission) != one["feedback"]:
                    pages = collector.feedback(submission, str(one["feedback"]))
                    copies.put_feedback(course, submission, pages)
                    feedback[submission] = str(one["feedback"])
            except Refused as refused:  # the others are fetched
                not_fetched(str(one["learner"]), refused)
    note_copied(course, feedback)


def pull_hand_ins(
    collector: Collector,
    course: Path,
    assignments: Iterable[str],
    *,
    not_fetched: NotFetched,
    every: bool = False,
) -> int:
    """Fetch a cohort's hand-ins that are not here; how many.

    One that is refused, or is not what it has to be, keeps no other from being fetched.
    every: also those that a newer one of the same learner took the place of.
    """
    fetched = 0
    for assignment in assignments:
        listed = _listed(collector, assignment)
        newest = listed if every else list({one["learner"]: one for one in listed}.values())
        for one in newest:
            name = copies.hand_in_name(one, with_id=True)
            if not name or (course / "inbound" / name).is_dir():
                continue
            try:
                files = collector.handed_in(str(one["submission"]), str(one["sha256"]))
            except Refused as refused:  # the others are fetched
                not_fetched(str(one["learner"]), refused)
                continue
            copies.put_hand_in(course / "inbound" / name, one, files)
            fetched += 1
    return fetched


def _listed(collector: Collector, assignment: str) -> list[dict[str, Any]]:
    """Hand-ins, oldest first, each with what is used of it, and of this assignment alone."""
    return [
        {name: one[name] for name in _FIELDS}
        for one in collector.hand_ins(assignment)
        if one.get("assignment") == assignment
        and all(isinstance(one.get(name), str) for name in _FIELDS)
        and copies.is_submission(one["submission"])
    ]


def _is_release(one: dict[str, Any]) -> bool:
    name, digest = one.get("assignment"), one.get("sha256")
    return isinstance(digest, str) and isinstance(name, str) and bool(_NAME.fullmatch(name))
