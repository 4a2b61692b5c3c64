"""The file that a table is written into, as a verb was given it."""

from pathlib import Path

from coprod_training.errors import CoprodError
from coprod_training.spreadsheet import KINDS, Kind


def kind_of(file: Path, what: str, such_as: str) -> Kind:
    """In which form to write it, by the end of its name. what: begins the sentence, "Marks are".

    such_as: a good name. Raises CoprodError for every other end, and for a folder.
    """
    kind = next((one for one in KINDS if file.suffix.lower() == f".{one}"), None)
    if kind is None:
        raise CoprodError(
            f"{what} written as .xlsx or .csv.",
            where=str(file),
            fix=f"Give a name that ends in one of them, such as {such_as}.",
        )
    if file.is_dir():
        raise CoprodError(
            "There is already a folder with this name.",
            where=str(file),
            fix="Give a different name.",
        )
    return kind
