"""Consent to the dataset: separate, no unless yes was said, and open to change at any time.

Every change is an event. The newest event of a pseudonym says what counts, and the order is that
of the store, not of clocks, which learners' machines may have wrong. Days only, never the minute:
progress statements carry minutes, and an equal minute would join the two pseudonyms.

A yes is to the words that were read. When the consent text changes, a yes to an earlier text is
kept, but counts for nothing new until the person is asked again: their rows wait in the store, and
no build has them. What counts depends on what was said and on the text as it stands, never on when
a feed was run. Source: survey-dataset.md, "Consent" (versioned); the comment at
`consent_text_version` in the instrument.
"""

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal, Self, get_args

from coprod_training.activities.consent import Consent
from coprod_training.answers import Answer
from coprod_training.survey.pseudonym import Key, KeyedHash, Pseudonym, event_id, receipt_hash

State = Literal["yes", "no", "withdrawn"]

NEEDED = ("CN1", "CN3")
"""Both, whatever the page asks: the text was read, and the copy agreed to.

Source: survey-instrument.md, section 1.
"""

_EARLIEST = date(2020, 1, 1)


@dataclass(frozen=True, kw_only=True)
class ConsentEvent:
    """One change of consent.

    state: "withdrawn" came with a receipt code, "no" from the page. pseudonym: empty when a
    receipt came in before its yes did. text_version: the consent text agreed to; empty otherwise.
    receipt: keyed hash, empty for a no. day: YYYY-MM-DD, UTC.
    """

    id: str
    pseudonym: Pseudonym
    state: State
    text_version: str
    receipt: KeyedHash
    day: str

    @classmethod
    def withdrawn(cls, name: Pseudonym, day: str, receipt: KeyedHash | None = None) -> Self:
        """A new event that takes a yes back. receipt: of the code it came with."""
        return cls(
            id=secrets.token_hex(15),
            pseudonym=name,
            state="withdrawn",
            text_version="",
            receipt=receipt or KeyedHash(""),
            day=day,
        )

    @property
    def is_deletion(self) -> bool:
        """Whether it is of somebody who deleted everything; one by receipt has the receipt."""
        return self.state == "withdrawn" and not self.receipt

    def as_record(self) -> dict[str, Any]:
        """The event as plain data."""
        return asdict(self)

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """The event in a record. Raises KeyError when a part is missing, or a state is unknown."""
        if record["state"] not in get_args(State):
            raise KeyError("state")
        return cls(
            id=record["id"],
            pseudonym=Pseudonym(record["pseudonym"]),
            state=record["state"],
            text_version=record["text_version"],
            receipt=KeyedHash(record["receipt"]),
            day=record["day"],
        )


def is_yes(answer: Answer, activity: Consent, earlier_texts: Collection[str] = ()) -> bool:
    """Whether one answer to the consent page is a yes. earlier_texts: as for `event_of`."""
    response = answer.response
    text = response.get("text_version") if isinstance(response, dict) else None
    return (
        answer.checked
        and isinstance(text, str)
        and text in {activity.text_version, *earlier_texts} - {""}
        and activity.problem_with({**response, "text_version": activity.text_version}) is None
        and all(response.get(item) == "1" for item in (*NEEDED, *activity.items))
    )


def event_of(
    answer: Answer,
    activity: Consent,
    pseudonym: Pseudonym,
    key: Key,
    today: date,
    earlier_texts: Collection[str] = (),
) -> ConsentEvent:
    """What one answer to the consent page means.

    A yes was saved on purpose, to a consent text that the course has or had, with a receipt code.
    Anything else is a no, whatever it holds. earlier_texts: versions of the texts it had before.
    """
    response = answer.response
    agreed = is_yes(answer, activity, earlier_texts)
    return ConsentEvent(
        id=event_id(pseudonym, answer.id, key),
        pseudonym=pseudonym,
        state="yes" if agreed else "no",
        text_version=response["text_version"] if agreed else "",
        receipt=receipt_hash(response["receipt"], key) if agreed else KeyedHash(""),
        day=day_of(answer.at, today).isoformat(),
    )


def consented(events: Iterable[ConsentEvent], text_version: str) -> frozenset[Pseudonym]:
    """The pseudonyms whose yes stands and is to the consent text as it is now.

    events: in the order of the store. text_version: of the text as it is now.
    """
    return frozenset(name for name, text in agreed_to(events).items() if text == text_version)


