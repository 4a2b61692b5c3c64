"""Put cards on ordered steps."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from random import Random
from typing import Any, ClassVar, Self

from coprod_training.activities.activity import Activity, Example, Feedback, Mistake, Option, twice

WHO = (
    Option(id="staff", text="Staff"),
    Option(id="staff-after", text="Staff, after hearing people"),
    Option(id="together", text="People and staff together"),
)
"""Answers to "Who made the final decision?". Source: design.md section 3, sorter feedback."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step. value: as stored; label: its name; what: what it means, in a few words."""

    value: str
    label: str
    what: str = ""


@dataclass(frozen=True, kw_only=True)
class Card:
    """One thing to place. step, who and why are the key: where we place it, and our reasons.

    who: an id of WHO. why: an id of the activity's reasons.
    """

    id: str
    text: str
    step: str = ""
    who: str = ""
    why: str = ""
    feedback: str = ""


SURVEY_SCALE = (
    Step(value="0", label="Without people", what="Done without people with lived experience"),
    Step(value="1", label="Told", what="Explained to people after it was decided"),
    Step(value="2", label="Asked", what="People were asked for views. Staff decided"),
    Step(
        value="3",
        label="Influenced",
        what="Views changed it, and people were told how. Staff had the final say",
    ),
    Step(
        value="4",
        label="Designed together",
        what="Shaped together from the start, main choices agreed. Staff carried it out",
    ),
    Step(value="5", label="Shared", what="Decided and done together from start to finish"),
)
"""The six steps, lowest first. Source: survey-instrument.md, section 3."""


