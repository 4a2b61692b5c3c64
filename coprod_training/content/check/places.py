"""Rules for files: each in its place and order, and nothing in exercises/ that must not go out."""

from collections.abc import Iterator

from coprod_training.content.assessment import Assessment
from coprod_training.content.check.staff_copy import StaffCopy, calls_of, in_cell
from coprod_training.content.draw import NOBODY, drawn
from coprod_training.content.graded_parts import marks_wanted
from coprod_training.content.notebook import Notebook
from coprod_training.content.numbers import numbers_of
from coprod_training.content.pictures import ENDINGS
from coprod_training.content.tidy import slug_of, tidied
from coprod_training.errors import Problem


def modules_stand_in_order(staff: StaffCopy) -> Iterator[Problem]:
    """modules/NN-slug.ipynb, numbered as course.yaml lists them; 00 when a module is optional."""
    if staff.course is None:
        return
    numbers = numbers_of(staff.course.modules)
    wanted = {slug: f"{numbers[slug]:02}-{slug}.ipynb" for slug in staff.course.info.modules}
    found: set[str] = set()
    for notebook in staff.lessons:
        slug = slug_of(notebook.path)["module"]
        found.add(slug)
        if slug not in wanted:
            what = f'course.yaml lists no module "{slug}".'
            yield Problem(path=notebook.path, line=1, what=what, fix="Add it to modules: there.")
        elif notebook.path.name != wanted[slug]:
            what = "The number in this name is not its place in course.yaml."
            fix = f"Call it {wanted[slug]}, or change the order there."
            yield Problem(path=notebook.path, line=1, what=what, fix=fix)
    yield from _missing(staff, "modules", {s: f"modules/{wanted[s]}" for s in wanted}, found)


def activities_stand_in_order(staff: StaffCopy) -> Iterator[Problem]:
    """A module lists its activities as the lesson shows them.

    What comes next for a learner, and where people stop, are read from the list.
    """
    if staff.course is None:
        return
    lessons = {slug_of(one.path)["module"]: one for one in staff.lessons}
    for file, module in staff.course.module_files():
        if module.id not in lessons:
            continue
        shown = dict.fromkeys(call.name for _, call in calls_of(lessons[module.id]))
        listed = [one.id for one in module.activities if one.id in shown]
        wanted = [name for name in shown if name in listed]
        for name, instead in zip(listed, wanted, strict=True):
            if name != instead:
                number = next(n for n, one in enumerate(module.activities) if one.id == name)
                what = f'The lesson shows "{instead}" before "{name}".'
                fix = "List them in its order here, or change the lesson."
                line = file.line_of(("activities", number, "id"))
                yield Problem(path=file.path, line=line, what=what, fix=fix)
                break


def exercises_have_notebooks(staff: StaffCopy) -> Iterator[Problem]:
    """exercises/<slug>/<slug>.ipynb for each assessment, and no other notebook."""
    if staff.course is None:
        return
    wanted = {slug: f"exercises/{slug}/{slug}.ipynb" for slug in staff.course.info.assessments}
    found: set[str] = set()
    for notebook in staff.exercises:
        slug = notebook.path.stem
        if notebook.path.relative_to(staff.root).as_posix() == wanted.get(slug):
            found.add(slug)
        else:
            what = "This notebook belongs to no assessment of course.yaml."
            fix = "Call its folder and itself after the assessment, or add that to course.yaml."
            yield Problem(path=notebook.path, line=1, what=what, fix=fix)
    yield from _missing(staff, "assessments", wanted, found)


def _missing(
    staff: StaffCopy, key: str, wanted: dict[str, str], found: set[str]
) -> Iterator[Problem]:
    if staff.course is None:
        return
    file = staff.course.files[0]
    for number, slug in enumerate(wanted):
        if slug not in found and not (staff.root / wanted[slug]).is_file():
            what = f'"{slug}" has no notebook.'
            fix = f"Make {wanted[slug]}, or take the line out."
            yield file.problem((key, number), what, fix)


def only_the_exercise_goes_out(staff: StaffCopy) -> Iterator[Problem]:
    """Whatever lies beside an exercise is given to every learner. Source: grading.md."""
    for path in sorted((staff.root / "exercises").rglob("*")):
        # JupyterLab's own copies; nbgrader leaves them out.
        checkpoint = ".ipynb_checkpoints" in path.parts
        if path.is_dir() or checkpoint or path.suffix.lower() in (".ipynb", *ENDINGS):
            continue
        if path.name.endswith(".answers.jsonl"):
            what = "These are somebody's answers. They would replace those of every learner."
        else:
            what = "This file would be given to every learner with the exercise."
        yield Problem(path=path, line=1, what=what, fix="Move it out of exercises/.")


def graded_parts_match_the_assessment(staff: StaffCopy) -> Iterator[Problem]:
    """Points and grade ids in an exercise are those of its assessment."""
    if staff.course is None:
        return
    for notebook in staff.exercises:
        assessment = staff.course.assessment(notebook.path.stem)
        if assessment is not None:
            yield from _marks_match(notebook, assessment)


def _marks_match(notebook: Notebook, assessment: Assessment) -> Iterator[Problem]:
    wanted = marks_wanted(assessment)
    fix = "Fix it with: coprod tidy"
    seen = set()
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader")
        if marks is None:
            continue
        grade_id = marks.get("grade_id", "") if isinstance(marks, dict) else ""
        seen.add(grade_id)
        if grade_id not in wanted:
            what = f'The assessment has no question "{grade_id}".'
            yield in_cell(notebook, cell, what, fix)
        elif marks != wanted[grade_id]:
            what = "What nbgrader knows of this question is not what the assessment says."
            yield in_cell(notebook, cell, what, fix)
    shown = {call.name for _, call in calls_of(notebook)}
    for question in drawn(assessment, NOBODY).questions:
        if question.part in shown and question.part not in seen:
            what = f'nbgrader does not know the question "{question.part}" yet.'
            yield Problem(path=notebook.path, line=1, what=what, fix=fix)


def is_tidy(staff: StaffCopy, notebook: Notebook) -> Iterator[Problem]:
    """The notebook is in its normal form. Asked only when no other rule finds anything in it."""
    if staff.course is None:
        return
    wanted, found = tidied(notebook, staff.course), notebook.path.read_text(encoding="utf-8")
    if wanted != found:
        lines = zip(wanted.splitlines(), found.splitlines(), strict=False)
        line = next((n for n, (one, other) in enumerate(lines, 1) if one != other), 1)
        what = "From here on, this file is not in its standard form."
        yield Problem(path=notebook.path, line=line, what=what, fix="Use: coprod tidy")


RULES = (
    modules_stand_in_order,
    activities_stand_in_order,
    exercises_have_notebooks,
    only_the_exercise_goes_out,
    graded_parts_match_the_assessment,
)
