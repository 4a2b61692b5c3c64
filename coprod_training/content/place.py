"""Where a learner's course lies, and where their answers go."""

from collections.abc import Mapping
from dataclasses import dataclass
from getpass import getuser
from hashlib import sha256
from pathlib import Path

from coprod_training.content.answers_file import answers_file
from coprod_training.errors import CourseNotFound

MARKER = ".coprod"
PACKAGED_COURSE = Path(__file__).parents[1] / "published" / "course"


@dataclass(frozen=True)
class Place:
    """A learner's place. home: their server root, or None when a writer tries a notebook out."""

    course: Path
    home: Path | None
    folder: Path
    learner: str

    def answers_of(self, slug: str, assessment: bool) -> Path:
        """The answers file of one notebook: beside it, also when another notebook asks."""
        path = Path(answers_file(slug, assessment=assessment))
        return self.folder / path.name if self.home is None else self.home / path

    @property
    def key(self) -> str:
        """Keeps one learner's waiting answers in a browser apart from another's; not readable."""
        return sha256(f"{self.learner}\0{self.home or self.folder}".encode()).hexdigest()[:16]


def learner_id(environ: Mapping[str, str]) -> str:
    """Who works here: the hub's user, else the user of this machine.

    The same in a lesson, in the server and in a hand-in: questions are drawn by it.
    """
    return environ.get("JUPYTERHUB_USER") or getuser()


def on_a_hub(environ: Mapping[str, str]) -> bool:
    """Whether each person has a server of their own, out of reach of everybody else's."""
    return bool(environ.get("JUPYTERHUB_USER"))


def find_place(folder: Path, environ: Mapping[str, str]) -> Place:
    """The place of a notebook in `folder`.

    The course is looked for in the learner's own copy, then `COPROD_COURSE`, then a folder
    `course/` beside or above, then the copy inside the installed package.
    Raises CourseNotFound.
    """
    around = [folder, *folder.parents]
    home = next((f for f in around if (f / MARKER).is_dir()), None)
    named = environ.get("COPROD_COURSE")
    candidates = [
        *([home / MARKER / "course"] if home else []),
        *([Path(named)] if named else []),
        *(f / "course" for f in around),
        PACKAGED_COURSE,
    ]
    for course in candidates:
        if (course / "course.yaml").is_file():
            return Place(course, home, folder, learner_id(environ))
    raise CourseNotFound(
        "The course could not be found from here.",
        fix="Start it with the command: coprod start",
    )
