"""What somebody said, as a file holds it: nothing that does not fit is taken in."""

import pytest

from coprod_training.contributions.said import SCHEMA, Said, said_as_data, said_from_data
from coprod_training.errors import CoprodError, NewerRecord

SAID = Said(ref="abc123-1", sort="comment", passage="a/1", number=1, words="test record")


def test_it_is_read_back_as_it_was_written():
    answered = SAID.answered("not changed", "test record: why")

    assert said_from_data(said_as_data(answered)) == answered


@pytest.mark.parametrize(
    "changes",
    [
        {"answer": "yes"},
        {"answer": None},
        {"sort": "shout"},
        {"number": "1"},
        {"must": "false"},
        {"why": 3},
        {"more": "test record"},
        {"schema": 0},
    ],
)
def test_what_does_not_fit_is_refused_before_it_is_kept(changes):
    with pytest.raises(CoprodError, match="not a list of what was said"):
        said_from_data({**said_as_data(SAID), **changes})


def test_what_a_newer_version_wrote_is_said_to_be_newer():
    with pytest.raises(NewerRecord, match="newer version"):
        said_from_data({**said_as_data(SAID), "schema": SCHEMA + 1})
