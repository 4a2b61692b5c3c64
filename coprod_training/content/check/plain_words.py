"""Rules for the words that learners read: the agreed ones, in short sentences, without shouting."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from coprod_training.content.check.lists import read_list
from coprod_training.content.check.staff_copy import StaffCopy, in_cell, resources_file
from coprod_training.content.learner_words import plain, read_in
from coprod_training.content.reading_age import LONGEST_SENTENCE, sentences, words
from coprod_training.errors import Problem
from coprod_training.yamlfile import Route

Say = Callable[[str, str], Problem]

# JupyterLab's own menu, for those whose page does not start by itself.
_MENU = "Open the menu **Run** at the top, then choose **Run All Cells**."


@dataclass(frozen=True, kw_only=True)
class Avoided:
    """Words that learners never meet. write: what to write instead."""

    avoid: tuple[str, ...]
    write: str


@dataclass(frozen=True, kw_only=True)
class AgreedWords:
    """agreed-words.yaml."""

    words: tuple[Avoided, ...]


def learners_meet_only_agreed_words(staff: StaffCopy) -> Iterator[Problem]:
    """No word that agreed-words.yaml names; the file may be missing. Source: style-guide.md."""
    path = staff.root / "course" / "agreed-words.yaml"
    _, agreed, found = read_list(path, AgreedWords, "words")
    yield from found
    instead = {
        one.lower(): group.write
        for group in (agreed.words if agreed else ())
        for one in group.avoid
    }
    if not instead:
        return
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, instead))})\b", re.IGNORECASE)
    for say, route, text in _read(staff):
        if not _is_to_be_mended(route):
            for word in pattern.findall(text.replace(_MENU, "")):
                fix = f"Write instead: {instead[word.lower()]}."
                yield say(f'Learners do not meet the word "{word}".', fix)


def sentences_are_short(staff: StaffCopy) -> Iterator[Problem]:
    """At most 20 words in a sentence. Source: style-guide.md, after the NHS content style."""
    for say, _, text in _read(staff):
        for sentence in sentences(plain(text)):
            count = len(words(sentence))
            if count > LONGEST_SENTENCE:
                what = f'A sentence has {count} words: "{" ".join(words(sentence)[:6])} …".'
                fix = f"Split it in two, each with at most {LONGEST_SENTENCE} words."
                yield say(what, fix)


def nobody_is_shouted_at(staff: StaffCopy) -> Iterator[Problem]:
    """No exclamation mark. Source: style-guide.md."""
    for say, _, text in _read(staff):
        if re.search(r"!(?!\[)", text):
            yield say("There is an exclamation mark.", "End the sentence with a full stop.")


def _read(staff: StaffCopy) -> Iterator[tuple[Say, Route, str]]:
    """Every line of a page and every text of a YAML file: what names a mistake there, its route."""
    for notebook in staff.notebooks:
        for cell in notebook.markdown():
            for number, line in enumerate(cell.source.split("\n")):
                say = partial(in_cell, notebook, cell, source_line=number)
                yield say, (), line
    listed = resources_file(staff)
    files = [*(staff.course.files if staff.course else ()), *([listed] if listed else [])]
    for file in files:
        for route, text in read_in(file.data):
            yield partial(_at, file.path, file.line_of(route)), route, text


def _at(path: Path, line: int, what: str, fix: str) -> Problem:
    return Problem(path=path, line=line, what=what, fix=fix)


def _is_to_be_mended(route: Route) -> bool:
    """Whether a learner's task is to mend this text: a line to mark, a text to write anew."""
    return route[-1:] == ("before",) or "lines" in route


RULES = (learners_meet_only_agreed_words, sentences_are_short, nobody_is_shouted_at)
