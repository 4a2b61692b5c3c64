"""A list of learners as a trainer types or pastes it. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coprod_training.grading.hand_in_name import is_learner

MOST = 500
"""Learners at a time: each is a write of its own, and 500 take a few seconds."""
LONGEST_NAME = 128
"""Characters: the width of nbgrader's own columns (api.py, Student)."""
_JOINERS = str.maketrans("", "", "\u200c\u200d")  # unseen, and a part of many names
_SHOWN = 40  # characters of what was typed; the rest is not needed to find it
_TOLD = 10  # lines; who sees these has seen what is wrong

NOBODY = "Enter at least one sign-in name."
_NO_SIGN_IN = "Line {line}: there is no sign-in name before the comma."
_NOT_ONE = (
    "“{typed}” is not a sign-in name. Use only letters, digits and . _ - @ ~,"
    " and begin with a letter or a digit. It can be at most 128 characters long, fewer with"
    " accented letters."
)
_MORE = "Line {line}: there is more than a sign-in name, a given name and a family name."
_LONG = f"Line {{line}}: a name is longer than {LONGEST_NAME} characters."
_UNSEEN = "Line {line}: a name has a character that cannot be shown. Type the name again."
_TWICE = "Line {line}: “{typed}” is in line {first} too, with a different name. Leave one out."


@dataclass(frozen=True)
class TypedLearner:
    """One line. learner: what they sign in with. first, last: "" where the line has none."""

    learner: str
    first: str = ""
    last: str = ""


def not_a_sign_in_name(typed: str) -> str:
    """What is wrong with a name that was typed, and what one may have; "" where it is one."""
    return "" if is_learner(typed) else _NOT_ONE.format(typed=_shortened(typed))


def typed_learners(text: str) -> tuple[tuple[TypedLearner, ...], tuple[str, ...]]:
    """The learners of a list, each once; and what is wrong with it, in words.

    A line is a sign-in name, "ab12, Given Family", or a row of a spreadsheet: "ab12, Given, Family"
    with commas or tabs. Where a name is in one piece, its last word is the family name.
    """
    lines = [
        (number, line.strip("\ufeff \t\r"))
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip("\ufeff \t\r,")
    ]
    if not lines:
        return (), (NOBODY,)
    if len(lines) > MOST:
        words = f"These are {len(lines)} lines. Add at most {MOST} at a time, then the rest."
        return (), (words,)
    found: dict[str, tuple[int, TypedLearner]] = {}
    problems = []
    for number, line in lines:
        one, problem = _learner_in(line)
        first, before = found.setdefault(one.learner, (number, one))
        if not problem and before != one:
            problem = _TWICE
        if problem:
            typed = _shortened(one.learner)
            problems.append(problem.format(line=number, typed=typed, first=first))
    return tuple(one for _, one in found.values()), tuple(_at_most(problems))


def _learner_in(line: str) -> tuple[TypedLearner, str]:
    """The learner of one line, and the sentence about what is wrong with it, or ""."""
    learner, *names = (" ".join(part.split()) for part in re.split("[,\t]", line))
    if len(names) == 1:
        first, _, last = names[0].rpartition(" ")
        names = [first, last] if first else [last, ""]
    one = TypedLearner(learner, *names[:2])
    if not learner:
        return one, _NO_SIGN_IN
    if not is_learner(learner):
        return one, f"Line {{line}}: {_NOT_ONE}"
    if any(names[2:]):
        return one, _MORE
    if any(len(name) > LONGEST_NAME for name in names):
        return one, _LONG
    shown = all(name.translate(_JOINERS).isprintable() for name in names)
    return one, "" if shown else _UNSEEN


def _shortened(typed: str) -> str:
    return typed if len(typed) <= _SHOWN else f"{typed[:_SHOWN]}…"


def _at_most(problems: list[str]) -> Iterator[str]:
    yield from problems[:_TOLD]
    more = len(problems) - _TOLD
    if more > 0:
        yield f"{more} more {'line does' if more == 1 else 'lines do'} not fit."
