"""One exercise as the learner sees it, worked out from what the exchange says. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from coprod_training.content.assessment import Assessment
from coprod_training.content.course import PassRule
from coprod_training.grading.hand_in_time import parsed_time
from coprod_training.grading.receipt import HandIn
from coprod_training.grading.to_pass import to_pass
from coprod_training.lab.dates import due_words, record_words
from coprod_training.lab.reminder import reminder_words
from coprod_training.progress.minutes import minutes_words

_WORDS = {
    "not-open": "Not open yet",
    "open": "Not handed in",
    "started": "Not handed in",
    "handed-in": "Handed in",
    "marked": "Marked, feedback not returned yet",
    "returned": "Feedback ready",
}
_AWAY = "Cannot be reached at the moment"
_EARLIER = "Earlier feedback ready"  # on another hand-in than the newest


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where one exercise stands for one learner.

    away: the exchange cannot be reached, so what is released is not known.
    released: it can be fetched. due: UTC. hand_ins: oldest first, each with whether its feedback
    was fetched. changed: times of those whose feedback took the place of an earlier one.
    marked: whether the newest hand-in is, where that can be known; never how.
    path: of the notebook, from the server's root; "" until it was started.
    done, of: questions answered.
    """

    away: bool = False
    released: bool = False
    due: datetime | None = None
    hand_ins: tuple[tuple[HandIn, bool], ...] = ()
    changed: frozenset[str] = frozenset()
    marked: bool = False
    path: str = ""
    done: int = 0
    of: int = 0


def standing_in(
    listing: Mapping[str, Any],
    assignment: str,
    learner: str,
    *,
    path: str,
    done: int,
    of: int,
    marked: frozenset[tuple[str, datetime]],
) -> Standing:
    """The standing of one exercise in what `grading.handin` printed.

    marked: the hand-ins of this learner that are, each as its exercise and when it came, UTC.
    """
    released = [one for one in listing["released"] if one["assignment"] == assignment]
    handed_in = [one for one in listing["handed_in"] if one["assignment"] == assignment]
    due = released[0]["due"] if released else None
    times = [at for one in handed_in if (at := parsed_time(one["timestamp"]))]
    return Standing(
        away=listing["away"],
        released=bool(released),
        due=datetime.fromisoformat(due) if due else None,
        hand_ins=tuple(
            (HandIn(learner, assignment, one["timestamp"]), bool(one["feedback"]))
            for one in sorted(handed_in, key=lambda one: str(one["timestamp"]))
            if parsed_time(one["timestamp"])
        ),
        changed=frozenset(one["timestamp"] for one in handed_in if one["changed"]),
        marked=bool(times) and (assignment, max(times)) in marked,
        path=path,
        done=done,
        of=of,
    )


def exercise(
    assessment: Assessment, rule: PassRule, standing: Standing, now: datetime
) -> dict[str, Any]:
    """The exercise as `replies.ts` describes it (Exercise). assessment: as it is asked here."""
    state = _state(standing)
    late = standing.due is not None and now > standing.due
    newest = standing.hand_ins[-1][0] if standing.hand_ins else None
    return {
        "id": assessment.id,
        "title": assessment.title,
        "lead": assessment.lead.strip(),
        "minutes": minutes_words(assessment.minutes),
        "to_pass": to_pass(assessment, rule),
        "path": standing.path,
        "state": state,
        "words": _words(standing, state),
        "due": due_words(standing.due),
        "reminder": reminder_words(standing.due, now, handed_in=bool(newest)),
        "late": late,
        "answered": {"done": standing.done, "of": standing.of},
        # A first hand-in is taken after the due date too, and said to be late; a change is not.
        "can_hand_in": standing.released and bool(standing.path) and not (late and newest),
        "away": standing.away,
        "receipt": receipt(newest) if newest else None,
        "feedback": [
            {
                "address": f"coprod/feedback/{one.assignment}/{quote(one.timestamp)}",
                "words": _feedback_words(one, changed=one.timestamp in standing.changed),
            }
            for one, returned in reversed(standing.hand_ins)
            if returned
        ],
    }


def receipt(hand_in: HandIn) -> dict[str, str]:
    """The receipt of a hand-in as `replies.ts` describes it (Receipt)."""
    return {"code": hand_in.code, "words": record_words(_at(hand_in))}


def _feedback_words(hand_in: HandIn, *, changed: bool) -> str:
    words = f"Feedback on what you handed in on {record_words(_at(hand_in))}"
    return f"{words}. It has changed since it first came back" if changed else words


def _words(standing: Standing, state: str) -> str:
    if standing.away and state == "not-open":
        return _AWAY
    earlier = state != "returned" and any(returned for _, returned in standing.hand_ins)
    return f"{_WORDS[state]}. {_EARLIER}" if earlier else _WORDS[state]


def _state(standing: Standing) -> str:
    if standing.hand_ins:
        if standing.hand_ins[-1][1]:
            return "returned"
        return "marked" if standing.marked else "handed-in"
    if standing.path:
        return "started"
    return "open" if standing.released else "not-open"


def _at(hand_in: HandIn) -> datetime:
    at = parsed_time(hand_in.timestamp)
    if at is None:
        raise ValueError("a hand-in without a time")  # `standing_in` leaves these out
    return at
