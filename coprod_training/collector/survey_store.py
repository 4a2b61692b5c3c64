"""The survey's own database: consent and coded answers, under a pseudonym of another key.

What a yes is, and whether it stands, is worked out by survey/consent.py, as on one machine.
"""

import secrets
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Literal

from sqlalchemy import Connection, delete, func, select

from coprod_training.collector.coded_answers import CodedAnswers
from coprod_training.collector.database import insert
from coprod_training.collector.survey_tables import consent_event, status_seen, survey_response
from coprod_training.content.course import Status
from coprod_training.survey.consent import (
    ConsentEvent,
    agreed_to,
    ended_by_receipt,
    ends_for_person,
)
from coprod_training.survey.pseudonym import KeyedHash, Pseudonym
from coprod_training.survey.responses import PAIR_ID_BYTES, SUBMISSION_ID_BYTES, Content, Response
from coprod_training.survey.status import StatusSeen, status_of

KeptAs = Literal["added", "replaced", "unchanged", "no consent", "too old"]


@dataclass(frozen=True)
class TakenOut:
    """known: the store had met the code. rows: how many were wiped."""

    known: bool
    rows: int


def add_event(connection: Connection, event: ConsentEvent) -> bool:
    """Keep one change of consent; False when it is there already. A yes that ended wipes rows."""
    _hold(connection, [event.pseudonym])
    known = select(consent_event.c.id).where(consent_event.c.id == event.id)
    if connection.execute(known).first():
        return False
    _append(connection, event)
    if event.state != "yes":
        wipe(connection, [event.pseudonym])
    return True


def holds_people(connection: Connection) -> bool:
    """Whether anybody said yes or no to the survey here."""
    return connection.execute(select(consent_event.c.id).limit(1)).first() is not None


def events_of(
    connection: Connection, pseudonyms: Sequence[str] | None = None
) -> list[ConsentEvent]:
    """Events, for each pseudonym in their order. pseudonyms: None for everybody's."""
    names = [name for name in ConsentEvent.__dataclass_fields__]
    wanted = select(*(consent_event.c[name] for name in names)).order_by(
        consent_event.c.pseudonym, consent_event.c.turn
    )
    if pseudonyms is not None:
        wanted = wanted.where(consent_event.c.pseudonym.in_(list(pseudonyms)))
    rows = connection.execute(wanted)
    return [ConsentEvent.from_record(dict(zip(names, row, strict=True))) for row in rows]


def responses(connection: Connection, pseudonym: str | None = None) -> list[Response]:
    """The answers that are kept, of one pseudonym or of everybody, by pseudonym and phase."""
    wanted = select(survey_response).order_by(survey_response.c.pseudonym, survey_response.c.phase)
    if pseudonym is not None:
        wanted = wanted.where(survey_response.c.pseudonym == pseudonym)
    return [
        Response(
            submission_id=row.submission_id,
            pair_id=row.pair_id,
            pseudonym=Pseudonym(row.pseudonym),
            course_status=row.course_status,
            content=Content(**row.content),
        )
        for row in connection.execute(wanted)
    ]


def statuses(connection: Connection) -> list[StatusSeen]:
    """The statuses that the course has had, oldest first."""
    wanted = select(status_seen.c.status, status_seen.c.day).order_by(status_seen.c.number)
    return [StatusSeen(status=row.status, day=row.day) for row in connection.execute(wanted)]


def note_status(connection: Connection, now: Status, today: date) -> None:
    """Remember from which day on the course has had its status."""
    seen = statuses(connection)
    if not seen or seen[-1].status != now:
        day = today.isoformat()
        connection.execute(insert(connection, status_seen).values(status=now, day=day))


def stands(connection: Connection, name: Pseudonym, text_version: str) -> bool:
    """Whether somebody's yes to this consent text stands."""
    # The event that ended a yes may be another pseudonym's, by receipt: look at those as well.
    events = events_of(connection, [name])
    codes = {event.receipt for event in events} - {""}
    return agreed_to([*events, *_unnamed(connection, codes)]).get(name) == text_version


def put_answers(
    connection: Connection,
    name: Pseudonym,
    sent: CodedAnswers,
    text_version: str,
    now: Status,
    first_kept: str = "",
) -> KeptAs:
    """Keep one self-check of somebody whose yes stands. now: the status of the course.

    A day from before the collector first met the course counts as one of a draft.
    text_version: of the consent text of the course. Without a standing yes nothing is kept.
    first_kept: the first month (YYYY-MM) whose answers are still kept.
    """
    if sent.content.completed_month < first_kept:
        return "too old"
    _hold(connection, [name])
    if not stands(connection, name, text_version):
        return "no consent"
    kept = {row.content.phase: row for row in responses(connection, name)}
    old = kept.get(sent.content.phase)
    if old is not None and _same(old.content, sent.content):
        return "unchanged"
    pair = next((row.pair_id for row in kept.values()), None)
    row = insert(connection, survey_response).values(
        pseudonym=name,
        phase=sent.content.phase,
        submission_id=old.submission_id if old else secrets.token_hex(SUBMISSION_ID_BYTES),
        pair_id=pair or secrets.token_hex(PAIR_ID_BYTES),
        course_status=status_of(sent.day, statuses(connection), now, unseen="draft"),
        content=asdict(sent.content),
    )
    changed = {one: row.excluded[one] for one in ("content", "course_status")}
    connection.execute(
        row.on_conflict_do_update(index_elements=["pseudonym", "phase"], set_=changed)
    )
    return "replaced" if old else "added"


