"""What nbgrader's settings make of every marked copy of one assignment, whoever handed in."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from coprod_training.grading import config
from coprod_training.grading.collected import Form


def cleaned(api: Any, form: Form, notebook: str) -> dict[str, Any]:
    """A released notebook after nbgrader's steps before grading, which know no learner."""
    from nbconvert.exporters import NotebookExporter
    from traitlets.config import Config

    no_others = Config({"Exporter": {"default_preprocessors": []}})
    exporter: Any = NotebookExporter(config=no_others)  # type: ignore[no-untyped-call]  # nbconvert
    for step in config.SANITIZE:
        exporter.register_preprocessor(step, enabled=True)
    about = {"assignment": form.release.name, "notebook": notebook, "student": ""}
    resources = {"nbgrader": {**about, "db_url": api.coursedir.db_url}, "unique_key": notebook}
    text, _ = exporter.from_filename(str(form.release / f"{notebook}.ipynb"), resources=resources)
    cleaned: dict[str, Any] = json.loads(text)
    return cleaned


def files_beside(api: Any, assignment: str) -> dict[str, Path]:
    """What lies beside the notebooks of the exercise and is put into every marked copy."""
    from nbgrader.utils import find_all_files

    course = api.coursedir
    source = course.format_path(course.source_directory, ".", assignment)
    found: Iterable[str] = find_all_files(source, [*course.ignore, "*.ipynb"])
    return {str(Path(path).relative_to(source)): Path(path) for path in found}


def permissions(api: Any) -> int:
    """Who may do what with a marked copy, as nbgrader is set."""
    from nbgrader.converters import Autograde

    return int(str(Autograde(coursedir=api.coursedir, parent=api).permissions), 8)
