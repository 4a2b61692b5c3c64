"""One if-then plan, with two dates to look at it again. No machine scores it."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any, ClassVar, Self

from coprod_training.activities.activity import Activity, Example, Feedback
from coprod_training.activities.day import real_date
from coprod_training.activities.free_text import words_problem
from coprod_training.day_words import weekday_words

PARTS = ("situation", "action", "partner", "date")
LOOK_AGAIN = (2, 6)
"""Weeks after the start in which the plan is looked at. Source: curriculum.md, CAP."""


@dataclass(frozen=True, kw_only=True)
class Labels:
    """The words above the four fields."""

    situation: str = "If"
    action: str = "then I will"
    partner: str = "together with"
    date: str = "I start on"


@dataclass(frozen=True, kw_only=True)
class ActionPlan(Activity):
    """Fill in a plan. response: the four parts as words; date as YYYY-MM-DD, "" while it is open.

    partner_hint: that an honest plan to find a partner counts as much as having one.
    """

    kind: ClassVar[str] = "action_plan"
    scored: ClassVar[bool] = False

    labels: Labels = field(default_factory=Labels)
    partner_hint: str = ""
    max_characters: int = 400

    def problem_with(self, response: object) -> str | None:
        """The four parts, each in words that can be kept, and a date that there is."""
        if not isinstance(response, dict) or set(response) != set(PARTS):
            return "Fill in the four parts of the plan."
        for part in PARTS:
            if problem := words_problem(response[part], self.max_characters):
                return problem
        if response["date"] and real_date(response["date"]) is None:
            return "Give a real date, such as 11 1 2027."
        return None

    def complete(self, response: Any) -> bool:
        """Every part is filled in."""
        return self.problem_with(response) is None and all(response[p].strip() for p in PARTS)

    def score(self, response: Any) -> float | None:
        """Never: the learner and a colleague look at it again."""
        return None

    def feedback(self, response: Any) -> Feedback:
        """What is still open, and when to look at the plan again."""
        start, named = real_date(response["date"]), vars(self.labels)
        still = [named[part] for part in PARTS if not response[part].strip()]
        text = f"Still open: {'; '.join(still)}." if still else "Your plan has all its parts."
        notes = tuple(
            (
                f"week-{weeks}",
                f"Look at it again on {weekday_words(start + timedelta(weeks=weeks))}.",
            )
            for weeks in LOOK_AGAIN
            if start
        )
        return Feedback("Your plan is kept", text, notes=notes)

    def text_of(self, response: Any) -> str:
        """The plan as one sentence, then its dates."""
        one = self.labels
        said = (
            f"{one.situation} {response['situation']}, {one.action} {response['action']},"
            f" {one.partner} {response['partner']}."
        )
        start = real_date(response["date"])
        if start is None:
            return said
        again = "; ".join(weekday_words(start + timedelta(weeks=weeks)) for weeks in LOOK_AGAIN)
        return f"{said}\n{one.date} {weekday_words(start)}. Look again: {again}."

    def view(self, shuffle: Random) -> dict[str, Any]:
        """The labels, and the weeks after which it is looked at."""
        return {
            "labels": dict(vars(self.labels)),
            "partner_hint": self.partner_hint,
            "look_again": list(LOOK_AGAIN),
            "max_characters": self.max_characters,
        }

    def without_key(self) -> Self:
        """The same: there is no key."""
        return self

    @classmethod
    def example(cls) -> Example:
        """A plan for a form."""
        activity = cls(
            id="example-plan",
            title="One plan",
            question="What will you do, when, and with whom?",
            partner_hint="No partner yet? Write how you will find one.",
            max_characters=80,
        )
        right = {
            "situation": "a form is due for change",
            "action": "name what is open before I write",
            "partner": "the paid group",
            "date": "2027-01-11",
        }
        refused: tuple[Any, ...] = (
            {},
            right | {"date": "2027-02-31"},
            right | {"date": "tomorrow"},
            right | {"action": 7},
            right | {"action": "long " * 20},
            right | {"more": ""},
            "words",
            None,
        )
        others: tuple[Any, ...] = (dict.fromkeys(PARTS, ""), right | {"date": ""})
        return Example(activity, right, others, refused)
