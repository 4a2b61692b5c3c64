"""The one way a lesson is written on the disk, so that one changed sentence is one changed line.

No outputs, stable and readable names for the parts, only the metadata we use, one sentence a
line, and nbgrader's metadata as the assessment's YAML says. Source: architecture.md §5.
"""

import re
from collections.abc import Iterable
from typing import Any

from coprod_training.content.assessment import Assessment
from coprod_training.content.calls import sound_calls
from coprod_training.content.draw import NOBODY, drawn
from coprod_training.content.graded_parts import (
    REFLECTION_WORDS,
    is_marked_by_a_person,
    page_marks,
    reflection_marks,
)
from coprod_training.content.markdown import headings
from coprod_training.content.prose import one_sentence_a_line

# As JupyterLab writes it, so that opening and saving a lesson changes nothing.
PYTHON = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
GOOD_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# nbformat makes eight hexadecimal digits, JupyterLab a UUID; both say nothing to a reader.
_MACHINE_ID = re.compile(r"(?=.*\d)[0-9a-f]{8}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Part = dict[str, Any]


def is_readable_id(part_id: str) -> bool:
    """Whether an id is a name that a person gave, in small letters, digits and hyphens."""
    return bool(GOOD_ID.fullmatch(part_id)) and not _MACHINE_ID.fullmatch(part_id)


def normal_form(
    data: dict[str, Any], about: dict[str, str], assessment: Assessment | None
) -> dict[str, Any]:
    """The notebook's data in its normal form.

    data: as read from the file; left as it is. about: what the notebook says of itself, such as
    {"module": "what-co-production-is"}. assessment: of an exercise, for nbgrader's metadata.
    """
    parts = [_part(cell) for cell in data["cells"]]
    if assessment is not None:
        parts = _graded(parts, [_grade_id(cell) for cell in data["cells"]], assessment)
    _name(parts)
    return {
        "cells": parts,
        "metadata": {"coprod": about, "kernelspec": PYTHON},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def new_part(kind: str, source: str, part_id: str = "", tags: Iterable[str] = ()) -> Part:
    """One part of a notebook. kind: "markdown" or "code"."""
    metadata: dict[str, Any] = {}
    if kind == "code":
        metadata["jupyter"] = {"source_hidden": True}
    if sorted_tags := sorted(set(tags)):
        metadata["tags"] = sorted_tags
    part: Part = {"cell_type": kind, "id": part_id, "metadata": metadata, "source": source}
    return part | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def _part(cell: dict[str, Any]) -> Part:
    kind, source = cell["cell_type"], "".join(cell.get("source", ""))
    words = one_sentence_a_line(source) if kind == "markdown" else source.strip()
    tags = cell.get("metadata", {}).get("tags")
    named = map(str, tags) if isinstance(tags, list) else ()
    return new_part(kind, words, str(cell.get("id", "")), named)


def _grade_id(cell: dict[str, Any]) -> str:
    """The grade id that a text part has on the disk; code parts get theirs from what they show."""
    if cell["cell_type"] != "markdown":
        return ""
    marks = cell.get("metadata", {}).get("nbgrader")
    return str(marks.get("grade_id", "")) if isinstance(marks, dict) else ""


def _graded(parts: list[Part], grade_ids: list[str], assessment: Assessment) -> list[Part]:
    """Put nbgrader's metadata on the graded parts, and each reflection's place after its page.

    A question that is shown twice is graded where it comes first; the check names the second.
    """
    form = drawn(assessment, NOBODY)
    manual = {q.activity.id for q in form.questions if is_marked_by_a_person(q)}
    places = {name: part for name, part in zip(grade_ids, parts, strict=True) if name in manual}
    graded: list[Part] = []
    seen: set[str] = set()
    for name, part in zip(grade_ids, parts, strict=True):
        if name in manual:
            continue
        graded.append(part)
        question = form.question(_shown_by(part))
        if question is None or question.part in seen:
            continue
        seen.add(question.part)
        part["metadata"]["nbgrader"] = page_marks(question)
        if is_marked_by_a_person(question):
            asked = question.activity.id
            place = places.get(asked) or new_part("markdown", "", f"{asked}-words")
            place["source"] = REFLECTION_WORDS
            place["metadata"]["nbgrader"] = reflection_marks(question)
            graded.append(place)
    return graded


def _shown_by(part: Part) -> str:
    """The id of the activity that a part shows, or nothing."""
    if part["cell_type"] != "code":
        return ""
    calls = sound_calls(part["source"])
    return next((call.name for call in calls if call.function == "activity"), "")


def _name(parts: list[Part]) -> None:
    """Keep the names that people gave; name the other parts after what they show or say."""
    taken: set[str] = set()
    for part in parts:
        wanted = part["id"] if is_readable_id(part["id"]) else _name_from(part)
        name, number = wanted, 2
        while name in taken:
            name, number = f"{wanted}-{number}", number + 1
        part["id"] = name
        taken.add(name)


def _name_from(part: Part) -> str:
    if part["cell_type"] == "code":
        words = re.findall(r'\("([a-z0-9-]+)"', part["source"]) or ["start"]
    else:
        first = headings(part["source"])
        words = re.findall(r"[a-z0-9]+", (first[0].text if first else part["source"]).lower())
    return "-".join(words[:6])[:60].strip("-") or "part"
