"""Keeps Python's garbage collection from going through thousands of new rows again and again.

Rows of a file or of a database do not refer to each other, so that they go by themselves. Measured:
it took a third of the time of a workbook with 5,000 rows (docs/benchmarks/survey_import.py).
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """No looking for cycles inside; afterwards as it was before."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
