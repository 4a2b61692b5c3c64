"""Stands where nbgrader runs notebooks: refuses for our courses, is nbgrader's own for all others.

The environment-wide configuration puts it there, so that a trainer who starts nbgrader without
our course configuration gets a sentence instead of a learner's code being run.
"""

import json
from pathlib import Path
from typing import Any

from nbgrader.preprocessors import Execute

from coprod_training.errors import WouldExecute
from coprod_training.grading.records import own_folder


class ExecuteUnlessOurs(Execute):  # type: ignore[misc]  # nbgrader ships no types
    """nbgrader's Execute, with its settings and its ways, for every course but ours."""

    def preprocess(self, nb: Any, resources: Any = None, km: Any = None) -> tuple[Any, Any]:
        """Raises WouldExecute for a course of ours."""
        course = getattr(getattr(self.parent, "parent", None), "coursedir", None)
        if "coprod" in nb.metadata or (course is not None and is_ours(course, resources or {})):
            raise WouldExecute(
                "Nothing was graded, because this would have run a learner's notebook.",
                fix="Use `coprod grade`, or start nbgrader in the trainer's course folder.",
            )
        executed: tuple[Any, Any] = super().preprocess(nb, resources, km)
        return executed


def is_ours(course: Any, resources: dict[str, Any]) -> bool:
    """Whether nbgrader's course directory holds a course of ours.

    Looks at three places that a learner cannot change: our folder in the course root, its
    configuration, and the form of the assignment that was released.
    """
    root = Path(course.root)
    if own_folder(root).is_dir():
        return True
    settings = root / "nbgrader_config.py"
    if settings.is_file() and "coprod_training" in settings.read_text("utf-8", "replace"):
        return True
    ids = resources.get("nbgrader", {})
    steps = (course.release_directory, course.source_directory)
    return any(
        _says_coprod(
            Path(course.format_path(step, ".", ids["assignment"])) / f"{ids['notebook']}.ipynb"
        )
        for step in steps
        if ids
    )


def _says_coprod(notebook: Path) -> bool:
    try:
        return "coprod" in json.loads(notebook.read_bytes())["metadata"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
