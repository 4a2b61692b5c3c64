"""Puts every lesson and exercise of the staff copy into its normal form."""

from pathlib import Path
from typing import Any

from coprod_training.content.course import Course, load_course
from coprod_training.content.normal_form import normal_form
from coprod_training.content.notebook import Notebook, read_notebook
from coprod_training.content.pictures import pasted_in
from coprod_training.errors import ContentProblems
from coprod_training.file_in_place import put_file_in_place


def tidy(root: Path, *, dry_run: bool = False) -> list[Path]:
    """Rewrite what is not in normal form; returns those files. dry_run: only say which.

    root: the folder that holds course/, modules/ and exercises/. Raises ContentProblems when the
    course or a notebook cannot be read, or holds a pasted picture: nothing is written then.
    """
    course = load_course(root / "course")
    wanted = {path: tidied(read_notebook(path), course) for path in notebooks_of(root)}
    changed = [path for path, text in wanted.items() if path.read_bytes() != text.encode()]
    if not dry_run:
        for path in changed:
            put_file_in_place(path, wanted[path].encode())
    return changed


def notebooks_of(root: Path) -> list[Path]:
    """Every notebook that writers edit, in order; not the copies that JupyterLab keeps."""
    return [
        path
        for folder in (root / "modules", root / "exercises")
        for path in sorted(folder.rglob("*.ipynb"))
        if ".ipynb_checkpoints" not in path.parts
    ]


def tidied(notebook: Notebook, course: Course) -> str:
    """The text of one notebook in its normal form.

    Raises ContentProblems when a picture was pasted into it: the form has no place for one.
    """
    if pasted := pasted_in(notebook):
        raise ContentProblems(pasted)
    about, assessment = slug_of(notebook.path), None
    if "assignment" in about:
        assessment = course.assessment(about["assignment"])
    return written(normal_form(notebook.data, about, assessment))


def slug_of(path: Path) -> dict[str, str]:
    """{"module": slug} for modules/NN-slug.ipynb, {"assignment": slug} for an exercise."""
    if path.parent.name == "modules":
        number, _, rest = path.stem.partition("-")
        return {"module": rest if number.isdigit() else path.stem}
    return {"assignment": path.stem}


def written(data: dict[str, Any]) -> str:
    """The text of a notebook's data, as nbformat writes it."""
    import nbformat  # only writers need it: a learner's page reads the course without Jupyter

    notebook = nbformat.from_dict(data)  # type: ignore[no-untyped-call]  # nbformat has no types
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook)) + "\n"  # type: ignore[no-untyped-call]  # as above
