"""The numbered facts that the course rests on, and the marks that cite them in a lesson."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from coprod_training.content.schema import structure
from coprod_training.errors import ContentProblems, Problem
from coprod_training.yamlfile import read_yaml

# One mark or several: "[F017]", "[F017] [F046]" and "[F017, F046]".
_ONE = r"\[F\d{3}(?:\s*,\s*F\d{3})*\]"
CITATION = re.compile(rf"{_ONE}(?:[ ,;]*{_ONE})*")
_FACT_ID = re.compile(r"F\d{3}")


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One fact, in our own words, with where it was found.

    confidence: A read in a public copy of the source; B read in part; C not read, check first.
    checked_at_source: the day (YYYY-MM-DD) somebody opened the live page; empty until then.
    """

    id: str
    confidence: Literal["A", "B", "C"]
    topic: str
    text: str
    source: str
    url: str
    checked_at_source: str = ""


@dataclass(frozen=True, kw_only=True)
class _FactFile:
    facts: tuple[Fact, ...]


def load_facts(path: Path) -> dict[str, Fact]:
    """The facts of `facts.yaml` by id; none when there is no such file.

    Raises ContentProblems with every mistake in it, an id given twice included. The file is read
    again only when it has changed: each activity of a lesson asks for its sources.
    """
    try:
        changed = path.stat().st_mtime_ns
    except FileNotFoundError:
        return {}
    return dict(_facts(path, changed))


@lru_cache(maxsize=2)
def _facts(path: Path, changed: int) -> dict[str, Fact]:  # changed is part of the cache's key
    file = read_yaml(path)
    listed = structure(file, file.data, _FactFile).facts
    found: dict[str, Fact] = {}
    problems = []
    for number, fact in enumerate(listed):
        if fact.id in found:
            problems.append(
                Problem(
                    path=path,
                    line=file.line_of(("facts", number, "id")),
                    what=f"{fact.id} is given twice.",
                    fix="Give one of them a new number. A number is never used again.",
                )
            )
        found.setdefault(fact.id, fact)
    if problems:
        raise ContentProblems(problems)
    return found


def cited_in(text: str) -> tuple[str, ...]:
    """The ids of the facts that a text cites, in order, each once."""
    marks = " ".join(CITATION.findall(text))
    return tuple(dict.fromkeys(_FACT_ID.findall(marks)))
