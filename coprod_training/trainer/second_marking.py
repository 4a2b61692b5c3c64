"""The pages of second marking: what was drawn, one mark without the first, and one agreed level."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tornado import web

from coprod_training.content.course import Question
from coprod_training.grading import agreement, second_marks
from coprod_training.grading.agreed_level import agree
from coprod_training.grading.feedback_page import LEVELS
from coprod_training.grading.second_marks import SecondMarking
from coprod_training.trainer.marked_copy import written_answer
from coprod_training.trainer.page import TrainerPage

FEW = 10  # pairs below which the page says that the figure is of few
CHOOSE = "Choose a level."
SAME = (
    "The first mark was given in this browser. Ask a colleague who has not seen it to open this"
    " page in a browser of their own."
)
_WORDS = {
    "waits": "Waits for its first mark",
    "to mark": "To mark",
    "close": "Done",
    "apart": "To agree",
    "agreed": "Agreed",
}


@dataclass(frozen=True)
class Level:
    """One level of a rubric, to choose."""

    number: int
    name: str
    text: str


class SecondMarkings(TrainerPage):
    """GET coprod/trainer/second."""

    @web.authenticated
    async def get(self) -> None:
        """What was drawn in each exercise, and how far the markers agree."""
        rows = []
        for one in self.trainer.course().assessments:
            found = second_marks.second_markings(self.trainer.root, one.id)
            if found:
                rows.append(
                    {
                        "title": one.title,
                        "agreement": agreement_words(second_marks.pairs(self.trainer.root, one.id)),
                        "drawn": [
                            {
                                "number": number,
                                "address": f"{self.to}/coprod/trainer/second/{one.id}/{number}",
                                "words": _WORDS[each.state],
                                "open": each.state in {"to mark", "apart"},
                            }
                            for number, each in enumerate(found, 1)
                        ],
                    }
                )
        self.show("second_markings.html.j2", exercises=rows)


class OneSecondMarking(TrainerPage):
    """GET and POST coprod/trainer/second/<exercise>/<number>."""

    @web.authenticated
    async def get(self, assignment: str, number: str) -> None:
        """The words and the rubric; both levels only where they are to be agreed."""
        self._draw(assignment, number, "")

    @web.authenticated
    async def post(self, assignment: str, number: str) -> None:
        """Keep the second mark, or the agreed level."""
        one = self._found(assignment, number)
        levels = [level.number for level in _levels(self._question(one))]
        typed = self.get_body_argument("level", "")
        if one.handed_in.isoformat() != self.get_body_argument("handed_in", ""):
            raise web.HTTPError(404)  # a newer hand-in has taken its place
        if typed not in map(str, levels):
            self.set_status(400)
            self._draw(assignment, number, CHOOSE)
            return
        by, now, root = self.current_user.username, datetime.now(UTC), self.trainer.root
        if one.state == "to mark" and by == one.first_by:
            self.set_status(409)
            self._draw(assignment, number, "")
            return
        if one.state == "to mark":
            second_marks.give_second(root, one, int(typed), by, now)
        elif one.state == "apart":
            agree(root, one, int(typed), by, now)
        self.redirect(f"{self.to}/coprod/trainer/second")

    def _draw(self, assignment: str, number: str, problem: str) -> None:
        one = self._found(assignment, number)
        question = self._question(one)
        apart = one.state == "apart"
        refused = one.state == "to mark" and one.first_by == self.current_user.username
        self.show(
            "second_marking.html.j2",
            number=number,
            title_of=self.trainer.title(assignment),
            question=question.activity.question,
            text="" if refused else self._words(one),
            levels=_levels(question),
            both=_both(one) if apart else (),
            handed_in=one.handed_in.isoformat(),
            refused=SAME if refused else "",
            done=one.state not in {"to mark", "apart"},
            problem=problem,
        )

    def _found(self, assignment: str, number: str) -> SecondMarking:
        self.asked(assignment)
        found = second_marks.second_markings(self.trainer.root, assignment)
        if not 1 <= int(number) <= len(found):
            raise web.HTTPError(404)
        return found[int(number) - 1]

    def _question(self, one: SecondMarking) -> Question:
        assessment = self.trainer.course().assessment(one.assignment)
        question = assessment.question(one.activity) if assessment else None
        if question is None:
            raise web.HTTPError(404)
        return question

    def _words(self, one: SecondMarking) -> str:
        return written_answer(self.trainer, one.learner, one.assignment, one.activity) or ""


def agreement_words(pairs: Sequence[tuple[int, int]]) -> str:
    """How far two markers agree, in two or three sentences."""
    if not pairs:
        return "Nothing has two marks yet."
    same = sum(first == second for first, second in pairs)
    said = (
        f"{len(pairs)} marked twice: the same level in {same}, at most one level apart in"
        f" {agreement.within_one(pairs)}."
    )
    kappa = agreement.weighted_kappa(pairs)
    if kappa is None:
        return f"{said} The weighted kappa needs marks on more than one level."
    said += f" Weighted kappa {kappa:.2f} (1 is full agreement, 0 is chance)."
    return said if len(pairs) >= FEW else f"{said} That is from few marks, so read it with care."


def _levels(question: Question) -> list[Level]:
    known = {level.level: level for level in question.rubric}
    return [
        Level(number, known[number].name, known[number].text.strip())
        if number in known
        else Level(number, name, "")
        for number, name in enumerate(LEVELS)
    ]


def _both(one: SecondMarking) -> tuple[tuple[str, Any], ...]:
    return (("One marker gave", one.first), ("The other gave", one.second))


ADDRESSES = [
    (r"trainer/second", SecondMarkings),
    (r"trainer/second/([a-z0-9-]+)/(\d{1,6})", OneSecondMarking),
]
