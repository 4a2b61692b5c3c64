"""Adds a name to a list in course.yaml as a writer would: every comment stays."""

import re
from pathlib import Path

import yaml

from coprod_training.errors import CoprodError
from coprod_training.file_in_place import put_file_in_place
from coprod_training.yamlfile import read_yaml


def add_to_list(path: Path, key: str, name: str, before: str = "") -> None:
    """Add `name` to the list `key`: before the name `before`, or at the end.

    Raises CoprodError, with the file unchanged, when the list is not written in a way that can be
    added to safely.
    """
    file = read_yaml(path)
    listed = [*(file.data.get(key) or [])]
    wanted = [*listed]
    wanted.insert(listed.index(before) if before else len(listed), name)
    at = file.line_of((key,)) - 1
    last = file.line_of((key, len(listed) - 1)) - 1 if listed else at
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    if last > at:
        dash = re.match(r"\s*-\s*", lines[last])
        lines[last] = lines[last].rstrip("\n") + "\n"
        place = last + 1
        if before:
            place = file.line_of((key, listed.index(before))) - 1
            while lines[place - 1].lstrip().startswith("#"):
                place -= 1  # what is written above an entry is about it
        lines.insert(place, f"{dash[0] if dash else ''}{name}\n")
    else:
        inside = ", ".join(map(str, wanted))
        lines[at] = re.sub(r":(\s*\[.*?\])?", f": [{inside}]", lines[at], count=1)
    text = "".join(lines)
    if not _reads_as(text, file.data | {key: wanted}):
        raise CoprodError(
            f'"{name}" could not be added to {key}.',
            where=f"{path}, line {at + 1}",
            fix='Write the list with one "- name" a line, then try again.',
        )
    put_file_in_place(path, text.encode())


def _reads_as(text: str, wanted: object) -> bool:
    try:
        return bool(yaml.safe_load(text) == wanted)
    except yaml.YAMLError:
        return False
