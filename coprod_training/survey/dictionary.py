"""The data dictionary, twice: a Table Schema for machines and a codebook for people.

Source: Data Package v2, Table Schema (datapackage.org/standard/table-schema).
"""

import re
from typing import Any

from coprod_training.content.instrument import Instrument
from coprod_training.survey.columns import columns

TABLE_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"

_HOW_TO_READ = (
    "An empty place means that the question was asked and left out. Numbers below zero give another"
    " reason for having no answer. Leave them out of percentages and show their count. Steps are in"
    " order, but the distance between them is not equal: never take a mean."
)


def table_schema(instrument: Instrument) -> dict[str, Any]:
    """The Table Schema of one file. Empty means left out; every other reason has a number."""
    return {
        "$schema": TABLE_SCHEMA,
        "fields": [column.field() for column in columns(instrument)],
        "fieldsMatch": "exact",
        "missingValues": [""],
        "primaryKey": ["submission_id"],
    }


def codebook(instrument: Instrument) -> str:
    """The dictionary as Markdown, one section for each column."""
    note = re.sub(r"\s*\[F\d+\]", "", instrument.status_note)
    parts = [
        f"# Codebook: {instrument.title}, version {instrument.version} ({instrument.id})",
        f"This instrument is marked {instrument.status}. {note}",
        _HOW_TO_READ,
    ]
    for column in columns(instrument):
        lines = [f"## {column.name}", "", column.title, "", column.description]
        if column.values is not None:
            lines += ["", "| value | meaning |", "| --- | --- |"]
            lines += [f"| {value} | {label} |" for value, label in column.values.items()]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"
