"""The learner's own self-check beside the published national picture. No machine scores it.

The figures and the own answers are given to it for one learner when the page is drawn. It knows
no files, and without a release it has no figure to show.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random
from typing import Any, ClassVar, Literal, Self

from coprod_training.activities.activity import BESIDE, Activity, Example, Feedback, Mistake
from coprod_training.activities.survey_items import Choice, Part, Row
from coprod_training.day_words import day_words, months_words
from coprod_training.disclosure.cells import HIDDEN, PROTECTS
from coprod_training.disclosure.derived import share

PHASE: Literal["baseline"] = "baseline"
"""The headline picture is the survey alone: people who take a course are not typical.

Source: survey-instrument.md, section 12.
"""


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What is published about one item; None is a figure that is hidden.

    base: how many gave an answer that shares are worked out from. counts: {answer: how many}.
    """

    base: int | None
    counts: dict[str, int | None]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """What a release says about all of England, by item id.

    published: YYYY-MM-DD. first_month, last_month: YYYY-MM, of the answers in it.
    smallest_count: anything below it is hidden. round_to: all others go to the nearest of it.
    """

    published: str
    first_month: str
    last_month: str
    smallest_count: int
    round_to: int
    items: dict[str, Figures]


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What stands on one learner's page. own: {item id: value} of a finished self-check.

    own_phase: which self-check it is. picture: None when nothing is released. unreadable: there
    is a release, and it is not one that may be shown. self_check: where a self-check is found, such
    as "module 1".
    """

    own: dict[str, str] = field(default_factory=dict)
    own_phase: str = ""
    picture: Picture | None = None
    unreadable: bool = False
    self_check: str = ""


@dataclass(frozen=True, kw_only=True)
class NationalCompare(Activity):
    """Look at the two side by side. response: whether one has looked.

    groups: the letters that the ids of its items start with, such as DES. limits: what the figures
    cannot tell. parts: filled from the instrument. beside: filled when the page is drawn. Neither
    is ever written in a module's file.
    """

    kind: ClassVar[str] = "national_compare"
    scored: ClassVar[bool] = False

    groups: tuple[str, ...]
    limits: tuple[str, ...]
    parts: tuple[Part, ...] = ()
    beside: Beside = field(default=Beside(), metadata=BESIDE)

    def rows(self) -> Iterator[Row]:
        """All items, in page order."""
        for part in self.parts:
            yield from part.rows

    def problem_with(self, response: object) -> str | None:
        """Looked, or not."""
        return None if isinstance(response, bool) else "Tick the box, or leave it empty."

    def complete(self, response: Any) -> bool:
        """Having looked is all there is to do."""
        return response is True

    def score(self, response: Any) -> float | None:
        """Never: there is nothing to get right."""
        return None

    def feedback(self, response: Any) -> Feedback:
        """That nothing else came of it."""
        return Feedback("Kept", "Nothing but this tick is kept from this page.")

    def text_of(self, response: Any) -> str:
        """The tick in words."""
        return "I have looked at this." if response else "Not looked at yet."

    def view(self, shuffle: Random) -> dict[str, Any]:
        """Everything in words: the page only lays it out."""
        picture = self.beside.picture
        return {
            "standing": self._standing(),
            "own_from": _OWN_FROM.get(self.beside.own_phase, ""),
            "own_missing": _own_missing(self.beside.self_check),
            "parts": [
                {"title": part.title, "items": [self._item(row) for row in part.rows]}
                for part in self.parts
            ],
            "published": _published(picture) if picture else None,
            "limits": list(self.limits),
        }

    def without_key(self) -> Self:
        """The same without what is one learner's, and without figures: there is no key."""
        return replace(self, beside=Beside())

    def problems(self) -> list[Mistake]:
        """Groups that the survey does not have; figures that somebody wrote into a file."""
        asked = {row.id.rstrip("0123456789") for row in self.rows()}
        found: list[Mistake] = [
            (
                ("groups", at),
                f'The survey asks nothing called "{group}" in the form "{PHASE}".',
                "Change the group.",
            )
            for at, group in enumerate(self.groups)
            if group not in asked
        ]
        found += [
            (("groups",), f"{row.id} has no list of answers.", "Take its group out.")
            for row in self.rows()
            if len(row.choices) < 2
        ]
        if not self.groups:
            found.append((("groups",), "No groups are named.", "Name at least one, like DES."))
        if not self.limits:
            what = "Nothing says what the figures cannot tell."
            found.append((("limits",), what, "Say it in a few sentences."))
        if self.beside != Beside():
            what = "Figures and answers cannot be in a course file."
            found.append((("beside",), what, "Take them out: they are read from a release."))
        return found

    def _standing(self) -> str:
        """Why there are no figures, in words; "" when there are."""
        if self.beside.unreadable:
            return "The published results cannot be read, so no figure is shown here."
        if self.beside.picture is None:
            return (
                "The national survey has no published results yet. Once it has, they appear here."
            )
        return ""

    def _item(self, row: Row) -> dict[str, Any]:
        picture = self.beside.picture
        figures = picture.items.get(row.id) if picture else None
        own = self.beside.own.get(row.id)
        return {
            "id": row.id,
            "text": row.text,
            "own": row.said(own),
            "figures": _figures(row, own, figures) if figures and figures.base else None,
            "missing": _missing(picture, figures),
        }

    @classmethod
    def example(cls) -> Example:
        """One item on the scale; nothing is released."""
        steps = (
            Choice(value="2", text="We asked for views. Staff decided", label="Asked"),
            Choice(value="5", text="Decided and done together", label="Shared"),
            Choice(value="9", text="I don’t know", label="Don’t know", set_apart=True),
        )
        letters = Row(id="DES1", text="Writing letters", choices=steps, scale=True)
        activity = cls(
            id="example-compare",
            title="You and the national picture",
            question="How does your self-check compare with the published answers?",
            groups=("DES",),
            limits=("People chose to answer.",),
            parts=(Part(id="design", title="Design", rows=(letters,)),),
        )
        refused: tuple[Any, ...] = ("true", 1, None, [], {"looked": True})
        return Example(activity, True, (False,), refused)


