"""No words, sound or pictures of a contributor in the repository: git would keep them for ever.

The words themselves cannot be told from anybody's. So the places where they would be put are
closed: the contributors' folder holds its two files and nothing else, the manifest's fields take
no words, and a lesson's cell for a contribution holds the call that shows it, and nothing more.
Source: contribution-process.md, section 2 ("Git remembers") and test 12.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from coprod_training.contributions.no_forms import form_problems
from coprod_training.contributions.public import read_public
from coprod_training.contributions.recording_types import NAMED, type_of
from coprod_training.errors import ContentProblems, CoprodError, Problem
from coprod_training.yamlfile import read_yaml

ALLOWED = frozenset({"README.md", "manifest.yaml"})
TAG = "contribution"

PLACES = ("course", "modules", "exercises", "docs")

_CALL = re.compile(r'slot\("[a-z0-9-]+"\)')
_MOVE = (
    "Take it out before you commit: a commit keeps it for ever, in every copy. The keeper puts it"
    " into the content store."
)


def contribution_problems(
    root: Path, slots: Mapping[str, str], modules: Iterable[str] = ()
) -> list[Problem]:
    """Every place in a staff copy that holds, or could hold, a contribution or a key to one.

    root: the folder of course/, modules/ and exercises/. slots: each slot of the course, and the
    module that has it. modules: those without a slot. No problem quotes what it found.
    """
    notebooks = sorted((*root.glob("modules/*.ipynb"), *root.glob("exercises/*/*.ipynb")))
    return [
        *_in_the_folder(root / "course" / "contributors", slots, modules),
        *form_problems(root),
        *_recordings(root),
        *(problem for path in notebooks for problem in _in_notebook(path)),
    ]


def holds_text(cell: Mapping[str, Any]) -> bool:
    """Whether a cell of a notebook that is for a contribution holds more than the call for it."""
    source = cell.get("source", "")
    text = "".join(map(str, source)) if isinstance(source, list) else str(source)
    tags = cell.get("metadata", {}).get("tags")
    tagged = isinstance(tags, list) and TAG in tags
    shows = cell.get("cell_type") == "code" and _CALL.fullmatch(text.strip()) is not None
    if not (tagged or shows):
        return False
    more = cell.get("outputs") or cell.get("attachments")
    return bool(more) or not (shows or not text.strip())


def _recordings(root: Path) -> Iterator[Problem]:
    """Sound and film: no lesson has any of its own, so it is somebody's."""
    listed = root / "course" / "contributors"  # whatever is there is refused already
    for folder in (root / name for name in PLACES):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and listed not in path.parents and _is_recording(path):
                yield Problem(path=path, what="This is a recording.", fix=_MOVE)


def _is_recording(path: Path) -> bool:
    with path.open("rb") as file:
        begins = file.read(16)
    return path.suffix.lower() in NAMED or type_of(begins, "audio") is not None


def _in_the_folder(
    folder: Path, slots: Mapping[str, str], modules: Iterable[str]
) -> Iterator[Problem]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.relative_to(folder).as_posix() not in ALLOWED:
            what = "Only README.md and manifest.yaml belong in this folder."
            yield Problem(path=path, what=what, fix=_MOVE)
    manifest = folder / "manifest.yaml"
    if manifest.exists():
        try:
            read_public(read_yaml(manifest).data, slots, modules)
        except ContentProblems as error:
            yield from error.problems
        except CoprodError as error:
            yield Problem(path=manifest, what=error.what, fix=error.fix)


def _in_notebook(path: Path) -> Iterator[Problem]:
    try:
        cells = json.loads(path.read_bytes())["cells"]
    except (OSError, ValueError, KeyError, TypeError):
        return  # the rules of the course say what is wrong with such a file
    for cell in cells:
        if holds_text(cell):
            what = "This cell is for a contribution, and holds more than the call that shows it."
            part = f"cell {cell.get('id', '')}"
            yield Problem(path=path, part=part, what=what, fix=_MOVE)
