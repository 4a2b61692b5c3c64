"""The collector's own description, read by schemathesis: what it says may be sent, and is sent.

It takes seconds to load, so that only the tests that need it do.
"""

import schemathesis
from hypothesis import strategies as st
from running import as_
from schemathesis.checks import not_a_server_error

from coprod_training.collector.archive import zip_of

NAMES = st.text("ab./\\\0 é", min_size=1, max_size=12)
ZIPS = st.binary(max_size=300) | st.dictionaries(NAMES, st.binary(max_size=50), max_size=4).map(
    zip_of
)
schemathesis.openapi.media_type("application/zip", ZIPS)


@schemathesis.serializer("application/zip")
def as_it_is(_context, value):
    return value


def description(base):
    """What the collector at an address says of itself."""
    return schemathesis.openapi.from_url(f"{base}/openapi.json")


def attack(case, base, tokens):
    """Send what fits the description or not, as each sort of person: never a server error."""
    for token in tokens:
        case.call_and_validate(base_url=base, headers=as_(token), checks=[not_a_server_error])
