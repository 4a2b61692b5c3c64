"""Opens nbgrader on a course of ours, after making sure that grading would run nothing."""

import inspect
from pathlib import Path
from typing import Any

from coprod_training.errors import CoprodError, WouldExecute
from coprod_training.grading import config, gradebook
from coprod_training.lean_imports import leave_out_slow_imports

_FIX = (
    "Start `coprod start --as trainer` once, with the same --workspace if you gave one: it writes"
    " nbgrader_config.py again."
)


def why_it_would_execute(settings: Any) -> str | None:
    """What in an nbgrader configuration would run a learner's notebook, or None.

    settings: the whole configuration as nbgrader will use it. Fails shut: a list that is not
    ours, in any way, counts.
    """
    autograde = settings.Autograde
    if list(map(_name, autograde.get("autograde_preprocessors", []))) != config.AUTOGRADE:
        return "The steps of grading are not the ones of this course."
    if list(map(_name, autograde.get("sanitize_preprocessors", []))) != config.SANITIZE:
        return "The steps before grading are not the ones of this course."
    if _name(autograde.get("exporter_class")) != config.EXPORTER:
        return "The notebook that was handed in would be read."
    if settings.Execute.get("enabled", True) is not False:
        return "Running notebooks is not switched off."
    return None


def _name(step: object) -> str:
    return f"{step.__module__}.{step.__qualname__}" if inspect.isclass(step) else str(step)


def open_api(course_root: Path) -> Any:
    """The API of nbgrader, set up as its commands are when started in the course root.

    Raises WouldExecute when its settings would run a learner's code, or there are none, and
    CoprodError for settings of another folder.
    """
    if not (course_root / "nbgrader_config.py").is_file():
        raise WouldExecute(
            "There is no configuration for grading here.", where=str(course_root), fix=_FIX
        )
    leave_out_slow_imports()
    # Loaded here: this file is imported by `coprod`, whose other commands do without nbgrader.
    from nbgrader.apps import NbGrader, NbGraderAPI

    gradebook.put_scripts_on_path()
    app = NbGrader()
    app.load_cwd_config = False  # only the course root decides, wherever `coprod` is started
    app.initialize([], root=str(course_root))
    reason = why_it_would_execute(app.config)
    if reason is not None:
        raise WouldExecute(
            f"Nothing was graded. {reason}", where=str(course_root / "nbgrader_config.py"), fix=_FIX
        )
    if Path(app.coursedir.root).resolve() != course_root.resolve():
        raise CoprodError(
            "The configuration belongs to a different folder.",
            where=str(course_root / "nbgrader_config.py"),
            fix=_FIX,
        )
    return NbGraderAPI(app.coursedir, config=app.config)
