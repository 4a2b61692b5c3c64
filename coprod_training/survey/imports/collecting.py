"""Keeps Python's collector of cycles from looking at every cell again and again.

What an import makes has no cycles, so that it goes by itself. Measured: the collector took a third
of the time of a workbook with 5,000 rows (docs/benchmarks/survey_import.py).
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
