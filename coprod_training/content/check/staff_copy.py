"""Everything that the rules look at, read once."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coprod_training.activities import Activity
from coprod_training.content.calls import Call, sound_calls
from coprod_training.content.course import Course, load_course
from coprod_training.content.facts import Fact, load_facts
from coprod_training.content.markdown import headings
from coprod_training.content.notebook import Cell, Notebook, read_notebook
from coprod_training.content.tidy import notebooks_of, slug_of
from coprod_training.errors import ContentProblems, Problem
from coprod_training.yamlfile import Route, YamlFile, read_yaml


@dataclass(frozen=True)
class Placed:
    """An activity with its place: its file, its route in it, and the slug of its notebook."""

    activity: Activity
    file: YamlFile
    route: Route
    slug: str

    def problem(self, inside: Route, what: str, fix: str) -> Problem:
        """A mistake in this activity, with its line. inside: the route inside the activity."""
        return self.file.problem(
            (*self.route, *inside),
            part=f'activity "{self.activity.id}"',
            what=what,
            fix=fix,
        )


@dataclass(frozen=True)
class StaffCopy:
    """The staff copy of a course. course: None when its YAML cannot be read.

    root: the folder that holds course/, modules/ and exercises/.
    """

    root: Path
    course: Course | None
    facts: dict[str, Fact]
    notebooks: tuple[Notebook, ...]

    @property
    def is_released(self) -> bool:
        """Whether the course is released: then nothing in it may wait for a check."""
        return self.course is not None and self.course.info.status == "released"

    @property
    def lessons(self) -> tuple[Notebook, ...]:
        """The notebooks of modules/."""
        return tuple(n for n in self.notebooks if "module" in slug_of(n.path))

    @property
    def exercises(self) -> tuple[Notebook, ...]:
        """The notebooks of exercises/."""
        return tuple(n for n in self.notebooks if "assignment" in slug_of(n.path))


def read_staff_copy(root: Path) -> tuple[StaffCopy, list[Problem]]:
    """What can be read, and the mistakes of what cannot. Raises CourseNotFound."""
    problems: list[Problem] = []
    course, facts, notebooks = None, {}, []
    try:
        course = load_course(root / "course")
    except ContentProblems as error:
        problems += error.problems
    try:
        facts = load_facts(root / "course" / "facts.yaml")
    except ContentProblems as error:
        problems += error.problems
    for path in notebooks_of(root):
        try:
            notebooks.append(read_notebook(path))
        except ContentProblems as error:
            problems += error.problems
    return StaffCopy(root, course, facts, tuple(notebooks)), problems


def placed_activities(course: Course) -> Iterator[Placed]:
    """Every activity of the course with its place, in the order of the files."""
    for number, activity in enumerate(course.info.activities):
        yield Placed(activity, course.files[0], ("activities", number), "course")
    for file, module in course.module_files():
        for number, activity in enumerate(module.activities):
            yield Placed(activity, file, ("activities", number), module.id)
    for file, assessment in course.assessment_files():
        for route, question in assessment.every_question():
            yield Placed(question.activity, file, (*route, "activity"), assessment.id)


def calls_of(notebook: Notebook) -> Iterator[tuple[Cell, Call]]:
    """Every allowed call of a notebook; parts that hold anything else are left out."""
    for cell in notebook.code():
        for call in sound_calls(cell.source):
            yield cell, call


def sections(notebook: Notebook) -> set[str]:
    """The headings of level 2, each of which begins a section."""
    return {
        heading.text
        for cell in notebook.markdown()
        for heading in headings(cell.source)
        if heading.level == 2
    }


def in_cell(
    notebook: Notebook, cell: Cell, what: str, fix: str, source_line: int | None = None
) -> Problem:
    """A mistake in one part of a notebook, with its line in the file."""
    line = cell.line if source_line is None else cell.line_of(source_line)
    return Problem(path=notebook.path, line=line, part=cell.said, what=what, fix=fix)


def resources_file(staff: StaffCopy) -> YamlFile | None:
    """The list of resources as it is written; None without one, or without a course to read."""
    path = staff.root / "course" / "resources.yaml"
    return read_yaml(path) if staff.course is not None and path.is_file() else None


def texts_of(data: object, route: Route = ()) -> Iterator[tuple[Route, str]]:
    """Every text in plain data, with its route."""
    if isinstance(data, str):
        yield route, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from texts_of(value, (*route, str(key)))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from texts_of(value, (*route, number))
