"""Where people stop: how many got as far as each point of the course, and did each part of it."""

from dataclasses import dataclass

from coprod_training.monitor.counts import counted
from coprod_training.monitor.names import ModuleName, PartName
from coprod_training.monitor.watched import Watched


@dataclass(frozen=True)
class Point:
    """A point of the course and who got there. change: against the point before; None at first."""

    name: str
    people: int
    change: int | None


@dataclass(frozen=True)
class Inside:
    """A module with how many people did each of its parts, in the order they are taught."""

    module: ModuleName
    started: int
    finished: int
    parts: tuple[tuple[PartName, int], ...]


def points(watched: Watched) -> tuple[Point, ...]:
    """From joining to the end. People may take modules in another order, so a count can rise."""
    everybody = counted(watched.figures.people)
    found = [("Joined", everybody.joined)]
    for one in inside(watched):
        if one.module.number:
            found.append((f"Started module {one.module.number}", one.started))
            found.append((f"Finished module {one.module.number}", one.finished))
    found.append(("Finished the course", everybody.finished))
    before = [None, *(people for _, people in found)]
    return tuple(
        Point(name, people, None if earlier is None else people - earlier)
        for (name, people), earlier in zip(found, before, strict=False)
    )


def inside(watched: Watched) -> tuple[Inside, ...]:
    """All modules, also those that nobody began."""
    figures = watched.figures
    counts = {one.module: (one.started, one.finished) for one in figures.modules}
    did = {one.activity: one.learners for one in figures.activities}
    return tuple(
        Inside(
            one,
            *counts.get(one.slug, (0, 0)),
            tuple((part, did.get(part.activity, 0)) for part in one.parts),
        )
        for one in watched.names.modules
    )
