"""A few words of one's own. No machine scores them."""

import unicodedata
from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar, Self

from coprod_training.activities.activity import Activity, Example, Feedback, Mistake


@dataclass(frozen=True, kw_only=True)
class FreeText(Activity):
    """Write. response: the words.

    max_characters: the most that is kept. min_words: fewer are kept too, but count as not done.
    question_alternative: another wording, for learners whose own experience is the example; which
    of the two a learner answers is never stored.
    """

    kind: ClassVar[str] = "free_text"
    scored: ClassVar[bool] = False

    max_characters: int = 4000
    min_words: int = 0
    question_alternative: str = ""

    def problem_with(self, response: object) -> str | None:
        """Words that can be written to a file, and are not too many. None at all fits too."""
        return words_problem(response, self.max_characters)

    def complete(self, response: Any) -> bool:
        """Something is written, and it has the words asked for."""
        if self.problem_with(response) is not None:
            return False
        return len(response.split()) >= max(1, self.min_words)

    def score(self, response: Any) -> float | None:
        """Never: a person reads it."""
        return None

    def feedback(self, response: Any) -> Feedback:
        """That it is kept; nothing is said about the words."""
        return Feedback("Your words are kept", "You can change them at any time.")

    def text_of(self, response: Any) -> str:
        """The words, as written."""
        return str(response)

    def view(self, shuffle: Random) -> dict[str, Any]:
        """The limits and the other wording."""
        return {
            "max_characters": self.max_characters,
            "min_words": self.min_words,
            "question_alternative": self.question_alternative,
        }

    def without_key(self) -> Self:
        """The same: there is no key."""
        return self

    def problems(self) -> list[Mistake]:
        """A length that leaves no room to write."""
        if self.max_characters < max(1, 2 * self.min_words):
            what = f"There is no room for an answer in {self.max_characters} characters."
            return [(("max_characters",), what, "Allow more characters.")]
        return []

    @classmethod
    def example(cls) -> Example:
        """A short reflection."""
        activity = cls(
            id="example-text",
            title="One thing to change",
            question="What is one thing you would like to plan together next time?",
            max_characters=60,
            min_words=2,
            question_alternative="What is one thing you would like to be asked about earlier?",
        )
        refused: tuple[Any, ...] = (
            "long " * 20,
            "\ud800",
            "\x00",
            None,
            7,
            False,
            [],
            {"text": "words"},
        )
        return Example(activity, "The welcome letter", ("", "Leaflets", "Café ☕\nfirst"), refused)


def words_problem(words: object, most: int) -> str | None:
    """A sentence that says why these words cannot be kept, or None. most: characters."""
    if not isinstance(words, str):
        return "Write your answer as words."
    if len(words) > most:
        return (
            f"This is {len(words) - most:,} characters too long. The most is {most:,}."
            " Shorten it, then it will be saved."
        )
    if any(_cannot_be_kept(character) for character in words):
        return "One of the characters here cannot be kept. Type the words again."
    return None


def _cannot_be_kept(character: str) -> bool:
    """Half of a pair of UTF-16 units, which no file can hold, or a control character."""
    return unicodedata.category(character) in ("Cs", "Cc") and character not in "\n\r\t"