@dataclass(frozen=True, kw_only=True)
class Sort(Activity):
    """Place every card on a step.

    response: {card id: step value}; also "<card id>.who" and "<card id>.why" where those are
    asked. ask_who_decided, ask_why: asked for each card before any answer is shown. Neither is
    scored: they are for thinking, and our own answer comes with the feedback.
    """

    kind: ClassVar[str] = "sort"

    cards: tuple[Card, ...]
    steps: tuple[Step, ...] = SURVEY_SCALE
    reasons: tuple[Option, ...] = ()
    ask_who_decided: bool = False
    ask_why: bool = False
    why_question: str = "Why is this step honest here?"
    keep_order: bool = False

    def problem_with(self, response: object) -> str | None:
        """Known cards on known steps; a part of the cards is enough to keep."""
        if not isinstance(response, dict):
            return "Place the cards on the steps."
        allowed = self._allowed()
        for name, value in response.items():
            if name not in allowed:
                return "One of these cards is no longer here."
            if value not in allowed[name]:
                return "Choose one of the answers shown for each card."
        return None

    def complete(self, response: Any) -> bool:
        """Every card is placed, and what is asked about it is answered."""
        return self.problem_with(response) is None and set(response) == set(self._allowed())

    def score(self, response: Any) -> float | None:
        """The share of all cards that are on the step where we place them."""
        if not any(card.step for card in self.cards):
            return None
        same = [card for card in self.cards if response.get(card.id) == card.step]
        return len(same) / len(self.cards)

    def feedback(self, response: Any) -> Feedback:
        """How many agree, and for each placed card our step, who decided, and why."""
        placed = [card for card in self.cards if card.id in response]
        notes = tuple((card.id, self._note(card, response)) for card in placed)
        if self.score(response) is None:
            return Feedback("Your cards are kept", "", notes=notes)
        same = sum(response[card.id] == card.step for card in placed)
        whole = len(self.cards)
        if same == whole:
            return Feedback(f"All {whole} are where we place them", "", True, notes)
        text = "Where we differ, read our reason under the card."
        if self.steps == SURVEY_SCALE:
            text = "Where we differ, look again at who made the final decision."
        return Feedback(f"{same} of {whole} are where we place them", text, False, notes)

    def text_of(self, response: Any) -> str:
        """One line for each placed card: its words and its step."""
        return "\n".join(
            f"{card.text} – {self._step_name(response[card.id])}"
            for card in self.cards
            if card.id in response
        )

    def view(self, shuffle: Random) -> dict[str, Any]:
        """Steps, shuffled cards without their key, and what is asked about each."""
        cards = list(self.cards)
        if not self.keep_order:
            shuffle.shuffle(cards)
        return {
            "steps": [asdict(step) for step in self.steps],
            "cards": [{"id": card.id, "text": card.text} for card in cards],
            "who": [_choice(one) for one in WHO] if self.ask_who_decided else [],
            "why": [_choice(one) for one in self.reasons] if self.ask_why else [],
            "why_question": self.why_question if self.ask_why else "",
        }

    def without_key(self) -> Self:
        """Cards with their words only."""
        cards = tuple(Card(id=card.id, text=card.text) for card in self.cards)
        reasons = tuple(Option(id=one.id, text=one.text) for one in self.reasons)
        return replace(self, cards=cards, reasons=reasons)

    def problems(self) -> list[Mistake]:
        """Too little to sort; the same id twice; a card whose key is unknown or unexplained."""
        found: list[Mistake] = []
        if len(self.cards) < 2:
            found.append((("cards",), "There are fewer than two cards.", "Add cards."))
        if len(self.steps) < 2:
            found.append((("steps",), "There are fewer than two steps.", "Add steps."))
        if self.ask_why and len(self.reasons) < 2:
            what = "A reason is asked for, and there are fewer than two to choose from."
            found.append((("reasons",), what, "Add reasons, or take ask_why out."))
        for part, ids in (
            ("cards", [card.id for card in self.cards]),
            ("steps", [step.value for step in self.steps]),
            ("reasons", [reason.id for reason in self.reasons]),
        ):
            found += [
                ((part,), f'"{one}" is used twice.', "Give each its own.") for one in twice(ids)
            ]
        scored = any(card.step or card.feedback for card in self.cards)
        for at, card in enumerate(self.cards):
            found += self._card_problems(at, card, scored)
        return found

    def missing_key(self) -> list[Mistake]:
        """Cards without a step; `problems` finds them where other cards have one."""
        if any(card.step or card.feedback for card in self.cards):
            return []
        what = 'Card "{}" has no step, so nothing can be marked.'
        return [
            (
                ("cards", at),
                what.format(card.id),
                f"Add step: {_all([s.value for s in self.steps])}.",
            )
            for at, card in enumerate(self.cards)
        ]

    @classmethod
    def example(cls) -> Example:
        """Two cards, with who decided and a reason for each."""
        activity = cls(
            id="example-sort",
            title="Two activities",
            question="Place each activity on a step.",
            cards=(
                Card(
                    id="room",
                    text="Staff choose a new room.",
                    step="0",
                    who="staff",
                    why="nothing-open",
                    feedback="Nobody was asked.",
                ),
                Card(
                    id="film",
                    text="A group plans and makes a film with staff.",
                    step="5",
                    who="together",
                    why="shared",
                    feedback="They shared the decisions and the work.",
                ),
            ),
            reasons=(
                Option(id="nothing-open", text="Nothing was open to change"),
                Option(id="shared", text="The work could be shared"),
            ),
            ask_who_decided=True,
            ask_why=True,
        )
        right = {
            "room": "0",
            "room.who": "staff",
            "room.why": "nothing-open",
            "film": "5",
            "film.who": "together",
            "film.why": "shared",
        }
        others: tuple[Any, ...] = (
            {},
            {"room": "2"},
            {"room": "0", "film": "1"},
            {**right, "film": "4"},
        )
        refused: tuple[Any, ...] = (
            {"room": 0},
            {"room": "6"},
            {"hall": "1"},
            {"room.who": "nobody"},
            {"room.why": ["shared"]},
            [],
            ["room"],
            None,
            "0",
        )
        return Example(activity, right, others, refused)

    def _allowed(self) -> dict[str, list[str]]:
        """Every name of a whole response, with the values it can have."""
        allowed: dict[str, list[str]] = {}
        for card in self.cards:
            allowed[card.id] = [step.value for step in self.steps]
            if self.ask_who_decided:
                allowed[f"{card.id}.who"] = [one.id for one in WHO]
            if self.ask_why:
                allowed[f"{card.id}.why"] = [reason.id for reason in self.reasons]
        return allowed

    def _step_name(self, value: str) -> str:
        return next(f"{step.value} {step.label}" for step in self.steps if step.value == value)

    def _note(self, card: Card, response: dict[str, str]) -> str:
        return " ".join(sentence for sentence in self._sentences(card, response) if sentence)

    def _sentences(self, card: Card, response: dict[str, str]) -> Iterator[str]:
        if card.step:
            start = "Yes" if response[card.id] == card.step else "We place it on"
            joined = ", " if start == "Yes" else " "
            yield f"{start}{joined}{self._step_name(card.step)}."
        if self.ask_who_decided and card.who:
            who = next(one.text for one in WHO if one.id == card.who)
            yield f"Final decision: {who[0].lower()}{who[1:]}."
        yield card.feedback
        if self.ask_why and card.why and response.get(f"{card.id}.why") != card.why:
            why = next(one.text for one in self.reasons if one.id == card.why)
            yield f"Our reason: {why[0].lower()}{why[1:].rstrip('.')}."

    def _card_problems(self, at: int, card: Card, scored: bool) -> Iterator[Mistake]:
        steps = [step.value for step in self.steps]
        if "." in card.id:
            yield ("cards", at, "id"), "A card id has a full stop in it.", "Use a-z, 0-9 and -."
        if scored and card.step not in steps:
            what = f'Card "{card.id}" is on step "{card.step}", but the steps are {_all(steps)}.'
            yield ("cards", at, "step"), what, "Name one of the steps."
        if scored and not card.feedback.strip():
            yield ("cards", at, "feedback"), f'Card "{card.id}" has no feedback.', "Say why."
        if scored and self.ask_who_decided and card.who not in [one.id for one in WHO]:
            what = f'Card "{card.id}" does not say who made the final decision.'
            yield ("cards", at, "who"), what, f"Add who: {_all([one.id for one in WHO])}."
        if card.why and card.why not in [reason.id for reason in self.reasons]:
            what = f'Card "{card.id}" gives the reason "{card.why}", which is not in the list.'
            yield ("cards", at, "why"), what, "Name one of the reasons, or add it."


def _choice(option: Option) -> dict[str, str]:
    return {"id": option.id, "text": option.text}


def _all(words: list[str]) -> str:
    return ", ".join(words)
