"""What the heading of one column says: a question, a part of one, a code, or something of the tool.

Each tool writes headings in its own way. Here they are taken apart; `matching` compares the parts
with the instrument. Source: survey-dataset.md, "Import"; LimeSurvey's manual, "Export" (headings by
code, by full text, or both); docs/decisions/0061 for KoboToolbox.
"""

import re
from dataclasses import dataclass

from coprod_training.survey.imports.kinds import Kind
from coprod_training.survey.imports.plain import shown
from coprod_training.survey.imports.sheet import Heading

_CODED = re.compile(
    r"(?P<code>[A-Za-z][A-Za-z0-9]*)(?:_(?P<under>\w+)|\[(?P<inside>\w+)\])?(?:[.:]\s+(?P<text>.+))?"
)
# KoboToolbox by names: perhaps the part of our form, the question, and one of its answers.
_NAMED = re.compile(r"(?:part_\w+/)?(?P<code>[A-Za-z]\w*)(?:/(?P<sub>\w+))?")
_WITH_PART = re.compile(r"(?P<text>.*?)\s*\[(?P<part>.+)\]")
_REPEATED = re.compile(r"(?P<text>.*\D)\d{1,2}")


@dataclass(frozen=True, slots=True)
class Reading:
    """One heading taken apart. code, sub: a question's code and its part's; "" when none is given.

    text, part: the words of the question and of its part; "" when none are given.
    """

    text: str = ""
    part: str = ""
    code: str = ""
    sub: str = ""


def read_heading(heading: Heading, kind: Kind) -> Reading:
    """Take a heading apart, as its tool writes it."""
    if heading.part:
        return Reading(text=heading.question, part=heading.part)
    plain = shown(heading.question)
    if kind.tool == "kobotoolbox" and (named := _NAMED.fullmatch(plain)):
        return Reading(code=named["code"], sub=named["sub"] or "")
    if kind.tool != "limesurvey":
        return Reading(text=plain)
    code = sub = ""
    text = plain
    if coded := _CODED.fullmatch(plain):
        code, sub = coded["code"], coded["under"] or coded["inside"] or ""
        text = coded["text"] or ""
    if parted := _WITH_PART.fullmatch(text):
        return Reading(parted["text"], parted["part"], code, sub)
    return Reading(text, "", code, sub)


def without_number(text: str) -> str | None:
    """A heading without the digit that Microsoft Forms puts after one it has written before."""
    found = _REPEATED.fullmatch(shown(text))
    return found["text"].rstrip() if found else None
