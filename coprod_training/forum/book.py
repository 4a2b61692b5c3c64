"""Keeps what people asked us to keep for the forum, in `private/forum/interest.jsonl`.

One record for each person. A change takes the place of what was there, and what somebody deletes
is gone from the file: nothing here is a history. No answer, mark or survey row is ever beside it,
and nothing joins it to one: a person is known by a pseudonym, whose key serves this list alone.
Source: survey-instrument.md, section 11 ("no shared key").
"""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from coprod_training.errors import refuse_newer
from coprod_training.forum.interest import Interest, as_plain
from coprod_training.private_lines import PrivateLines
from coprod_training.survey.keys import load_key
from coprod_training.survey.pseudonym import Key, Pseudonym, pseudonym_of

PLACE = ("forum", "interest.jsonl")
"""In a private folder."""
SCHEMA = 2
"""1 had the sign-in name, as `learner`. Such a list is written anew when it is first opened."""


class ForumBook:
    """The forum's list in one workspace. private: its private folder."""

    def __init__(self, private: Path) -> None:
        """Open the book; nothing is made until something is kept."""
        self.path = private.joinpath(*PLACE)
        self._private = private
        self._lines = PrivateLines(self.path)

    def keep(self, learner: str, interest: Interest) -> None:
        """Keep this in the place of what the person said before; on the disk when it returns.

        Raises CoprodError, as `of` does.
        """
        person = self._person(learner)
        record = {"schema": SCHEMA, "person": person, **as_plain(interest)}
        with self._lines.locked():
            self._lines.replace([*self._others(person), record])

    def of(self, learner: str) -> Interest | None:
        """What one person asked us to keep, or None.

        Raises NewerRecord, and CoprodError when the key is missing by which people are found.
        """
        if not self.path.exists():
            return None
        self._without_names()
        person = self._person(learner)
        return next((_read(one) for one in self._records() if one["person"] == person), None)

    def all(self) -> tuple[Interest, ...]:
        """Everybody's, by the day of their yes. Raises NewerRecord."""
        self._without_names()
        return tuple(sorted(map(_read, self._records()), key=lambda one: one.agreed_on))

    def erase(self, learner: str) -> int:
        """Take a person out; the count of records. Raises as `of` does."""
        if not self.path.exists():
            return 0
        person = self._person(learner)
        with self._lines.locked():
            before, others = self._records(), self._others(person)
            self._lines.replace(others)
        return len(before) - len(others)

    def _person(self, learner: str) -> Pseudonym:
        return pseudonym_of(learner, self._key(self._lines.records()))

    def _key(self, records: Iterable[dict[str, Any]]) -> Key:
        """No new key in the place of one that is missing: by it nobody could ever be found."""
        holds = any("person" in one for one in records)
        return load_key(self._private, "forum", known_by_it="the forum's list" if holds else "")

    def _without_names(self) -> None:
        """Write a list of schema 1 anew, so that no sign-in name stays in it."""
        if any("learner" in one for one in self._lines.records()):
            with self._lines.locked():
                self._lines.replace(self._records())

    def _others(self, person: Pseudonym) -> list[dict[str, Any]]:
        return [one for one in self._records() if one["person"] != person]

    def _records(self) -> tuple[dict[str, Any], ...]:
        """Everything, as it is written now. Raises NewerRecord."""
        records = self._lines.records()
        for one in records:
            refuse_newer(one, SCHEMA, "The forum's list was", self.path)
        if not any("learner" in one for one in records):
            return records
        key = self._key(records)
        return tuple(_as_now(one, key) for one in records)


def _as_now(record: dict[str, Any], key: Key) -> dict[str, Any]:
    """A record as schema 2 has it."""
    if "learner" not in record:
        return record
    rest = {name: value for name, value in record.items() if name != "learner"}
    return {**rest, "schema": SCHEMA, "person": pseudonym_of(record["learner"], key)}


def interests_in(records: Iterable[dict[str, Any]], path: Path) -> Iterator[Interest]:
    """Everybody's in the records of a list. path: where they are, for NewerRecord."""
    for record in records:
        refuse_newer(record, SCHEMA, "The forum's list was", path)
        yield _read(record)


def _read(record: dict[str, Any]) -> Interest:
    return Interest(
        name=record["name"],
        contact=record["contact"],
        joining_as=tuple(record["joining_as"]),
        setting=record["setting"],
        region=record["region"],
        easier=record["easier"],
        agreed_on=date.fromisoformat(record["agreed_on"]),
    )
