"""The words that this course gives a meaning of their own."""

from dataclasses import dataclass
from pathlib import Path

from coprod_training.content.schema import structure
from coprod_training.yamlfile import read_yaml

FILE = "glossary.yaml"


@dataclass(frozen=True, kw_only=True)
class Term:
    """A word with a special meaning. facts: where the meaning comes from."""

    term: str
    means: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Glossary:
    """glossary.yaml."""

    terms: tuple[Term, ...]


def load_glossary(path: Path) -> tuple[Term, ...]:
    """The terms in the order of the file; none when there is no such file.

    Raises ContentProblems with every mistake in it.
    """
    if not path.is_file():
        return ()
    file = read_yaml(path)
    return structure(file, file.data, Glossary).terms
