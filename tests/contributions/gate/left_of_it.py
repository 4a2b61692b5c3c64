"""What is left of a contribution in a folder."""

from contributions.gate.conftest import CREDIT, WORDS


def holding(folder, *words):
    """The files in which one of these words stands."""
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and any(one.encode() in path.read_bytes() for one in words)
    ]


def traces(folder):
    return holding(folder, WORDS, CREDIT)
