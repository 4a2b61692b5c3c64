"""When is the course completed? The rule of course.yaml, applied to outcomes and grades."""

from collections.abc import Iterable
from dataclasses import dataclass

from coprod_training.answers import Outcome
from coprod_training.content.course import Course, Module
from coprod_training.grading.gradebook import CellMark, Result

TOP_LEVEL = 3
"""The highest level of every rubric: 0 Not yet to 3 Strong. Source: curriculum.md, Marking."""


@dataclass(frozen=True, kw_only=True)
class ModuleProgress:
    """One module. done, of: all activities. core_done, core: those needed to complete it.

    minutes_left: of the activities not done yet, as their writers stated them.
    """

    slug: str
    title: str
    done: int
    of: int
    core_done: int
    core: int
    minutes_left: float
    next_activity: str

    @property
    def complete(self) -> bool:
        """Whether every core activity is done; skipping the others changes nothing (L14)."""
        return self.core_done == self.core


@dataclass(frozen=True, kw_only=True)
class AssignmentProgress:
    """One assignment. state: "not handed in", "not yet marked", "passed" or "not yet passed".

    objective_percent: of the auto-marked points; None until graded. reflection_level: 0 to 3,
    None until a person has marked it.
    """

    slug: str
    title: str
    state: str
    objective_percent: float | None
    reflection_level: float | None


@dataclass(frozen=True, kw_only=True)
class Progress:
    """A learner's whole picture. certificate: "" when it can be made, else why it cannot."""

    modules: tuple[ModuleProgress, ...]
    assignments: tuple[AssignmentProgress, ...]
    complete: bool
    certificate: str

    @property
    def words(self) -> str:
        """The sentence every page shows: x of y done, about n minutes left."""
        done, of = (sum(m.done for m in self.modules), sum(m.of for m in self.modules))
        left = minutes_words(sum(m.minutes_left for m in self.modules))
        return f"{done} of {of} done, about {left} left"


def progress_of(course: Course, outcomes: Iterable[Outcome], results: Iterable[Result]) -> Progress:
    """Fold one learner's outcomes and marks into their picture."""
    done = {outcome.activity_id for outcome in outcomes if outcome.done}
    by_assignment = {result.assignment: result for result in results}
    modules = tuple(_module(module, done) for module in course.modules)
    assignments = tuple(
        _assignment(course, a.id, a.title, by_assignment.get(a.id)) for a in course.assessments
    )
    complete = all(m.complete for m in modules) and all(a.state == "passed" for a in assignments)
    if course.info.status != "released":
        why = course.info.certificate_off
    else:
        why = "" if complete else "There is still something to do."
    return Progress(modules=modules, assignments=assignments, complete=complete, certificate=why)


def _module(module: Module, done: set[str]) -> ModuleProgress:
    left = [a for a in module.activities if a.id not in done]
    core = [a for a in module.activities if a.core]
    return ModuleProgress(
        slug=module.id,
        title=module.title,
        done=len(module.activities) - len(left),
        of=len(module.activities),
        core_done=sum(a.id in done for a in core),
        core=len(core),
        minutes_left=sum(a.minutes for a in left),
        next_activity=left[0].id if left else "",
    )


def _assignment(course: Course, slug: str, title: str, result: Result | None) -> AssignmentProgress:
    rule = course.info.pass_rule
    marks = result.marks if result else ()
    objective = _share([mark for mark in marks if not mark.by_hand])
    reflection = _share([mark for mark in marks if mark.by_hand])
    percent = None if objective is None else 100 * objective
    level = None if reflection is None else TOP_LEVEL * reflection
    if result is None or not result.submitted:
        state = "not handed in"
    elif result.state != "marked":
        state = "not yet marked"
    elif (percent is None or percent >= rule.objective_percent) and (
        level is None or level >= rule.reflection_level
    ):
        state = "passed"
    else:
        state = "not yet passed"
    return AssignmentProgress(
        slug=slug, title=title, state=state, objective_percent=percent, reflection_level=level
    )


def _share(marks: list[CellMark]) -> float | None:
    """Points earned of those to be had, 0 to 1; None without marks or while one is missing."""
    earned = [mark.points for mark in marks]
    if not earned or None in earned:
        return None
    return sum(points or 0.0 for points in earned) / sum(mark.out_of for mark in marks)


def minutes_words(minutes: float) -> str:
    """Minutes as people say them; over two hours in hours, rounded to 5 (design.md, section 4)."""
    whole = round(minutes)
    if whole <= 120:
        return "1 minute" if whole == 1 else f"{whole} minutes"
    hours, rest = divmod(5 * round(whole / 5), 60)
    return f"{hours} hours {rest} minutes" if rest else f"{hours} hours"
