"""The notebooks of the shipped course, part by part."""

import json
from pathlib import Path

ROOT = Path(__file__).parents[2]


def parts_of_lesson(module):
    """The parts of a module's notebook."""
    (path,) = (ROOT / "modules").glob(f"[0-9][0-9]-{module.id}.ipynb")
    return _parts(path)


def parts_of_exercise(exercise):
    """The parts of an exercise's notebook."""
    return _parts(ROOT / "exercises" / exercise.id / f"{exercise.id}.ipynb")


def _parts(path):
    parts = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [part | {"source": "".join(part["source"])} for part in parts]
