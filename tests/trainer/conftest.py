"""One trainer's server for all tests that ask it without a browser: starting one takes long."""

import pytest
from one_collected import one_collected


@pytest.fixture(scope="session")
def collected_once(tmp_path_factory):
    """A trainer's server with one hand-in that was collected. Whoever changes it puts it back."""
    with one_collected(tmp_path_factory.mktemp("collected-once") / "coprod") as one:
        yield one
