"""How far a step is, for whoever started it: nbgrader gives its plug-ins no way to say so."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Tell = Callable[[int, int], None]
"""Is called after each hand-in with how many are done, and of how many."""

_LISTENS: ContextVar[Tell | None] = ContextVar("listens", default=None)


@contextmanager
def heard_by(tell: Tell) -> Iterator[None]:
    """Let `say_how_far` reach this one meanwhile."""
    token = _LISTENS.set(tell)
    try:
        yield
    finally:
        _LISTENS.reset(token)


def say_how_far(done: int, of: int) -> None:
    """Tell whoever listens; nobody does when nbgrader's own command runs."""
    tell = _LISTENS.get()
    if tell is not None:
        tell(done, of)
