"""A first mark is hidden from all but its marker, for as long as it waits for a second one."""

from datetime import UTC, datetime, timedelta

import pytest
from held_gradebook import hold
from one_mark import hand_in_marked

from coprod_training.grading import records, second_marks
from coprod_training.grading.gradebook import Result
from coprod_training.grading.hidden_marks import hidden_from, see_all

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
NOW = AT + timedelta(days=1)
TASK = "task"


def handed_in(learner, level, again=False):
    """again: graded again since, so that the mark waits to be looked at."""
    about = {"activity": "words", "out_of": 3.0, "by_hand": True, "manual": level}
    about["needs_manual"] = again or level is None
    return hand_in_marked(None, at=AT, assignment=TASK, learner=learner, **about)


@pytest.fixture
def root(tmp_path):
    """Ann's hand-in is drawn, and pat has marked it; nothing is known of who marked ben's."""
    hold(tmp_path, handed_in("ann", 2.0), handed_in("ben", 3.0))
    second_marks.draw(tmp_path, TASK, Everybody())
    given = {"activity": "words", "before": None, "mark": 2.0, "by": "pat"}
    records.note(tmp_path, "mark given", "ann", TASK, NOW, [given])
    return tmp_path


class Everybody:
    def sample(self, population, k):
        """One is drawn, as of two: ann, who comes first."""
        return population[:k]


def hidden(root, account, learner=None):
    return [one.learner for one in hidden_from(root, TASK, account, learner)]


def the_one(root):
    (one,) = second_marks.second_markings(root, TASK)
    return one


def test_it_is_hidden_from_all_but_who_gave_it(root):
    assert hidden(root, "pat") == []
    assert hidden(root, "sam") == hidden(root, "sam", "ann") == ["ann"]
    assert hidden(root, "sam", "ben") == []  # not drawn


def test_a_mark_of_which_nobody_knows_who_gave_it_is_hidden_from_everybody(root):
    (root / ".coprod" / "grading.jsonl").unlink()

    assert hidden(root, "pat") == ["ann"]


def test_it_stays_hidden_while_it_waits_to_be_looked_at_again(root):
    hold(root, handed_in("ann", 2.0, again=True), handed_in("ben", 3.0))

    assert the_one(root).state == "waits"
    assert (hidden(root, "pat"), hidden(root, "sam")) == ([], ["ann"])
    see_all(root, [TASK], "kim", NOW)
    assert the_one(root).knows("kim")


def test_what_nobody_has_marked_yet_has_nothing_to_hide(root):
    hold(root, handed_in("ann", None), handed_in("ben", 3.0))

    assert hidden(root, "sam") == []


def test_it_is_hidden_no_longer_once_there_is_a_second(root):
    second_marks.give_second(root, the_one(root), 2, "sam", NOW)

    assert hidden(root, "kim") == []


def test_whoever_has_seen_it_is_on_record_and_it_is_hidden_from_the_others(root):
    see_all(root, [TASK, "another"], "kim", NOW)
    see_all(root, [TASK], "kim", NOW)  # nothing is left to see

    assert (hidden(root, "kim"), hidden(root, "sam")) == ([], ["ann"])
    assert [the_one(root).knows(account) for account in ("kim", "pat", "sam")] == [
        True,
        True,
        False,
    ]
    lines = (root / ".coprod" / "second_marks.jsonl").read_text().splitlines()
    assert sum('"seen"' in line for line in lines) == 1
    assert second_marks.held_back(root) == set()


def test_having_seen_it_is_about_this_very_hand_in(root):
    see_all(root, [TASK], "kim", NOW)
    newer = handed_in("ann", 2.0)
    later = Result(learner="ann", assignment=TASK, handed_in=NOW, marks=newer.marks, submitted=True)
    hold(root, later)
    second_marks.draw(root, TASK, Everybody())

    assert hidden(root, "kim") == ["ann"]
