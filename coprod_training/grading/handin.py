"""Exercises of one learner, through nbgrader's own exchange, in a process that ends.

The learner's server starts `python -m coprod_training.grading.handin` for each request, so that
what nbgrader takes goes away again (learner_nbgrader.py loads as little of it as it can). One JSON
document is printed:

    {"ok": true, …}   list: "released", "handed_in", and "away" where nbgrader reaches no exchange;
                      submit: "again" when nothing had changed;
                      forget: counts of what was taken out
    {"ok": false, "words": a sentence for the learner}
                      submit: and "may_have_arrived": true, where it was begun and no clear no came

Settings are those of nbgrader's commands: nbgrader_config.py in Jupyter's folders of settings.
"""

import argparse
import contextlib
import json
import os
import sqlite3
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from coprod_training.errors import CoprodError
from coprod_training.grading.extensions import due_for
from coprod_training.grading.forget import forget
from coprod_training.grading.learner_nbgrader import exchange_settings, load_lean_nbgrader
from coprod_training.grading.one_round import no_round
from coprod_training.grading.receipt import named
from coprod_training.lean_imports import leave_out_slow_imports

CHANGED = "changed"  # an empty file beside feedback that took the place of an earlier one
BROKEN = "This could not be passed on. Try again in a moment. Your answers are kept."
MAYBE = "It is not known whether this arrived."
HOW_TO_KNOW = "Hand in again: the same answers are handed in once."


class MayHaveArrived(CoprodError):
    """Raised when a hand-in failed once it was begun: nobody knows whether it arrived."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do one of the verbs, and print what came of it."""
    parser = argparse.ArgumentParser(prog="handin", description=__doc__)
    parser.add_argument("verb", choices=("list", "fetch", "submit", "forget"))
    parser.add_argument("--learner", required=True)
    parser.add_argument("--assignment", default="")
    parser.add_argument("--exchange", type=Path, help="forget: the course's folder in it")
    parser.add_argument("--trainer", type=Path, help="forget: the trainer's course root")
    parser.add_argument("--cache", type=Path, help="forget: copies of what was handed in")
    asked = parser.parse_args(arguments)
    if asked.verb == "forget":
        leave_out_slow_imports()  # it looks into the gradebook as well
    else:
        load_lean_nbgrader()
    with contextlib.redirect_stdout(sys.stderr):  # nothing but our document on the output
        said = _do(asked)
    print(json.dumps(said))  # noqa: T201  # the output is this process's reply
    return 0


def _do(asked: argparse.Namespace) -> dict[str, Any]:
    from nbgrader.exchange import ExchangeError

    try:
        if asked.verb == "forget":
            with no_round(asked.trainer):  # it would write anew what is taken out meanwhile
                taken = forget(asked.learner, asked.exchange, asked.trainer, asked.cache)
            return {"ok": True, **asdict(taken)}
        exchange = LearnerExchange(asked.learner)
        if asked.verb == "list":
            return {"ok": True, **exchange.listing()}
        if asked.verb == "fetch":
            exchange.fetch(asked.assignment)
            return {"ok": True}
        return {"ok": True, "again": not exchange.submit(asked.assignment)}
    except MayHaveArrived as error:
        return {"ok": False, "words": error.sentences, "may_have_arrived": True}
    except CoprodError as error:
        return {"ok": False, "words": error.sentences}
    except (ExchangeError, OSError, RuntimeError, sqlite3.Error) as error:
        # Never its own words: they may hold paths, or what a learner wrote.
        print(type(error).__name__, file=sys.stderr)  # noqa: T201
        return {"ok": False, "words": BROKEN}


