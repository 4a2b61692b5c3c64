"""The self-check: items of the survey instrument, each with the answers its code list gives."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from random import Random
from statistics import median_low
from typing import Any, ClassVar, Literal, Self

from coprod_training.activities.activity import BESIDE, Activity, Example, Feedback, Mistake
from coprod_training.activities.survey_items import Choice, Part, Row

TOP_STEP = "5"
"""The step that brings the check line. Source: survey-instrument.md, section 3."""

STEP5_FLAGS = ("s5_decide", "s5_do")
"""Data-quality flags, "1" or "0": the final decision was shared; the work was shared."""

LOOKING_BACK = "THN"
"""The items that look back: one for each area of the scale, numbered in the areas' order.

Source: survey-instrument.md, section 9, which also forbids showing change without them.
"""

DONE = "_done"
"""True once the last part was finished; unanswered items are a choice by then."""


@dataclass(frozen=True, kw_only=True)
class Before:
    """What the same learner said in the form before the course. chosen: {item id: value}.

    about: (question, answer) of what is carried over and not asked again. not_staff: they are
    asked in the words for people who are not staff.
    """

    chosen: dict[str, str]
    about: tuple[tuple[str, str], ...] = ()
    not_staff: bool = False


@dataclass(frozen=True, kw_only=True)
class RatingGrid(Activity):
    """Answer items of the instrument. response: {item id: value}, with STEP5_FLAGS and DONE.

    phase: the form. groups: the letters that the ids of its items start with, such as DES.
    why_scores_fall: in the form after the course, stands beside every change.
    parts, people_means, step5_check: filled from the instrument, never written in a module's file.
    before: filled for one learner when the page is drawn; None when they finished no such form.
    """

    kind: ClassVar[str] = "rating_grid"
    scored: ClassVar[bool] = False

    phase: Literal["baseline", "pre", "post"]
    groups: tuple[str, ...]
    parts: tuple[Part, ...] = ()
    people_means: str = ""
    step5_check: str = ""
    why_scores_fall: str = field(default="", metadata=BESIDE)
    before: Before | None = field(default=None, metadata=BESIDE)

    def rows(self) -> Iterator[Row]:
        """All items, in page order."""
        for part in self.parts:
            yield from part.rows

    def problem_with(self, response: object) -> str | None:
        """Known items with values of their own lists; any item may be left out."""
        if not isinstance(response, dict):
            return "Choose from the answers shown."
        values = {row.id: [choice.value for choice in row.choices] for row in self.rows()}
        for name, value in response.items():
            if name == DONE:
                if value is not True:
                    return "Press Finish to say that you have finished."
            elif name in STEP5_FLAGS:
                if value not in ("0", "1"):
                    return "Answer yes or no about step 5."
                if not self.top_step_in(response):
                    return "The question about step 5 is only for work on step 5."
            elif name not in values:
                return "One of these questions is no longer asked."
            elif value not in values[name]:
                return "Choose from the answers shown."
        return None

    def top_step_in(self, response: dict[str, Any]) -> bool:
        """Whether an item of the scale is on the top step."""
        return any(row.scale and response.get(row.id) == TOP_STEP for row in self.rows())

    def complete(self, response: Any) -> bool:
        """Finished, with the few items that are required."""
        if self.problem_with(response) is not None or response.get(DONE) is not True:
            return False
        return all(row.id in response for row in self.rows() if row.required)

    def lowest_parts(self, response: dict[str, Any]) -> tuple[str, ...]:
        """The ids of the parts with the lowest steps; none when the parts do not differ.

        A part is judged by the middle one of its answers on the scale: the steps are in order
        and not equally far apart, so they have no mean. Source: cps-0.1.yaml, list `maturity`.
        """
        middle = {}
        for part in self.parts:
            steps = [
                at
                for row in part.rows
                if row.scale and (at := row.step(response.get(row.id))) is not None
            ]
            if steps:
                middle[part.id] = median_low(steps)
        if len(set(middle.values())) < 2:
            return ()
        return tuple(name for name, step in middle.items() if step == min(middle.values()))

    def score(self, response: Any) -> float | None:
        """Never: there are no right answers."""
        return None

    def feedback(self, response: Any) -> Feedback:
        """How many were answered."""
        rows = list(self.rows())
        answered = sum(row.id in response for row in rows)
        return Feedback(
            "Your self-check is kept",
            f"You answered {answered} of {len(rows)}. There are no right answers,"
            " and a lower step is not a failure. You can come back and change them.",
            notes=tuple(self._changes(response)),
        )

    @property
    def compares(self) -> bool:
        """Whether, once it is finished, before, now and looking back stand side by side."""
        return self.phase == "post" and any(row.scale for row in self.rows())

    def looking_back(self, part: Part) -> Row | None:
        """The item that looks back at the whole area of a part; None for other parts."""
        areas = [one for one in self.parts if any(row.scale for row in one.rows)]
        if part not in areas:
            return None
        wanted = f"{LOOKING_BACK}{areas.index(part) + 1}"
        return next((row for row in self.rows() if row.id == wanted), None)

    def _changes(self, response: dict[str, Any]) -> Iterator[tuple[str, str]]:
        """A sentence for each area: how many steps moved, always with the looking back."""
        for part in self.parts if self.compares else ():
            rows = [row for row in part.rows if row.scale]
            if rows:
                yield part.id, f"{self._moved(rows, response)} {self._seen_now(part, response)}"

    def _moved(self, rows: list[Row], response: dict[str, Any]) -> str:
        if self.before is None:
            return "There is no earlier self-check to compare with this."
        pairs = [(row.step(self.before.chosen.get(row.id)), row.step(response.get(row.id)))
                 for row in rows]  # fmt: skip
        both = [(then, now) for then, now in pairs if then is not None and now is not None]
        if not both:
            return "No question has a step both times."
        higher, lower = (sum(n > t for t, n in both), sum(n < t for t, n in both))
        said = f"Higher now: {higher}. The same: {len(both) - higher - lower}. Lower now: {lower}."
        left = len(rows) - len(both)
        return f"{said} Without a step both times: {left}." if left else said

    def _seen_now(self, part: Part, response: dict[str, Any]) -> str:
        row = self.looking_back(part)
        said = row.said(response.get(row.id)) if row else ""
        if not said:
            return "You did not look back at this area."
        return f"Looking back, you now say for the time before the course: {said}."

    def text_of(self, response: Any) -> str:
        """One line for each answered item."""
        return "\n".join(
            f"{row.text} – {choice.label or choice.text}"
            for row in self.rows()
            for choice in row.choices
            if response.get(row.id) == choice.value
        )

    def view(self, shuffle: Random) -> dict[str, Any]:
        """The items in their own order: a survey is the same for everybody."""
        return {
            "parts": [asdict(part) for part in self.parts],
            "people_means": self.people_means,
            "step5_check": self.step5_check,
            "top_step": TOP_STEP,
            "compares": self.compares,
            "looking_back": {
                part.id: row.id for part in self.parts if (row := self.looking_back(part))
            },
            "why_scores_fall": self.why_scores_fall,
            "before": asdict(self.before) if self.before else None,
        }

    def without_key(self) -> Self:
        """The same without what one learner said earlier: there is no key."""
        return replace(self, before=None)

    def problems(self) -> list[Mistake]:
        """Groups that the instrument does not have in this form; items that are not choices."""
        if not self.groups:
            return [(("groups",), "No groups of items are named.", "Name at least one, like DES.")]
        ids = {row.id.rstrip("0123456789") for row in self.rows()}
        found: list[Mistake] = [
            (
                ("groups", at),
                f'The instrument asks nothing called "{group}" in the form "{self.phase}".',
                "Change the group or the phase.",
            )
            for at, group in enumerate(self.groups)
            if group not in ids
        ]
        if self.before is not None:
            what = "What a learner said before cannot be in a file."
            found.append((("before",), what, "Take it out: the page reads it when it is drawn."))
        if self.compares and LOOKING_BACK not in self.groups:
            what = "This shows change, and does not ask to look back."
            found.append((("groups",), what, f"Add {LOOKING_BACK} to its groups."))
        if self.compares and not self.why_scores_fall:
            what = "This shows change, and does not say why a score can fall."
            found.append(((), what, "Say it in why_scores_fall, and list the facts it rests on."))
        found += [
            (("groups",), f"{row.id} has no list of answers.", "Take its group out.")
            for row in self.rows()
            if len(row.choices) < 2
        ]
        return found

    @classmethod
    def example(cls) -> Example:
        """Two parts: one item on the scale, one that is required."""
        scale = (
            Choice(value="2", text="We asked for views. Staff decided", label="Asked"),
            Choice(value="5", text="Decided and done together", label="Shared"),
            Choice(value="9", text="I don’t know", set_apart=True),
        )
        yes_no = (Choice(value="1", text="Yes"), Choice(value="0", text="No"))
        letters = Row(id="DES1", text="Writing letters", choices=scale, scale=True)
        new = Row(id="SD1", text="Is your service new?", choices=yes_no, required=True)
        activity = cls(
            id="example-grid",
            title="A short self-check",
            question="What usually happened in the last 12 months?",
            phase="pre",
            groups=("SD", "DES"),
            parts=(
                Part(id="service", title="Your service", rows=(new,)),
                Part(id="design", title="Design", rows=(letters,), stem="Think of last year."),
            ),
            people_means="People means clients, former clients and carers.",
            step5_check="At step 5: did people share the final decision?",
        )
        whole = {"SD1": "1", "DES1": "5", "s5_decide": "1", "s5_do": "0", DONE: True}
        others: tuple[Any, ...] = ({}, {"DES1": "2"}, {"SD1": "0", DONE: True}, {"DES1": "9"})
        refused: tuple[Any, ...] = (
            {"DES1": 5},
            {"DES1": "7"},
            {"DES2": "1"},
            {"s5_do": "1"},
            {"DES1": "5", "s5_do": True},
            {DONE: "yes"},
            {"DES1": ["5"]},
            [],
            None,
            "5",
        )
        return Example(activity, whole, others, refused)
