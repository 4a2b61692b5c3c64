"""What is one person's own in the terms: payment, support and so on, from a keeper's file."""

from collections.abc import Mapping
from pathlib import Path

from coprod_training.errors import CoprodError
from coprod_training.yamlfile import read_yaml


def details_in(path: Path | None, known: Mapping[str, str]) -> dict[str, str]:
    """What the file says, by name; a line that is still empty says nothing.

    Raises CoprodError for names that the terms do not have.
    """
    if path is None:
        return {}
    data = read_yaml(path).data
    if not isinstance(data, dict) or set(data) - set(known):
        raise CoprodError(
            "This file says something that the terms have no place for.",
            where=str(path),
            fix=f"Its names are: {', '.join(sorted(known))}.",
        )
    said = {str(name): "" if value is None else str(value) for name, value in data.items()}
    return {name: words for name, words in said.items() if words.strip()}
