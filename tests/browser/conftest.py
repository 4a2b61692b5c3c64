"""Activities on pages of their own; see on_a_page.py."""

from itertools import count

import pytest
from on_a_page import Drawn, OnAPage

from coprod_training.activities import kind_named


@pytest.fixture
def on_a_page(new_context, tmp_path):
    """Makes an activity's page; a second one in the same test is another learner's."""
    number = count()

    def opened(activity, graded=False, light=True, width=1280):
        context = new_context(viewport={"width": width, "height": 900})
        answers = tmp_path / f"{next(number)}.answers.jsonl"
        return OnAPage(context.new_page(), activity, answers, graded, light)

    return opened


@pytest.fixture
def example():
    """The example of a kind, by its name."""
    return lambda kind: kind_named(kind).example()


@pytest.fixture
def drawn(new_context):
    """Draws a script that keeps no answer."""

    def opened(name, view, light=True, width=1280):
        context = new_context(viewport={"width": width, "height": 900})
        return Drawn(context.new_page(), name, view, light)

    return opened
