"""Rules for links and tables: they make sense to somebody who hears them alone, and lead on."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from coprod_training.content.check.staff_copy import StaffCopy, in_cell, sections
from coprod_training.content.markdown import without_code
from coprod_training.errors import Problem

_LINK = re.compile(r"(?<!!)\[([^\]\n]*)\]\([^)\n]*\)")
_TO_LESSON = re.compile(r"\]\(([^)\s#:]+\.ipynb)(?:#([^)\s]+))?\)")
_PICTURE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_BARE = re.compile(r"https?://\S+")
_SAYS_NOTHING = {"", "here", "click here", "this", "this link", "link", "more", "read more"}
_UNDER_HEAD = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?\s*)?$")


def links_say_where_they_lead(staff: StaffCopy) -> Iterator[Problem]:
    """A screen reader lists links by their words alone. Source: WCAG 2.2, 2.4.4."""
    for notebook in staff.notebooks:
        for cell in notebook.markdown():
            for number, line in enumerate(without_code(cell.source).split("\n")):
                for link in _LINK.finditer(line):
                    if link[1].strip(" .").casefold() in _SAYS_NOTHING:
                        what = (
                            f'The words of a link are "{link[1]}", which says nothing on its own.'
                        )
                        fix = "Let its words say where it leads."
                        yield in_cell(notebook, cell, what, fix, number)
                if _BARE.search(_LINK.sub("", _PICTURE.sub("", line))):
                    what = "There is a bare web address here."
                    fix = "Make it a link, with words that say where it leads."
                    yield in_cell(notebook, cell, what, fix, number)


def links_to_lessons_lead_somewhere(staff: StaffCopy) -> Iterator[Problem]:
    """A bundle may leave out what another lesson points to: its learners would find nothing."""
    # JupyterLab names a heading with a hyphen for each space.
    named = {
        one.path.resolve(): {words.replace(" ", "-") for words in sections(one)}
        for one in staff.notebooks
    }
    for notebook in staff.notebooks:
        for cell in notebook.markdown():
            for number, line in enumerate(without_code(cell.source).split("\n")):
                for link in _TO_LESSON.finditer(line):
                    there = named.get((notebook.path.parent / unquote(link[1])).resolve())
                    if there is None:
                        what = f'There is no lesson "{link[1]}".'
                        fix = "Take the link out, or let it lead to a lesson that there is."
                        yield in_cell(notebook, cell, what, fix, number)
                    elif link[2] and unquote(link[2]) not in there:
                        what = f'That lesson has no heading "{unquote(link[2])}" of level 2.'
                        fix = "Give its heading word for word, with a hyphen for each space."
                        yield in_cell(notebook, cell, what, fix, number)


def tables_name_their_columns(staff: StaffCopy) -> Iterator[Problem]:
    """Each column has a name, which is read out with each of its cells. Source: WCAG, 1.3.1."""
    for notebook in staff.notebooks:
        for cell in notebook.markdown():
            lines = without_code(cell.source).split("\n")
            for number, line in enumerate(lines[1:], 1):
                if "|" in line and _UNDER_HEAD.match(line):
                    names = lines[number - 1].strip().removeprefix("|").removesuffix("|")
                    if any(not name.strip() for name in names.split("|")):
                        what = "A column of this table has no name."
                        fix = "Say in its first row what the column holds."
                        yield in_cell(notebook, cell, what, fix, number - 1)


RULES = (links_say_where_they_lead, links_to_lessons_lead_somewhere, tables_name_their_columns)
