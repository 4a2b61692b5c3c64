"""A round of grading: everything that was handed in for one assignment, through nbgrader itself."""

import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coprod_training.errors import CoprodError, WouldExecute
from coprod_training.grading import config, gradebook, records
from coprod_training.grading.collected import form_of
from coprod_training.grading.kept_marks import keep_marks
from coprod_training.grading.quarantine import make_fit

_FIX = "Start `coprod start --as trainer` once: it writes nbgrader_config.py anew."


@dataclass(frozen=True)
class Graded:
    """What came of one learner's hand-in.

    done: whether grading reached its end. reasons: what was left out of it and why.
    """

    learner: str
    done: bool
    result: gradebook.Result | None
    reasons: tuple[str, ...]


def collect(course_root: Path, assignment: str) -> bool:
    """`nbgrader collect` for one assignment; whether the exchange could be read.

    Raises WouldExecute when the course's own configuration is not in force.
    """
    outcome: dict[str, Any] = _nbgrader(course_root).collect(assignment)
    return bool(outcome["success"])


def grade(
    course_root: Path, assignment: str, learners: Sequence[str] = (), *, force: bool = False
) -> tuple[Graded, ...]:
    """Grade what was collected for an assignment, learner by learner.

    learners: only these; left out, all. force: grade again what has been graded already.
    One hand-in that cannot be graded does not stop the others.
    Raises WouldExecute when anything would be run, CoprodError when nothing was released.
    """
    api = _nbgrader(course_root)
    course = api.coursedir
    form = form_of(Path(course.format_path(course.release_directory, ".", assignment)))
    submitted = Path(course.root) / course.submitted_directory
    found = sorted(path.parent.name for path in submitted.glob(f"*/{assignment}"))
    done = {}
    for learner in learners or found:
        folder = submitted / learner / assignment
        try:
            reasons = make_fit(folder, form, Path(course.root), learner)
            records.note_reasons(course_root, learner, assignment, reasons)
            done[learner] = bool(api.autograde(assignment, learner, force=force)["success"])
        except OSError:
            done[learner] = False
    keep_marks(course_root)
    results = {
        one.learner: one
        for one in gradebook.results(course_root / "gradebook.db")
        if one.assignment == assignment
    }
    return tuple(
        Graded(
            learner,
            finished,
            results.get(learner),
            records.reasons(course_root, assignment, learner),
        )
        for learner, finished in done.items()
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


def _nbgrader(course_root: Path) -> Any:
    """The API of nbgrader, set up as its commands are when started in the course root."""
    if not (course_root / "nbgrader_config.py").is_file():
        raise WouldExecute(
            "There is no configuration for grading here.", where=str(course_root), fix=_FIX
        )
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
            "The configuration belongs to another folder.",
            where=str(course_root / "nbgrader_config.py"),
            fix=_FIX,
        )
    return NbGraderAPI(app.coursedir, config=app.config)