class LearnerExchange:
    """nbgrader's exchange as one learner sees it."""

    def __init__(self, learner: str) -> None:
        """Load nbgrader's settings, and those of no folder the process happens to stand in."""
        self._config, self._learner = exchange_settings(), learner

    def listing(self) -> dict[str, Any]:
        """What is released and what was handed in; feedback that is new is fetched first.

        While the exchange is away, only what was handed in from here.
        """
        from nbgrader.exchange import ExchangeError

        lister = self._part("List", "")
        try:
            handed_in = self._handed_in()
            if self._fetch_new_feedback(handed_in):
                handed_in = self._handed_in()
            released = lister.start()
        except ExchangeError:
            here = self._handed_in_from_here(lister)
            return {"away": True, "released": [], "handed_in": here}
        course = Path(lister.root) / lister.coursedir.course_id
        dues = {
            one["assignment_id"]: due_for(course, one["assignment_id"], self._learner)
            for one in released
        }
        return {
            "away": False,
            "released": [
                {"assignment": name, "due": due.isoformat() if due else None}
                for name, due in dues.items()
            ],
            "handed_in": [
                {
                    "assignment": one["assignment_id"],
                    "timestamp": one["timestamp"],
                    "feedback": bool(one["has_local_feedback"]),
                    "changed": _has_changed(self._feedback(lister, one)),
                }
                for one in handed_in
            ],
        }

    def fetch(self, assignment: str) -> None:
        """Fetch an exercise; one that is there already is never written over."""
        fetcher = self._part("FetchAssignment", assignment)
        place = Path(fetcher.assignment_dir) / assignment
        if (place / f"{assignment}.ipynb").is_file():
            return
        # Files that went missing are put back; what is there, answers above all, stays.
        fetcher.replace_missing_files = True
        fetcher.start()

    def submit(self, assignment: str) -> bool:
        """Hand in; False when the very same answers are handed in already.

        A second click, or a page that was loaded again, must not make a second hand-in. Raises
        CoprodError for an exercise that was not started, and for answers of a newer version, and
        MayHaveArrived; whatever else it raises, nothing was handed in.
        """
        # Here, since listing needs none of what it loads.
        from coprod_training.grading.answers_to_hand_in import answers_to_hand_in

        sender = self._part("Submit", assignment)
        folder = Path(sender.assignment_dir) / assignment
        if not (folder / f"{assignment}.ipynb").is_file():
            raise CoprodError("This exercise has not been started.", fix="Start it first.")
        name = f"{assignment}.answers.jsonl"
        cache = Path(sender.cache) / sender.coursedir.course_id
        earlier = sorted(cache.glob(f"{self._learner}+{assignment}+*"))
        now = answers_to_hand_in(folder, _content(folder / name))
        # Trimmed as well: until some version, every draft was handed in.
        same = bool(earlier) and now == answers_to_hand_in(folder, _content(earlier[-1] / name))
        # A collector says itself what it has, for the cohort that somebody is in by now.
        if same and not getattr(sender, "knows_what_it_has", False):
            return False
        try:
            sender.start()
            return len(list(cache.glob(f"{self._learner}+{assignment}+*"))) > len(earlier)
        except Exception as error:
            if getattr(sender, "may_have_arrived", True):
                raise MayHaveArrived(MAYBE, fix=HOW_TO_KNOW) from error
            raise

    def _fetch_new_feedback(self, handed_in: list[dict[str, Any]]) -> bool:
        changed = [one for one in handed_in if one["feedback_updated"]]
        first = [
            one
            for one in handed_in
            if one["has_exchange_feedback"] and not one["has_local_feedback"]
        ]
        lister = self._part("List", "")
        for one in changed:  # before it is fetched: afterwards nothing tells the two apart
            (self._feedback(lister, one) / CHANGED).touch()
        for assignment in sorted({one["assignment_id"] for one in (*first, *changed)}):
            self._part("FetchFeedback", assignment).start()
        return bool(first or changed)

    def _feedback(self, lister: Any, hand_in: dict[str, Any]) -> Path:
        """The learner's folder of the feedback on one hand-in."""
        exercises, name = Path(lister.assignment_dir), str(hand_in["assignment_id"])
        return exercises / name / "feedback" / str(hand_in["timestamp"])

    def _handed_in_from_here(self, lister: Any) -> list[dict[str, Any]]:
        """From the names of the learner's own copies: nbgrader lists none without an exchange."""
        copies = (Path(lister.cache) / lister.coursedir.course_id).glob("*")
        found = [one for path in sorted(copies) if (one := named(path.name))]
        listed = []
        for one in found:
            if one.learner != self._learner:
                continue
            about = {"assignment_id": one.assignment, "timestamp": one.timestamp}
            feedback = self._feedback(lister, about)
            listed.append(
                {
                    "assignment": one.assignment,
                    "timestamp": one.timestamp,
                    "feedback": (feedback / f"{one.assignment}.html").is_file(),
                    "changed": _has_changed(feedback),
                }
            )
        return listed

    def _handed_in(self) -> list[dict[str, Any]]:
        lister = self._part("List", "")
        lister.cached = True
        found = [one for group in lister.start() for one in group["submissions"]]
        return [one for one in found if one["student_id"] == self._learner]

    def _part(self, name: str, assignment: str) -> Any:
        from nbgrader.auth import Authenticator
        from nbgrader.coursedir import CourseDirectory
        from nbgrader.exchange import ExchangeFactory

        config = self._config
        course = CourseDirectory(config=config)
        course.assignment_id, course.student_id = assignment, self._learner
        kind = getattr(ExchangeFactory(config=config), name)
        return kind(coursedir=course, authenticator=Authenticator(config=config), config=config)


def _has_changed(feedback: Path) -> bool:
    return (feedback / CHANGED).is_file()


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


if __name__ == "__main__":
    os.umask(0o022)  # a trainer on the same machine must be able to read what is handed in
    sys.exit(main())
