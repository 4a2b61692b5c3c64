"""A choice about one's own answers: separate, no unless yes is said, and open to change."""

import re
from dataclasses import asdict, dataclass, replace
from random import Random
from typing import Any, ClassVar, Self

from coprod_training.activities.activity import Activity, Example, Feedback, Mistake
from coprod_training.activities.survey_items import Choice, Row

RECEIPT = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}")
"""Twelve characters of Crockford's base 32 (no I, L, O, U): 60 bits, made in the browser.

Source: Douglas Crockford, "Base 32". The code withdraws answers without a login.
"""

_NAMES = ("text_version", "receipt")


@dataclass(frozen=True, kw_only=True)
class Point:
    """One line of the consent text."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Consent(Activity):
    """Say yes or no to each item.

    response: {item id: "1" or "0", "text_version": …, "receipt": code}. An item left out is a no.
    items: ids of consent items of the instrument; all need a yes before anything is used.
    rows, points, text_version: filled from the instrument, never written in the course's file.
    """

    kind: ClassVar[str] = "consent"
    scored: ClassVar[bool] = False

    items: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    points: tuple[Point, ...] = ()
    text_version: str = ""

    def problem_with(self, response: object) -> str | None:
        """Yes or no for known items; a yes is to the text as it stands, and has a receipt."""
        if not isinstance(response, dict):
            return "Choose yes or no."
        if any(name not in self.items and name not in _NAMES for name in response):
            return "One of these questions is no longer asked."
        if any(response[item] not in ("0", "1") for item in self.items if item in response):
            return "Choose yes or no."
        if not isinstance(response.get("text_version", ""), str):
            return "Load the page again, then choose."
        receipt = response.get("receipt", "")
        if not isinstance(receipt, str) or (receipt and not RECEIPT.fullmatch(receipt)):
            return "The receipt code is not complete. Load the page again, then choose."
        if not self.agreed(response):
            return None
        if response.get("text_version") != self.text_version:
            return "These words have changed since you read them. Read them again, then choose."
        return None if receipt else "A yes needs a receipt code. Load the page again, then choose."

    def agreed(self, response: dict[str, Any]) -> bool:
        """Whether every item has a yes."""
        return bool(self.items) and all(response.get(item) == "1" for item in self.items)

    def score(self, response: Any) -> float | None:
        """Never: yes and no count the same."""
        return None

    def feedback(self, response: Any) -> Feedback:
        """What was chosen and what follows from it."""
        if self.agreed(response):
            return Feedback(
                "You said yes",
                "Your self-check answers may be added to the survey, without your name."
                " You can change your mind here at any time. If you took your answers out with your"
                " code, they stay out. This page does not know of it, and still says yes.",
            )
        return Feedback(
            "You said no",
            "None of your answers are added to the survey. The course is the same either way.",
        )

    def text_of(self, response: Any) -> str:
        """One line for each item. The receipt is left out: it is the learner's own."""
        words = {"1": "Yes", "0": "No"}
        texts = {row.id: row.text for row in self.rows}
        return "\n".join(
            f"{texts.get(item, item)} – {words[response.get(item, '0')]}" for item in self.items
        )

    def fingerprint(self) -> str:
        """Without title and intro: nobody agrees to those, so a new one leaves a yes as it is."""
        return Activity.fingerprint(replace(self, title="", intro=""))

    def view(self, shuffle: Random) -> dict[str, Any]:
        """The text and the items, in the instrument's order."""
        return {
            "rows": [{"id": row.id, "text": row.text} for row in self.rows],
            "points": [asdict(point) for point in self.points],
            "text_version": self.text_version,
        }

    def without_key(self) -> Self:
        """The same: there is no key."""
        return self

    def problems(self) -> list[Mistake]:
        """No items; a consent that a module needs, which would not be free."""
        found: list[Mistake] = []
        if not self.items:
            found.append((("items",), "No consent items are named.", "Name them, like CN3."))
        if self.core:
            what = "This consent is needed to complete the module, so it is not a free choice."
            found.append((("core",), what, "Take this line out."))
        return found

    @classmethod
    def example(cls) -> Example:
        """Two items."""
        yes_no = (Choice(value="1", text="Yes"), Choice(value="0", text="No"))
        activity = cls(
            id="example-consent",
            title="Your answers and the survey",
            question="May your self-check answers be added to the survey?",
            items=("CN1", "CN3"),
            rows=(
                Row(id="CN1", text="I have read this.", choices=yes_no),
                Row(id="CN3", text="You may add my answers.", choices=yes_no),
            ),
            points=(Point(title="Why", text="To see where help is needed."),),
            text_version="1",
        )
        yes = {"CN1": "1", "CN3": "1", "text_version": "1", "receipt": "7K2M-9QXV-0ABC"}
        others: tuple[Any, ...] = ({}, {"CN1": "1", "CN3": "0", "text_version": "1"}, {"CN3": "0"})
        refused: tuple[Any, ...] = (
            {**yes, "receipt": ""},
            {**yes, "receipt": "7K2M"},
            {**yes, "text_version": "0"},
            {"CN1": True},
            {"CN2": "1"},
            {"CN3": ["1"]},
            {"receipt": 7},
            {"text_version": 1},
            "yes",
            None,
            [],
        )
        return Example(activity, yes, others, refused)
