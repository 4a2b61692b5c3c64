"""How each question of an exercise was answered: a page, and the same as a file."""

import asyncio

from tornado import web

from coprod_training.content.assessment import Assessment
from coprod_training.grading.all_answers import all_answers
from coprod_training.grading.question_figures import (
    COLUMNS,
    QuestionFigures,
    figure_lines,
    figure_rows,
    question_figures,
)
from coprod_training.spreadsheet import KINDS, Kind, table_bytes
from coprod_training.trainer.page import TrainerPage


class Figures(TrainerPage):
    """GET coprod/trainer/exercises/<id>/figures."""

    @web.authenticated
    async def get(self, assignment: str) -> None:
        """One row a question, from everything that was collected."""
        assessment = self.asked(assignment)
        figures, collected = await self._figures(assessment)
        self.show(
            "figures.html.j2",
            title_of=assessment.title,
            exercise=assignment,
            collected=collected,
            questions=[(one.title, figure_lines(one)) for one in figures],
        )

    async def _figures(self, assessment: Assessment) -> tuple[tuple[QuestionFigures, ...], int]:
        # Away from the server's own thread: there may be thousands of files.
        found = await asyncio.to_thread(all_answers, self.trainer.root, assessment)
        of_anybody = [question for _, question in assessment.every_question()]
        return question_figures(of_anybody, found), len(found)


class FiguresFile(Figures):
    """GET coprod/trainer/exercises/<id>/figures.xlsx and figures.csv."""

    @web.authenticated
    async def get(self, assignment: str, kind: Kind = "xlsx") -> None:
        """What the page shows, and no figure more."""
        figures, _ = await self._figures(self.asked(assignment))
        made = table_bytes(kind, "Questions", COLUMNS, figure_rows(figures))
        self.set_header("Content-Type", KINDS[kind])
        named = f'attachment; filename="{assignment}-questions.{kind}"'
        self.set_header("Content-Disposition", named)
        self.set_header("Cache-Control", "no-store")
        self.finish(made)


ADDRESSES = [
    (r"trainer/exercises/([a-z0-9-]+)/figures", Figures),
    (r"trainer/exercises/([a-z0-9-]+)/figures\.(xlsx|csv)", FiguresFile),
]
