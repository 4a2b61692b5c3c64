"""The page on which one learner gets more time, and all who have it are listed."""

from datetime import UTC, datetime
from typing import Any

from tornado import web

from coprod_training.grading.extensions import dues_of, extensions
from coprod_training.grading.gradebook import learner_names
from coprod_training.grading.hand_ins import full_name
from coprod_training.lab.dates import due_words
from coprod_training.trainer.due_form import due_in, fields_of
from coprod_training.trainer.page import BUSY, TrainerPage
from coprod_training.trainer.typed_learners import not_a_sign_in_name

NO_DATE = "Enter the date until which they have time."
NOT_LATER = "Enter a date later than everybody's date."
NO_LEARNER = "Enter the name that the learner signs in with."
UNKNOWN = (
    "Nobody has handed in under this name yet. Check it, and tick the box below if it is right."
)
_NO_DATE = "No due date"


class MoreTime(TrainerPage):
    """GET and POST coprod/trainer/more-time."""

    @web.authenticated
    async def get(self) -> None:
        """The form, filled in for the learner who was chosen in a list."""
        exercise = self.get_query_argument("exercise", "")
        learner = self.get_query_argument("learner", "")[:128]
        own = extensions(self.trainer.root).get((exercise, learner))
        self._form(exercise, learner, fields_of(own))

    @web.authenticated
    async def post(self) -> None:
        """Agree the date that was typed, or show the form again and say what is wrong."""
        exercise = self.get_body_argument("exercise", "")
        self.asked(exercise)
        learner = self.get_body_argument("learner", "").strip()[:200]
        names = ("day", "month", "year", "time")
        typed = {name: self.get_body_argument(name, "")[:20] for name in names}
        due, problem = due_in(typed, datetime.now(UTC))
        where, ask_sure, sure = "due", False, self.is_sure_of(learner)
        if self.get_body_argument("back", ""):  # to everybody's date
            due, problem = None, ""
        elif not problem:
            common = dues_of(self.trainer.root, exercise).common
            problem = NO_DATE if due is None else NOT_LATER if common and due <= common else ""
        if wrong := not_a_sign_in_name(learner):
            problem, where = wrong if learner else NO_LEARNER, "learner"
        elif learner not in self._known() and not sure:
            problem, where, ask_sure = UNKNOWN, "learner", True
        elif not problem:
            told = {"learner": learner, "due": due.isoformat() if due else ""}
            by = told["by"] = self.current_user.username
            saved = saved_words(self._known().get(learner) or learner, due)
            if not self.jobs.start("extend", exercise, by, told=told, saved=saved):
                problem, where = BUSY, ""
        if problem:
            self.set_status(400)
            self._form(exercise, learner, typed, problem, where, ask_sure=ask_sure, sure=sure)
        else:
            self.redirect(f"{self.to}/coprod/trainer")

    def _known(self) -> dict[str, str]:
        """Names by learner, of all that the gradebook or an earlier date knows."""
        people = learner_names(self.trainer.database)
        named = {learner: full_name(learner, *names) for learner, names in people.items()}
        return {learner: learner for _, learner in extensions(self.trainer.root)} | named

    def _form(
        self,
        exercise: str,
        learner: str,
        fields: dict[str, str],
        problem: str = "",
        where: str = "",
        *,
        ask_sure: bool = False,
        sure: bool = False,
    ) -> None:
        dues = {one.assignment: one.due for one in self.trainer.standings() if one.released}
        known = self._known()
        titles = self.trainer.titles(dues)
        exercises = [
            {"id": name, "title": titles[name], "due": due_words(due)}
            for name, due in dues.items()
            if due
        ]
        without = exercise and exercise not in {one["id"] for one in exercises}
        self.show(
            "more_time.html.j2",
            exercises=exercises,
            without=self.trainer.title(exercise) if without else "",
            has_own=(exercise, learner) in extensions(self.trainer.root),
            exercise=exercise,
            learner=learner,
            known=sorted(known),
            fields=fields,
            problem=problem,
            problem_at=where,
            ask_sure=ask_sure or sure,
            sure=sure,
            given=self._given(dues, known),
            who=self.who,
        )

    def _given(
        self, dues: dict[str, datetime | None], known: dict[str, str]
    ) -> list[dict[str, Any]]:
        given = extensions(self.trainer.root)
        titles = self.trainer.titles(exercise for exercise, _ in given)
        return [
            {
                "exercise": exercise,
                "title": titles[exercise],
                "learner": learner,
                "name": known.get(learner) or learner,
                "common": due_words(dues.get(exercise)) or _NO_DATE,
                "own": due_words(own),
            }
            for (exercise, learner), own in sorted(given.items())
        ]


def saved_words(name: str, due: datetime | None) -> str:
    """What is said once a date is kept. name: of the learner. due: None for everybody's date."""
    if due is None:
        return f"Saved: everybody’s date counts again for {name}."
    return f"Saved: {name} has until {due_words(due).removeprefix('Due ')}."


ADDRESSES = [(r"trainer/more-time", MoreTime)]
