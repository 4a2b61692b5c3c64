"""Looks for every mistake in a staff copy that a machine can find.

A rule is a function that takes the whole staff copy and gives the mistakes it finds; `RULES` of
each file here is the register. To add one, write it and put it there.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from coprod_training.content.check import (
    activities,
    assessments,
    claims,
    contributions,
    instruments,
    lesson_words,
    links,
    lists,
    names,
    options,
    pages,
    pictures,
    places,
    plain_words,
    pools,
    released_ids,
    releases,
    resources,
    services,
    short_forms,
    staff_words,
    survey_sections,
    trainers_guide,
    warm_ups,
    words,
)
from coprod_training.content.check.staff_copy import StaffCopy, read_staff_copy
from coprod_training.errors import Problem

Rule = Callable[[StaffCopy], Iterator[Problem]]
RULES: tuple[Rule, ...] = (
    *activities.RULES,
    *assessments.RULES,
    *pools.RULES,
    *names.RULES,
    *warm_ups.RULES,
    *pages.RULES,
    *pictures.RULES,
    *claims.RULES,
    *contributions.RULES,
    *words.RULES,
    *lesson_words.RULES,
    *instruments.RULES,
    *lists.RULES,
    *links.RULES,
    *options.RULES,
    *plain_words.RULES,
    *short_forms.RULES,
    *released_ids.RULES,
    *places.RULES,
    *releases.RULES,
    *resources.RULES,
    *services.RULES,
    *staff_words.RULES,
    *survey_sections.RULES,
    *trainers_guide.RULES,
)


def problems(root: Path) -> list[Problem]:
    """Every mistake in the staff copy, sorted by file and line.

    root: the folder that holds course/, modules/ and exercises/. Raises CourseNotFound when there
    is no course there. When the course's own YAML cannot be read, the rules that need it wait.
    """
    staff, found = read_staff_copy(root)
    for rule in RULES:
        found += rule(staff)
    marked = {problem.path for problem in found}
    for notebook in staff.notebooks:
        if notebook.path not in marked:
            found += places.is_tidy(staff, notebook)
    return sorted(found, key=lambda problem: (str(problem.path), problem.line, problem.what))
