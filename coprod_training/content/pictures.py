"""The pictures of a notebook: files beside it, small enough to go out with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from coprod_training.content.markdown import Image, images
from coprod_training.content.notebook import Cell, Notebook
from coprod_training.errors import Problem

ENDINGS = (".png", ".jpg", ".jpeg", ".gif")
LARGEST = 500_000
"""Bytes of one picture. Source: habits.md §6, no file over 500 kB."""


@dataclass(frozen=True)
class Picture:
    """One place where a notebook shows a picture. path: its file; None when it cannot go out.

    what, fix: why it cannot, and what to do; empty when it can.
    """

    cell: Cell
    image: Image
    path: Path | None
    what: str = ""
    fix: str = ""

    def problem(self, notebook: Path) -> Problem:
        """Why it cannot go out, with its line."""
        line = self.cell.line_of(self.image.line)
        return Problem(path=notebook, line=line, part=self.cell.said, what=self.what, fix=self.fix)


def pictures_of(notebook: Notebook, folder: Path) -> Iterator[Picture]:
    """Every picture that a notebook shows, in order.

    folder: where its pictures must lie: modules/ for a lesson, its own folder for an exercise.
    """
    for cell in notebook.markdown():
        for image in images(cell.source):
            try:
                path = notebook.path.parent / unquote(urlsplit(image.target).path)
                what, fix = _wrong(image.target, path, folder)
            except (OSError, ValueError):  # an address or a name that no computer takes
                what, fix = "This picture leads to no file.", "Check how its name is written."
            yield Picture(cell, image, None if what else path, what, fix)


def _wrong(target: str, path: Path, folder: Path) -> tuple[str, str]:
    """Why a picture cannot go out to learners, and what to do; empty words when it can."""
    if not target:
        return "This picture leads to no file.", "Name it, such as ![What it shows](steps.png)."
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or target.startswith("/"):
        what = "This picture is not beside the page, so learners may not see it."
        return what, f"Put it in {folder.name}/ and name it from there."
    if not path.resolve().is_relative_to(folder.resolve()):
        return f"This picture is outside {folder.name}/.", f"Move it into {folder.name}/."
    if path.suffix.lower() not in ENDINGS:
        return (
            f'"{path.name}" is not a picture that can be published.',
            f"Use one of {', '.join(ENDINGS)}.",
        )
    if not path.is_file():
        return f'There is no picture "{path.name}" here.', "Check its name, or put it there."
    if (size := path.stat().st_size) > LARGEST:
        what = f"This picture is {size // 1000} kB. The most is {LARGEST // 1000} kB."
        return what, "Make it smaller: save it with fewer pixels, or as .jpg."
    return "", ""


def pasted_in(notebook: Notebook) -> list[Problem]:
    """Each part that holds a pasted picture. `coprod tidy` could only throw it away."""
    return [
        Problem(
            path=notebook.path,
            line=cell.line,
            part=cell.said,
            what="A picture was pasted into this part. It would be lost.",
            fix="Save it as a file beside the page, show it with ![What it shows](name.png), then "
            "delete the part and write it again.",
        )
        for cell, data in zip(notebook.cells, notebook.data["cells"], strict=True)
        if data.get("attachments")
    ]
