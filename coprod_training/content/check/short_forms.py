"""A rule for short forms such as NIHR: nobody has to know or look up what the letters stand for."""

import re
from collections.abc import Callable, Iterator
from functools import partial

from coprod_training.content.calls import names_in
from coprod_training.content.check.staff_copy import StaffCopy, in_cell
from coprod_training.content.glossary import FILE, load_glossary
from coprod_training.content.learner_words import plain
from coprod_training.content.notebook import Notebook
from coprod_training.content.shown_words import Shown, shown_words
from coprod_training.errors import ContentProblems, Problem

Say = Callable[[str, str], Problem]

EVERYDAY = frozenset({"AI", "GP", "NHS", "UK", "US"})
"""What everybody in England reads without a thought. Ours, after the NHS content style."""

_SHORT_FORM = re.compile(r"\b[A-Z]{2,}(?=s?\b)")
# Codes of the instrument's areas, such as DES.
_CODES = "groups"


def short_forms_are_explained(staff: StaffCopy) -> Iterator[Problem]:
    """Each run of capitals is in the glossary, or spelled out where it first stands on its page.

    Spelled out: the name before it with the letters in brackets, or after it in brackets.
    """
    if staff.course is None:
        return
    known, shown = EVERYDAY | _in_the_glossary(staff), shown_words(staff.course)
    for lesson in staff.lessons:
        seen: set[str] = set()
        for say, text in _in_order(lesson, shown):
            for found in _SHORT_FORM.finditer(text):
                name = found[0]
                if name not in known | seen and not _is_spelled_out(text, found):
                    what = f'"{name}" is not explained where this page says it first.'
                    fix = f"Write its name here, then ({name}), or explain it in {FILE}."
                    yield say(what, fix)
                seen.add(name)


def _in_the_glossary(staff: StaffCopy) -> frozenset[str]:
    try:
        terms = load_glossary(staff.root / "course" / FILE)
    except ContentProblems:  # another rule names them
        return frozenset()
    return frozenset(name for one in terms for name in _SHORT_FORM.findall(one.term))


def _in_order(lesson: Notebook, shown: dict[str, tuple[Shown, ...]]) -> Iterator[tuple[Say, str]]:
    """Every text of a page from top to bottom, with what names a mistake there."""
    for cell in lesson.cells:
        if cell.kind == "markdown":
            for number, line in enumerate(cell.source.split("\n")):
                yield partial(in_cell, lesson, cell, source_line=number), plain(line)
        elif cell.kind == "code":
            for one in (text for name in names_in(cell.source) for text in shown.get(name, ())):
                if _CODES not in one.route:
                    yield partial(_at, one), one.text


def _is_spelled_out(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start()], text[found.end() :]
    return (before.endswith("(") and before[:-1].strip() != "") or after.startswith((" (", "s ("))


def _at(one: Shown, what: str, fix: str) -> Problem:
    return one.file.problem(one.route, what, fix)


RULES = (short_forms_are_explained,)
