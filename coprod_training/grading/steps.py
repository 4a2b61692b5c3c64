"""One step of a trainer's round, as a process: `python -m coprod_training.grading.steps`.

nbgrader takes seconds to load, and its pages block the server while they work. This prints a line
of JSON after each hand-in, {"done": 3, "of": 18, "what": "collected"}, and last {"ok": true,
"words": "…", "not_done": ["learner", …]}, or {"ok": false, "words": "…"}. No line holds a learner's
words.
"""

import argparse
import contextlib
import io
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coprod_training.errors import CoprodError
from coprod_training.grading import extensions, gradebook, marking_round
from coprod_training.grading.due import write_due
from coprod_training.grading.from_collector import is_from_collector
from coprod_training.grading.nbgrader_api import open_api
from coprod_training.grading.one_round import one_round
from coprod_training.grading.overview import overview
from coprod_training.grading.returned import changed_times, note_changed
from coprod_training.grading.second_marks import draw, held_back

Tell = Callable[[int, int, str], None]
"""Is called after each hand-in: how many are done, of how many, and what is done with them."""


def release(course_root: Path, assignment: str, due: datetime | None) -> dict[str, Any]:
    """Make the learners' form, and open it to them with this due date. due: UTC; None: no date.

    What is released already is not made anew, which could lose its form: only its date changes.
    Raises CoprodError.
    """
    api = open_api(course_root)
    # With nbgrader, as in `open_api`.
    from nbgrader.api import Gradebook

    from coprod_training.grading.late import LatePenalties, follow_dates, follow_dates_of_kept

    late = LatePenalties(api.config)
    naive = due.astimezone(UTC).replace(tzinfo=None) if due else None
    outbound = Path(api.exchange_root) / api.course_id / "outbound" / assignment
    with one_round(course_root):
        with Gradebook(api.coursedir.db_url, api.coursedir.course_id) as book:
            book.update_or_create_assignment(assignment, duedate=naive)
            follow_dates(book, late, course_root, assignment)
        follow_dates_of_kept(late, course_root, assignment)
        if outbound.is_dir():
            write_due(outbound, due)
            if is_from_collector(outbound.parents[1]):
                _pass_on_date(api, assignment)
            return {"words": "The date is changed.", "not_done": []}
        made = api.generate_assignment(assignment, force=True, create=True)
        if not made["success"]:
            raise _not_released()
        _pass_on(api, assignment)
    return {"words": "Open to learners.", "not_done": []}


def _pass_on(api: Any, assignment: str) -> None:
    if not api.release_assignment(assignment)["success"]:
        raise _not_released()


def _pass_on_date(api: Any, assignment: str) -> None:
    """Release it again, which keeps the form: the collector gets the dates that count now."""
    if not api.release_assignment(assignment)["success"]:
        raise CoprodError(
            "The date is kept here. It has not reached the learners yet: they see the one before.",
            fix="Save it again in some minutes.",
        )


def _not_released() -> CoprodError:
    return CoprodError(
        "This exercise could not be released.",
        fix="Check it with: coprod check. Then try again.",
    )


def extend(
    course_root: Path, assignment: str, learner: str, due: datetime | None, by: str
) -> dict[str, Any]:
    """Agree a date with one learner. due: UTC; None: everybody's date again. Raises CoprodError."""
    api = open_api(course_root)
    # With nbgrader, as in `open_api`.
    from nbgrader.api import Gradebook

    from coprod_training.grading.late import LatePenalties, follow_dates, follow_dates_of_kept

    late, exchange = LatePenalties(api.config), Path(api.exchange_root) / api.course_id
    if not (exchange / "outbound" / assignment).is_dir():
        raise CoprodError("Release this exercise first.")
    with one_round(course_root):
        extensions.give(
            course_root, exchange, assignment, learner, due, by=by, now=datetime.now(UTC)
        )
        with Gradebook(api.coursedir.db_url, api.coursedir.course_id) as book:
            follow_dates(book, late, course_root, assignment, learner)
        follow_dates_of_kept(late, course_root, assignment, learner)
        if is_from_collector(exchange):
            _pass_on_date(api, assignment)
    return {"words": "The date is kept.", "not_done": []}


