"""Whose round it is: the folders of one trainer's course root, and the course with its keys."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coprod_training.content.course import Course
from coprod_training.content.graded_parts import is_marked_by_a_person
from coprod_training.content.unchanged import load_unchanged
from coprod_training.errors import CoprodError
from coprod_training.grading.overview import Standing, overview

KEY = "coprod_trainer"


@dataclass(frozen=True)
class Trainer:
    """root: nbgrader's course root. staff: the folder of course.yaml. exchange: of this course."""

    root: Path
    staff: Path
    exchange: Path

    @property
    def database(self) -> Path:
        """The gradebook, which need not be there yet."""
        return self.root / "gradebook.db"

    def course(self) -> Course:
        """The course with its keys, read again only when a file changed."""
        return load_unchanged(self.staff)

    def title(self, assignment: str) -> str:
        """What learners call an assignment; its own name when the course has none of it."""
        return self.titles([assignment])[assignment]

    def titles(self, assignments: Iterable[str]) -> dict[str, str]:
        """`title` of each, for a list: the course's files are looked at once and not for each."""
        course = self.course()
        found = {name: course.assessment(name) for name in assignments}
        return {name: one.title if one else name for name, one in found.items()}

    def has_written(self, assignment: str, activity: str) -> bool:
        """Whether an exercise has this question, and a person marks it: any kind without a key."""
        found = self.course().assessment(assignment)
        question = found.question(activity) if found else None
        return question is not None and is_marked_by_a_person(question)

    def help_to_set(self) -> Path | None:
        """The file in which `help` waits to be filled in by the service; None once all of it is."""
        return self.staff / "course.yaml" if self.course().info.help.waits else None

    def standings(self) -> tuple[Standing, ...]:
        """Where each assignment of the course stands, in its order."""
        names = [one.id for one in self.course().assessments]
        return overview(self.root, self.exchange, names)

    def standing(self, assignment: str) -> Standing:
        """Where one assignment stands, of this course or not."""
        (found,) = overview(self.root, self.exchange, [assignment])
        return found


def trainer_from(settings: Any, course_id: str, root: Path) -> Trainer:
    """The trainer that nbgrader's configuration names. Raises CoprodError when it is not ours."""
    staff, exchange = settings.ScoreAnswers.get("course"), settings.Exchange.get("root")
    if not staff or not exchange:
        raise CoprodError(
            "The configuration of this course is missing.",
            where=str(root),
            fix="Start it with: coprod start --as trainer",
        )
    return Trainer(root, Path(staff), Path(exchange) / course_id)
