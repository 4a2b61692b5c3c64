"""The kinds of activity. This folder is the register: a file here is a kind."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from coprod_training.activities.activity import Activity, Example, Feedback, Option

__all__ = ["Activity", "Example", "Feedback", "Option", "kind_named", "kinds"]

_NOT_KINDS = {"activity", "day", "survey_items"}


def kinds() -> tuple[str, ...]:
    """The names of all kinds, in alphabetical order."""
    return tuple(sorted(m.name for m in iter_modules(__path__) if m.name not in _NOT_KINDS))


@cache
def kind_named(name: str) -> type[Activity]:
    """The class of one kind. Raises KeyError for a name that is no kind.

    Loads that kind's file only: a learner's page needs two or three of them.
    """
    if name not in kinds():
        raise KeyError(name)
    module = import_module(f"{__name__}.{name}")
    return next(
        thing
        for thing in vars(module).values()
        if isinstance(thing, type)
        and issubclass(thing, Activity)
        and "kind" in vars(thing)
        and thing.kind == name
    )
