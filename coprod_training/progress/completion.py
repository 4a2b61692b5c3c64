"""When is the course completed? The rule of course.yaml, applied to outcomes and grades."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from coprod_training.activities import Activity
from coprod_training.answers import Outcome
from coprod_training.content.course import Course, Module, PassRule
from coprod_training.content.on_a_day import gives_certificate
from coprod_training.grading.gradebook import CellMark, Result
from coprod_training.grading.reflection_level import is_sound, level_of
from coprod_training.progress.minutes import minutes_words


@dataclass(frozen=True, kw_only=True)
class ModuleProgress:
    """One module. done, of: all activities. core_done, core: those needed to complete it.

    begun: something in it is answered, if only a part of an activity. optional: the module counts
    neither for the course nor in "x of y". minutes_left: of the module's time with everything, the
    share of the activities not done yet.
    """

    slug: str
    title: str
    done: int
    of: int
    core_done: int
    core: int
    minutes_left: float
    begun: bool = False
    optional: bool = False

    @property
    def complete(self) -> bool:
        """Whether every core activity is done; skipping the others changes nothing (L14).

        An optional module has none: it is complete when everything in it is done.
        """
        return self.done == self.of if self.optional else self.core_done == self.core


@dataclass(frozen=True, kw_only=True)
class AssignmentProgress:
    """One assignment.

    state: "not released", "not handed in", "not yet marked", "marked" or "to hand in again". The
    last: a reflection is below the level of the rule. Questions alone hold no assignment back,
    since they are counted over the whole course. points, out_of: of the auto-marked questions; 0
    and 0 until graded. reflection_level: 0 to 3, of the reflection marked lowest; None until a
    person has marked each.
    """

    slug: str
    title: str
    state: str
    points: float = 0.0
    out_of: float = 0.0
    reflection_level: float | None = None

    @property
    def objective_percent(self) -> float | None:
        """Points of the auto-marked questions, in percent; None without any."""
        return 100 * self.points / self.out_of if self.out_of else None


@dataclass(frozen=True, kw_only=True)
class Progress:
    """A learner's whole picture. certificate: "" when it can be made, else why it cannot.

    given: whether the course gives this learner one when it is complete. rule: what completes the
    course, beside its modules. next: (module, activity) to go on with; None when all are done.
    """

    modules: tuple[ModuleProgress, ...]
    assignments: tuple[AssignmentProgress, ...]
    rule: PassRule
    complete: bool
    given: bool
    certificate: str
    next: tuple[str, str] | None

    @property
    def objective_percent(self) -> float | None:
        """Of all auto-marked questions of the course that are marked so far; None without any."""
        return _percent_of_all(self.assignments)

    @property
    def marks_suffice(self) -> bool:
        """Whether the marks of all exercises are as the rule asks."""
        return _suffice(self.rule, self.assignments)

    @property
    def counted(self) -> tuple[ModuleProgress, ...]:
        """The modules that count towards the course."""
        return tuple(module for module in self.modules if not module.optional)

    @property
    def done(self) -> int:
        """How many activities are done."""
        return sum(module.done for module in self.counted)

    @property
    def of(self) -> int:
        """How many activities there are."""
        return sum(module.of for module in self.counted)

    @property
    def words(self) -> str:
        """The sentence every page shows: x of y done, about n minutes left.

        The exercises take time of their own, so no time is named once no activity is left.
        """
        if self.done == self.of:
            return f"{self.done} of {self.of} done, no activities left"
        left = minutes_words(sum(module.minutes_left for module in self.counted))
        return f"{self.done} of {self.of} done, about {left} left"


def progress_of(
    course: Course,
    outcomes: Iterable[Outcome],
    results: Iterable[Result],
    unreleased: Collection[str] = (),
) -> Progress:
    """Fold one learner's outcomes and marks into their picture.

    results: for each assignment, every hand-in that is known; the one that counts is chosen here.
    unreleased: assignments that learners cannot get yet, as far as that is known.
    """
    answered, found = list(outcomes), list(results)
    begun = {outcome.activity_id for outcome in answered}
    done = {outcome.activity_id for outcome in answered if outcome.done}
    rule = course.info.pass_rule
    modules = tuple(_module(module, begun, done) for module in course.modules)
    assignments = tuple(
        assignment_progress(rule, a.id, a.title, [one for one in found if one.assignment == a.id])
        for a in course.assessments
    )
    assignments = tuple(
        replace(one, state="not released")
        if one.state == "not handed in" and one.slug in unreleased
        else one
        for one in assignments
    )
    complete = _suffice(rule, assignments) and all(m.complete for m in modules if not m.optional)
    # As a hub knows it too: what is asked of the course as a whole, such as one's setting, is no
    # beginning.
    steps = begun - {one.id for one in course.info.activities}
    began = min((one.at for one in answered if one.activity_id in steps), default="")
    given = gives_certificate(course.info, began)
    why = "" if complete else "There is still something to do."
    return Progress(
        modules=modules,
        assignments=assignments,
        rule=rule,
        complete=complete,
        given=given,
        certificate=why if given else course.info.certificate_off,
        next=_next(course, answered, done),
    )


def _next(course: Course, answered: Sequence[Outcome], done: set[str]) -> tuple[str, str] | None:
    """The first activity that is not done, from the newest answer on and then from the beginning.

    So what somebody left out on purpose does not call them back from where they are.
    """
    every = [(m.id, a.id) for m in course.modules if not m.optional for a in m.activities]
    places = {activity: place for place, (_, activity) in enumerate(every)}
    here = [(one.at, places[one.activity_id]) for one in answered if one.activity_id in places]
    _, newest = max(here, default=("", 0))
    ways = (*every[newest:], *every[:newest])
    return next((one for one in ways if one[1] not in done), None)


def _percent_of_all(assignments: Sequence[AssignmentProgress]) -> float | None:
    """Points of every question marked so far, in percent. Source: curriculum.md, Marking."""
    out_of = sum(one.out_of for one in assignments)
    return 100 * sum(one.points for one in assignments) / out_of if out_of else None


def _suffice(rule: PassRule, assignments: Sequence[AssignmentProgress]) -> bool:
    percent = _percent_of_all(assignments)
    enough = percent is None or percent >= rule.objective_percent
    return enough and all(one.state == "marked" for one in assignments)


def _module(module: Module, begun: set[str], done: set[str]) -> ModuleProgress:
    left = [a for a in module.activities if a.id not in done]
    core = [a for a in module.activities if a.core]
    return ModuleProgress(
        slug=module.id,
        title=module.title,
        done=len(module.activities) - len(left),
        of=len(module.activities),
        core_done=sum(a.id in done for a in core),
        core=len(core),
        minutes_left=module.minutes_with_everything * _share_of_time(left, module.activities),
        begun=any(a.id in begun for a in module.activities),
        optional=module.optional,
    )


def _share_of_time(some: Sequence[Activity], of: Sequence[Activity]) -> float:
    """0 to 1. The reading goes with the activities, so it is taken as spread over them alike."""
    whole = sum(one.minutes for one in of)
    return sum(one.minutes for one in some) / whole if whole else 0.0


def best_marked(rule: PassRule, hand_ins: Iterable[Result]) -> Result | None:
    """The hand-in of one assignment that counts, of those fully marked; None without any.

    One hand-in is taken whole, never the questions of one with the reflection of another. One whose
    reflections reach the rule's level counts before one whose do not, then the one with more
    points, then the earlier one. Source: the exercises say that the highest mark counts.
    """
    marked = [one for one in hand_ins if one.state == "marked"]
    marked.sort(key=handed_in_at)
    return max(marked, key=lambda one: (is_sound(rule, one), one.points or 0.0), default=None)


def handed_in_at(one: Result) -> float:
    """To sort by; what has no time comes first."""
    return one.handed_in.timestamp() if one.handed_in else 0.0


def assignment_progress(
    rule: PassRule, slug: str, title: str, hand_ins: Sequence[Result]
) -> AssignmentProgress:
    """One assignment, by every hand-in of it that is known; the one that counts is chosen here."""
    best = best_marked(rule, hand_ins)
    waiting = next((one for one in hand_ins if one.state == "not yet marked"), None)
    if best is not None and is_sound(rule, best):
        counts, state = best, "marked"
    elif waiting is not None:
        counts, state = waiting, "not yet marked"
    elif best is not None:
        counts, state = best, "to hand in again"
    else:
        return AssignmentProgress(slug=slug, title=title, state="not handed in")
    questions = [mark for mark in counts.marks if not mark.by_hand]
    share, out_of = _share(questions), sum(mark.out_of for mark in questions)
    return AssignmentProgress(
        slug=slug,
        title=title,
        state=state,
        points=0.0 if share is None else share * out_of,
        out_of=0.0 if share is None else out_of,
        reflection_level=level_of(counts.marks),
    )


def _share(marks: Sequence[CellMark]) -> float | None:
    """Points earned of those to be had, 0 to 1; None without marks or while one is missing."""
    earned, out_of = [mark.points for mark in marks], sum(mark.out_of for mark in marks)
    if not out_of or None in earned:
        return None
    return sum(points or 0.0 for points in earned) / out_of
