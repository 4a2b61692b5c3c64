"""What a trainer is told of a handed-in notebook: of a page of the course, nothing."""

import json

import pytest

from coprod_training.grading.changed_notebook import BROKEN, CHANGED, FORGED, notes
from coprod_training.widgets.page import open_page

DRAWN = "application/vnd.jupyter.widget-view+json"


def notebook(*outputs, source='activity("one")'):
    cell = {"cell_type": "code", "source": source, "metadata": {}, "outputs": list(outputs)}
    return json.dumps({"cells": [cell]}).encode()


def result(data):
    return {"output_type": "execute_result", "data": data}


@pytest.fixture(scope="module")
def page():
    """What a real page of the course puts into a notebook."""
    data, _ = open_page("free_text", {})._repr_mimebundle_()
    return data


def test_a_page_of_the_course_is_no_forgery(page):
    as_jupyter_keeps_it = {**page, "text/plain": [page["text/plain"]]}

    for data in (page, as_jupyter_keeps_it):
        assert notes(notebook(result(data)), notebook()) == []


def test_what_a_lesson_warns_of_is_no_forgery():
    warning = {"output_type": "stream", "name": "stderr", "text": "a warning"}

    assert notes(notebook(warning), notebook()) == []


@pytest.mark.parametrize(
    "data",
    [
        {"text/plain": "1000.0"},
        {DRAWN: {}, "text/plain": "1000.0"},
        {DRAWN: {}, "text/plain": ["1000.0"]},
        {DRAWN: {}},
        {DRAWN: {}, "text/plain": "<x.SortPage object at 0x1> 1000.0"},
        {DRAWN: {}, "text/plain": "<x.SortPage object at 0x1>", "text/html": "1000.0"},
        {},
    ],
)
def test_a_result_that_the_course_did_not_make_is_named(data):
    assert notes(notebook(result(data)), notebook()) == [FORGED]


@pytest.mark.parametrize("data", [{DRAWN: {}, "text/plain": 1}, [DRAWN], "1000.0", None])
def test_a_result_of_no_form_at_all_is_named_too(data):
    assert notes(notebook(result(data)), notebook()) == [BROKEN]


def test_a_changed_part_with_a_forged_result_has_both_reasons():
    forged = notebook(result({"text/plain": "2.0"}), source="print(2.0)")

    assert notes(forged, notebook()) == [CHANGED, FORGED]
