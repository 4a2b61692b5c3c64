"""What an earlier hand-in was marked with is no help to a second marker of the same words."""

from collections import defaultdict
from types import SimpleNamespace

from coprod_training.trainer.site import draw

NOBODY = SimpleNamespace(name="")


def page_of(hidden):
    """The marking page of a learner who had handed in before. hidden: activities."""
    page = defaultdict(
        str, id="an-id", total=1, again=True, tries=["1 July: 2 of 3 points"], hidden=hidden
    )
    return draw("marking.html.j2", base_url="", page=page, who=NOBODY)


def test_it_is_said_where_no_first_mark_is_hidden():
    assert "Marked before: 1 July: 2 of 3 points." in page_of(set())


def test_it_is_not_said_while_the_first_mark_is_hidden():
    page = page_of({"words"})

    assert "Handed in again" in page
    assert "2 of 3 points" not in page
