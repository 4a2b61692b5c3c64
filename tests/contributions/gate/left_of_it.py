"""What is left of a contribution in a folder."""

from contributions.gate.conftest import CREDIT, WORDS


def texts(folder):
    return [path.read_text() for path in sorted(folder.rglob("*.yaml"))]


def traces(folder):
    return [
        path
        for path in folder.rglob("*")
        if path.is_file()
        and (WORDS.encode() in path.read_bytes() or CREDIT.encode() in path.read_bytes())
    ]
