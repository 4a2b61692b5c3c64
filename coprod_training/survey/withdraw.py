"""Takes somebody's answers out with a receipt code alone: no login, no name."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from coprod_training.activities.consent import RECEIPT
from coprod_training.errors import CoprodError
from coprod_training.survey.consent import ConsentEvent
from coprod_training.survey.pseudonym import Key, KeyedHash, Pseudonym, receipt_hash
from coprod_training.survey.store import SurveyStore

_LOOKALIKES = str.maketrans("OIL", "011")
"""How the three letters that no code has are read. Source: Douglas Crockford, "Base 32"."""


@dataclass(frozen=True)
class Withdrawal:
    """known: the store had met the code. rows: how many were wiped."""

    known: bool
    rows: int

    def sentence(self) -> str:
        """What happened, for the person with the code."""
        if not self.known:
            return (
                "No answers with this code are in the survey data."
                " The code is noted: answers that come in with it from before today stay out."
            )
        return (
            f"Rows taken out: {self.rows}. They leave the dataset when it is next built."
            " Grouped figures that were published before stay as they are."
        )


def withdraw(store: SurveyStore, key: Key, receipt: str, now: datetime) -> Withdrawal:
    """Wipe the rows that belong to a receipt code; doing it twice changes nothing more.

    receipt: as typed; small letters, gaps and look-alike letters are forgiven. key: the survey
    key. Raises CoprodError when this cannot be a code. Never says the code back.
    """
    hashed = receipt_hash(_tidied(receipt), key)
    day = now.astimezone(UTC).date().isoformat()
    with store.locked():
        events = store.consent_events()
        newest = {event.pseudonym: event for event in events if event.pseudonym}
        names = {e.pseudonym for e in events if e.receipt == hashed and e.pseudonym}
        ending = sorted(name for name in names if newest[name].state == "yes")
        noted = any(e.receipt == hashed and not e.pseudonym and e.day == day for e in events)
        if not names and not noted:
            # Its yes may not have been read yet; `consented` keeps that yes from counting.
            ending = [Pseudonym("")]
        store.add_events(
            ConsentEvent(
                id=secrets.token_hex(15),
                pseudonym=name,
                state="withdrawn",
                text_version="",
                receipt=hashed,
                day=day,
            )
            for name in ending
        )
        rows = store.erase(frozenset(names))
    return Withdrawal(known=bool(names), rows=rows)


def withdraw_person(store: SurveyStore, name: Pseudonym, now: datetime) -> int:
    """Wipe the rows of one person who is known by their pseudonym; the count of rows wiped.

    For "delete everything": no receipt is needed, since the system itself worked the pseudonym
    out. A person whom the store never met leaves no trace.
    """
    with store.locked():
        if any(event.pseudonym == name for event in store.consent_events()):
            store.add_events(
                [
                    ConsentEvent(
                        id=secrets.token_hex(15),
                        pseudonym=name,
                        state="withdrawn",
                        text_version="",
                        receipt=KeyedHash(""),
                        day=now.astimezone(UTC).date().isoformat(),
                    )
                ]
            )
        return store.erase(frozenset({name}))


def _tidied(receipt: str) -> str:
    letters = "".join(letter for letter in receipt.upper() if letter.isalnum())
    letters = letters.translate(_LOOKALIKES)
    code = "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))
    if not RECEIPT.fullmatch(code):
        raise CoprodError(
            "A receipt code has 12 letters and digits, in three groups of four.",
            where="Receipt code",
            fix="Copy it from the page again, such as 0000-0000-0000.",
        )
    return code
