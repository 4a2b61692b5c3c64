"""The pages of second marking: what was drawn, one mark without the first, and one agreed level."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from tornado import web

from coprod_training.content.assessment import Question, levels_of
from coprod_training.grading import agreement, second_marks
from coprod_training.grading.agreed_level import agree
from coprod_training.grading.feedback_marks import marks_of
from coprod_training.grading.feedback_page import wordings
from coprod_training.grading.hand_ins import HandInRow, hand_ins, time_told
from coprod_training.grading.marked_form import MarkedPart
from coprod_training.grading.marking import EARLIER
from coprod_training.grading.partly_read import is_partly_read
from coprod_training.grading.records import digest
from coprod_training.grading.second_marks import SecondMarking
from coprod_training.trainer.changed_meanwhile import CHANGED
from coprod_training.trainer.comments import LONGEST_GIVEN, TOO_LONG
from coprod_training.trainer.flag_pages import flags_said
from coprod_training.trainer.marked_copy import written_part
from coprod_training.trainer.marking_page import needed_level
from coprod_training.trainer.page import LATE, TrainerPage

OPEN = {"to mark", "apart", "agreed"}  # the states in which there is something to save
BOTH = {"apart", "agreed"}  # those in which both levels are shown, and the comment
CHOOSE = "Choose a level."
SAME = (
    "The first mark was given in this browser. Ask a colleague who has not seen it to open this"
    " page in a browser of their own."
)
SEEN = (
    "You have looked at the first mark, on the page of this hand-in or in a list of all marks. Ask"
    " a colleague who has not seen it to open this page in a browser of their own."
)
_WORDS = {
    "waits": "Waiting for its first mark",
    "to mark": "To mark: you can give the second mark",
    "close": "Done",
    "apart": "To agree: both markers together",
    "agreed": "Agreed",
}


class SecondMarkings(TrainerPage):
    """GET coprod/trainer/second."""

    @web.authenticated
    async def get(self) -> None:
        """What was drawn in each exercise, and how far the markers agree."""
        # Away from the server's own thread: a large gradebook takes a second or two.
        self.show("second_markings.html.j2", exercises=await asyncio.to_thread(self._rows))

    def _rows(self) -> list[dict[str, Any]]:
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
                                "words": turn_words(each, self.current_user.username),
                                "open": each.state in OPEN,
                            }
                            for number, each in enumerate(found, 1)
                        ],
                    }
                )
        return rows


class OneSecondMarking(TrainerPage):
    """GET and POST coprod/trainer/second/<exercise>/<number>."""

    @web.authenticated
    async def get(self, assignment: str, number: str) -> None:
        """The words and the rubric; both levels only where they are to be agreed."""
        self._draw(await self._found(assignment, number), number, "")

    @web.authenticated
    async def post(self, assignment: str, number: str) -> None:
        """Keep the second mark, or the agreed level with the comment that the learner reads."""
        one = await self._found(assignment, number)
        levels = [level.level for level in levels_of(self._question(one))]
        typed, by = self.get_body_argument("level", ""), self.current_user.username
        # A form sends each line's end as two characters, which are one where marks are given.
        words = self.get_body_argument("comment", "").replace("\r\n", "\n")
        # The form was for this answer, and for this step: it may have been sent twice.
        if one.state not in OPEN or self.get_body_argument("form", "") != self._form(one):
            self.set_status(409)
            self._draw(one, number, CHANGED, lost=words)
        elif one.state == "to mark" and one.knows(by):
            self.set_status(409)
            self._draw(one, number, "")
        elif typed not in map(str, levels):
            self.set_status(400)
            self._draw(one, number, CHOOSE, words=words)
        elif len(words) > LONGEST_GIVEN:
            self.set_status(400)
            self._draw(one, number, TOO_LONG, level=typed, words=words)
        else:
            given = (self.trainer.root, one, int(typed), by, datetime.now(UTC))
            if one.state == "to mark":
                second_marks.give_second(*given)
            else:
                agree(*given, self.settings[LATE], words)
            self.redirect(f"{self.to}/coprod/trainer/second")

    def _draw(
        self,
        one: SecondMarking,
        number: str,
        problem: str,
        *,
        level: str = "",
        words: str | None = None,
        lost: str = "",
    ) -> None:
        """level, words: as they were typed, to go on with. lost: a comment that was not saved."""
        question, row = self._question(one), self._row(one)
        contacts = self.trainer.course().info.help.contacts
        both = one.state in BOTH
        comment = self._comment(one) if both else ""
        account = self.current_user.username
        refused = one.state == "to mark" and one.knows(account)
        written = None if refused else self._written(one)
        self.show(
            "second_marking.html.j2",
            number=number,
            here_at=f"coprod/trainer/second/{one.assignment}/{number}",
            title_of=self.trainer.title(one.assignment),
            title_of_answer=question.activity.title,
            questions=wordings(question.activity),
            notes=self._notes(one),
            needed=needed_level(self.trainer.course().info.pass_rule),
            text=written.answer if written else "",
            partly_read=is_partly_read(
                self.trainer.root, one.assignment, one.learner, one.handed_in
            ),
            earlier=EARLIER if written and written.earlier else "",
            levels=levels_of(question),
            examples_given=question.examples,
            both=_both(one) if both else (),
            form=_form(one, comment),
            chosen=level,
            comment=comment if words is None else words,
            lost=lost if both and lost != comment else "",
            refused=(SAME if account == one.first_by else SEEN) if refused else "",
            done=one.state not in OPEN,
            problem=problem,
            too_long=problem == TOO_LONG,
            activity=one.activity,
            flagged=flags_said(self.flags, row, self.who, contacts).get(one.activity, []),
            hand_in=row.id,
            handed_in=time_told(row),
            contacts=contacts,
            who=self.who,
        )

    def _comment(self, one: SecondMarking) -> str:
        """What the learner would read of it now, "" where nothing is written."""
        found = marks_of(self.trainer.database, one.learner, one.assignment, one.assignment)
        return found.comments.get(one.activity, "")

    def _form(self, one: SecondMarking) -> str:
        return _form(one, self._comment(one) if one.state in BOTH else "")

    def _row(self, one: SecondMarking) -> HandInRow:
        found = hand_ins(self.trainer.database, assignment=one.assignment, learner=one.learner)
        if not found:
            raise web.HTTPError(404)
        return found[0]

    async def _found(self, assignment: str, number: str) -> SecondMarking:
        self.asked(assignment)
        read = partial(second_marks.second_markings, self.trainer.root, assignment)
        found = await asyncio.to_thread(read)
        if not 1 <= int(number) <= len(found):
            raise web.HTTPError(404)
        return found[int(number) - 1]

    def _notes(self, one: SecondMarking) -> str:
        assessment = self.trainer.course().assessment(one.assignment)
        return assessment.facilitator_notes.strip() if assessment else ""

    def _question(self, one: SecondMarking) -> Question:
        assessment = self.trainer.course().assessment(one.assignment)
        question = assessment.question(one.activity) if assessment else None
        if question is None:
            raise web.HTTPError(404)
        return question

    def _written(self, one: SecondMarking) -> MarkedPart | None:
        return written_part(self.trainer, one.learner, one.assignment, one.activity)


def agreement_words(pairs: Sequence[tuple[int, int]]) -> str:
    """How far two markers agree, in one or two sentences; a kappa only from `FEWEST` pairs on."""
    if not pairs:
        return "Nothing has two marks yet."
    same = sum(first == second for first, second in pairs)
    said = (
        f"{len(pairs)} marked twice: the same level in {same}, at most one level apart in"
        f" {agreement.within_one(pairs)}."
    )
    if len(pairs) < agreement.FEWEST:
        return f"{said} That is too few for a weighted kappa, which needs {agreement.FEWEST}."
    kappa = agreement.weighted_kappa(pairs)
    if kappa is None:
        return f"{said} The weighted kappa needs marks on more than one level."
    return f"{said} Weighted kappa {kappa:.2f} (1 is full agreement, 0 is chance)."


def turn_words(one: SecondMarking, account: str) -> str:
    """Where one answer is, and whose turn it is. account: of whoever reads it."""
    if one.state == "waits" and one.given:
        return "Waiting for its first mark to be looked at again"
    if one.state != "to mark" or not one.knows(account):
        return _WORDS[one.state]
    why = "gave" if account == one.first_by else "have looked at"
    return f"For somebody else to mark: you {why} the first mark"


def _both(one: SecondMarking) -> tuple[tuple[str, Any], ...]:
    if one.agreed is not None:
        return (("You agreed on", one.agreed),)
    return (("One marker gave", one.first), ("The other gave", one.second))


def _form(one: SecondMarking, comment: str = "") -> str:
    """What a form is for: this answer of this hand-in, in this state and with this comment."""
    about = (one.learner, one.activity, one.handed_in.isoformat(), one.state, comment)
    return digest("/".join(about))


ADDRESSES = [
    (r"trainer/second", SecondMarkings),
    (r"trainer/second/([a-z0-9-]+)/(\d{1,6})", OneSecondMarking),
]