_OWN_FROM = {
    "pre": "Your answers are from your self-check before the course.",
    "post": "Your answers are from your latest self-check.",
}


def _own_missing(where: str) -> str:
    """What stands there while no self-check is finished."""
    found = f" It is in {where}." if where else ""
    return f"You have not finished a self-check yet.{found}"


def _figures(row: Row, own: str | None, figures: Figures) -> dict[str, Any]:
    """One item's figures as lines of bars and of the table, with the main point as a sentence."""
    base = figures.base or 0
    counted: list[dict[str, Any]] = []
    apart: list[dict[str, Any]] = []
    for choice in row.choices:
        count = figures.counts.get(choice.value)
        line = {
            "label": row.said(choice.value),
            "count": count,
            "share": None if choice.set_apart or count is None else share(count, base),
            "yours": choice.value == own,
        }
        (apart if choice.set_apart else counted).append(line)
    return {
        "base": base,
        "counted": counted,
        "apart": apart,
        "sentence": _most_common(counted),
    }


def _most_common(lines: list[dict[str, Any]]) -> str:
    most = max((line["count"] for line in lines if line["count"] is not None), default=None)
    first = [line for line in lines if most is not None and line["count"] == most]
    if len(first) != 1:
        return "The published numbers do not tell which answer was the most common."
    also = " That is your answer too." if first[0]["yours"] else ""
    return f"The most common answer was {first[0]['label']}.{also}"


def _missing(picture: Picture | None, figures: Figures | None) -> str:
    """Why one item has no figures although there is a release; "" otherwise."""
    if picture is None or (figures and figures.base):
        return ""
    if figures is None:
        return "Not enough answers yet: nothing is published for this question."
    return "Hidden: too few answers for this question."


def _published(picture: Picture) -> dict[str, Any]:
    most_hidden = picture.smallest_count - 1
    day = date.fromisoformat(picture.published)
    months = months_words(picture.first_month, picture.last_month)
    return {
        "when": f"Published on {day_words(day)}. Answers given {months}.",
        "hidden": f"Hidden: {most_hidden} or fewer",
        "hidden_sign": HIDDEN,
        "rules": [
            f"Each number is rounded to the nearest {picture.round_to}, so shares may not add up"
            " to 100.",
            f"A number of {most_hidden} or fewer is hidden and shown as {HIDDEN}.",
            "A group with too few answers is hidden as a whole.",
            PROTECTS,
        ],
    }
