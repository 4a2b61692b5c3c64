"""What people on a hub left for the course team in their own folders: notes, and the forum's list.

A person may change their folder as they like, and whoever reads here may read everything. So no
link of theirs is followed, nothing is believed to have its form, and an answer is written as by
them.
"""

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from coprod_training import jsonl
from coprod_training.errors import CoprodError
from coprod_training.forum.book import PLACE as FORUM
from coprod_training.forum.book import interests_in
from coprod_training.forum.interest import JOINING_AS, LONGEST, Interest
from coprod_training.hub.as_their_owner import as_their_owner
from coprod_training.lab.reports import PLACE as REPORTS
from coprod_training.lab.reports import STATUS_WORDS, Report, ReportBook, Status, reports_in

_PRIVATE = ("coprod", "private")
_LARGEST = 8 << 20  # bytes of one file; nobody's notes are longer
_LONGEST_CODE = 40  # characters; no setting or region of the instrument has a longer one
T = TypeVar("T", Report, Interest)


class Found(NamedTuple, Generic[T]):
    """everything: of all folders that could be read. unread: how many could not."""

    everything: tuple[T, ...]
    unread: int


def reports_of(people: Path) -> Found[Report]:
    """Every note that something is not right, oldest first. people: everybody's folders."""
    found, unread = _each(people, REPORTS, reports_in)
    return Found(tuple(sorted((one for _, one in found), key=lambda one: one.at)), unread)


def interests_of(people: Path) -> Found[Interest]:
    """What everybody asked to be kept for the forum, by the day of their yes."""
    found, unread = _each(people, FORUM, _last_interest)
    return Found(tuple(sorted((one for _, one in found), key=lambda one: one.agreed_on)), unread)


def _last_interest(records: Iterable[dict[str, Any]], home: Path) -> Sequence[Interest]:
    """The last one of a folder: the page keeps one, so more would be of people made up."""
    return tuple(interests_in(records, home))[-1:]


def answer(people: Path, report: str, status: Status, words: str, now: datetime) -> None:
    """Write back to one note, in its person's folder and with no more rights than they have.

    now: UTC. Raises CoprodError where there is no such note, and where it could not be written.
    """
    found, _ = _each(people, REPORTS, reports_in)
    home = next((home for home, one in found if one.id == report), None)
    if home is None:
        raise CoprodError(
            f'There is no note with the id "{report}".', fix="See them all with: coprod hub inbox"
        )
    as_their_owner(
        home,
        # By a path of theirs: the folders above are closed to them.
        lambda: ReportBook(Path(*_PRIVATE)).answer(report, status, words, now),
        "The answer could not be written into their folder.",
    )


def _each(
    people: Path,
    place: Sequence[str],
    read: Callable[[Iterable[dict[str, Any]], Path], Iterable[T]],
) -> tuple[list[tuple[Path, T]], int]:
    """What stands in this file of everybody's, with whose folder; how many cannot be read."""
    found: list[tuple[Path, T]] = []
    unread = 0
    for home in _homes(people):
        try:
            content = content_below(home, (*_PRIVATE, *place))
            theirs = tuple(read(jsonl.parse(content).records, home))
            if not all(map(_is_whole, theirs)):
                raise ValueError
            found += [(home, one) for one in theirs]
        except FileNotFoundError:
            continue  # they have left nothing
        except (OSError, ValueError, TypeError, KeyError, AttributeError, CoprodError):
            unread += 1
    return found, unread


def _homes(people: Path) -> Iterator[Path]:
    if not people.is_dir():
        raise CoprodError(
            "People's folders are not there.",
            where=str(people),
            fix="Say with --people where they are.",
        )
    for one in sorted(people.iterdir()):
        if not one.is_symlink() and one.is_dir():
            yield one


def content_below(home: Path, place: Sequence[str]) -> bytes:
    """One file below a person's folder, by the names that lead to it.

    Raises OSError for a link, for what is not theirs, and where there is none.
    """
    at = os.open(home, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        owner = os.fstat(at).st_uid
        for name in place[:-1]:
            below = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=at)
            os.close(at)
            at = below
        # Without waiting: in the place of a file there may be a pipe.
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
        with os.fdopen(os.open(place[-1], flags, dir_fd=at), "rb") as file:
            known = os.fstat(file.fileno())
            # One more name of a file can be made of somebody else's.
            own = known.st_uid == owner and known.st_nlink == 1
            if not stat.S_ISREG(known.st_mode) or not own or known.st_size > _LARGEST:
                raise PermissionError
            return file.read(_LARGEST)
    finally:
        os.close(at)


def _is_whole(one: Report | Interest) -> bool:
    """Whether each part of it is what the course writes, and so can be shown."""
    if isinstance(one, Report):
        return all(map(_are_words, vars(one).values())) and one.status in STATUS_WORDS
    longest = {**LONGEST, "setting": _LONGEST_CODE, "region": _LONGEST_CODE}
    fits = all(_are_words(getattr(one, part), most) for part, most in longest.items())
    hats = one.joining_as
    return fits and len(hats) <= len(JOINING_AS) and set(hats) <= set(JOINING_AS)


def _are_words(part: object, most: int = _LARGEST) -> bool:
    if not isinstance(part, str) or len(part) > most:
        return False
    # JSON can hold half a character, which no file can.
    return part == part.encode(errors="ignore").decode()
