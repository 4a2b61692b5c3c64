"""The page on which a trainer types in an exercise from paper, and gets the sheets to print."""

import re
from datetime import UTC, datetime
from urllib.parse import quote

from tornado import web

from coprod_training.content.assessment import Assessment
from coprod_training.content.draw import drawn
from coprod_training.errors import CoprodError, in_words
from coprod_training.grading import hand_in_name
from coprod_training.grading.paper_hand_in import hand_in_from_paper, has_handed_in
from coprod_training.trainer.page import TrainerPage
from coprod_training.trainer.paper_form import PaperForm, wrong_with_learner

_RECEIPT = re.compile(r"[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}")
_KINDS = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
UNKNOWN = "Nobody has handed in under this name yet. Check it, and tick the box if it is right."
AGAIN = (
    "This learner has handed in this exercise already. What you type in is a new hand-in. "
    "Check the name, and tick the box if it is right."
)


class TypeIn(PaperForm):
    """GET and POST coprod/trainer/paper/<exercise>."""

    @web.authenticated
    async def get(self, exercise: str) -> None:
        """The empty form, and the receipt of what was typed in last.

        Where each learner is asked other questions, the learner is asked for first.
        """
        found, assessment = self.get_query_argument("typed", ""), self.asked(exercise)
        receipt = found if _RECEIPT.fullmatch(found) else ""
        learner = self.get_query_argument("learner", "").strip()
        if assessment.pool is None:
            self._form(assessment, receipt=receipt)
        elif hand_in_name.is_learner(learner):
            self._form(drawn(assessment, learner), learner, receipt=receipt)
        else:
            problems = {"learner": wrong_with_learner(learner)} if learner else {}
            self._form(assessment, learner, problems, receipt=receipt)

    @web.authenticated
    async def post(self, exercise: str) -> None:
        """Hand in what was typed, or show the form again and say what is wrong."""
        learner = self.get_body_argument("learner", "").strip()[:200]
        assessment = drawn(self.asked(exercise), learner)
        responses, problems = self.typed_in(one.activity for one in assessment.questions)
        ask_sure, sure = "", self.is_sure_of(learner)
        if wrong := wrong_with_learner(learner):
            problems["learner"] = wrong
        elif not sure:
            ask_sure = self._to_be_sure_of(learner, assessment.id)
            problems |= {"learner": ask_sure} if ask_sure else {}
        if not problems:
            try:
                done = hand_in_from_paper(
                    self.trainer.root,
                    self.trainer.exchange,
                    assessment,
                    learner,
                    responses,
                    by=self.current_user.username,
                    now=datetime.now(UTC),
                )
            except (CoprodError, OSError) as error:  # what was typed stays in the form
                problems["whole"] = in_words(error).sentences
            else:
                self.redirect(f"{self.to}/coprod/trainer/paper/{exercise}?typed={done.code}")
                return
        self.set_status(400)
        self._form(assessment, learner, problems, ask_sure=bool(ask_sure), sure=sure)

    def _to_be_sure_of(self, learner: str, exercise: str) -> str:
        """Why a second look at the name is asked for, or ""."""
        if has_handed_in(self.trainer.exchange, self.trainer.root, learner, exercise):
            return AGAIN
        return "" if learner in self.known() else UNKNOWN

    def _form(
        self,
        assessment: Assessment,
        learner: str = "",
        problems: dict[str, str] | None = None,
        *,
        ask_sure: bool = False,
        sure: bool = False,
        receipt: str = "",
    ) -> None:
        self.show(
            "paper.html.j2",
            exercise=assessment.id,
            title_of=assessment.title,
            released=self.trainer.standing(assessment.id).released,
            learner=learner,
            asks_for_learner=assessment.pool is not None,
            own=self.asked(assessment.id).pool is not None,
            known=self.known(),
            problems=problems or {},
            ask_sure=ask_sure or sure,
            sure=sure,
            receipt=receipt,
            questions=self.questions(one.activity for one in assessment.questions),
        )


class Sheets(TrainerPage):
    """GET coprod/trainer/paper/<module or exercise>.html and .docx, with ?large for large print."""

    @web.authenticated
    async def get(self, slug: str, kind: str) -> None:
        """The sheets as a file to keep: this page's policy would take away its looks."""
        # Only here: a trainer's server has no other use for what writes Word documents.
        from coprod_training.paper.html import html_of
        from coprod_training.paper.pages import paper_of
        from coprod_training.paper.word import word_of

        course, assessment = self.trainer.course(), self.trainer.course().assessment(slug)
        if course.module(slug) is None and assessment is None:
            raise web.HTTPError(404)
        large = self.get_query_argument("large", None) is not None
        learner = self.get_query_argument("learner", "")
        own = assessment is not None and assessment.pool is not None
        if own and not hand_in_name.is_learner(learner):
            raise web.HTTPError(404)  # no such sheet: each learner has one of their own
        name = f"{slug}-{learner}" if own else slug
        paper = paper_of(self.trainer.staff.parent, course, slug, learner=learner, large=large)
        self.set_header("Content-Type", _KINDS[kind])
        self.set_header("Content-Disposition", attached_as(f"{name}.{kind}"))
        self.set_header("Cache-Control", "no-store")
        self.finish(html_of(paper) if kind == "html" else word_of(paper))


def attached_as(name: str) -> str:
    """The header of a file to keep under this name, which may have letters of any script.

    Headers have Latin letters alone, so the name stands there twice. Source: RFC 6266, section 5.
    """
    latin = "".join(one if one.isascii() else "_" for one in name)
    return f"attachment; filename=\"{latin}\"; filename*=UTF-8''{quote(name, safe='')}"


class Paper(TrainerPage):
    """GET coprod/trainer/paper."""

    @web.authenticated
    async def get(self) -> None:
        """Every module and exercise, to print and to type in."""
        course = self.trainer.course()
        self.show(
            "papers.html.j2",
            modules=[(one.id, one.title) for one in course.modules],
            exercises=[(one.id, one.title) for one in course.assessments],
            own=[one.id for one in course.assessments if one.pool is not None],
        )


ADDRESSES = [
    (r"trainer/paper", Paper),
    (r"trainer/paper/([a-z0-9-]+)\.(html|docx)", Sheets),
    (r"trainer/paper/([a-z0-9-]+)", TypeIn),
]
