"""One table of the dataset as whole columns: answers as small numbers, the rest as texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coprod_training.survey.optional import needed
from coprod_training.survey.wide.schema import Field

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EMPTY = -128
"""Stands for an empty place among the numbers; no code is that low."""


@dataclass(frozen=True)
class Wide:
    """Rows as columns. numbers: int8, [field of numbers, row]; EMPTY where nothing stands.

    texts: a pyarrow array for each other field.
    """

    fields: tuple[Field, ...]
    numbers: "NDArray[np.int8]"
    texts: Mapping[str, Any]

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return int(self.numbers.shape[1])

    @property
    def items(self) -> tuple[str, ...]:
        """The names of the columns of numbers, in the order of `numbers`."""
        return tuple(field.name for field in self.fields if field.number)

    def column(self, item: str) -> "NDArray[np.int8]":
        """The numbers of one column. Raises ValueError when there is none of that name."""
        found: NDArray[np.int8] = self.numbers[self.items.index(item)]
        return found

    def codes(self, name: str) -> "tuple[NDArray[np.int32], tuple[str, ...]]":
        """A column of texts as numbers from 0, and the text of each; "" for an empty place."""
        encoded = self.texts[name].fill_null("").combine_chunks().dictionary_encode()
        return encoded.indices.to_numpy(), tuple(encoded.dictionary.to_pylist())


def wide_of(table: Any, fields: tuple[Field, ...]) -> Wide:
    """A pyarrow Table, as `read_table` gives it, as columns."""
    numpy = needed("numpy")
    numbered = [field.name for field in fields if field.number]
    numbers = numpy.empty((len(numbered), table.num_rows), dtype=numpy.int8)
    for at, name in enumerate(numbered):
        column = table[name]
        if column.null_count:
            column = column.fill_null(EMPTY)
        start = 0
        for chunk in column.chunks:
            numbers[at, start : start + len(chunk)] = chunk.to_numpy()
            start += len(chunk)
    texts = {field.name: table[field.name] for field in fields if not field.number}
    return Wide(fields, numbers, texts)


def appended(first: Wide, then: Wide) -> Wide:
    """Both tables, one after the other. They have the same columns."""
    numpy, arrow = needed("numpy"), needed("pyarrow")
    texts = {
        name: arrow.chunked_array([*column.chunks, *then.texts[name].chunks])
        for name, column in first.texts.items()
    }
    return Wide(first.fields, numpy.concatenate([first.numbers, then.numbers], axis=1), texts)


def read_parquet(path: Path, fields: tuple[Field, ...]) -> Wide:
    """The Parquet mirror of a table, as `exports/parquet.py` writes it."""
    parquet, names = needed("pyarrow.parquet"), [field.name for field in fields]
    return wide_of(parquet.read_table(path, columns=names, memory_map=True), fields)


def write_parquet(wide: Wide, path: Path) -> None:
    """The columns as Parquet (zstd), with nothing where EMPTY stands."""
    arrow, parquet = needed("pyarrow"), needed("pyarrow.parquet")
    at = {name: number for number, name in enumerate(wide.items)}
    columns = {}
    for field in wide.fields:
        if field.number:
            values = wide.numbers[at[field.name]]
            columns[field.name] = arrow.array(values, mask=values == EMPTY)
        else:
            columns[field.name] = wide.texts[field.name]
    # A dictionary pays where the same few values come again, which an id never does.
    again = [field.name for field in wide.fields if not field.pattern]
    parquet.write_table(
        arrow.table(columns),
        path,
        compression="zstd",
        version="2.6",
        use_dictionary=again,
        write_statistics=False,  # whole columns are read, so these help nobody
    )
