"""One table of the dataset as whole columns: answers as small numbers, the rest as texts."""

from collections.abc import Mapping
from dataclasses import dataclass
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
