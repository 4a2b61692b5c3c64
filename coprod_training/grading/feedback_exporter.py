"""Makes the feedback page of our exercises wherever nbgrader would make its own.

Nothing of nbconvert's pipeline is built for it, and no step is run: the graded form and the
gradebook are read, and one template is filled in. Every other notebook goes the stock way.
"""

import json
import re
from dataclasses import replace
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup
from nbconvert.exporters import HTMLExporter

from coprod_training.content.course import CourseFile
from coprod_training.content.draw import drawn
from coprod_training.content.schema import structure
from coprod_training.errors import CoprodError
from coprod_training.grading import marking, records
from coprod_training.grading.counted_hand_ins import was_sound_before
from coprod_training.grading.feedback_marks import marks_of
from coprod_training.grading.feedback_page import FeedbackPage, feedback_page
from coprod_training.grading.feedback_words import (
    changed_words,
    late_words,
    needed_level,
    partly_read_words,
    standing,
)
from coprod_training.grading.marked_form import marked_parts
from coprod_training.grading.partly_read import is_partly_read
from coprod_training.grading.returned import first_return
from coprod_training.yamlfile import read_yaml

TEMPLATES = Path(__file__).parent / "templates"
_SQLITE = "sqlite:///"


class FeedbackExporter(HTMLExporter):
    """An exporter for `c.GenerateFeedback.exporter_class`."""

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[Any, dict[str, Any]]:
        """The page of one graded form of ours; anything else as nbgrader makes it."""
        ids = (resources or {}).get("nbgrader", {})
        course = self.config.ScoreAnswers.get("course", "")
        notebook = _our_form(Path(filename)) if ids and course else None
        if notebook is None:
            converted: tuple[Any, dict[str, Any]] = super().from_filename(filename, resources, **kw)
            return converted
        info = course_file(Path(course))
        database, learner, assignment = _database(ids["db_url"]), ids["student"], ids["assignment"]
        found = marks_of(database, learner, assignment, ids["notebook"])
        root, at = database.parent, found.handed_in
        back = first_return(root, learner, assignment, at) if at else None
        page = feedback_page(
            drawn(marking.staff_assessment(Path(course), assignment), learner),
            marked_parts(notebook),
            found,
            info.pass_rule if info else None,
            first=back.points if back else None,
            changed=back is not None and records.changed_since(root, assignment, learner, back.at),
            partly_read=is_partly_read(root, assignment, learner, at),
        )
        if at and page.rule and needed_level(page):
            page = replace(
                page, sound_before=was_sound_before(root, page.rule, learner, assignment, at)
            )
        kept = self._init_resources(resources)  # type: ignore[no-untyped-call]  # nbconvert
        return as_page(page, info), kept


def as_page(page: FeedbackPage, info: CourseFile | None) -> str:
    """The whole page as HTML. info: course.yaml, for the words at its foot; None without one."""
    return _template().render(
        page=page,
        standing=standing(page),
        notes=[
            words
            for words in (partly_read_words(page), late_words(page), changed_words(page))
            if words
        ],
        course=info,
    )


def course_file(course: Path) -> CourseFile | None:
    """course.yaml of the staff copy, or None where there is none. Raises ContentProblems."""
    path = course / "course.yaml"
    return _course_file(path, path.stat().st_mtime_ns) if path.is_file() else None


@lru_cache(maxsize=4)
def _course_file(path: Path, changed: int) -> CourseFile:
    file = read_yaml(path)
    return structure(file, file.data, CourseFile)


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,  # every word of a learner and a trainer stays a word
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["words"] = _words
    environment.globals["earlier"] = marking.EARLIER
    environment.globals["style"] = Markup(_style())  # noqa: S704  # our own file
    return environment.get_template("feedback.html.j2")


def _words(text: str) -> Markup:
    """Words between two tags, where quotes are signs like others: as entities they take 5 bytes."""
    return Markup(escape(text, quote=False))  # noqa: S704  # escaped just there


def _style() -> str:
    """The style sheet without what is there for who reads the file."""
    written = (TEMPLATES / "feedback.css").read_text(encoding="utf-8")
    plain = re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL)
    return re.sub(r"\s*([{};:,>])\s*", r"\1", plain).replace(";}", "}").strip()


def _our_form(path: Path) -> dict[str, Any] | None:
    """The notebook as JSON when it is a form of our course, else None."""
    try:
        notebook: dict[str, Any] = json.loads(path.read_bytes())
        return notebook if "coprod" in notebook["metadata"] else None
    except (OSError, ValueError, KeyError, TypeError):
        return None  # nbgrader says what is wrong with it


def _database(address: str) -> Path:
    if not address.startswith(_SQLITE):
        raise CoprodError(
            "The gradebook of this course has to be a file.",
            fix="Take CourseDirectory.db_url out of nbgrader_config.py.",
        )
    return Path(address.removeprefix(_SQLITE))
