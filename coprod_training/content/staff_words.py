"""Looks in what learners get for words that only staff may read: a belt beside the braces.

Each file's public form names what goes out (public_form.py). This finds what somebody copied by
hand, such as a key in a lesson.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from coprod_training.content.course import Course
from coprod_training.content.public_form import (
    public_assessment,
    public_module,
    secrets_of,
    texts_in,
)
from coprod_training.content.session_plans import load_session_plans, without_names
from coprod_training.errors import Problem

_SHOWN = 60  # characters of the words in a message
_BEGINS = 3  # words by which their line is found: YAML may go on in the next one


def staff_words_in(course: Course, going_out: Mapping[str, Any]) -> Iterator[Problem]:
    """Every text of staff's alone that a learner would get, with both places.

    going_out: what learners get, as plain data, by the name of its file.
    """
    texts = {name: "\n".join(texts_in(data)) for name, data in going_out.items()}
    everything = "\n".join(texts.values())
    for path, words in _staffs_own(course):
        if words in everything:
            place = next(name for name, text in texts.items() if words in text)
            yield Problem(
                path=path,
                line=_line_of(path, words),
                what=f"Words that only staff may read are also in what learners get, in {place}:"
                f' "{words[:_SHOWN].strip()}{"…" * (len(words) > _SHOWN)}"',
                fix=f"Take them out of {place}, or say it there in other words.",
            )


def _staffs_own(course: Course) -> Iterator[tuple[Path, str]]:
    """(file, text) of keys, rubrics, staff notes and session plans."""
    files = [(file, public_module(file.data)) for file, _ in course.module_files()]
    files += [(file, public_assessment(one)) for file, one in course.assessment_files()]
    for file, public in files:
        yield from ((file.path, words) for words in secrets_of(file.data, public))
    plans, _ = load_session_plans(course.root)
    if plans is not None:
        yield from ((plans.path, words) for words in secrets_of(without_names(plans.data), {}))


def _line_of(path: Path, words: str) -> int:
    """The first line with the beginning of the words; 0 when no line has it."""
    begins = " ".join(words.split()[:_BEGINS])
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((n for n, line in enumerate(lines, 1) if begins in " ".join(line.split())), 0)
