"""One question, some options, as many choices as fit."""

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
)
from coprod_training.activities.single_choice import (
    NO_KEY,
    option_problems,
    shown,
    unknown_keys,
)


@dataclass(frozen=True, kw_only=True)
class MultipleChoice(Activity):
    """Choose all that fit. response: the ids of the chosen options; the page sorts them.

    key: the ids of the right options; empty where there are none, and in the published copy of a
    graded question.
    """

    kind: ClassVar[str] = "multiple_choice"

    options: tuple[Option, ...]
    key: tuple[str, ...] = ()
    keep_order: bool = False

    def problem_with(self, response: object) -> str | None:
        """One or more ids of options, none of them twice."""
        if not isinstance(response, list):
            return "Choose from the answers shown."
        ids = [option.id for option in self.options]
        if any(not isinstance(one, str) or one not in ids for one in response):
            return "Choose from the answers shown."
        if twice(response):
            return "Choose each answer once."
        return None if response else "Choose at least one answer."

    def score(self, response: Any) -> float | None:
        """Right choices minus wrong choices, out of the number of right options; never below 0.

        So choosing everything does not pay, and an option left alone costs nothing.
        Source: Instructure, Canvas New Quizzes, "How do I create a Multiple Answer question",
        option "Partial credit with penalty".
        """
        if not self.key:
            return None
        right, wrong = self._counts(response)
        return max(0.0, (right - wrong) / len(set(self.key)))

    def feedback(self, response: Any) -> Feedback:
        """How many fit, and the words of each chosen option; options left alone stay unsaid."""
        notes = tuple(
            (option.id, option.feedback)
            for option in self.options
            if option.id in response and option.feedback
        )
        if not self.key:
            heading = "Something to think about" if notes else "Your choices are kept"
            return Feedback(heading, "", notes=notes)
        right, wrong = self._counts(response)
        whole = len(set(self.key))
        if right == whole and not wrong:
            return Feedback("Yes", "Those are all the ones that fit.", True, notes)
        text = f"You found {right} of the {whole} that fit."
        if wrong:
            text += f" {wrong} of your choices {'does' if wrong == 1 else 'do'} not fit."
        return Feedback("Not quite" if not right or wrong else "Nearly", text, False, notes)

    def text_of(self, response: Any) -> str:
        """The chosen options' words, one a line, in the order of the question."""
        return "\n".join(option.text for option in self.options if option.id in response)

    def view(self, shuffle: Random) -> dict[str, Any]:
        """Options without feedback; `checks` says whether there is feedback to ask for."""
        return {
            "options": shown(self.options, None if self.keep_order else shuffle),
            "checks": bool(self.key) or any(option.feedback for option in self.options),
        }

    def without_key(self) -> Self:
        """No key, and no feedback on any option."""
        return replace(self, key=(), options=without_feedback(self.options))

    def problems(self) -> list[Mistake]:
        """As for one choice; also a key that names an option twice."""
        found = option_problems(self.options, scored=bool(self.key))
        found += [(("key", at), *wrong) for at, wrong in unknown_keys(self.key, self.options)]
        if twice(list(self.key)):
            found.append((("key",), "The key names an option twice.", "Name each one once."))
        return found

    def missing_key(self) -> list[Mistake]:
        """No key."""
        return [] if self.key else [NO_KEY]

    @classmethod
    def example(cls) -> Example:
        """Two right options of four."""
        words = {
            "decide": "Decide on the plan with staff",
            "work": "Do some of the work",
            "thanks": "Get a letter of thanks",
            "news": "Get the newsletter",
        }
        feedback = {
            "decide": "Step 5 needs a shared decision.",
            "work": "Step 5 needs shared work.",
            "thanks": "Kind, but it changes no decision.",
            "news": "That is being told.",
        }
        activity = cls(
            id="example-multiple",
            title="What makes it shared",
            question="Which of these belong to step 5? Choose all that fit.",
            options=tuple(Option(id=i, text=t, feedback=feedback[i]) for i, t in words.items()),
            key=("decide", "work"),
        )
        others: tuple[Any, ...] = (
            ["decide"],
            ["decide", "thanks"],
            ["decide", "news", "thanks", "work"],
        )
        refused: tuple[Any, ...] = (
            [],
            ["none"],
            ["decide", "decide"],
            [[]],
            [1],
            "decide",
            None,
            {"decide": 1},
        )
        return Example(activity, ["decide", "work"], others, refused)

    def _counts(self, response: list[str]) -> tuple[int, int]:
        right = len(set(response) & set(self.key))
        return right, len(set(response)) - right
