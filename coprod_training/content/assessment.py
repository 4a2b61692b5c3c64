"""The questions of one assignment, as its file in `assessments/` holds them."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from coprod_training.activities import Activity
from coprod_training.yamlfile import Route

LEVELS = ("Not yet", "Starting", "Sound", "Strong")
"""The levels of every rubric, 0 to 3. Source: curriculum.md, Marking."""
TOP_LEVEL = len(LEVELS) - 1


def level_reached(place: float) -> int:
    """The level at a place on the rubric's scale, 0 to TOP_LEVEL: between two, the lower one.

    place: TOP_LEVEL times the share of the points. A share that falls short by rounding alone, less
    than 1e-9 of a level, is the upper one; a mark below or above the scale is at its end.
    """
    return min(max(math.floor(place + 1e-9), 0), TOP_LEVEL)


@dataclass(frozen=True, kw_only=True)
class RubricLevel:
    """One level of a rubric. level: its place in LEVELS."""

    level: int
    name: str
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Example:
    """An answer that the course's makers wrote to show one level. why: what puts it there.

    It is nobody's own words, and every page that shows it says so. Staff only.
    """

    level: int
    text: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """A graded activity. points: the most it can earn. Staff only: why, rubric texts, examples."""

    points: float
    activity: Activity
    rationale: str = ""
    rubric: tuple[RubricLevel, ...] = ()
    examples: tuple[Example, ...] = ()

    @property
    def part(self) -> str:
        """The name of its graded part, which is nbgrader's grade id."""
        return self.activity.id


def levels_of(question: Question | None) -> tuple[RubricLevel, ...]:
    """All four levels, in the words of the question's rubric where it has any."""
    rubric = {one.level: one for one in (question.rubric if question else ())}
    plain = (RubricLevel(level=number, name=name) for number, name in enumerate(LEVELS))
    found = (rubric.get(one.level, one) for one in plain)
    return tuple(replace(one, text=one.text.strip()) for one in found)


@dataclass(frozen=True, kw_only=True)
class Group:
    """Questions of which each learner meets some. choose: how many.

    module: the slug of the module they are about; "" where each joins several modules.
    """

    choose: int
    questions: tuple[Question, ...]
    module: str = ""


@dataclass(frozen=True, kw_only=True)
class Pool:
    """Questions that are drawn for each learner; see `draw`.

    place: what the graded parts are called after. seal: the fingerprint of everything that the
    draw depends on (`draw.seal_of`), so that nobody changes it without noticing; staff only.
    """

    place: str
    groups: tuple[Group, ...]
    seal: str = ""

    @property
    def places(self) -> tuple[str, ...]:
        """The graded parts, in order: check-01, check-02 and so on."""
        count = sum(group.choose for group in self.groups)
        return tuple(f"{self.place}-{number:02}" for number in range(1, count + 1))


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """assessments/<slug>.yaml: the questions of one assignment.

    questions: those that everybody is asked, in order. pool: those that are drawn for each learner.
    """

    id: str
    title: str
    module: str
    lead: str
    questions: tuple[Question, ...]
    minutes: int = 15
    facilitator_notes: str = ""
    pool: Pool | None = None

    def question(self, part: str) -> Question | None:
        """The question of one graded part, or None. What is drawn has parts only once drawn."""
        return next((q for q in self.questions if q.part == part), None)

    def every_question(self) -> Iterator[tuple[Route, Question]]:
        """Each question that anybody may be asked, with its route in the file."""
        for number, question in enumerate(self.questions):
            yield ("questions", number), question
        for at, group in enumerate(self.pool.groups if self.pool else ()):
            for number, question in enumerate(group.questions):
                yield ("pool", "groups", at, "questions", number), question
