"""Erases an account of a hub: for somebody who has left and asks for it, or whose time is over.

Whoever is on the course deletes what they did by themselves, in My data. This also takes the
account away, and works without its person. Ended half-way, it is done once more: twice is no harm.
"""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from coprod_training.collector.database import Database, open_database
from coprod_training.collector.deletions import Keys
from coprod_training.collector.forgetting import forget_learner
from coprod_training.collector.survey_store import take_out_person
from coprod_training.errors import CoprodError
from coprod_training.hub.account_rows import delete_account, state_of
from coprod_training.hub.backup.checking import refuse_running
from coprod_training.hub.backup.layout import Layout
from coprod_training.hub.backup.writing import key_if_there
from coprod_training.hub.delete_folder import delete_folder
from coprod_training.hub.enrolment import EnrolmentBook
from coprod_training.hub.roles import ACCOUNT, is_grader
from coprod_training.hub.settings import database_of
from coprod_training.survey.pseudonym import pseudonym_of

_NOT_REACHED = (
    "Not reached: what a trainer has fetched, which they delete on their page Learners; logs; and"
    " backups. When an older backup is restored, the account is back: erase it again."
)


def refuse_erasing(layout: Layout, account: str) -> None:
    """Change nothing. Raises CoprodError where this account cannot be erased now.

    So for an account that is on the course or has a server running, while the hub runs, and for a
    name that is nowhere here.
    """
    hub = layout.hub
    if is_grader(account) or not re.fullmatch(ACCOUNT, account):
        raise CoprodError(
            "This account does not belong to a person.",
            fix="Give the name that they signed in with.",
        )
    if layout.people is None and hub.runs_in == "accounts":
        raise CoprodError(
            "The settings do not say where people's homes are.",
            fix="Say with --people where they are, such as --people /home.",
        )
    refuse_running(hub, ("hub",))
    book = EnrolmentBook(hub.state)
    if book.of(account).places:
        raise CoprodError(
            "This account is on the course.",
            fix=f"Take it off first: coprod hub leave {account}",
        )
    state = state_of(database_of(hub), account)
    if state == "open":
        raise CoprodError(
            "Their course is still open.",
            fix="Start the hub, stop their course on the page Running servers, then try again.",
        )
    home = layout.people / account if layout.people else None
    if state == "none" and not book.lines_about(account) and not (home and home.exists()):
        raise CoprodError(
            "There is no account with this name here.", fix="Check how it is spelled."
        )
    if layout.people and not layout.people.is_dir():
        raise CoprodError(
            "People's folders are not where the settings say.",
            where=str(layout.people),
            fix="Say with --people where they are.",
        )


def erase(layout: Layout, account: str, now: datetime) -> Iterator[str]:
    """Delete what is held of an account; yields what is gone, in words. now: UTC.

    Raises CoprodError before anything is changed: see `refuse_erasing`.
    """
    refuse_erasing(layout, account)
    hub = layout.hub
    book, database = EnrolmentBook(hub.state), database_of(hub)
    state, lines = state_of(database, account), book.lines_about(account)
    home = layout.people / account if layout.people else None
    keys = _keys_of(layout) if hub.collector else None
    if home is None:
        yield "Their folder is not in a folder of this hub: delete it, or its volume, yourself."
    elif home.exists():
        _delete_folder(home)
        yield "Deleted: their own folder."
    else:
        yield f"They had no folder in {home.parent}."
    if keys:
        yield f"Deleted: {_forget(layout, keys, account, now)} rows of the collector."
    # The account last: as long as it is there, what ended half-way can be done once more.
    book.erase(account)
    yield f"Deleted: {lines} lines about who is on the course."
    delete_account(database, account)
    gone = "There was no account any more." if state == "none" else "Deleted: the account."
    yield f"{gone} Start the hub again."
    yield _NOT_REACHED


def _delete_folder(home: Path) -> None:
    """With the link by which systemd shows it where it is closed to others (DynamicUser)."""
    if home.parent.parent.name == "private":
        shown = home.parent.parent.parent / home.parent.name / home.name
        if shown.is_symlink():
            shown.unlink()
    if home.is_symlink():
        home.unlink()
    elif home.exists():
        delete_folder(home)


def _keys_of(layout: Layout) -> Keys:
    """The collector's keys, once it is known that both of its databases can be used."""
    progress, survey = (key_if_there(layout.private, name) for name in ("progress", "survey"))
    if progress is None or survey is None:
        raise CoprodError(
            "The keys of the collector are not here: without them nobody can tell who is who.",
            where=str(layout.private),
            fix="Say with --private where the collector's own folder is.",
        )
    with _databases(layout) as databases:
        for one in databases:
            one.refuse_other_version()
    return Keys(progress, survey)


def _forget(layout: Layout, keys: Keys, account: str, now: datetime) -> int:
    """As when they ask for it themselves; how many rows went."""
    day = now.astimezone(UTC).date()
    with _databases(layout) as (main, answers):
        with answers.writing() as connection:
            rows = take_out_person(connection, pseudonym_of(account, keys.survey), day)
        with main.writing() as connection:
            rows += forget_learner(connection, account, keys.progress, now)
    return rows


@contextmanager
def _databases(layout: Layout) -> Iterator[tuple[Database, Database]]:
    with (
        closing(open_database(layout.database)) as main,
        closing(open_database(layout.survey_database, "survey")) as answers,
    ):
        yield main, answers
