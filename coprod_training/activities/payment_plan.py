"""Work out what involving people costs, with the service's own rates. It knows no rate itself."""

import math
from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar, Self

from coprod_training.activities.activity import Activity, Example, Feedback, Mistake, Option, twice
from coprod_training.activities.free_text import words_problem

PARTS = {"people", "rate", "times", "costs", "advice"}
MOST = 1_000_000  # people, hours or pounds: more is a slip of the keyboard


@dataclass(frozen=True)
class Line:
    """A line of words. label: above its box. name: in a list. still: said while it is open.

    beside: the part of the response that it stands with, "rate" or "advice".
    """

    id: str
    beside: str
    label: str
    name: str
    still: str


LINES = (
    Line(
        "rate_from",
        "rate",
        "Where does the rate come from, and what is its date?",
        "Source and date of the rate",
        "Say where the rate comes from, and its date. Rates change.",
    ),
    Line(
        "approver",
        "advice",
        "Who approves this budget? Write a role, not a name.",
        "Approved by",
        "Say which role approves it. Ask before you make an offer.",
    ),
    Line(
        "payroll",
        "advice",
        "What did payroll say about tax and worker status?",
        "What payroll said",
        "Write down what payroll said about tax and worker status. Ask, and do not guess.",
    ),
)
"""Lines that came later: an answer kept before has none of them, and opens as it is."""


