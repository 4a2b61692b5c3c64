"""A version of the survey whose consent text has no gaps, as a release needs it. A test record."""

import re
from dataclasses import replace

SUPPLIED = "a test record"
_GAP = re.compile(r"\[[^\]]*to be (?:agreed and )?supplied\]")


def with_whole_consent(instrument):
    points = [replace(one, text=whole(one.text)) for one in instrument.consent_points]
    assert instrument.consent_gaps()
    return replace(instrument, consent_points=tuple(points))


def whole(text):
    """The text of an instrument's file, or of a part of it."""
    return _GAP.sub(SUPPLIED, text)
