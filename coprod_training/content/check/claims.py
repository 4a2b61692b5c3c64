"""Rules for claims: each rests on a fact that exists, and its source can be followed.

What counts as a claim is decided by where it stands, not by guessing at its words. Each text part
of a lesson carries the tag `no-claim` (our own instructions, questions and made-up material) and
cites nothing, or each of its paragraphs, list items and table rows ends in a fact, such as [F017].
Headings and the names of columns claim nothing. What gives a figure or speaks of research cites a
fact, whatever the tags say. Source: issue 2, judged point 8.
"""

import re
from collections.abc import Iterator

from coprod_training.content.check.claim_words import sounds_like_a_claim
from coprod_training.content.check.staff_copy import (
    StaffCopy,
    in_cell,
    placed_activities,
    texts_of,
)
from coprod_training.content.facts import CITATION, cited_in
from coprod_training.content.markdown import is_only_headings, paragraphs
from coprod_training.errors import Problem
from coprod_training.yamlfile import read_yaml

NO_CLAIM = "no-claim"
_OWN_PART = (
    f'End it with a fact, such as [F017]. If it claims nothing, give it a part tagged "{NO_CLAIM}".'
)


def claims_cite_facts(staff: StaffCopy) -> Iterator[Problem]:
    """See the top of this file."""
    for notebook in staff.lessons:
        for cell in notebook.markdown():
            cited, ours = cited_in(cell.source), NO_CLAIM in cell.tags
            if ours and cited:
                what = f'This part is tagged "{NO_CLAIM}", yet it cites {cited[0]}.'
                yield in_cell(notebook, cell, what, "Remove the tag.")
            elif not ours and not cited and not is_only_headings(cell.source):
                what = "This part makes a claim and cites no fact."
                fix = f'Cite one, such as [F017]. If it claims nothing, tag it "{NO_CLAIM}".'
                yield in_cell(notebook, cell, what, fix)
            elif not ours:
                for line, what in _without_a_fact(cell.source):
                    yield in_cell(notebook, cell, what, _OWN_PART, line)


def _without_a_fact(source: str) -> Iterator[tuple[int, str]]:
    """The line (from 0) of each paragraph, or end of one, that no fact supports, and what it is.

    A mark supports what stands before it. In a row of a table it supports the whole row.
    """
    for line, paragraph in paragraphs(source):
        marks = [*CITATION.finditer(paragraph)]
        if not marks:
            yield line, "This paragraph makes a claim and cites no fact."
            continue
        end = marks[-1].end()
        after = re.search(r"\w", paragraph[end:])
        if after and not paragraph.lstrip().startswith("|"):
            what = "The words after the last fact of this paragraph have no fact of their own."
            yield line + paragraph.count("\n", 0, end + after.start()), what


def what_sounds_like_research_cites_it(staff: StaffCopy) -> Iterator[Problem]:
    """No figure, and no word of research, hides behind the tag, in a heading or in an exercise."""
    what = "This gives a figure or speaks of research, and cites no fact."
    fix = "Cite its fact in a part without the tag, or say it in another way."
    elsewhere = "Say it in the lesson, where its source is shown, or in another way."
    for notebook in staff.notebooks:
        lesson = notebook in staff.lessons
        for cell in notebook.markdown():
            asked: set[int] = set()
            if lesson and NO_CLAIM not in cell.tags:  # the rule above asks these for a fact
                for line, words in paragraphs(cell.source):
                    asked |= set(range(line, line + words.count("\n") + 1))
            for number, words in enumerate(cell.source.split("\n")):
                if number not in asked and sounds_like_a_claim(words):
                    yield in_cell(notebook, cell, what, fix if lesson else elsewhere, number)


def cited_facts_exist(staff: StaffCopy) -> Iterator[Problem]:
    """A lesson cites only facts of facts.yaml; a released course none still to be checked.

    Source: issue 5 (confidence A or a checked-on date; B and C block a release, not a pilot).
    """
    for notebook in staff.notebooks:
        for cell in notebook.markdown():
            for number, words in enumerate(cell.source.split("\n")):
                for fact in cited_in(words):
                    if why := cannot_cite(staff, fact):
                        yield in_cell(notebook, cell, *why, number)


def activities_rest_on_facts(staff: StaffCopy) -> Iterator[Problem]:
    """A scored activity explains why, and so cites facts; only a made-up one may do without."""
    if staff.course is None:
        return
    for placed in placed_activities(staff.course):
        activity = placed.activity
        for route, fact in activity.citations():
            if why := cannot_cite(staff, fact):
                yield placed.problem(route, *why)
        needed = type(activity).scored and placed.slug != "course"
        if needed and not activity.facts and not activity.made_up:
            what = "This activity says what is right, and cites no fact."
            fix = "List the facts it rests on, such as facts: [F054], or say made_up: true."
            yield placed.problem((), what, fix)


def survey_rests_on_facts(staff: StaffCopy) -> Iterator[Problem]:
    """Each fact that the survey of the course names can be cited, in its words as well."""
    if staff.course is None:
        return
    path = staff.root / "course" / "instruments" / f"{staff.course.info.instrument}.yaml"
    file = read_yaml(path)  # the course could be read, so it can be
    cites = [
        (("items", number, "facts", at), item.id, fact)
        for number, item in enumerate(staff.course.instrument.items)
        for at, fact in enumerate(item.facts)
    ]
    in_words = ((route, "", one) for route, words in texts_of(file.data) for one in cited_in(words))
    for route, item, fact in (*cites, *in_words):
        if why := cannot_cite(staff, fact):
            part = f'item "{item}"' if item else ""
            line = file.line_of(route)
            yield Problem(path=path, line=line, part=part, what=why[0], fix=why[1])


def cannot_cite(staff: StaffCopy, fact: str) -> tuple[str, str] | None:
    """Why a fact cannot be cited, and what to do; None when it can."""
    if fact not in staff.facts:
        return f"There is no fact {fact} in facts.yaml.", "Check its number, or add the fact."
    cited = staff.facts[fact]
    if staff.is_released and cited.confidence != "A" and not cited.checked_at_source:
        what = f"{fact} has not been checked at its source, and the course is released."
        return what, "Check it there first, and write the day into facts.yaml: checked_at_source."
    return None


def marks_stand_where_they_become_links(staff: StaffCopy) -> Iterator[Problem]:
    """Marks become links in modules/ only; an activity lists its facts and shows them itself."""
    what = "A mark such as [F017] stays as it is here, and a learner cannot follow it."
    fix = "Take it out, and list the fact in the activity's own facts."
    for notebook in staff.exercises:
        for cell in notebook.markdown():
            for number, words in enumerate(cell.source.split("\n")):
                if cited_in(words):
                    yield in_cell(notebook, cell, what, fix, number)
    for file in staff.course.files if staff.course else ():
        for route, words in texts_of(file.data):
            if cited_in(words):
                yield file.problem(route, what, fix)


RULES = (
    claims_cite_facts,
    what_sounds_like_research_cites_it,
    cited_facts_exist,
    activities_rest_on_facts,
    survey_rests_on_facts,
    marks_stand_where_they_become_links,
)
