"""Reads a list that people keep as a CSV file, as a spreadsheet may have saved it."""

import csv
import io
from pathlib import Path

from coprod_training.errors import ContentProblems, Problem


def csv_list(path: Path) -> "csv.DictReader[str]":
    """The rows of a list; commas or semicolons part its cells, as in its first line.

    A cell too many stands under None; one too few is None. Raises ContentProblems for a file that
    is not in UTF-8, and FileNotFoundError.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        what = "This list cannot be read: its letters are not in UTF-8."
        fix = "Save it again from the spreadsheet, as CSV UTF-8."
        raise ContentProblems([Problem(path=path, line=1, what=what, fix=fix)]) from error
    separator = ";" if ";" in text.split("\n", 1)[0] else ","
    return csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
