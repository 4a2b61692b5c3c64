"""Plan how a story would be shared, step by step. It never asks for the story."""

import re
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

PLACES = ("{who_can_reach}", "{backups_kept}")
"""What a service says of itself, in this order: keys of course.yaml under `help`."""


@dataclass(frozen=True, kw_only=True)
class PlanStep:
    """One step. options: what can be chosen; none where it is answered in words.

    The feedback of an option is shown when it is chosen and checked, such as a warning.
    """

    id: str
    title: str
    question: str
    hint: str = ""
    options: tuple[Option, ...] = ()
    optional: bool = False


@dataclass(frozen=True, kw_only=True)
class StoryPlan(Activity):
    """Go through the steps of a plan. response: {step id: words, or the id of an option}.

    keep_safe: who can reach what is written on the screen, and how to delete it; not for paper. The
    course puts what the service says in PLACES.
    """

    kind: ClassVar[str] = "story_plan"
    scored: ClassVar[bool] = False

    steps: tuple[PlanStep, ...]
    keep_safe: str = ""
    max_characters: int = 600

    def problem_with(self, response: object) -> str | None:
        """Known steps, each in words that can be kept, or with one of its options."""
        if not isinstance(response, dict):
            return "Fill in the plan, step by step."
        steps = {one.id: one for one in self.steps}
        for name, value in response.items():
            if name not in steps:
                return "One of these steps is no longer here."
            options = [one.id for one in steps[name].options]
            if options and value not in ("", *options):
                return "Choose one of the answers shown."
            if problem := words_problem(value, self.max_characters):
                return problem
        return None

    def complete(self, response: Any) -> bool:
        """Every step that is needed has an answer."""
        if self.problem_with(response) is not None:
            return False
        return not self._open(response)

    def score(self, response: Any) -> float | None:
        """Never: it is a plan between people."""
        return None

    def feedback(self, response: Any) -> Feedback:
        """Which steps are still open, and what to think about in a choice."""
        still = self._open(response)
        text = f"Still open: {'; '.join(still)}." if still else "Every step has an answer."
        notes = tuple(
            (step.id, option.feedback)
            for step in self.steps
            for option in step.options
            if response.get(step.id) == option.id and option.feedback
        )
        return Feedback("Your plan is kept", text, notes=notes)

    def text_of(self, response: Any) -> str:
        """Each answered step, one a line."""
        return "\n".join(
            f"{step.title}: {_said(step, response[step.id])}"
            for step in self.steps
            if response.get(step.id, "").strip()
        )

    def view(self, shuffle: Random) -> dict[str, Any]:
        """The steps as they stand: a plan has an order."""
        return {
            "steps": [
                {
                    "id": one.id,
                    "title": one.title,
                    "question": one.question,
                    "hint": one.hint,
                    "optional": one.optional,
                    "options": [{"id": o.id, "text": o.text} for o in one.options],
                }
                for one in self.steps
            ],
            "keep_safe": self.keep_safe,
            "max_characters": self.max_characters,
        }

    def without_key(self) -> Self:
        """No words about a choice."""
        steps = tuple(replace(one, options=without_feedback(one.options)) for one in self.steps)
        return replace(self, steps=steps)

    def problems(self) -> list[Mistake]:
        """Steps or options that share an id; a choice of one; an option without words about it."""
        found: list[Mistake] = []
        if twice([one.id for one in self.steps]):
            found.append((("steps",), "Two steps have the same id.", "Give each its own."))
        for number, step in enumerate(self.steps):
            if twice([one.id for one in step.options]):
                what = "Two options have the same id."
                found.append((("steps", number, "options"), what, "Give each its own."))
            if len(step.options) == 1:
                what = "One option is not a choice."
                found.append((("steps", number, "options"), what, "Add another, or leave it out."))
            found += without_words(step.options, ("steps", number, "options"))
        found += [
            (("keep_safe",), f"Nothing can be put in {place}.", f"Use {' or '.join(PLACES)}.")
            for place in re.findall(r"\{[^}]*\}", self.keep_safe)
            if place not in PLACES
        ]
        return found

    @classmethod
    def example(cls) -> Example:
        """Two steps in words and one choice."""
        activity = cls(
            id="example-story-plan",
            title="Plan for a talk",
            question="What would you agree before anybody shares a story?",
            steps=(
                PlanStep(id="purpose", title="Purpose", question="What is it for?"),
                PlanStep(
                    id="long",
                    title="How long",
                    question="How long may it be used?",
                    options=(
                        Option(
                            id="once", text="Once", feedback="Say what happens to any recording."
                        ),
                        Option(
                            id="year", text="For one year", feedback="Name the date to ask again."
                        ),
                    ),
                ),
                PlanStep(id="limits", title="Limits", question="What is left out?", optional=True),
            ),
            keep_safe="This plan stays in your own workspace.",
            max_characters=60,
        )
        others: tuple[Any, ...] = ({}, {"purpose": "A talk"}, {"long": "", "limits": "Dates"})
        refused: tuple[Any, ...] = (
            {"nothing": "words"},
            {"long": "for ever"},
            {"purpose": 3},
            {"purpose": "long " * 20},
            {"long": None},
            ["purpose"],
            "words",
            None,
        )
        return Example(
            activity, {"purpose": "A talk for new staff", "long": "once"}, others, refused
        )

    def _open(self, response: dict[str, str]) -> list[str]:
        return [
            one.title
            for one in self.steps
            if not one.optional and not response.get(one.id, "").strip()
        ]


def _said(step: PlanStep, value: str) -> str:
    return next((one.text for one in step.options if one.id == value), value)
