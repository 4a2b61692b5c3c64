"""Place roles by how much say they have and how much they are affected. No machine scores it."""

from dataclasses import dataclass, replace
from random import Random
from typing import Any, ClassVar, Self

from coprod_training.activities.activity import (
    Activity,
    Example,
    Feedback,
    Mistake,
    Option,
    twice,
    without_feedback,
    without_words,
)
from coprod_training.activities.free_text import words_problem

PARTS = {"places", "change"}
SAY = ("No say", "Little say", "Some say", "A lot of say", "The final say")
AFFECTED = ("Hardly affected", "A little affected", "Affected", "Much affected", "Most affected")
"""Both scales go from 0 to 4. Source: design.md, section 3, power map."""
LITTLE_SAY = 1


@dataclass(frozen=True, kw_only=True)
class Role(Option):
    """Somebody to place. if_little_say: a warning for all to read while its say is little or none.

    It is no key: the screen shows it as soon as it holds, and paper prints it beside the boxes.
    """

    if_little_say: str = ""


@dataclass(frozen=True, kw_only=True)
class PowerMap(Activity):
    """Place every role. response: {"places": {role id: [say, affected]}, "change": words}.

    roles: roles, never names. change_question: what would have to change to move somebody.
    """

    kind: ClassVar[str] = "power_map"
    scored: ClassVar[bool] = False

    roles: tuple[Role, ...]
    change_question: str
    max_characters: int = 1000

    def problem_with(self, response: object) -> str | None:
        """Known roles on the two scales, and words that can be kept."""
        if not isinstance(response, dict) or set(response) != PARTS:
            return "Place the roles on the map."
        places = response["places"]
        if not isinstance(places, dict) or set(places) - {one.id for one in self.roles}:
            return "One of these roles is no longer here."
        if not all(_is_place(place) for place in places.values()):
            return "Choose one of the answers shown for each role."
        return words_problem(response["change"], self.max_characters)

    def complete(self, response: Any) -> bool:
        """Every role has its place, and there are words about what would have to change."""
        if self.problem_with(response) is not None:
            return False
        return len(response["places"]) == len(self.roles) and bool(response["change"].strip())

    def score(self, response: Any) -> float | None:
        """Never: it is a picture of one place, seen from one chair."""
        return None

    def feedback(self, response: Any) -> Feedback:
        """Who is much affected and has little say; and what to think about for each role."""
        places = response["places"]
        apart = [
            one.text
            for one in self.roles
            if one.id in places and places[one.id][0] <= LITTLE_SAY and places[one.id][1] >= 3
        ]
        if apart:
            text = f"Much affected, with little say: {'; '.join(apart)}."
        else:
            text = (
                "Nobody on your map is much affected and has little say. Who would see it that way?"
            )
        if len(places) < len(self.roles):
            text += f" {len(self.roles) - len(places)} still to place."
        notes = tuple(
            (one.id, one.feedback) for one in self.roles if one.id in places and one.feedback
        )
        return Feedback("Your map is kept", text, notes=notes)

    def text_of(self, response: Any) -> str:
        """Each placed role in words, then what would have to change."""
        lines = [
            f"{one.text}: {AFFECTED[response['places'][one.id][1]].lower()},"
            f" {SAY[response['places'][one.id][0]].lower()}"
            for one in self.roles
            if one.id in response["places"]
        ]
        return "\n".join([*lines, *([response["change"]] if response["change"].strip() else [])])

    def view(self, shuffle: Random) -> dict[str, Any]:
        """The roles and the two scales."""
        return {
            "roles": [
                {"id": one.id, "text": one.text, "if_little_say": one.if_little_say}
                for one in self.roles
            ],
            "little_say": LITTLE_SAY,
            "say": list(SAY),
            "affected": list(AFFECTED),
            "change_question": self.change_question,
            "max_characters": self.max_characters,
        }

    def without_key(self) -> Self:
        """No words about a role."""
        return replace(self, roles=without_feedback(self.roles))

    def problems(self) -> list[Mistake]:
        """Roles that share an id, or have no words once placed; too few to compare."""
        found: list[Mistake] = []
        if twice([one.id for one in self.roles]):
            found.append((("roles",), "Two roles have the same id.", "Give each its own."))
        if len(self.roles) < 2:  # one role has nobody to be compared with
            found.append((("roles",), "There is nobody to compare.", "Name at least two roles."))
        return found + without_words(self.roles, ("roles",))

    @classmethod
    def example(cls) -> Example:
        """Three roles around a meeting."""
        activity = cls(
            id="example-power",
            title="Who decides here",
            question="How much say has each role, and how much is it affected?",
            roles=(
                Role(
                    id="clients",
                    text="Clients",
                    feedback="Think of who cannot be there.",
                    if_little_say="Do they have a vote, and the papers in advance?",
                ),
                Role(id="manager", text="Service manager", feedback="Think of who they answer to."),
                Role(id="funder", text="Funder", feedback="Think of what a contract fixes."),
            ),
            change_question="Move two of them. What would have to change?",
            max_characters=60,
        )
        right = {
            "places": {"clients": [1, 4], "manager": [4, 2], "funder": [3, 0]},
            "change": "Clients set half of the agenda",
        }
        others: tuple[Any, ...] = (
            {"places": {}, "change": ""},
            {"places": {"clients": [3, 4]}, "change": ""},
        )
        refused: tuple[Any, ...] = (
            {},
            right | {"places": {"nobody": [1, 1]}},
            right | {"places": {"clients": [5, 1]}},
            right | {"places": {"clients": [1]}},
            right | {"places": {"clients": [True, 1]}},
            right | {"places": {"clients": "11"}},
            right | {"places": []},
            right | {"change": 1},
            right | {"change": "long " * 20},
            "words",
            None,
        )
        return Example(activity, right, others, refused)


def _is_place(place: object) -> bool:
    return (
        isinstance(place, list)
        and len(place) == 2  # say and affected
        and all(type(one) is int and 0 <= one < len(SAY) for one in place)
    )
