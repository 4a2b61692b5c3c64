"""The exercises of a module for a reviewer: what we call right in them, why, and the levels.

A review is of these words too (content/module_digest.py). Learners never get them, and so neither
does a pack that does not ask for them.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from pathlib import Path
from typing import Any

from coprod_training.content.course import Course
from coprod_training.content.facts import load_facts
from coprod_training.content.notebook import read_notebook
from coprod_training.content.sources import linked, sources_of
from coprod_training.content.tidy import notebooks_of, slug_of
from coprod_training.contributions.activity_passages import activity_passages
from coprod_training.contributions.one_line import one_line
from coprod_training.contributions.passages import Passage
from coprod_training.paper.block_passages import passages_of
from coprod_training.paper.from_markdown import blocks_of

NOT_FOR_LEARNERS = (
    "This is marked. It shows what we call right, and learners do not see that. Please do not pass"
    " it on to anybody who takes the course."
)


def exercise_passages(root: Path, course: Course, module: str) -> Iterator[Passage]:
    """Every exercise of the module. root: of the staff copy, whose files alone have the keys."""
    for file, one in course.assessment_files():
        if one.module == module:
            title = one_line(one.title)
            yield Passage(
                id=f"{one.id}/exercise", sort="heading", level=2, text=f"The exercise: {title}"
            )
            yield Passage(id=f"{one.id}/staff", sort="note", text=NOT_FOR_LEARNERS)
            questions = list(_questions(file.data))
            places = frozenset(str(question["activity"]["id"]) for question in questions)
            yield from _written(root, course, one.id, places)
            for question in questions:
                yield from _question(question)


def _written(root: Path, course: Course, slug: str, places: Set[str]) -> Iterator[Passage]:
    """What its notebook says; headings stand one level lower than there, below the exercise's.

    places: cells that an answer is copied to, which ask nothing.
    """
    book = next((p for p in notebooks_of(root) if slug_of(p).get("assignment") == slug), None)
    if book is None:
        return
    read, facts = read_notebook(book), load_facts(course.root / "facts.yaml")
    sources = sources_of((cell.source for cell in read.markdown()), facts, book)
    for cell in read.markdown():
        if "by-hand" in cell.tags or cell.id in places:
            continue
        blocks = blocks_of(linked(cell.source, sources), book.parent)
        found = [one for block in blocks for one in passages_of(block)]
        for at, one in enumerate(found, 1):
            level = one.level + 1 if one.sort == "heading" else 0
            yield replace(one, id=f"{slug}.{cell.id}/{at}", level=level)


def _questions(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from data.get("questions", ())
    for group in data.get("pool", {}).get("groups", ()):
        yield from group["questions"]


def _question(question: Mapping[str, Any]) -> Iterator[Passage]:
    activity = {name: value for name, value in question["activity"].items() if name != "items"}
    here = str(activity["id"])
    yield from activity_passages(activity, 3)
    if rationale := question.get("rationale"):
        yield Passage(
            id=f"{here}/rationale",
            sort="words",
            text=one_line(rationale),
            label="Why we call it right",
        )
    for level in question.get("rubric", ()):
        yield Passage(
            id=f"{here}/rubric.{level['level']}",
            sort="item",
            text=one_line(level["text"]),
            label=f"Level {level['level']}, {level['name']}",
        )
