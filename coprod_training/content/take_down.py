"""Takes what is of one contribution out of a published copy: at once, and with no key.

Words and a recording go out of their place. Parts that were written together go out of the lesson:
a note stands where they were, and headings stay, as links lead to them.
"""

import json
from collections.abc import Mapping, Set
from pathlib import Path
from typing import Any

from coprod_training.content.calls import sound_calls
from coprod_training.content.digest import content_digest
from coprod_training.content.normal_form import new_part
from coprod_training.content.notebook import read_notebook
from coprod_training.content.passages import REMOVED, WAITING
from coprod_training.content.publish import MANIFEST, read_manifest
from coprod_training.content.recordings import path_of
from coprod_training.file_in_place import put_file_in_place

Data = dict[str, Any]


def take_down(published: Path, ref: str, *, removed: bool = True) -> tuple[str, ...]:
    """Replace everything of this contribution by the note that it is gone.

    removed: whether the page then says that a contribution was here; if not, its place waits.
    Returns the slots in which it stood. Never by the slot alone: another's may stand there since.
    Raises OSError or ValueError where a file cannot be read; where that is a module's, once it is
    out of all the others.
    """
    files, torn = _readable(published)
    mine = {path: [one for one in _slots(data) if _is_of(one, ref)] for path, data in files.items()}
    every = [slot for slots in mine.values() for slot in slots]
    parts = frozenset(name for slot in every for name in slot["words"].get("made", ()))
    # The place goes last: whenever the power goes, doing it again finds what is left to do.
    if parts:
        _out_of_lessons(published, parts, REMOVED if removed else WAITING)
    for path, slots in mine.items():
        if slots:
            for slot in slots:
                _remove_recording(published / "course", slot["words"])
                del slot["words"]
                slot["removed"] = removed
            _write(path, _without(files[path], parts))
    if torn:
        raise torn[0]
    return tuple(str(slot["id"]) for slot in every)


def end_uses(published: Path, ref: str, uses: Set[str]) -> frozenset[str]:
    """Note in a copy that these uses of a contribution are over; those of which it said otherwise.

    uses: "printed" and "reuse", as in `SlotWords`. The words stay where they are. Raises as
    `take_down`.
    """
    changed: set[str] = set()
    files, torn = _readable(published)
    for path, data in files.items():
        still = [one["words"] for one in _slots(data) if _is_of(one, ref)]
        ended = [(words, use) for words in still for use in uses if words.get(use)]
        for words, use in ended:
            words[use] = False
        if ended:
            _write(path, data)
            changed |= {use for _, use in ended}
    if torn:
        raise torn[0]
    return frozenset(changed)


def leave_words_out(published: Path) -> None:
    """Take every contributor's words out of a copy, for somebody who may not see them yet.

    Their places wait. Recordings are files of their own, which are not looked at here. Raises
    OSError or ValueError for a file that cannot be read: what is in it may not go on.
    """
    for path in _module_files(published):
        data = _json(path)
        for slot in _slots(data):
            slot.pop("words", None)
        _write(path, data)


def stands_in(published: Path, ref: str) -> bool:
    """Whether a place of this copy still names it, or who speaks for its settings does.

    Goes by the bytes, so that a file which is torn counts as well. Raises OSError: nobody may look.
    """
    course = published / "course/course.yaml"
    files = [*_module_files(published), *([course] if course.exists() else [])]
    return any(ref.encode() in path.read_bytes() for path in files)


def _module_files(published: Path) -> list[Path]:
    """Raises OSError where nobody may look, which `glob` passes over."""
    folder = published / "course/modules"
    inside = folder.iterdir() if folder.is_dir() else ()
    return sorted(one for one in inside if one.suffix == ".yaml")


def _readable(published: Path) -> tuple[dict[Path, Data], list[Exception]]:
    """The modules' data, and what is wrong with those that nobody can read."""
    files: dict[Path, Data] = {}
    torn: list[Exception] = []
    for path in _module_files(published):
        try:
            files[path] = _json(path)
        except (OSError, ValueError) as error:
            torn.append(error)
    return files, torn


def _slots(data: Data) -> list[Data]:
    return list(data.get("slots", ()))


def _is_of(slot: Data, ref: str) -> bool:
    words = slot.get("words")
    return isinstance(words, dict) and words.get("ref") == ref


def _remove_recording(course: Path, words: Mapping[str, Any]) -> None:
    """First the file, then what names it."""
    found = words.get("recording")
    path = path_of(course, str(found["file"])) if found else None
    if path is not None:
        path.unlink()


def _without(module: Data, parts: Set[str]) -> Data:
    """A module's data without these activities and passages by setting."""
    return module | {
        kind: [one for one in module[kind] if one["id"] not in parts]
        for kind in ("activities", "variants")
        if module.get(kind)
    }


def _out_of_lessons(published: Path, parts: Set[str], note: str) -> None:
    """Put the note into lessons, and their new digests into the manifest; a part has one name."""
    manifest = read_manifest(published)
    if manifest is None:
        return  # a learner's own copy of the course's files: its lessons change with the next one
    digests: dict[str, str] = manifest["notebooks"]
    for name in [one for one in digests if one.startswith("modules/")]:
        path = published / name
        lesson = _json(path)
        cells = [_cell(one, parts, note) for one in lesson["cells"]]
        if cells != lesson["cells"]:
            _write(path, lesson | {"cells": cells})
        # Also where it stands already: the power may have gone before the manifest was written.
        if any(note in "".join(cell["source"]) for cell in cells):
            digests[name] = content_digest(read_notebook(path))
    text = json.dumps(manifest, indent=2, sort_keys=True) + "\n"
    put_file_in_place(published / MANIFEST, text.encode())


def _cell(cell: Data, parts: Set[str], note: str) -> Data:
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown" and cell.get("id") in parts:
        first = source.split("\n", 1)[0]
        words = f"{first}\n\n{note}" if first.startswith("#") else note
        return cell | {"source": words}
    if cell["cell_type"] == "code" and _calls(source) & parts:
        return new_part("markdown", note, str(cell.get("id", "")))
    return cell


def _calls(source: str) -> frozenset[str]:
    return frozenset(one.name for one in sound_calls(source) if one.function != "slot")


def _json(path: Path) -> Data:
    data: Data = json.loads(path.read_text(encoding="utf-8"))
    return data


def _write(path: Path, data: Data) -> None:
    put_file_in_place(path, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())
