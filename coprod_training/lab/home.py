"""Whose course a server shows, and where it lies on the disk."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from coprod_training.content.course import Course
from coprod_training.content.on_a_day import course_for
from coprod_training.content.place import Place, find_place, learner_id
from coprod_training.content.tidy import slug_of
from coprod_training.content.unchanged import load_unchanged
from coprod_training.content.upgrade import Shipped, read_shipped
from coprod_training.lab.workspace import Role, Workspace

SECTION = "Coprod"
LEARNER_VIEW = "learner-view"


@dataclass(frozen=True)
class Home:
    """One person's course on this server.

    root: the server's root. folder: the learner's home, which is the root itself for a learner,
    and the learner view below it for a trainer.
    """

    workspace: Workspace
    role: Role
    root: Path
    folder: Path
    learner: str

    @property
    def prefix(self) -> str:
        """What stands before a path in the home to make it one from the server's root."""
        inside = self.folder.relative_to(self.root).as_posix()
        return "" if inside == "." else f"{inside}/"

    def course(self) -> Course:
        """The published course as this learner sees it today; files are read when they change.

        Raises CourseNotFound.
        """
        today = datetime.now(UTC).date()
        return course_for(load_unchanged(self.place().course), self.learner, today)

    def place(self) -> Place:
        """Where answers go: the same place that a lesson's own widgets find."""
        return find_place(self.folder, os.environ)

    def shipped(self) -> Shipped:
        """The digests of the notebooks that were put here."""
        return read_shipped(self.folder)

    def paths(self) -> dict[str, str]:
        """The path of each module's notebook from the server's root, by slug."""
        slugs = {name: slug_of(Path(name)).get("module") for name in self.shipped().now}
        return {slug: f"{self.prefix}{name}" for name, slug in slugs.items() if slug}


def home_from(settings: Mapping[str, str], root: Path, environ: Mapping[str, str]) -> Home:
    """The home that the server's settings name.

    settings: the section `Coprod` that `lab.settings` writes: workspace, role, and home as a path
    from the server's root. Left out, this is a learner whose home is the root. root: the server's.
    """
    role: Role = "trainer" if settings.get("role") == "trainer" else "learner"
    root = root.resolve()
    return Home(
        workspace=Workspace(Path(settings.get("workspace") or root.parent)),
        role=role,
        root=root,
        folder=root / settings.get("home", ""),
        learner=learner_id(environ),
    )