def agreed_to(events: Iterable[ConsentEvent]) -> dict[Pseudonym, str]:
    """The pseudonyms whose newest event is a yes that no receipt has taken back.

    With the version of the text that each said yes to. events: in the order of the store. After a
    withdrawal, a yes from the same person or with the same code counts only when it is of a later
    day: an older yes may be read after its withdrawal, and days cannot tell the two apart.
    """
    newest, ended = _newest_and_ended(events)
    return {
        name: event.text_version
        for name, event in newest.items()
        if event.state == "yes" and event.day > _ended_on(event, ended)
    }


def again_too_soon(events: Iterable[ConsentEvent]) -> frozenset[Pseudonym]:
    """The pseudonyms whose newest event is a yes of the very day of their withdrawal.

    With a code of its own, so it may be a new yes. It may as well be from before, read late, and
    then the person has left: somebody who changed their mind twice can leave by an earlier code.
    It counts for nothing, and whoever gave it has to be told. events: in the order of the store.
    """
    newest, ended = _newest_and_ended(events)
    return frozenset(
        name
        for name, event in newest.items()
        if event.state == "yes"
        and event.receipt not in ended
        and event.day == _ended_on(event, ended)
    )


def too_soon_words(count: int) -> str:
    """What a build says of the people that `again_too_soon` finds."""
    return (
        "Not counted, as they said yes on the day on which a yes of theirs was taken back:"
        f" {count}. If they still agree, they save No on the page, and then Yes, on a later day."
    )


_Ended = dict[Pseudonym | KeyedHash, str]


def _newest_and_ended(
    events: Iterable[ConsentEvent],
) -> tuple[dict[Pseudonym, ConsentEvent], _Ended]:
    """Each pseudonym's newest event, and the last day of withdrawal of each person and code."""
    newest: dict[Pseudonym, ConsentEvent] = {}
    ended: _Ended = {}
    for event in events:
        if event.pseudonym:
            newest[event.pseudonym] = event
        if event.state == "withdrawn":
            for key in (event.pseudonym, event.receipt):
                ended[key] = max(event.day, ended.get(key, ""))
    return newest, ended


def _ended_on(event: ConsentEvent, ended: _Ended) -> str:
    """The last day on which this yes, or an earlier one of the same person, was taken back."""
    return max(ended.get(event.pseudonym, ""), ended.get(event.receipt, ""))


def came_back(events: Iterable[ConsentEvent]) -> frozenset[Pseudonym]:
    """The pseudonyms with a yes that was ended once, whatever they have said since.

    What they had answered was wiped then, and a later yes brings it in under other row ids, which
    say nothing of those before. events: each pseudonym's in their order.
    """
    said_yes, found = set[Pseudonym](), set[Pseudonym]()
    for event in events:
        if event.state == "yes":
            said_yes.add(event.pseudonym)
        elif event.pseudonym in said_yes:
            found.add(event.pseudonym)
    return frozenset(found)


def ended_by_receipt(
    events: Iterable[ConsentEvent], receipt: KeyedHash, day: str
) -> tuple[Pseudonym, ...]:
    """The pseudonyms whose yes ends when a receipt comes in: those with it, whose yes is newest.

    The empty pseudonym alone where nobody has the receipt, and none that came in on that day is
    noted: its yes may be read later, and `agreed_to` keeps that yes from counting. events: in the
    order of the store, all of whoever has the receipt, and those without a pseudonym that have it.
    day: YYYY-MM-DD, UTC.
    """
    newest: dict[Pseudonym, ConsentEvent] = {}
    names, noted = set[Pseudonym](), False
    for event in events:
        newest[event.pseudonym] = event
        if event.receipt == receipt and event.pseudonym:
            names.add(event.pseudonym)
        elif event.receipt == receipt and event.day == day:
            noted = True
    if not names and not noted:
        return (Pseudonym(""),)
    return tuple(sorted(name for name in names if newest[name].state == "yes"))


def ends_for_person(events: Sequence[ConsentEvent], day: str) -> bool:
    """Whether it has to be noted that a person deletes everything.

    Not of somebody whom the store never met, who leaves no trace, and not twice for the same day.
    events: theirs alone, in the order of the store. day: of their asking, YYYY-MM-DD, UTC.
    """
    return bool(events) and not (events[-1].is_deletion and events[-1].day >= day)


def day_of(at: str, today: date) -> date:
    """The day of a UTC time; today when it is no time, or lies in the future or before 2020."""
    try:
        day = date.fromisoformat(at[:10])
    except ValueError:
        return today
    return day if _EARLIEST <= day <= today else today
