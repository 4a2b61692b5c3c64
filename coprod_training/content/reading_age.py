"""How hard a text reads: a formula's view, for writers. It cannot tell if people understand (F150).

Grade: Flesch-Kincaid, 0.39 words a sentence + 11.8 syllables a word - 15.59, a US school grade
(Kincaid and others, 1975). Age: grade + 5 (issue 5). A term of the glossary is explained where it
is met, so in the age it counts as one word of one syllable; the raw age counts it as it stands.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coprod_training.content.calls import names_in
from coprod_training.content.learner_words import plain
from coprod_training.content.markdown import headings
from coprod_training.content.notebook import Notebook

WANTED_AGE = 12
LONGEST_SENTENCE = 20  # words
FEWEST = 3  # sentences; of fewer, a formula says nothing
_SHORT_WORD = "word"
# A label or a half sentence would make every text look easy.
_SENTENCE = 5  # words


@dataclass(frozen=True)
class Reading:
    """One section of a lesson. age, raw_age: in years; raw_age counts glossary terms in full."""

    section: str
    sentences: int
    words: int
    age: float
    raw_age: float


def readings(
    lesson: Notebook, terms: Collection[str], shown: Mapping[str, Sequence[str]]
) -> list[Reading]:
    """Each section of a lesson that has sentences enough.

    terms: of the glossary. shown: the texts that each activity and passage puts there, by its id.
    """
    found = []
    for section, text in _sections(lesson, shown):
        whole = [one for one in sentences(text) if len(words(one)) >= _SENTENCE]
        if len(whole) >= FEWEST:
            count = sum(len(words(one)) for one in whole)
            age, raw = age_of([neutral(one, terms) for one in whole]), age_of(whole)
            found.append(Reading(section, len(whole), count, age, raw))
    return found


def age_of(whole: list[str]) -> float:
    """The reading age of some sentences, in years. There is at least one word among them."""
    every = [word for sentence in whole for word in words(sentence)]
    grade = 0.39 * len(every) / len(whole) + 11.8 * sum(map(syllables, every)) / len(every) - 15.59
    return grade + 5


def neutral(text: str, terms: Collection[str]) -> str:
    """The text with a short word in the place of each term, its plural included."""
    if not terms:
        return text
    longest_first = sorted(map(re.escape, terms), key=len, reverse=True)
    return re.sub(rf"\b(?:{'|'.join(longest_first)})s?\b", _SHORT_WORD, text, flags=re.IGNORECASE)


def sentences(text: str) -> list[str]:
    """The sentences of a plain text; a new line begins a new one."""
    parts = [one for line in text.split("\n") for one in re.split(r"(?<=[.?!:])\s+", line)]
    return [one for one in parts if one.strip()]


def words(text: str) -> list[str]:
    """The words of a text; "co-production" is one."""
    return re.findall(r"[\w'’–-]*\w", text)


def syllables(word: str) -> int:
    """A count by groups of vowels: near enough for an average, not for one word."""
    groups = len(re.findall(r"[aeiouy]+", word.lower()))
    silent = word.lower().endswith("e") and not word.lower().endswith(("le", "ee"))
    return max(1, groups - silent)


def _sections(lesson: Notebook, shown: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """(heading, plain text) from each ## to the next, in order."""
    title = ""
    lines: list[str] = []
    for cell in lesson.cells:
        if cell.kind == "code":
            lines += (text for name in names_in(cell.source) for text in shown.get(name, ()))
            continue
        at = {one.line: one for one in headings(cell.source)}
        for number, line in enumerate(cell.source.split("\n")):
            heading = at.get(number)
            if heading and heading.level <= 2:
                yield title, plain("\n".join(lines))
                title, lines = heading.text, []
            elif not heading:
                lines.append(line)
    yield title, plain("\n".join(lines))
