"""How each question of an exercise was answered."""

import asyncio

from tornado import web

from coprod_training.grading.all_answers import all_answers
from coprod_training.grading.question_figures import figure_lines, question_figures
from coprod_training.trainer.page import TrainerPage


class Figures(TrainerPage):
    """GET coprod/trainer/exercises/<id>/figures."""

    @web.authenticated
    async def get(self, assignment: str) -> None:
        """One row a question, from everything that was collected."""
        self.asked(assignment)
        assessment = self.trainer.course().assessment(assignment)
        if assessment is None:
            raise web.HTTPError(404)
        # Away from the server's own thread: there may be thousands of files.
        found = await asyncio.to_thread(all_answers, self.trainer.root, assessment)
        of_anybody = [question for _, question in assessment.every_question()]
        self.show(
            "figures.html.j2",
            title_of=assessment.title,
            collected=len(found),
            questions=[
                (one.title, figure_lines(one)) for one in question_figures(of_anybody, found)
            ],
        )


ADDRESSES = [
    (r"trainer/exercises/([a-z0-9-]+)/figures", Figures),
]