def knows(connection: Connection, receipt: KeyedHash) -> bool:
    """Whether a yes has come with this receipt."""
    found = select(consent_event.c.id).where(
        consent_event.c.receipt == receipt, consent_event.c.pseudonym != ""
    )
    return connection.execute(found).first() is not None


def take_out(connection: Connection, receipt: KeyedHash, today: date) -> TakenOut:
    """Wipe what belongs to a receipt; twice changes nothing more."""
    day = today.isoformat()
    found = select(consent_event.c.pseudonym).where(consent_event.c.receipt == receipt)
    names = sorted(set(connection.execute(found).scalars()) - {""})
    _hold(connection, names or [""])
    # Of those that came in before a yes only this code's: anybody may add as many as they like.
    events = [*events_of(connection, names), *_unnamed(connection, {receipt})]
    for name in ended_by_receipt(events, receipt, day):
        _append(connection, ConsentEvent.withdrawn(name, day, receipt))
    return TakenOut(bool(names), wipe(connection, names))


def take_out_person(connection: Connection, name: Pseudonym, day: date) -> int:
    """Wipe what belongs to one person, as withdraw_person of survey/withdraw.py; how many rows.

    day: of their asking, UTC; an older yes that comes in later counts for nothing. Twice changes
    nothing more.
    """
    _hold(connection, [name])
    events = events_of(connection, [name])
    if ends_for_person(events, day.isoformat()):
        _append(connection, ConsentEvent.withdrawn(name, day.isoformat()))
    return wipe(connection, [name])


def knows_of_deletion(connection: Connection, name: Pseudonym, day: date) -> bool:
    """Whether nothing is kept of before somebody deleted everything. day: of their asking, UTC."""
    asked, events = day.isoformat(), events_of(connection, [name])
    return any(one.is_deletion and one.day >= asked for one in events) or all(
        one.day > asked for one in events
    )


def ended(connection: Connection) -> list[ConsentEvent]:
    """What was said up to the last no, or the last taking back with a receipt, of each pseudonym.

    Nothing of before somebody deleted everything: a list of deletions has them under their other
    pseudonym, with a time, and beside a day that could join the two.
    """
    said = defaultdict[str, list[ConsentEvent]](list)
    for event in events_of(connection):
        if event.is_deletion:
            said.pop(event.pseudonym, None)
        else:
            said[event.pseudonym].append(event)
    found: list[ConsentEvent] = []
    for events in said.values():
        while events and events[-1].state == "yes":
            events.pop()
        found += events
    return found


def end_again(connection: Connection, events: Sequence[ConsentEvent]) -> int:
    """Keep what `ended` says of a later time, and wipe what it ends; how many ends were not known.

    Twice changes nothing more.
    """
    return sum(add_event(connection, event) and event.state != "yes" for event in events)


def take_out_before(connection: Connection, instrument: str, month: str) -> Counter[str]:
    """Delete rows of a version from before a month (YYYY-MM); how many of each phase there were."""
    old = [
        row
        for row in responses(connection)
        if row.content.instrument == instrument and row.content.completed_month < month
    ]
    gone = Counter[str]()
    for row in old:
        _hold(connection, [row.pseudonym])
        # It may have been answered anew while this waited.
        if row in responses(connection, row.pseudonym):
            one = survey_response.c.submission_id == row.submission_id
            connection.execute(delete(survey_response).where(one))
            gone[row.content.phase] += 1
    return gone


def wipe(connection: Connection, names: Sequence[str]) -> int:
    """Delete every answer of these pseudonyms; how many rows there were."""
    gone = delete(survey_response).where(survey_response.c.pseudonym.in_(list(names)))
    return connection.execute(gone).rowcount


def _same(kept: Content, sent: Content) -> bool:
    """Whether they say the same; a row stays with the version of the survey that it has."""
    return kept == replace(
        sent, instrument=kept.instrument, region_list_version=kept.region_list_version
    )


def _hold(connection: Connection, names: Sequence[str]) -> None:
    """Nobody else writes for these pseudonyms until the transaction ends.

    An answer that is kept while its consent is taken back would stay.
    """
    if connection.dialect.name == "postgresql":
        for name in sorted(names):
            connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(name))))


def _append(connection: Connection, event: ConsentEvent) -> None:
    last = select(func.max(consent_event.c.turn)).where(
        consent_event.c.pseudonym == event.pseudonym
    )
    turn = (connection.execute(last).scalar() or 0) + 1
    connection.execute(insert(connection, consent_event).values(turn=turn, **asdict(event)))


def _unnamed(connection: Connection, receipts: Collection[KeyedHash]) -> list[ConsentEvent]:
    """Those events of these receipts that came in before their yes, with what counts of them."""
    # By receipt alone: by pseudonym, SQLite would go through all that have none.
    found = select(consent_event.c.pseudonym, consent_event.c.receipt, consent_event.c.day).where(
        consent_event.c.receipt.in_(sorted(receipts))
    )
    blank = ConsentEvent(
        id="",
        pseudonym=Pseudonym(""),
        state="withdrawn",
        text_version="",
        receipt=KeyedHash(""),
        day="",
    )
    rows = connection.execute(found).all()
    return [replace(blank, receipt=row.receipt, day=row.day) for row in rows if not row.pseudonym]
