"""What of an exercise's folder is handed in: the files that the exercise uses, and nothing else.

Whatever else lies there, such as notes or a link to another place, stays with its learner. So do
earlier drafts of their answers. Nothing that nbgrader writes at random is sent: the same answers
are the same hand-in.
"""

import os
from pathlib import Path

from coprod_training.grading.answers_to_hand_in import answers_to_hand_in
from coprod_training.grading.collected import SECRET, form_of
from coprod_training.grading.due import DUE
from coprod_training.grading.hand_in_time import TIME
from coprod_training.grading.untrusted import is_there, open_file, open_folder

_ANSWERS = ".answers.jsonl"
_UNUSED = {TIME, SECRET}
_KEPT_QUIET = {".ipynb_checkpoints", "feedback", DUE}


def sent_of(folder: Path, release: Path) -> tuple[dict[str, bytes], int]:
    """The files that are sent by name, and how many other things were left where they are.

    release: the folder with the released files. Links are not followed. Raises CoprodError when
    nothing was released and for answers of a newer version, OSError when the folder cannot be read.
    """
    wanted = form_of(release).names - _UNUSED
    opened = open_folder(folder)
    try:
        found = {name: _content(opened, name) for name in sorted(wanted) if is_there(opened, name)}
        known = wanted | _KEPT_QUIET | {path.name for path in release.iterdir()}
        with os.scandir(opened) as entries:
            others = [entry.name for entry in entries if entry.name not in known]
    finally:
        os.close(opened)
    files = {
        name: answers_to_hand_in(folder, content) if name.endswith(_ANSWERS) else content
        for name, content in found.items()
        if content is not None
    }
    return files, len(others) + len(found) - len(files)


def _content(folder: int, name: str) -> bytes | None:
    handle = open_file(folder, name)
    if handle is None:
        return None
    with os.fdopen(handle, "rb") as file:
        return file.read()
