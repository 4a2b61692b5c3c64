"""A learner's and a cohort's picture in words and columns, for the command line."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from coprod_training.progress.completion import AssignmentProgress, Progress


@dataclass(frozen=True)
class CohortRow:
    """One learner of a cohort. modules: (done, of) activities, None where nothing is known here.

    objective_percent: of all questions of the course that are marked so far; None without any.
    """

    learner: str
    modules: tuple[int, int] | None
    assignments: tuple[AssignmentProgress, ...]
    objective_percent: float | None = None


def learner_lines(progress: Progress) -> list[str]:
    """The picture of one learner, one sentence or row a line."""
    lines = [progress.words, ""]
    for module in progress.modules:
        if module.complete:
            state = "complete"
        elif module.optional:
            state = "optional"
        else:
            state = f"{module.core_done} of {module.core} needed parts done"
        lines.append(f"  {module.title}: {module.done} of {module.of} done, {state}")
    lines += [f"  {a.title}: {assignment_words(a)}" for a in progress.assignments]
    if progress.objective_percent is not None:
        needed = f"{progress.rule.objective_percent:g}% is needed over the whole course"
        lines.append(f"  All questions so far: {_at_least(progress.objective_percent)}; {needed}")
    lines += [
        "",
        "The course is complete." if progress.complete else "The course is not complete yet.",
    ]
    why_not = progress.certificate
    lines.append(f"Certificate: {why_not or 'it can be made with coprod certificate make.'}")
    return lines


def assignment_words(assignment: AssignmentProgress) -> str:
    """One assignment in words; never a zero for something that was not handed in."""
    parts = [assignment.state]
    if assignment.objective_percent is not None:
        parts.append(f"questions {_at_least(assignment.objective_percent)}")
    if assignment.reflection_level is not None:
        parts.append(f"reflection level {assignment.reflection_level:g}")
    return ", ".join(parts)


def cohort_lines(rows: Sequence[CohortRow], titles: Sequence[str]) -> list[str]:
    """A table: one row a learner; columns for lessons, all questions, and each assignment."""
    heads = ["Learner", "Lessons", "All questions so far", *titles]
    table = [heads]
    for row in sorted(rows, key=lambda one: one.learner):
        done = f"{row.modules[0]} of {row.modules[1]} done" if row.modules else "not known here"
        percent = row.objective_percent
        so_far = "none marked" if percent is None else _at_least(percent)
        table.append([row.learner, done, so_far, *(assignment_words(a) for a in row.assignments)])
    widths = [max(len(line[i]) for line in table) for i in range(len(heads))]
    return [
        "  ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)).rstrip()
        for line in table
    ]


def _at_least(percent: float) -> str:
    """Whole percent, rounded down: 74.6 is not yet the 75 that are needed."""
    return f"{math.floor(percent + 1e-9)}%"
