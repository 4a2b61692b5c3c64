"""What every kind of activity is, and the questions it answers.

A kind is a frozen dataclass in a file of its own; its annotations are the YAML schema. It is pure:
it knows nothing of notebooks, files or people. Its page is `widgets/static/<kind>.js`.
"""

import hashlib
import json
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from random import Random
from typing import Any, ClassVar, Self, TypeVar

BESIDE = {"beside": True}
"""Metadata of a field that stands beside the question and is no part of its wording.

Such as what one learner said earlier: it never makes a question a changed one.
"""

MADE_UP = "Made-up scenario for practice"
"""The label of every constructed scenario. Source: contribution-process.md, section 4 and G19."""

Mistake = tuple[tuple[str | int, ...], str, str]
"""Of a writer, in an activity: the route inside it, what, and what to do."""


@dataclass(frozen=True)
class Feedback:
    """What the page says after a check.

    right: True, False, or None where there is no right answer.
    notes: one (part, sentence) pair for each part that has words of its own, in page order;
    a part is an option id, a card id or a scenario node. good: the parts that are right, where
    each is judged by itself.
    """

    heading: str
    text: str
    right: bool | None = None
    notes: tuple[tuple[str, str], ...] = ()
    good: tuple[str, ...] = ()


@dataclass(frozen=True)
class Example:
    """An activity made up for tests and the writers' guide, with answers of each sort.

    right: scores 1 (or the best response where nothing is scored). others: accepted as well.
    refused: each must get a sentence from `problem_with`.
    """

    activity: "Activity"
    right: Any
    others: tuple[Any, ...]
    refused: tuple[Any, ...]


@dataclass(frozen=True, kw_only=True)
class Activity(ABC):
    """The parts that all kinds share.

    question: the name of the group for a screen reader, word for word.
    code: the curriculum's own reference, such as M1-A2. minutes: how long it takes.
    core: needed to complete the module. made_up: shows "Made-up scenario for practice".
    facts: ids of the facts that its words rest on.
    """

    kind: ClassVar[str]
    scored: ClassVar[bool] = True

    id: str
    title: str
    question: str
    intro: str = ""
    code: str = ""
    minutes: float = 2
    core: bool = False
    made_up: bool = False
    facts: tuple[str, ...] = ()

    @abstractmethod
    def problem_with(self, response: object) -> str | None:
        """A sentence that says why the response does not fit, or None when it does.

        Takes any JSON value. Never quotes the response.
        """

    @abstractmethod
    def score(self, response: Any) -> float | None:
        """The score from 0 to 1, or None when there is no right answer or no key here."""

    @abstractmethod
    def feedback(self, response: Any) -> Feedback:
        """The words for this response; needs a response that `problem_with` accepts."""

    @abstractmethod
    def text_of(self, response: Any) -> str:
        """The response in words, for trainers, print and certificates."""

    @abstractmethod
    def view(self, shuffle: Random) -> dict[str, Any]:
        """What the page may see before a check: never a key, never feedback.

        shuffle: seeded by learner and activity, so an order is stable for one learner.
        """

    @abstractmethod
    def without_key(self) -> Self:
        """The same activity as a learner may have it when it is graded: no key, no feedback."""

    @classmethod
    @abstractmethod
    def example(cls) -> Example:
        """A complete example; the contract test tries it."""

    def complete(self, response: Any) -> bool:
        """Whether the response is a whole answer; a part of one is kept but counts as not done."""
        return self.problem_with(response) is None

    def citations(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Each fact that its words rest on: (route inside it, the fact's id)."""
        return [(("facts", number), fact) for number, fact in enumerate(self.facts)]

    def problems(self) -> list[Mistake]:
        """Mistakes a writer made in this activity."""
        return []

    def missing_key(self) -> list[Mistake]:
        """What a machine needs before it can mark this, and is not there; as in `problems`.

        Asked of the questions of an assessment only: practice may have no right answer.
        """
        return []

    def fingerprint(self) -> str:
        """Short digest of the wording without the key: tells whether the question has changed."""
        public = asdict(replace(self.without_key(), facts=(), minutes=0, core=False, code=""))
        for field in fields(self):
            if field.metadata.get("beside"):
                del public[field.name]
        words = json.dumps(public, sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(words.encode()).hexdigest()[:16]


@dataclass(frozen=True, kw_only=True)
class Option:
    """One choice: its words, and what the page says when it is chosen."""

    id: str
    text: str
    feedback: str = ""


OneOption = TypeVar("OneOption", bound=Option)


def without_feedback(options: Sequence[OneOption]) -> tuple[OneOption, ...]:
    """The same options with nothing to say when they are chosen."""
    return tuple(replace(option, feedback="") for option in options)


def without_words(options: Sequence[Option], where: tuple[str | int, ...]) -> list[Mistake]:
    """A mistake for each option that has no feedback. where: the route to them, in an activity."""
    return [
        ((*where, number), f'"{one.id}" has no feedback.', "Say what to think of, or to look for.")
        for number, one in enumerate(options)
        if not one.feedback.strip()
    ]


def twice(ids: list[str]) -> list[str]:
    """The ids that appear more than once, in order."""
    # Counted in one go: a learner's answer may hold tens of thousands.
    return [one for one, count in Counter(ids).items() if count > 1]
