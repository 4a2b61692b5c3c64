"""The survey's own database as whoever looks after its data needs it: read, and cleared of the old.

It is read as it is, with the collector running or not.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from coprod_training.collector.database import Database, open_database
from coprod_training.collector.survey_store import events_of, responses, take_out_before
from coprod_training.content.instrument import Instrument
from coprod_training.errors import CoprodError
from coprod_training.survey.from_hub import FromHub
from coprod_training.survey.retention import TakenOut, first_kept, note_taken_out
from coprod_training.survey.store import SurveyStore


def read_hub(address: str) -> FromHub:
    """What the collector keeps now. address: of the database. Raises CoprodError."""
    with _opened(address) as database, database.reading() as connection:
        return FromHub(events_of(connection), responses(connection))


def take_out_the_old_there(
    address: str, store: SurveyStore, instruments: Sequence[Instrument], now: datetime
) -> list[TakenOut]:
    """Wipe rows whose time is over, as `take_out_the_old` does; what was wiped.

    store: of a workspace, which notes it. Raises CoprodError.
    """
    gone = []
    with _opened(address) as database:
        for one in instruments:
            before = first_kept(one, now)
            with database.writing() as connection:
                forms = take_out_before(connection, one.id, before)
            if forms:
                gone.append(TakenOut(one.id, before, forms.total(), 0))
                note_taken_out(store, gone[-1], forms, now)
    return gone


@contextmanager
def _opened(address: str) -> Iterator[Database]:
    database = open_database(address, "survey")
    try:
        database.refuse_other_version()
        yield database
    except SQLAlchemyError as error:
        raise CoprodError(
            "The survey's own database could not be read.",
            where="--survey-database",
            fix="Check that it runs, and that this is the survey's. Then try again.",
        ) from error
    finally:
        database.close()
