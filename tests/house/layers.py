"""The order of the package's rooms, and what each imports. A room is a folder or file of its top.

The tests of the layers hold it; docs/architecture.py draws it.
"""

from collections.abc import Iterator
from pathlib import Path

from house.tree import PACKAGE, Import, imports

# Each layer may import those before it.
LAYERS = [
    {
        "backup",
        # Lab and hub each run servers as processes of their own, and neither imports the other.
        "child_server",
        "errors",
        "file_in_place",
        "yamlfile",
        "jsonl",
        "csv_lists",
        "day_words",
        "spreadsheet",
        "stored_time",
        "disclosure",
        "garbage_collection",
        "key_files",
        "lean_imports",
        "listening",
        "plain_words",
        "private_lines",
        "secret_key",
        "typed_codes",
        "uk_time",
    },
    {"activities"},
    {"content", "answers", "contributions"},
    {"grading", "progress", "survey", "forum", "certificates", "paper"},
    {"collector", "own_activity"},
    {"widgets", "lab", "trainer", "exchange", "monitor", "hub"},
    {"cli", "__init__"},
]
# Neighbours of one layer, and the only part of the second that the first may import.
ARROWS = {
    # How a pseudonym is made; the key is the forum's own.
    ("forum", "survey.keys"),
    ("forum", "survey.pseudonym"),
    ("progress", "grading.gradebook"),
    # Whether what was written is enough: feedback says it too.
    ("progress", "grading.reflection_level"),
    ("child_server", "errors"),
    ("yamlfile", "errors"),
    # What refuses a key given twice, in JSON too.
    ("yamlfile", "jsonl"),
    ("key_files", "errors"),
    ("listening", "errors"),
    ("key_files", "file_in_place"),
    ("jsonl", "file_in_place"),
    ("private_lines", "file_in_place"),
    ("secret_key", "errors"),
    ("backup", "errors"),
    ("backup", "file_in_place"),
    # Its refusals, and its settings' file.
    ("disclosure", "errors"),
    ("disclosure", "jsonl"),
    ("secret_key", "key_files"),
    ("private_lines", "jsonl"),
    ("spreadsheet", "errors"),
    ("csv_lists", "errors"),
    ("hub", "lab.dates"),
    ("hub", "lab.reports"),
    ("trainer", "lab.dates"),
    ("trainer", "lab.handler"),
    ("trainer", "lab.home"),
    # How a token is shown: what a server asks of a hub must never follow a redirection with it.
    ("trainer", "lab.with_token"),
}
# Which rooms may import what; everybody else may not.
ONLY_IN = {
    "nbgrader": {"grading", "exchange", "trainer"},
    "anywidget": {"widgets"},
    "sqlalchemy": {"collector", "grading", "hub"},
    "pandas": set(),
    # Staff's commands alone publish survey figures, and a learner's process never loads these.
    "numpy": {"disclosure", "survey"},
    "scipy": {"disclosure"},
    "pyarrow": {"survey"},
    "pyrage": {"contributions"},
    "docx": {"contributions", "paper"},
    "markdown_it": {"paper"},
    "typst": {"certificates"},
    "pyhanko": {"certificates"},
    "openbadgeslib": {"certificates"},
    "jwt": {"certificates"},
}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def layer_of(room: str) -> int | None:
    return next((n for n, rooms in enumerate(LAYERS) if room in rooms), None)


def unplaced() -> list[str]:
    """What is to be said of each room that has no layer yet."""
    rooms = {room_of(path) for path in PACKAGE.rglob("*.py")}
    return [
        f"{room} has no place yet: add it to LAYERS in tests/house/layers.py."
        for room in sorted(rooms)
        if layer_of(room) is None
    ]


def ours() -> Iterator[tuple[Import, str, str]]:
    """Each import of our own: itself, the room it goes to, and what it names there.

    Those in a room without a layer come once it has one.
    """
    for one in imports():
        package, _, rest = one.name.partition(".")
        placed = layer_of(room_of(one.path)) is not None
        if package == "coprod_training" and rest and placed:
            room = rest.split(".")[0]
            yield one, "__init__" if layer_of(room) is None else room, rest
