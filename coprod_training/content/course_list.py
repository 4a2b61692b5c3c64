"""Adds a name to a list in course.yaml as a writer would: every comment stays."""

import re
from pathlib import Path

from coprod_training.errors import CoprodError
from coprod_training.yamlfile import read_yaml


def add_to_list(path: Path, key: str, name: str) -> None:
    """Add `name` at the end of the list `key`.

    Raises CoprodError, with the file unchanged, when the list is not written in a way that can be
    added to safely.
    """
    file = read_yaml(path)
    listed, before = file.data.get(key), path.read_text(encoding="utf-8")
    lines = before.splitlines(keepends=True)
    at = file.line_of((key,)) - 1
    if listed and file.line_of((key, len(listed) - 1)) - 1 > at:
        last = file.line_of((key, len(listed) - 1)) - 1
        indent = re.match(r"\s*", lines[last])
        lines.insert(last + 1, f"{indent[0] if indent else ''}- {name}\n")
    else:
        inside = ", ".join([*map(str, listed or []), name])
        lines[at] = re.sub(r":\s*(\[.*?\])?", f": [{inside}]", lines[at], count=1)
    path.write_text("".join(lines), encoding="utf-8")
    if read_yaml(path).data != file.data | {key: [*(listed or []), name]}:
        path.write_text(before, encoding="utf-8")
        raise CoprodError(
            f'"{name}" could not be added to {key}.',
            where=f"{path}, line {at + 1}",
            fix='Write the list with one "- name" a line, then try again.',
        )
