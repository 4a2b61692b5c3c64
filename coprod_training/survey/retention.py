"""Takes out what has been kept for as long as people agreed to, and notes that it did.

Each version of the instrument has its own period, in its consent text. It is counted in whole
months after the month in which the answers were given, which is all that is known of their day.
Source: survey-instrument.md, section 1, "How long".
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from coprod_training.content.instrument import Instrument
from coprod_training.survey.imports.store import ImportStore
from coprod_training.survey.store import SurveyStore


@dataclass(frozen=True)
class TakenOut:
    """Rows of one version that were too old. before: the first month (YYYY-MM) that is kept.

    course, brought_in: how many rows.
    """

    instrument: str
    before: str
    course: int
    brought_in: int

    def sentence(self) -> str:
        """What happened, for whoever looks after the data."""
        return (
            f"Kept for as long as was agreed: rows to {self.instrument} from before {self.before}"
            f" are wiped: {self.course + self.brought_in}."
        )


def first_kept(instrument: Instrument, now: datetime) -> str:
    """The first month (YYYY-MM) whose answers are still kept; "" while no period is agreed.

    With 24 months, answers of January 2027 are kept to the end of January 2029.
    """
    if instrument.retention_months is None:
        return ""
    day = now.astimezone(UTC).date()
    months = 12 * day.year + day.month - 1 - instrument.retention_months
    return f"{months // 12:04}-{months % 12 + 1:02}"


def take_out_the_old(
    store: SurveyStore, instruments: Sequence[Instrument], now: datetime
) -> list[TakenOut]:
    """Wipe rows whose time is over, of the course and of other tools; what was wiped.

    Doing it twice changes nothing more. Every time that rows are wiped is a line of
    `retention.jsonl` in the store: the day, the version, the month and how many, never who.
    """
    found = []
    with store.locked():
        for instrument in instruments:
            before = first_kept(instrument, now)
            if not before:
                continue
            old = {
                key
                for key, row in store.rows().items()
                if row.content.instrument == instrument.id and row.content.completed_month < before
            }
            forms = Counter(str(phase) for _, phase in old)
            course = store.wipe(old)
            brought_in = ImportStore(store).forget_before(before, instrument.id)
            if course or brought_in:
                found.append(TakenOut(instrument.id, before, course, brought_in))
                note_taken_out(store, found[-1], forms, now)
    return found


def note_taken_out(store: SurveyStore, out: TakenOut, forms: Counter[str], now: datetime) -> None:
    """Note that rows were wiped, also where they were not the store's own.

    forms: how many of the course's rows, by phase.
    """
    store.add_retention(_record(out, forms, now))


def _record(out: TakenOut, forms: Counter[str], now: datetime) -> dict[str, Any]:
    return {
        "day": now.astimezone(UTC).date().isoformat(),
        "instrument": out.instrument,
        "before": out.before,
        "rows": {**dict(sorted(forms.items())), "brought_in": out.brought_in},
    }
