"""Activities on pages of their own; see on_a_page.py."""

from itertools import count

import pytest
from on_a_page import Drawn, OnAPage, Tab

from coprod_training.activities import kind_named


@pytest.fixture(scope="module")
def tab(browser):
    """One tab for all tests of a file, one page after another."""
    with browser.new_context() as context:
        yield Tab(context.new_page())


@pytest.fixture
def on_a_page(tab, tmp_path):
    """Makes an activity's page; a second one, another learner's, takes its place in the tab."""
    number = count()

    def opened(activity, graded=False, light=True, width=1280):
        answers = tmp_path / f"{next(number)}.answers.jsonl"
        return OnAPage(tab, activity, answers, graded, light, width)

    return opened


@pytest.fixture
def example():
    """The example of a kind, by its name."""
    return lambda kind: kind_named(kind).example()


@pytest.fixture
def drawn(tab):
    """Draws a script that keeps no answer."""

    def opened(name, view, light=True, width=1280):
        return Drawn(tab, name, view, light, width)

    return opened
