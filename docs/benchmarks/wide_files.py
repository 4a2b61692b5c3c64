"""The wide table of the survey as a Parquet file, read, appended to and written: only measured.

The product reads a package of CSV files, and writes each table whole.
"""

from pathlib import Path

import numpy
import pyarrow
from pyarrow import parquet

from coprod_training.survey.wide.schema import Field
from coprod_training.survey.wide.table import EMPTY, Wide, wide_of


def appended(first: Wide, then: Wide) -> Wide:
    """Both tables, one after the other. They have the same columns."""
    texts = {
        name: pyarrow.chunked_array([*column.chunks, *then.texts[name].chunks])
        for name, column in first.texts.items()
    }
    return Wide(first.fields, numpy.concatenate([first.numbers, then.numbers], axis=1), texts)


def read_parquet(path: Path, fields: tuple[Field, ...]) -> Wide:
    """A table that `write_parquet` wrote, as columns."""
    names = [field.name for field in fields]
    return wide_of(parquet.read_table(path, columns=names, memory_map=True), fields)


def write_parquet(wide: Wide, path: Path) -> None:
    """The columns as Parquet (zstd), with nothing where EMPTY stands."""
    at = {name: number for number, name in enumerate(wide.items)}
    columns = {}
    for field in wide.fields:
        if field.number:
            values = wide.numbers[at[field.name]]
            columns[field.name] = pyarrow.array(values, mask=values == EMPTY)
        else:
            columns[field.name] = wide.texts[field.name]
    # A dictionary pays where the same few values come again, which an id never does.
    again = [field.name for field in wide.fields if not field.pattern]
    parquet.write_table(
        pyarrow.table(columns),
        path,
        compression="zstd",
        version="2.6",
        use_dictionary=again,
        write_statistics=False,  # whole columns are read, so these help nobody
    )
