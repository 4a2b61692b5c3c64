"""The long view of one table: a line for each answer, for tools that want it so.

The wide table is the dataset; this is a way to look at it, and nothing is kept in this form.
"""

import csv
import io
from typing import Any

from coprod_training.survey.coding import NOT_ASKED
from coprod_training.survey.dataset_folder import MARK
from coprod_training.survey.wide.package import Package, Resource

ABOUT = ("submission_id", "pair_id", "source", "phase", "instrument_version", "completed_month")
COLUMNS = (*ABOUT, "item", "answer", "words")
"""answer: as in the dictionary; empty where somebody was asked and gave none."""


def long_bytes(package: Package, resource: Resource, table: Any) -> bytes:
    """A CSV with COLUMNS, row by row and item by item. What was not asked has no line.

    table: pyarrow Table. Of made-up rows, each line says so first, and has the package's name
    last.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    head, tail = (["synthetic"], ["package"]) if package.synthetic else ([], [])
    first, last = ([MARK], [package.name]) if package.synthetic else ([], [])
    writer.writerow([*head, *COLUMNS, *tail])
    known = [field.name for field in resource.fields]
    about = zip(
        *(table[name].to_pylist() if name in known else [""] * table.num_rows for name in ABOUT),
        strict=True,
    )
    fields = [(one.name, one.numbers) for one in resource.number_fields()]
    answers = [table[name].to_pylist() for name, _ in fields]
    for row, who in enumerate(about):
        for (item, words), column in zip(fields, answers, strict=True):
            answer = column[row]
            if answer != NOT_ASKED:
                said = "" if answer is None else words.get(answer, "")
                given = "" if answer is None else answer
                writer.writerow([*first, *who, item, given, said, *last])
    return out.getvalue().encode()