@dataclass(frozen=True, kw_only=True)
class PaymentPlan(Activity):
    """Type hours and money. No rate is given or said to be right (facts F139, F141).

    response: {"people": how many, "rate": pounds an hour, "times": {id: hours for each person},
    "costs": {id: pounds in all}, "advice": how people get independent benefits advice, and the
    id of each of LINES that is filled in: its words}; a number that is not typed yet is null.
    times: kinds of time. costs: other costs. Both in the order shown.
    """

    kind: ClassVar[str] = "payment_plan"
    scored: ClassVar[bool] = False

    times: tuple[Option, ...]
    costs: tuple[Option, ...]
    rate_hint: str = ""
    advice_hint: str = ""
    max_characters: int = 600

    def problem_with(self, response: object) -> str | None:
        """Numbers from 0 up, for known times and costs, and words that can be kept."""
        if not isinstance(response, dict) or set(response) - {one.id for one in LINES} != PARTS:
            return "Fill in the budget."
        for part, known in (("times", self.times), ("costs", self.costs)):
            typed = response[part]
            if not isinstance(typed, dict) or set(typed) - {one.id for one in known}:
                return "One of these lines is no longer here."
        numbers = [response["rate"], *response["times"].values(), *response["costs"].values()]
        if not all(one is None or _is_amount(one) for one in numbers):
            return f"Type numbers from 0 to {MOST:,}, such as 2 or 2.5."
        people = response["people"]
        if not (people is None or (type(people) is int and 0 <= people <= MOST)):
            return "Type how many people, such as 4."
        words = [response["advice"], *(response.get(one.id, "") for one in LINES)]
        problems = (words_problem(one, self.max_characters) for one in words)
        return next((one for one in problems if one), None)

    def complete(self, response: Any) -> bool:
        """There are people, time, a rate of more than nothing, and a way to advice."""
        if self.problem_with(response) is not None:
            return False
        return bool(
            response["people"]
            and response["rate"]
            and _sum(response["times"])
            and response["advice"].strip()
        )

    def score(self, response: Any) -> float | None:
        """Never: it is a plan."""
        return None

    def feedback(self, response: Any) -> Feedback:
        """What it comes to, then each place where time would be unpaid or a line is still open."""
        people, rate = response["people"] or 0, response["rate"] or 0
        each = rate * _sum(response["times"])
        whole = people * each + _sum(response["costs"])
        text = (
            f"For each person: {_pounds(each)}. For {people} people with all other costs:"
            f" {_pounds(whole)}."
        )
        notes = [
            (one.id, f"No time is counted for this: {one.text}. If people do it, it is unpaid.")
            for one in self.times
            if not response["times"].get(one.id)
        ]
        if not rate:
            notes.insert(0, ("rate", "There is no rate, so all of the time is unpaid."))
        notes += [
            (one.id, f"Nothing is set aside for this: {one.text}.")
            for one in self.costs
            if not response["costs"].get(one.id)
        ]
        if not response["advice"].strip():
            notes.append(
                ("advice", "Say how people get independent benefits advice before they agree.")
            )
        notes += [(one.id, one.still) for one in LINES if not response.get(one.id, "").strip()]
        return Feedback("What it comes to", text, notes=tuple(notes))

    def text_of(self, response: Any) -> str:
        """Every number that was typed, and every line of words."""
        lines = [
            f"People: {_number(response['people'])}",
            f"Rate: {_number(response['rate'])} pounds an hour",
        ]
        for part, unit, known in (("times", "hours", self.times), ("costs", "pounds", self.costs)):
            lines += [f"{one.text}: {_number(response[part].get(one.id))} {unit}" for one in known]
        lines.append(f"Benefits advice: {response['advice'] or 'not said'}")
        lines += [f"{one.name}: {response.get(one.id) or 'not said'}" for one in LINES]
        return "\n".join(lines)

    def view(self, shuffle: Random) -> dict[str, Any]:
        """The lines of the budget, as they stand."""
        return {
            "times": [{"id": one.id, "text": one.text} for one in self.times],
            "costs": [{"id": one.id, "text": one.text} for one in self.costs],
            "rate_hint": self.rate_hint,
            "advice_hint": self.advice_hint,
            "lines": [
                {"id": one.id, "label": one.label, "name": one.name, "beside": one.beside}
                for one in LINES
            ],
            "max_characters": self.max_characters,
        }

    def without_key(self) -> Self:
        """The same: there is no key."""
        return self

    def problems(self) -> list[Mistake]:
        """Lines that share an id; no line for time."""
        found: list[Mistake] = []
        if twice([one.id for one in (*self.times, *self.costs)]):
            found.append((("times",), "Two lines have the same id.", "Give each its own."))
        if not self.times:
            found.append((("times",), "There is no line for time.", "Add one."))
        return found

    @classmethod
    def example(cls) -> Example:
        """Two kinds of time and one cost."""
        activity = cls(
            id="example-payment-plan",
            title="A small budget",
            question="What would it cost to involve people fairly?",
            times=(Option(id="meeting", text="Meetings"), Option(id="before", text="Preparation")),
            costs=(Option(id="travel", text="Travel"),),
            rate_hint="Type your own rate. Ask who pays in your service.",
            advice_hint="Name who gives independent advice.",
            max_characters=60,
        )
        right = {
            "people": 4,
            "rate": 10.5,
            "times": {"meeting": 6, "before": 3},
            "costs": {"travel": 80},
            "advice": "The advice centre, before they agree",
            "rate_from": "Our own policy, looked up today",
            "approver": "The service manager",
            "payroll": "It checks tax for each person",
        }
        empty: dict[str, Any] = {
            "people": None,
            "rate": None,
            "times": {},
            "costs": {},
            "advice": "",
        }
        before = {part: right[part] for part in PARTS}  # as it was kept without the later lines
        others: tuple[Any, ...] = (
            empty,
            before,
            right | {"rate": 0},
            right | {"times": {"meeting": 2.5}},
        )
        refused: tuple[Any, ...] = (
            {},
            right | {"people": 1.5},
            right | {"people": True},
            right | {"rate": "10"},
            right | {"rate": -1},
            right | {"rate": math.inf},
            right | {"times": {"nothing": 1}},
            right | {"times": []},
            right | {"costs": {"travel": math.nan}},
            right | {"advice": 3},
            right | {"payroll": None},
            right | {"approver": "long " * 20},
            right | {"more": ""},
            "words",
            None,
        )
        return Example(activity, right, others, refused)


def _is_amount(value: object) -> bool:
    return type(value) in (int, float) and 0 <= value <= MOST  # type: ignore[operator]  # a number


def _sum(typed: dict[str, float | None]) -> float:
    return math.fsum(one for one in typed.values() if one)


def _pounds(amount: float) -> str:
    return f"£{amount:,.2f}"


def _number(typed: float | None) -> str:
    if typed is None:
        return "none"
    return f"{typed:,}" if isinstance(typed, int) else f"{typed:,.2f}".rstrip("0").rstrip(".")
