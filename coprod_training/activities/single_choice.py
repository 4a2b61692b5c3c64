"""One question, some options, one choice."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any, ClassVar, Self

from coprod_training.activities.activity import (
    Activity,
    Example,
    Feedback,
    Mistake,
    Option,
    without_feedback,
)

NO_KEY: Mistake = (
    (),
    "No option is the key, so nothing can be marked.",
    "Add key: an option's id.",
)


@dataclass(frozen=True, kw_only=True)
class SingleChoice(Activity):
    """Choose one option. response: the option's id.

    key: the id of the right option; None where there is no right answer, and in the published
    copy of a graded question. keep_order: options that have an order of their own are not shuffled.
    """

    kind: ClassVar[str] = "single_choice"

    options: tuple[Option, ...]
    key: str | None = None
    keep_order: bool = False

    def problem_with(self, response: object) -> str | None:
        """Any id of an option fits."""
        if any(option.id == response for option in self.options):
            return None
        return "Choose one of the answers shown."

    def score(self, response: Any) -> float | None:
        """1 for the key, 0 for any other option, None without a key."""
        return None if self.key is None else float(response == self.key)

    def feedback(self, response: Any) -> Feedback:
        """The words of the chosen option."""
        words = self._option(response).feedback
        if self.key is None:
            return Feedback("Something to think about" if words else "Your choice is kept", words)
        right = response == self.key
        return Feedback("Yes" if right else "Not quite", words, right)

    def text_of(self, response: Any) -> str:
        """The chosen option's words."""
        return self._option(response).text

    def view(self, shuffle: Random) -> dict[str, Any]:
        """Options without feedback; `checks` says whether there is feedback to ask for."""
        return {
            "options": shown(self.options, None if self.keep_order else shuffle),
            "checks": self.key is not None or any(option.feedback for option in self.options),
        }

    def without_key(self) -> Self:
        """No key, and no feedback on any option."""
        return replace(self, key=None, options=without_feedback(self.options))

    def problems(self) -> list[Mistake]:
        """Options that are too few, the same twice or without words; a key that is no option."""
        keys = () if self.key is None else (self.key,)
        found = option_problems(self.options, scored=self.key is not None)
        return found + [(("key",), *wrong) for _, wrong in unknown_keys(keys, self.options)]

    def missing_key(self) -> list[Mistake]:
        """No key."""
        return [] if self.key is not None else [NO_KEY]

    @classmethod
    def example(cls) -> Example:
        """A question with a key."""
        activity = cls(
            id="example-single",
            title="A new poster",
            question="A team shows people a finished poster. Which step is this?",
            options=(
                Option(id="told", text="Told", feedback="People were shown it after it was done."),
                Option(id="asked", text="Asked", feedback="Nobody asked for views here."),
            ),
            key="told",
        )
        refused: tuple[Any, ...] = ("other", "", None, 1, True, [], ["told"], {"told": True})
        return Example(activity, "told", ("asked",), refused)

    def _option(self, response: Any) -> Option:
        return next(option for option in self.options if option.id == response)


def shown(options: Sequence[Option], shuffle: Random | None) -> list[dict[str, str]]:
    """The options as a page may see them; shuffle: None keeps their order."""
    order = list(options)
    if shuffle is not None:
        shuffle.shuffle(order)
    return [{"id": option.id, "text": option.text} for option in order]


def option_problems(options: Sequence[Option], scored: bool) -> list[Mistake]:
    """Mistakes in a list of options.

    scored: each option needs feedback. It also does when another option has some.
    """
    found: list[Mistake] = []
    scored = scored or any(option.feedback.strip() for option in options)
    if len(options) < 2:
        found.append((("options",), "There are fewer than two options.", "Add options."))
    seen: set[str] = set()
    for at, option in enumerate(options):
        if option.id in seen:
            what = f'The option id "{option.id}" is used twice.'
            found.append((("options", at, "id"), what, "Give each option an id of its own."))
        seen.add(option.id)
        if not option.text.strip():
            what = f'Option "{option.id}" has no words.'
            found.append((("options", at, "text"), what, "Write what the learner chooses."))
        if scored and not option.feedback.strip():
            what = f'Option "{option.id}" has no feedback.'
            fix = "Say why it fits, or why it does not."
            found.append((("options", at, "feedback"), what, fix))
    return found


def unknown_keys(
    keys: Sequence[str], options: Sequence[Option]
) -> list[tuple[int, tuple[str, str]]]:
    """(place in `keys`, (what, what to do)) for each key that is no option."""
    ids = [option.id for option in options]
    return [
        (
            at,
            (
                f'The key is "{key}", but the options are {", ".join(ids)}.',
                f"Change the key, or add option {key}.",
            ),
        )
        for at, key in enumerate(keys)
        if key not in ids
    ]
