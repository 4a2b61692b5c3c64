"""A mark or a comment that somebody gave while another page was open is not written over."""

import json
from types import SimpleNamespace

import pytest
from nbgrader.server_extensions.formgrader import apihandlers

from coprod_training.grading.gradebook import CellMark
from coprod_training.trainer.changed_meanwhile import (
    CHANGED,
    comment_was_changed,
    mark_now,
    mark_was_changed,
)
from coprod_training.trainer.formgrader import NotedComment, NotedGrade
from coprod_training.trainer.marking_page import _had

THIRD = 2 / 3


def grade(manual=None, auto=None, waits=False):
    return SimpleNamespace(
        auto_score=auto,
        manual_score=manual,
        needs_manual_grade=waits,
        max_score=3.0,
        assignment=SimpleNamespace(timestamp=None),
    )


@pytest.mark.parametrize(
    ("had", "now", "given", "changed"),
    [
        ([None], grade(waits=True), 3, False),
        ([None], grade(3.0), 1, True),
        ([None], grade(3.0), 3, False),  # it was sent before, and its reply was lost
        ([None, 3], grade(3.0), 1, False),  # so was that, and now there is another level
        ([THIRD], grade(THIRD), 3, False),
        ([2], grade(1.0), 3, True),
        ([2], grade(2.0, waits=True), 3, True),  # it was graded again
        ([None], grade(2.0, waits=True), 2, False),
        ([1], grade(auto=1.0), 0.5, False),
        ([1], grade(0.0, auto=1.0), 0.5, True),
        ([0], grade(), 1, True),  # nothing is not 0
    ],
)
def test_a_mark_that_the_page_has_not_shown_stays(had, now, given, changed):
    assert mark_was_changed({"manual_score": given, "had": had}, now) is changed


@pytest.mark.parametrize(
    ("had", "now", "given", "changed"),
    [
        ([""], None, "Mine.", False),
        ([""], "Theirs.", "Mine.", True),
        (["Two\nlines."], " Two\r\nlines.\n", "Mine.", False),
        ([""], "Mine.", "Mine.", False),
        (["", "Mi"], "Mi", "Mine.", False),
        (["Theirs."], None, "Mine.", True),
        ([None, 5, {}], "Theirs.", "Mine.", True),
    ],
)
def test_so_does_a_comment(had, now, given, changed):
    assert comment_was_changed({"manual_comment": given, "had": had}, now) is changed


@pytest.mark.parametrize("data", [{}, {"had": None}, {"had": "[]"}, {"had": 3}])
def test_a_client_that_does_not_say_what_it_had_is_answered_as_ever(data):
    assert mark_was_changed({"manual_score": 1, **data}, grade(3.0)) is False
    assert comment_was_changed({"manual_comment": "Mine.", **data}, "Theirs.") is False


@pytest.mark.parametrize(
    ("manual", "auto", "extra", "waits"),
    [
        (None, None, 0.0, True),
        (THIRD, None, 0.0, False),
        (2.0, None, 0.0, True),
        (2.0, None, 0.5, False),
        (None, 1.0, 0.0, False),
    ],
)
def test_what_the_page_has_is_what_it_is_compared_with(manual, auto, extra, waits):
    mark = CellMark(
        activity="words",
        out_of=3.0,
        auto=auto,
        manual=manual,
        extra=extra,
        by_hand=True,
        needs_manual=waits,
    )

    had = json.loads(_had(mark))

    assert had == mark_now(auto, manual, waits)
    assert not mark_was_changed({"manual_score": 3, "had": [had]}, grade(manual, auto, waits))
    assert json.loads(_had(None)) is None


def told(handler, found, data, monkeypatch):
    """What formgrader's handler says and does when it is sent this."""

    def find(_):
        return found

    class Asked(handler):
        gradebook = settings = None

        def __init__(self):
            self.said, self.status = "", 200
            self.gradebook = SimpleNamespace(find_grade_by_id=find, find_comment_by_id=find)

        def get_json_body(self):
            return data

        def set_status(self, status):
            self.status = status

        def finish(self, said):
            self.said = json.loads(said)["message"]

    def never(*_):
        raise AssertionError("It was written over.")

    for kind in (apihandlers.GradeHandler, apihandlers.CommentHandler):
        monkeypatch.setattr(kind, "put", never)
    asked = Asked()
    handler.put.__wrapped__(asked, "an-id")
    return asked.status, asked.said


def test_both_are_refused_in_words_and_nothing_is_written(monkeypatch):
    theirs = SimpleNamespace(manual_comment="Theirs.", assignment=SimpleNamespace(timestamp=None))
    mine = {"manual_comment": "Mine.", "had": [""]}

    marked = told(NotedGrade, grade(3.0), {"manual_score": 1, "had": [None]}, monkeypatch)
    commented = told(NotedComment, theirs, mine, monkeypatch)

    assert marked == commented == (409, CHANGED)
