"""Rules for pictures: each goes out with its page, and can be understood without seeing it."""

from collections.abc import Iterator

from coprod_training.content.check.staff_copy import StaffCopy, in_cell
from coprod_training.content.markdown import images
from coprod_training.content.pictures import pasted_in, pictures_of
from coprod_training.errors import Problem


def every_picture_has_words(staff: StaffCopy) -> Iterator[Problem]:
    """A picture needs alt text. Source: WCAG 2.2, 1.1.1."""
    for notebook in staff.notebooks:
        for cell in notebook.markdown():
            for image in images(cell.source):
                if not image.alt:
                    what = "This picture has no words for people who cannot see it."
                    fix = "Say what it shows, between the square brackets or in alt."
                    yield in_cell(notebook, cell, what, fix, image.line)


def pictures_can_go_out(staff: StaffCopy) -> Iterator[Problem]:
    """A picture is a small file in modules/, or in the folder of its exercise."""
    for notebook in staff.notebooks:
        folder = staff.root / "modules" if notebook in staff.lessons else notebook.path.parent
        for picture in pictures_of(notebook, folder):
            if picture.path is None:
                yield picture.problem(notebook.path)


def pictures_are_not_pasted(staff: StaffCopy) -> Iterator[Problem]:
    """A pasted picture lies inside the notebook, where git cannot show what changed."""
    for notebook in staff.notebooks:
        yield from pasted_in(notebook)


RULES = (every_picture_has_words, pictures_can_go_out, pictures_are_not_pasted)
