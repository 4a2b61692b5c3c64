"""Several exchanges one after another, for a count that one exchange cannot move far enough."""

from collections.abc import Iterator

from coprod_training.disclosure.exchange import Exchange, Room, World, balanced
from coprod_training.disclosure.seen import Place
from coprod_training.disclosure.settings import Settings
from coprod_training.disclosure.story import Story, Windows
from coprod_training.disclosure.tables import Counts


def towards(
    room: Room, story: Story, known: Windows, settings: Settings, place: Place, *, up: bool
) -> Iterator[World]:
    """Worlds in which one count is further and further from the true one, as far as it goes.

    room: of the true world. At most one world for each value that the audit asks for.
    """
    for _ in range(settings.feasible_values):
        step = _best(room, place, up=up)
        if step is None:
            return
        world = step.made_in(room.world)
        yield world
        room = Room(story, world, known, settings)


def _best(room: Room, place: Place, *, up: bool) -> Exchange | None:
    """The exchange that moves one count furthest, in one direction."""
    at, row, column = place
    found: Exchange | None = None
    for begin in range(at + 1):
        for end in range(at + 1, room.releases + 1):
            moves = room.moves(begin, end)
            most = balanced(moves, room.sides)[row]
            line = most[column] if up else most[:, column]
            other = int(line.argmax())
            many = int(line[other])
            if many > (found.many if found else 0):
                more, less = (column, other) if up else (other, column)
                rows = _rows(moves[:, more, less], moves[:, less, more], room, row)
                found = Exchange(begin, end, more, less, many, rows)
    return found


def _rows(there: Counts, back: Counts, room: Room, row: int) -> tuple[tuple[int, bool], ...]:
    """The groups that take part, and which way. there, back: how many of each group can."""
    together = [(0, True)] if row else []
    for side in room.sides:
        if row not in side:
            together.append((int(side[there[side].argmax()]), True))
    if row == 0:
        return ((0, True), *together)
    (own,) = (side for side in room.sides if row in side)
    others = own[own != row]
    alone = int(others[back[others].argmax()]) if len(others) else -1
    moving = min(int(there[one]) for one, _ in together)
    if alone >= 0 and int(back[alone]) >= moving:
        return ((row, True), (alone, False))
    return ((row, True), *together)
