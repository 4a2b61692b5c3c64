"""What the two pages share on which answers from paper are typed in."""

from collections.abc import Iterable
from typing import Any

from coprod_training.activities import Activity
from coprod_training.grading.gradebook import learner_names
from coprod_training.paper.fields import Field, fields_of
from coprod_training.paper.typed_in import can_be_typed_in, response_of
from coprod_training.trainer.page import TrainerPage
from coprod_training.trainer.typed_learners import not_a_sign_in_name

_NO_LEARNER = "Enter the name that the learner signs in with, or would sign in with."
_ON_SCREEN = "What this one asks depends on the screen. Leave it on the sheet."
_WHY_NOT = {
    "consent": "Only the person can say yes or no to this. Leave it on the sheet.",
    "rating_grid": "A self-check is the person's own. Leave it on the sheet.",
    "story_plan": "A plan for a story is the person's own. Leave it on the sheet.",
}


def wrong_with_learner(typed: str) -> str:
    """What is wrong with the name in the field for the learner, or ""."""
    return not_a_sign_in_name(typed) if typed else _NO_LEARNER


class PaperForm(TrainerPage):
    """A page with a field for each box of a sheet."""

    def typed_in(self, activities: Iterable[Activity]) -> tuple[dict[str, Any], dict[str, str]]:
        """The responses by activity, and by activity what is wrong with one."""
        responses, problems = {}, {}
        for activity in activities:
            typed = {
                field.name: self.get_body_arguments(_name(activity.id, field), strip=False)
                for field in fields_of(activity)
            }
            response, problem = response_of(activity, typed)
            if problem:
                problems[activity.id] = problem
            elif response is not None:
                responses[activity.id] = response
        return responses, problems

    def questions(self, activities: Iterable[Activity]) -> list[dict[str, Any]]:
        """What `paper_questions.html.j2` draws, with what was typed in a form shown again."""
        return [
            {
                "id": one.id,
                "title": one.title,
                "question": one.question,
                "fits": can_be_typed_in(one),
                "why_not": _WHY_NOT.get(one.kind, _ON_SCREEN),
                "fields": [self._shown(one.id, field) for field in fields_of(one)],
            }
            for one in activities
        ]

    def known(self) -> list[str]:
        """Everybody in the gradebook."""
        return sorted(learner_names(self.trainer.database))

    def _shown(self, activity: str, field: Field) -> dict[str, Any]:
        name = _name(activity, field)
        typed = self.get_body_arguments(name, strip=False)
        return {"name": name, "about": field, "typed": typed, "words": typed[0] if typed else ""}


def _name(activity: str, field: Field) -> str:
    """How one field is called in the form that is sent."""
    return f"{activity}:{field.name}"
