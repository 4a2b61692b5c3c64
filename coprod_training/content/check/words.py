"""Rules for the words of the course: made-up things say so, drafts say so, nobody is quoted."""

import re
from collections.abc import Iterator

from coprod_training.content.check.staff_copy import (
    StaffCopy,
    in_cell,
    placed_activities,
    texts_of,
)
from coprod_training.content.notebook import Cell, Notebook
from coprod_training.errors import Problem

MADE_UP = "made-up"
_QUOTED = re.compile(r"[“\"]([^“”\"\n]+)[”\"]|(?<!\w)[‘]([^‘’\n]+)[’](?!\w)")
# A quotation sounds like a person when it speaks of itself, or is a whole sentence.
_SOUNDS_LIKE_A_PERSON = re.compile(r"\b(?:I|I'm|I’m|I've|I’ve|me|my|mine|we|We|our|us)\b|[.!?,…]$")
# "A new colleague asks …" tells of somebody; a question to the learner begins with what is asked.
_SITUATION = re.compile(r"\s*An?\s")
_SAYS = re.compile(r"\b(?:says?|said|asks?|asked|told|replies|replied|answers?)[:,]?\s*$")


def made_up_things_say_so(staff: StaffCopy) -> Iterator[Problem]:
    """A scenario, a situation, or a part tagged `made-up`, says "Made-up … for practice"."""
    for notebook in staff.notebooks:
        for cell in notebook.markdown():
            if MADE_UP in cell.tags and MADE_UP not in cell.source.lower():
                what = "This part is made up and does not say so."
                fix = "Begin it with: Made-up scenario for practice."
                yield in_cell(notebook, cell, what, fix)
    if staff.course is None:
        return
    for placed in placed_activities(staff.course):
        if placed.activity.kind == "scenario" and not placed.activity.made_up:
            what = "This scenario has no label to say that it is made up."
            yield placed.problem(("made_up",), what, "Add made_up: true.")
        elif _SITUATION.match(placed.activity.question) and not placed.activity.made_up:
            what = "This question begins like a story about somebody, and has no label."
            yield placed.problem(
                ("question",), what, "Add made_up: true, or ask it in another way."
            )


def nobody_is_quoted(staff: StaffCopy) -> Iterator[Problem]:
    """Only a contributor's own words may look like somebody's words; report other speech.

    Source: contribution-process.md, gate rule G19.
    """
    what = "The words in quotation marks look like somebody's own."
    fix = "Report it instead: the team leader asks if it can be called done."
    for notebook in staff.notebooks:
        for cell in notebook.markdown():
            for number, words in enumerate(cell.source.split("\n")):
                if looks_like_speech(words):
                    yield in_cell(notebook, cell, what, fix, number)
    for file in staff.course.files if staff.course else ():
        for route, words in texts_of(file.data):
            if looks_like_speech(words):
                yield file.problem(route, what, fix)


def looks_like_speech(words: str) -> bool:
    """Whether a text has something in quotation marks that could be a person's words."""
    return any(
        _SOUNDS_LIKE_A_PERSON.search(found[1] or found[2]) or _SAYS.search(words[: found.start()])
        for found in _QUOTED.finditer(words)
    )


def the_draft_says_so(staff: StaffCopy) -> Iterator[Problem]:
    """Each lesson of a draft carries the status words of course.yaml. Source: curriculum.md."""
    if staff.course is None or staff.course.info.status != "draft":
        return
    wanted = " ".join(staff.course.info.status_words.split())
    for notebook in staff.lessons:
        if wanted not in _all_words(notebook):
            what = "This lesson does not say that the course is a draft."
            fix = f"Put these words near its top: {wanted}"
            yield Problem(path=notebook.path, line=1, what=what, fix=fix)


def _all_words(notebook: Notebook) -> str:
    return " ".join(" ".join(map(_words, notebook.markdown())).split())


def _words(cell: Cell) -> str:
    return re.sub(r"[*_>]", "", cell.source)


RULES = (made_up_things_say_so, nobody_is_quoted, the_draft_says_so)
