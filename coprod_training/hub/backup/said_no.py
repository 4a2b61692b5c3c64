"""Whoever said no to being counted after a backup is not counted again when it is restored."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from coprod_training.collector.database import Database
from coprod_training.collector.learners import (
    NOT_COUNTED,
    Enrolled,
    held_learner,
    known_learner,
)
from coprod_training.hub.enrolment import EnrolmentBook
from coprod_training.survey.pseudonym import Key, pseudonym_of


def those_who_said_no(state: Path, key: Key) -> dict[str, datetime]:
    """When each said so, UTC, by pseudonym. state: the hub's folder. key: the progress key."""
    return _by_pseudonym(state, key, counted=False)


def without_those_who_say_yes(
    nos: Mapping[str, datetime], state: Path, key: Key
) -> dict[str, datetime]:
    """An earlier list of who said no, without those who said yes later."""
    yes = _by_pseudonym(state, key, counted=True)
    return {one: at for one, at in nos.items() if one not in yes or yes[one] < at}


def say_no_again(state: Path, main: Database, key: Key, nos: Mapping[str, datetime]) -> int:
    """Keep each no that is later than what was restored; how many there were.

    Of what these people did, nothing is kept, as when they say it themselves. Twice does nothing
    more.
    """
    book, found = EnrolmentBook(state), 0
    for account, (at, counted) in book.answers().items():
        no = nos.get(str(pseudonym_of(account, key)))
        if no is None or not counted or no < at:
            continue
        # The collector first: when this ends half-way, the book still says that it is to be done.
        with main.writing() as connection:
            if who := known_learner(connection, account, key):
                said = Enrolled(NOT_COUNTED, who.cohort, said_no=True)
                held_learner(connection, account, key, said)
        book.begin(account, book.of(account).service, False, no)
        found += 1
    return found


def _by_pseudonym(state: Path, key: Key, *, counted: bool) -> dict[str, datetime]:
    answers = EnrolmentBook(state).answers().items()
    return {str(pseudonym_of(who, key)): at for who, (at, said) in answers if said is counted}
