"""One fingerprint of everything that a review of a module is about: it changes with any word of it.

Source: contribution-process.md, section 6 (`expires`) and the corrections, "Lighter work".
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from coprod_training.content.check.staff_copy import StaffCopy
from coprod_training.content.course import Course
from coprod_training.content.tidy import slug_of

NOT_REVIEWED = frozenset({"facilitator_notes"})
"""What only trainers read, and no pack of a review shows."""


def module_digest(staff: StaffCopy, course: Course, module: str) -> str:
    """The digest of a module's lesson, its YAML, and its exercises with their keys and rubrics.

    Line breaks, the order of keys and comments make no difference, and neither does the edition.
    module: its slug.
    """
    files = [
        (file.path, file.data) for file, _ in (*course.module_files(), *course.assessment_files())
    ]
    said: dict[str, Any] = {
        path.name: {key: value for key, value in data.items() if key not in NOT_REVIEWED}
        for path, data in files
        if module_of(course, path) == module
    }
    for book in staff.notebooks:
        if module_of(course, book.path) == module:
            said[book.path.name] = [[one.kind, one.source, *one.tags] for one in book.cells]
    plain = json.dumps(_flat(said), sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()


def module_of(course: Course, path: Path) -> str:
    """The module to which a file belongs: its lesson, its YAML, or either of an exercise."""
    if path.suffix == ".ipynb":
        name = slug_of(path)
        slug = name.get("module") or name.get("assignment", "")
    else:
        slug = path.stem
    exercise = course.assessment(slug)
    return exercise.module if exercise is not None else slug


def _flat(data: object) -> object:
    """The same with each text on one line, so that `coprod tidy` changes nothing here."""
    if isinstance(data, str):
        return " ".join(data.split())
    if isinstance(data, dict):
        return {str(key): _flat(value) for key, value in data.items()}
    return [_flat(one) for one in data] if isinstance(data, (list, tuple)) else data
