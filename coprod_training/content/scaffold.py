"""Makes a new module or exercise that already passes every check."""

import json
import re
import unicodedata
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from string import Template

from coprod_training.content.calls import IMPORT
from coprod_training.content.check.claims import NO_CLAIM
from coprod_training.content.check.words import MADE_UP
from coprod_training.content.course import Course, Module, TeamTask, load_course
from coprod_training.content.course_list import add_to_list
from coprod_training.content.new_place import exercise_after, last_module
from coprod_training.content.normal_form import Part, new_part, normal_form
from coprod_training.content.notebook import read_notebook
from coprod_training.content.numbers import counted
from coprod_training.content.tidy import tidied, written
from coprod_training.errors import CoprodError


@dataclass(frozen=True)
class Made:
    """What was made. files: the YAML, then the notebook. also: what else changed, in words."""

    files: tuple[Path, Path]
    also: tuple[str, ...]


def new_module(root: Path, title: str) -> Made:
    """Make a module's YAML and notebook and list it in course.yaml, before the action plan.

    root: the folder that holds course/, modules/ and exercises/. Raises CoprodError when there is
    something of that name already.
    """
    course, slug = load_course(root / "course"), slug_of_title(title)
    last, count = last_module(course), len(counted(course.modules))
    yaml = root / "course" / "modules" / f"{slug}.yaml"
    notebook = root / "modules" / f"{count if last else count + 1:02}-{slug}.ipynb"
    old, new = (root / "modules" / f"{number:02}-{last}.ipynb" for number in (count, count + 1))
    _refuse_taken(course, slug, yaml, notebook, *([new] if last else []))
    add_to_list(root / "course" / "course.yaml", "modules", slug, last)
    _write(yaml, _filled("module.yaml", slug=slug, title=_quoted(title)))
    also = [_listed(slug, last)]
    if last and old.is_file():
        old.rename(new)
        also.append(f"Renamed modules/{old.name} to modules/{new.name}, as its number changed")
    course = load_course(root / "course")
    module = next(one for one in course.modules if one.id == slug)
    parts = normal_form({"cells": _lesson(course, module)}, {"module": slug}, None)
    _write(notebook, written(parts))
    return Made((yaml, notebook), tuple(also))


def new_exercise(root: Path, title: str, module: str) -> Made:
    """Make an exercise's YAML (staff only) and notebook and list it, before the mixed check.

    module: the slug of the module it belongs to. Raises CoprodError when the course has no such
    module, or something of that name already.
    """
    course, slug = load_course(root / "course"), slug_of_title(title)
    if course.module(module) is None:
        raise CoprodError(
            f'The course has no module "{module}".',
            where=str(root / "course" / "course.yaml"),
            fix=f"The modules are: {', '.join(course.info.modules)}.",
        )
    yaml = root / "course" / "assessments" / f"{slug}.yaml"
    notebook = root / "exercises" / slug / f"{slug}.ipynb"
    _refuse_taken(course, slug, yaml, notebook)
    after = exercise_after(course, module)
    add_to_list(root / "course" / "course.yaml", "assessments", slug, after)
    _write(yaml, _filled("assessment.yaml", slug=slug, title=_quoted(title), module=module))
    parts = normal_form({"cells": _exercise(slug, title)}, {"assignment": slug}, None)
    _write(notebook, written(parts))
    _write(notebook, tidied(read_notebook(notebook), load_course(root / "course")))
    return Made((yaml, notebook), (_listed(slug, after),))


def slug_of_title(title: str) -> str:
    """A title in small letters, digits and hyphens. Raises CoprodError when nothing is left."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))
    if not slug:
        raise CoprodError(
            "This title has no letters to make a file name from.",
            fix="Give it a title with letters from a to z.",
        )
    return slug


def _listed(slug: str, before: str) -> str:
    where = f", before {before}" if before else ", as the last of its list"
    return f"Changed course/course.yaml: it lists {slug}{where}"


def _lesson(course: Course, module: Module) -> list[Part]:
    ours, question = (NO_CLAIM,), module.activities[0].id
    status = course.info.status_words.strip()
    parts = [new_part("markdown", f"# {module.title}\n\n{module.lead}", "title", ours)]
    if course.info.status == "draft":
        parts.append(new_part("markdown", f"**This is a draft.**\n{status}", "draft-words", ours))
    return [
        *parts,
        new_part("markdown", _outcomes(module), "outcomes", ours),
        new_part("markdown", "You can stop at any time and come back.", "how-to-use", ours),
        new_part("code", IMPORT, "start"),
        new_part("markdown", "## Try it", "try-it"),
        new_part("code", f'activity("{question}")', question),
        new_part("markdown", _team_task(module.team_task), "team-task", ours),
    ]


def _outcomes(module: Module) -> str:
    lines = (f"- {outcome}" for outcome in module.outcomes)
    return "\n".join(["## What you will be able to do", "", "By the end you can:", "", *lines])


def _team_task(task: TeamTask) -> str:
    alone = f"**Staff only.**\n{task.staff_only}"
    paid = f"**With a paid partner.**\n{task.with_partner}"
    return "\n\n".join(["## Take it to your team", task.text, paid, alone])


def _exercise(slug: str, title: str) -> list[Part]:
    made_up = "## A question\n\nMade-up scenario for practice."
    return [
        new_part("markdown", f"# {title}", "title", (NO_CLAIM,)),
        new_part("code", IMPORT, "start"),
        new_part("markdown", made_up, "a-question", (MADE_UP, NO_CLAIM)),
        new_part("code", f'activity("{slug}-question")', f"{slug}-question"),
        new_part("markdown", "## Your reflection", "your-reflection", (NO_CLAIM,)),
        new_part("code", f'activity("{slug}-reflection")', f"{slug}-reflection"),
    ]


def _filled(template: str, **values: str) -> str:
    text = (files("coprod_training.content") / "templates" / template).read_text(encoding="utf-8")
    return Template(text).substitute(values)


def _quoted(title: str) -> str:
    """A title as YAML reads it back word for word: JSON's quotes are YAML's too."""
    return json.dumps(title, ensure_ascii=False)


def _refuse_taken(course: Course, slug: str, *paths: Path) -> None:
    listed = {*course.info.modules, *course.info.assessments}
    taken = [path for path in paths if path.exists()]
    if slug in listed or taken:
        raise CoprodError(
            f'There is something called "{slug}" already.',
            where=str(taken[0] if taken else course.root / "course.yaml"),
            fix="Choose a different title. A name is never used again.",
        )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
