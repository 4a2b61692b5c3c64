"""Write a text anew against a checklist. No machine scores it."""

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

PARTS = {"text", "checks"}


@dataclass(frozen=True, kw_only=True)
class Rewrite(Activity):
    """Before, after and a checklist that the learner goes through.

    response: {"text": the new version, "checks": ids of the checks that it passes}.
    before: the text to mend. checklist: what the new one should do; the feedback of a check says
    what to look for. ours: one way to write it, shown after a check.
    """

    kind: ClassVar[str] = "rewrite"
    scored: ClassVar[bool] = False

    before: str
    checklist: tuple[Option, ...]
    ours: str = ""
    max_characters: int = 2000

    def problem_with(self, response: object) -> str | None:
        """Words that can be kept, and checks of the list, none of them twice."""
        if not isinstance(response, dict) or set(response) != PARTS:
            return "Write your version, and go through the checklist."
        checks, known = response["checks"], [one.id for one in self.checklist]
        if not isinstance(checks, list):
            return "Choose from the checklist shown."
        if any(not isinstance(one, str) or one not in known for one in checks):
            return "Choose from the checklist shown."
        if twice(checks):
            return "Tick each check once."
        return words_problem(response["text"], self.max_characters)

    def complete(self, response: Any) -> bool:
        """There is a new version, and it was looked at with the checklist."""
        if self.problem_with(response) is not None:
            return False
        words = response["text"].split()
        return bool(words) and words != self.before.split() and bool(response["checks"])

    def score(self, response: Any) -> float | None:
        """Never: the learner judges it, with the list."""
        return None

    def feedback(self, response: Any) -> Feedback:
        """How much of the list is ticked, what to look for in the rest, and our own version."""
        done, of = len(response["checks"]), len(self.checklist)
        notes = [
            (one.id, one.feedback)
            for one in self.checklist
            if one.id not in response["checks"] and one.feedback
        ]
        if self.ours:
            notes.append((OURS, self.ours))
        text = f"You ticked {done} of {of} checks."
        return Feedback("Your version is kept", text, notes=tuple(notes))

    def text_of(self, response: Any) -> str:
        """The new version, then the checks that it passes."""
        passed = [one.text for one in self.checklist if one.id in response["checks"]]
        return "\n".join([response["text"], *(f"Ticked: {one}" for one in passed)])

    def view(self, shuffle: Random) -> dict[str, Any]:
        """The old text and the list."""
        return {
            "before": self.before,
            "checklist": [{"id": one.id, "text": one.text} for one in self.checklist],
            "max_characters": self.max_characters,
            "checks": bool(self.ours) or any(one.feedback for one in self.checklist),
        }

    def without_key(self) -> Self:
        """No hint, and not our version."""
        return replace(self, checklist=without_feedback(self.checklist), ours="")

    def problems(self) -> list[Mistake]:
        """Checks that share an id, or have no words for who leaves them out."""
        found: list[Mistake] = []
        if twice([one.id for one in self.checklist]):
            found.append((("checklist",), "Two checks have the same id.", "Give each its own."))
        if not self.checklist:
            found.append((("checklist",), "There is nothing to check.", "Add at least one check."))
        return found + without_words(self.checklist, ("checklist",))

    @classmethod
    def example(cls) -> Example:
        """One line of a letter."""
        activity = cls(
            id="example-rewrite",
            title="One line of a letter",
            question="How would you write this line so that it says what is open?",
            before="Your attendance is requested to review the new form.",
            checklist=(
                Option(id="open", text="It says what can still change", feedback="Name one thing."),
                Option(id="pay", text="It says if people are paid", feedback="Name the pay."),
            ),
            ours="Help us choose the questions of the new form. We pay for your two hours.",
            max_characters=120,
        )
        refused: tuple[Any, ...] = (
            {"text": "words"},
            {"text": "words", "checks": [], "more": 1},
            {"text": "long " * 40, "checks": []},
            {"text": 7, "checks": []},
            {"text": "words", "checks": "open"},
            {"text": "words", "checks": ["nothing"]},
            {"text": "words", "checks": ["pay", "pay"]},
            {"text": "words", "checks": [[]]},
            ["words"],
            "words",
            None,
        )
        right = {"text": "Help us choose the questions. We pay you.", "checks": ["open", "pay"]}
        others: tuple[Any, ...] = (
            {"text": "", "checks": []},
            {"text": "Come and help us choose.", "checks": ["open"]},
        )
        return Example(activity, right, others, refused)


OURS = "ours"
"""The part under which our own version stands in the notes of the feedback."""