def collect(course_root: Path, assignment: str, tell: Tell) -> dict[str, Any]:
    """Collect what was handed in, and mark what the course can mark. Raises CoprodError."""
    before = {
        one.learner: one
        for one in gradebook.results(course_root / "gradebook.db", assignment=assignment)
    }
    if not marking_round.collect(
        course_root, assignment, tell=lambda done, of: tell(done, of, "collected")
    ):
        raise CoprodError(
            "Hand-ins could not be collected.", fix="Check that the exchange is there. Try again."
        )
    done = marking_round.grade(
        course_root, assignment, tell=lambda done, of: tell(done, of, "marked")
    )
    count = sum(one.done and one.result != before.get(one.learner) for one in done)
    not_done = [one.learner for one in done if not one.done]
    words = f"{count} collected." if count or not_done else "Nothing new was handed in."
    return {"words": words, "not_done": not_done}


def give_back(course_root: Path, assignment: str, tell: Tell) -> dict[str, Any]:
    """Return feedback to everybody who is marked in full and has not got it. Raises CoprodError."""
    draw(course_root, assignment)  # also from what nbgrader's own command graded
    api = open_api(course_root)
    api.config.ReleaseAndNote.draws = False  # once is enough
    exchange = Path(api.exchange_root) / api.course_id
    (standing,) = overview(course_root, exchange, [assignment])
    at = {one.learner: one.at.isoformat() for one in standing.hand_ins if one.at}
    not_done = []
    with one_round(course_root):
        for number, learner in enumerate(standing.to_return, 1):
            if (assignment, learner, at.get(learner, "")) in held_back(course_root):
                not_done.append(learner)  # a second mark came in between
                continue
            changed = changed_times(course_root, assignment).get(learner)
            made = api.generate_feedback(assignment, learner, force=True)["success"]
            if not (made and api.release_feedback(assignment, learner)["success"]):
                not_done.append(learner)
            elif changed_times(course_root, assignment).get(learner) != changed:
                # Its page may have been read before: it has to go again.
                note_changed(course_root, learner, assignment, datetime.now(UTC))
            tell(number, len(standing.to_return), "done")
    words = f"{len(standing.to_return) - len(not_done)} returned."
    if standing.to_collect:  # perhaps of who was marked, and handed in again before this
        words += f" {standing.to_collect} handed in meanwhile: collect first."
    if standing.not_read:
        words += f" {standing.not_read} could not be read: the exercise's page says why."
    return {"words": words, "not_done": not_done}


def _agreed(told: str) -> dict[str, Any]:
    """Whose date it is: as JSON, since every account on a machine can read a command's arguments.

    told: {"learner", "due": ISO 8601 or "", "by"}.
    """
    more = json.loads(told)
    due = datetime.fromisoformat(more["due"]) if more["due"] else None
    return {"learner": more["learner"], "due": due, "by": more["by"]}


def main(arguments: list[str] | None = None) -> int:
    """Do one step; 0 when it came to its end."""
    parser = argparse.ArgumentParser(prog="coprod_training.grading.steps")
    parser.add_argument("step", choices=("release", "extend", "collect", "return"))
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--assignment", required=True)
    parser.add_argument("--due", type=datetime.fromisoformat, default=None)
    asked = parser.parse_args(arguments)
    out = sys.stdout

    def tell(done: int, of: int, what: str) -> None:
        print(json.dumps({"done": done, "of": of, "what": what}), file=out, flush=True)

    try:
        # nbgrader writes its log to both; nothing but our own lines may reach the reader.
        with contextlib.redirect_stdout(io.StringIO()):
            if asked.step == "release":
                said = release(asked.root, asked.assignment, asked.due)
            elif asked.step == "extend":
                said = extend(asked.root, asked.assignment, **_agreed(sys.stdin.read()))
            elif asked.step == "collect":
                said = collect(asked.root, asked.assignment, tell)
            else:
                said = give_back(asked.root, asked.assignment, tell)
    except CoprodError as error:
        # Never its place: the page is read by people who know no folders.
        words = error.sentences
        said = {"ok": False, "words": words}
    print(json.dumps({"ok": True} | said), file=out, flush=True)
    return 0 if said.get("ok", True) else 1


if __name__ == "__main__":
    sys.exit(main())
