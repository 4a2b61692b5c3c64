"""One person's workspace on one machine: where everything lies."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from coprod_training.errors import CoprodError, CourseNotFound

Role = Literal["learner", "trainer"]
DEFAULT = Path("~/coprod")
TOP = ("learner", "trainer", "exchange", "on-paper", "private", "jupyter")
"""Every name at the top of a workspace; the course puts nothing beside them."""


@dataclass(frozen=True)
class Workspace:
    """The folders of a workspace. Nothing is ever written into the course's checkout."""

    root: Path

    @property
    def learner(self) -> Path:
        """The learner's server root: lessons, exercises, answers."""
        return self.root / "learner"

    @property
    def trainer(self) -> Path:
        """The trainer's server root, which is nbgrader's course root."""
        return self.root / "trainer"

    @property
    def exchange(self) -> Path:
        """Nbgrader's exchange: released assignments out, hand-ins in, feedback back."""
        return self.root / "exchange"

    @property
    def on_paper(self) -> Path:
        """A course folder by name for each who works on paper and never signs in."""
        return self.root / "on-paper"

    def folder_of(self, learner: str, own: str) -> Path:
        """The course folder of a learner of this workspace. own: who signs in here."""
        return self.learner if learner == own else self.on_paper / learner

    def learners_on_paper(self) -> list[str]:
        """The names of those who have such a folder, in order."""
        return sorted(one.name for one in self.on_paper.glob("*") if one.is_dir())

    @property
    def private(self) -> Path:
        """Keys, the survey, reports, the forum's list and more (docs/records.md).

        Only its owner may look inside.
        """
        return self.root / "private"

    def settings(self, role: Role) -> Path:
        """Jupyter's settings, log and running-server notes for one role."""
        return self.root / "jupyter" / role

    def is_there(self) -> bool:
        """Whether anything of a workspace is here. Nothing is made."""
        return any((self.root / name).is_dir() for name in TOP)

    def make(self) -> None:
        """Make the folders that are missing. Raises CoprodError when that is not possible."""
        try:
            # nbgrader's assignment list stops when the folder of exercises is not there.
            for folder in (self.learner / "exercises", self.exchange):
                folder.mkdir(parents=True, exist_ok=True)
            settings = (self.settings("learner"), self.settings("trainer"))
            # Answers, marks, reasons and who has more time are nobody else's on this machine to
            # read. The exchange stays open: it alone is where accounts meet.
            for folder in (self.private, self.learner, self.trainer, *settings):
                folder.mkdir(parents=True, exist_ok=True)
                folder.chmod(0o700)
        except OSError as error:
            raise CoprodError(
                "The workspace cannot be made here.",
                where=str(self.root),
                fix="Choose a folder that you may write to, with --workspace.",
            ) from error


def open_workspace(root: Path) -> Workspace:
    """The workspace at `root`, with its folders made and its path absolute."""
    workspace = Workspace(root.expanduser().resolve())
    workspace.make()
    return workspace


def find_staff_copy(asked: Path | None, cwd: Path) -> Path | None:
    """The folder that holds course/, modules/ and exercises/ with keys, or None.

    asked: from `--course`. Otherwise the checkout one stands in, then the one that this package
    was installed from. Raises CourseNotFound when the one asked for is no course.
    """
    if asked is not None:
        for folder in (asked, asked.parent):
            if (folder / "course" / "course.yaml").is_file():
                return folder.resolve()
        raise CourseNotFound(
            "There is no course here.",
            where=str(asked),
            fix="Give the folder that holds course/, modules/ and exercises/.",
        )
    around = [cwd, *cwd.parents, Path(__file__).parents[2]]
    for folder in around:
        if (folder / "course" / "course.yaml").is_file() and (folder / "modules").is_dir():
            return folder.resolve()
    return None
