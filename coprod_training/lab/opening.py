"""Lays everything out before the course is opened: lessons, settings, nbgrader's configuration."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from coprod_training.collector.named import ADDRESS
from coprod_training.content.place import learner_id
from coprod_training.content.publish import publish
from coprod_training.content.upgrade import install
from coprod_training.errors import CourseNotFound
from coprod_training.grading.config import learner_config, trainer_config
from coprod_training.lab.home import LEARNER_VIEW
from coprod_training.lab.pilot_copy import as_seen_by
from coprod_training.lab.settings import write_settings
from coprod_training.lab.workspace import Role, Workspace

PACKAGED = Path(__file__).parents[1] / "published"


def prepare(
    workspace: Workspace, role: Role, staff: Path | None, published: Path | None = None
) -> list[str]:
    """Make one role's side of the workspace ready; returns what was done, in sentences.

    staff: the staff copy, or None on a machine that has only the installed package. published: a
    copy that `coprod publish` made; left out, learners get the staff copy as an open draft.
    Raises CourseNotFound when the role needs what is not there.
    """
    if role == "trainer":
        return _prepare_trainer(workspace, staff, published)
    config = learner_config(
        workspace.learner / "exercises",
        workspace.exchange,
        learner=learner_id(os.environ),
        over_http=_over_http(),
    )
    write_settings(workspace, role, config)
    return _install(staff, published, workspace.learner)


def _prepare_trainer(workspace: Workspace, staff: Path | None, published: Path | None) -> list[str]:
    if staff is None:
        raise CourseNotFound(
            "A trainer needs the staff copy of the course, with its keys. None was found.",
            fix="Give the folder that holds course/, modules/ and exercises/ with --course.",
        )
    config = trainer_config(
        workspace.trainer,
        staff / "exercises",
        workspace.exchange,
        staff / "course",
        over_http=_over_http(),
    )
    (workspace.trainer / "nbgrader_config.py").write_text(config, encoding="utf-8")
    write_settings(workspace, "trainer", config)
    _install(staff, published, workspace.trainer / LEARNER_VIEW)
    return [f"The trainer's files are in {workspace.trainer}"]


def _over_http() -> bool:
    """Whether a hub names a collector: hand-ins then go to it, and come from it."""
    return bool(os.environ.get(ADDRESS))


def _install(staff: Path | None, published: Path | None, home: Path) -> list[str]:
    """Put the published course into a home; returns what was done, in sentences."""
    if published is None and staff is not None:
        with TemporaryDirectory(prefix="coprod-published-") as folder:
            draft = Path(folder) / "published"
            publish(staff, draft)
            return install(draft, home)
    if published is None and not PACKAGED.is_dir():
        raise CourseNotFound(
            "There is no course to open.",
            fix="Give the folder that holds course/, modules/ and exercises/ with --course.",
        )
    with as_seen_by(published or PACKAGED, learner_id(os.environ)) as seen:
        return install(seen, home)
