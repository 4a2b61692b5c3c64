"""Takes somebody's answers out: by a receipt code alone, or by their pseudonym; never a name."""

from dataclasses import dataclass
from datetime import UTC, datetime

from coprod_training.survey.consent import ConsentEvent, ended_by_receipt, ends_for_person
from coprod_training.survey.imports.store import ImportStore
from coprod_training.survey.pseudonym import Key, Pseudonym, receipt_hash
from coprod_training.survey.receipts import tidied_receipt
from coprod_training.survey.store import SurveyStore


@dataclass(frozen=True)
class Withdrawal:
    """known: the store had met the code. rows: how many were wiped.

    in_course: it is of a yes in the course, and not of an answer from another survey tool.
    """

    known: bool
    rows: int
    in_course: bool = True

    def sentence(self) -> str:
        """What happened, for the person with the code."""
        if not self.known:
            return (
                "No answers with this code are in the survey data."
                " The code is noted: answers that come in with it from before today stay out."
            )
        done = (
            f"Rows taken out: {self.rows}. They leave the dataset when it is next built."
            " Grouped figures that were published before stay as they are."
        )
        again = (
            " If they say yes again, it counts from tomorrow: they save No on the page, and then"
            " Yes."
        )
        return f"{done}{again if self.in_course else ''}"


def withdraw(store: SurveyStore, key: Key, receipt: str, now: datetime) -> Withdrawal:
    """Wipe the rows that belong to a receipt code; doing it twice changes nothing more.

    receipt: as typed; small letters, gaps and look-alike letters are forgiven. key: the survey
    key. Raises CoprodError when this cannot be a code. Never says the code back.
    """
    hashed = receipt_hash(tidied_receipt(receipt), key)
    day = now.astimezone(UTC).date().isoformat()
    with store.locked():
        events = store.consent_events()
        names = {e.pseudonym for e in events if e.receipt == hashed and e.pseudonym}
        ending = ended_by_receipt(events, hashed, day)
        store.add_events(ConsentEvent.withdrawn(name, day, hashed) for name in ending)
        rows = store.erase(frozenset(names))
        brought_in = ImportStore(store).settle()
    return Withdrawal(bool(names) or brought_in > 0, rows + brought_in, in_course=bool(names))


def withdraw_person(store: SurveyStore, name: Pseudonym, now: datetime) -> int:
    """Wipe the rows of one person who is known by their pseudonym; the count of rows wiped.

    For "delete everything": no receipt is needed, since the system itself worked the pseudonym
    out. A person whom the store never met leaves no trace.
    """
    day = now.astimezone(UTC).date().isoformat()
    with store.locked():
        theirs = [event for event in store.consent_events() if event.pseudonym == name]
        if ends_for_person(theirs, day):
            store.add_events([ConsentEvent.withdrawn(name, day)])
        return store.erase(frozenset({name}))
