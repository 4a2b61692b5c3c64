"""The list of who deleted their data, took back a yes or said no: pseudonyms and times.

A backup from before holds what they deleted, and counts what they took back. With this list it goes
again from a restored collector, before anybody sees it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import inspect, select

from coprod_training.collector.database import Database
from coprod_training.collector.forgetting import began_anew, drop_extensions, forget_learner
from coprod_training.collector.many_rows import put_rows
from coprod_training.collector.survey_store import (
    end_again,
    knows_of_deletion,
    take_out_person,
)
from coprod_training.collector.tables import deleted, learner
from coprod_training.errors import CoprodError
from coprod_training.survey.consent import ConsentEvent
from coprod_training.survey.pseudonym import Key, pseudonym_of

_FORMAT = 1


@dataclass(frozen=True)
class Deletions:
    """key: tells the key of the pseudonyms from another, and says nothing of it. asked: UTC.

    ended: each end of a yes to the survey, under the survey's own pseudonym; see survey_store.
    not_counted: who said no to being counted, and when, UTC.
    """

    key: str
    asked: dict[str, datetime]
    ended: tuple[ConsentEvent, ...] = ()
    not_counted: dict[str, datetime] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether it says nothing of anybody."""
        return not (self.asked or self.ended or self.not_counted)

    def as_json(self) -> str:
        """The list as the text of a file."""
        whole = {
            "format": _FORMAT,
            "key": self.key,
            "deleted": _said(self.asked),
            "ended": [event.as_record() for event in self.ended],
            "not_counted": _said(self.not_counted),
        }
        return json.dumps(whole, indent=1) + "\n"

    def joined(self, other: "Deletions") -> "Deletions":
        """Both lists, with the later time of each. Raises CoprodError for two different keys."""
        if self.key != other.key and not (self.empty or other.empty):
            raise CoprodError(
                "This list of deletions belongs to a different installation: its pseudonyms were"
                " made with a different key.",
                fix="Give the list from the installation that the backup came from.",
            )
        ended = {event.id: event for event in (*self.ended, *other.ended)}
        return Deletions(
            other.key if self.empty else self.key,
            _later(self.asked, other.asked),
            tuple(ended.values()),
            _later(self.not_counted, other.not_counted),
        )


def mark_of(key: Key) -> str:
    """What tells one progress key from another: the pseudonym of nobody."""
    return pseudonym_of("", key)


def deletions_of(store: Database, key: Key) -> Deletions:
    """The list that a main database keeps; empty for one of before there was a list."""
    with store.reading() as connection:
        if not inspect(connection).has_table(deleted.name):
            return Deletions(mark_of(key), {})
        rows = connection.execute(select(deleted)).all()
    return Deletions(mark_of(key), {row.learner: row.asked for row in rows})


def knows_anybody(store: Database) -> bool:
    """Whether a main database has a learner, or somebody who deleted their data.

    Tables that were laid out anew, as the collector does when it starts, have neither.
    """
    with store.reading() as connection:
        there = [one for one in (learner, deleted) if inspect(connection).has_table(one.name)]
        return any(connection.execute(select(one.c.learner).limit(1)).first() for one in there)


def read_deletions(file: Path) -> Deletions:
    """The list in a file. Raises CoprodError when it is none, and OSError as it is opened."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        if found["format"] != _FORMAT:
            raise ValueError
        ended = tuple(ConsentEvent.from_record(one) for one in found.get("ended", ()))
        said_no = _times(found.get("not_counted", {}))  # which earlier lists do not have
        return Deletions(str(found["key"]), _times(found["deleted"]), ended, said_no)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CoprodError(
            "This is not a list of deletions.",
            where=str(file),
            fix="It is written by: coprod hub deletions FILE",
        ) from error


def _said(times: Mapping[str, datetime]) -> dict[str, str]:
    return {name: at.isoformat() for name, at in sorted(times.items())}


def _times(said: Mapping[str, str]) -> dict[str, datetime]:
    """Raises ValueError for a time without a zone, as for what is no time."""
    found = {str(name): datetime.fromisoformat(at) for name, at in said.items()}
    if any(at.tzinfo is None for at in found.values()):
        raise ValueError
    return found


def _later(some: Mapping[str, datetime], others: Mapping[str, datetime]) -> dict[str, datetime]:
    found = dict(some)
    for name, at in others.items():
        found[name] = max(at, found.get(name, at))
    return found


@dataclass(frozen=True)
class Keys:
    """The keys of the two pseudonyms."""

    progress: Key
    survey: Key


@dataclass(frozen=True)
class Back:
    """Whom a list found in a restored collector: accounts, sorted, and how many ends of a yes.

    said_no: how many who said no to being counted, and were counted again.
    """

    accounts: tuple[str, ...] = ()
    ended: int = 0
    said_no: int = 0


def delete_again(
    main: Database,
    survey: Database,
    keys: Keys,
    list_: Deletions,
    accounts: Iterable[str],
    made: datetime,
) -> Back:
    """Delete everybody in the list who is back, and end every yes that is.

    accounts: names that may be in the survey alone. made: when the backup was, UTC. Who asked
    before it and began anew stays, also where its collector did not know that they had asked. Nor
    are they among those who are back, as their own folder was emptied before it was copied. Twice
    deletes nothing more. Both databases have this version's tables.
    """
    with survey.writing() as connection:
        ended = end_again(connection, list_.ended)
    before = deletions_of(main, keys.progress).asked
    with main.reading() as connection:
        names = {*connection.execute(select(learner.c.hub_name)).scalars(), *accounts}
    by_pseudonym = {str(pseudonym_of(one, keys.progress)): one for one in names}
    back = []
    for pseudonym, asked in sorted(list_.asked.items()):
        if pseudonym in before and before[pseudonym] >= asked:
            continue
        name, before_it = by_pseudonym.get(pseudonym), asked < made
        if name is not None:
            # The survey first, as DELETE /me does: when this ends half-way, the list is not done.
            with survey.writing() as connection:
                day, who = asked.astimezone(UTC).date(), pseudonym_of(name, keys.survey)
                if not (before_it and knows_of_deletion(connection, who, day)):
                    take_out_person(connection, who, day)
        with main.writing() as connection:
            if name is None or (before_it and began_anew(connection, pseudonym, asked)):
                row = {"learner": pseudonym, "asked": asked}
                put_rows(connection, deleted, [row], update={"asked": "excluded.asked"})
                if name is None:
                    drop_extensions(connection, pseudonym)  # also of who never began
            else:
                forget_learner(connection, name, keys.progress, asked)
        if name is not None and not before_it:
            back.append(name)
    return Back(tuple(sorted(back)), ended)
