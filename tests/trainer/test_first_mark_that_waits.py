"""A first mark that waits to be looked at again holds up no round: its page says who can go on."""

import pytest
from asking import WORDS, ask
from one_collected import put_mark

pytestmark = pytest.mark.slow
PAGE = "formgrader/submissions/{hand_in}/"
LIST = "formgrader/manage_submissions/{task}"


@pytest.fixture
def marked(collected_once):
    """Marks the one answer, as somebody of whom nothing is on record."""
    yield lambda waits: put_mark(collected_once, 2.0, waits)
    put_mark(collected_once, None, True)


@pytest.mark.parametrize(
    ("waits", "said", "points"),
    [
        (True, "the mark has to be looked at again", "Not yet"),
        (False, "the first mark and its comment are hidden", "Hidden until the second mark"),
    ],
)
def test_it_says_what_it_waits_for_and_leads_only_where_something_can_be_done(
    collected_once, marked, waits, said, points
):
    marked(waits)

    page, listed = (ask(collected_once, place).content.decode() for place in (PAGE, LIST))

    assert WORDS in page
    assert said in page
    assert "Show the first mark" in page
    assert ("Go to Second marking" in page) is not waits
    assert 'type="radio"' not in page
    assert points in listed
