"""No figures of answers that were given to a consent text with gaps in it."""

from coprod_training.content.instrument import Instrument
from coprod_training.errors import CoprodError


def refuse_unfinished(instrument: Instrument) -> None:
    """Raises CoprodError while somebody still has to supply a part of the consent text.

    Whoever agreed to it could not know all that they agreed to.
    """
    if gaps := instrument.consent_gaps():
        raise CoprodError(
            f"The consent text of {instrument.id} is not finished. It waits for: {' '.join(gaps)}",
            fix="Agree on each, and write a new version of the survey with it (the data steward's"
            " guide says how). Answers to an unfinished text are never published.",
        )
