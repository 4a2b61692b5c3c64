"""A trainer's list of learners: what may be typed, and that "not handed in" follows it."""

import re
import shutil
from datetime import UTC, datetime

import pytest
from asking import LEARNER, ask
from handing_in import TASK, hand_in
from read_tables import read_csv

from coprod_training.errors import CoprodError
from coprod_training.grading.extensions import give
from coprod_training.grading.gradebook import learner_names
from coprod_training.grading.learner_list import add_learners, remove_learner
from coprod_training.grading.one_round import one_round
from coprod_training.grading.overview import overview
from coprod_training.trainer.learner_pages import done_words
from coprod_training.trainer.typed_learners import MOST, TypedLearner, typed_learners

pytestmark = pytest.mark.drawn

PLACE = "coprod/trainer/learners"


@pytest.mark.parametrize(
    ("line", "one"),
    [
        ("ab12", TypedLearner("ab12")),
        ("é" * 64, TypedLearner("é" * 64)),
        ("  ab12 , ", TypedLearner("ab12")),
        ("ab12, Given Family", TypedLearner("ab12", "Given", "Family")),
        ("ab12, Given  Middle\tFamily", TypedLearner("ab12", "Given Middle", "Family")),
        ("ab12, Mononym", TypedLearner("ab12", "Mononym")),
        ("ab12\tGiven\tFamily Name", TypedLearner("ab12", "Given", "Family Name")),
        ("ab12, , Family, ,", TypedLearner("ab12", "", "Family")),
        ("\ufeffa.b@c.uk, O\u2019Ng", TypedLearner("a.b@c.uk", "O\u2019Ng")),
        ("ab12, \u0646\u200c\u0631", TypedLearner("ab12", "\u0646\u200c\u0631")),
    ],
)
def test_a_line_is_a_sign_in_name_and_what_they_are_called(line, one):
    assert typed_learners(f"\r\n{line}\r\n\r\n{line}") == ((one,), ())


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("two words", "Line 2: “two words” is not a sign-in name."),
        ("=1+1", "Line 2: “=1+1” is not a sign-in name."),
        ("../up", "Line 2: “../up” is not a sign-in name."),
        ("x" * 129, f"Line 2: “{'x' * 40}…” is not a sign-in name."),
        ("é" * 65, f"Line 2: “{'é' * 40}…” is not a sign-in name."),
        (", Given Family", "Line 2: there is no sign-in name before the comma."),
        ("ab12, one, two, three", "Line 2: there is more than"),
        ("ab12, " + "x" * 129, "Line 2: a name is longer than 128"),
        ("ab12, Given\x00", "Line 2: a name has a character that cannot be shown."),
        ("ab12, \u202eGiven", "Line 2: a name has a character that cannot be shown."),
        ("one, Another", "Line 2: “one” is in line 1 too, with a different name."),
    ],
)
def test_what_does_not_fit_is_said_with_its_line(line, words):
    _, (problem,) = typed_learners(f"one\n{line}")

    assert problem.startswith(words)


def test_a_list_without_anybody_and_one_that_is_too_long_are_refused():
    assert typed_learners(" \n,\n")[1] == ("Enter at least one sign-in name.",)
    many = [f"learner-{number}" for number in range(MOST + 1)]
    assert typed_learners("\n".join(many))[1][0].startswith("These are 501 lines.")
    assert len(typed_learners("\n".join(many[1:]))[0]) == MOST


def test_of_very_many_faults_the_first_ten_are_said():
    problems = typed_learners("no!\n" * 12)[1]

    assert len(problems) == 11
    assert problems[-1] == "2 more lines do not fit."


def test_what_was_done_is_counted_in_words():
    assert done_words() == ""
    assert done_words(0, 0) == "All of them were in the list already."
    assert done_words(2, 1) == "2 learners added. 1 name changed."


@pytest.mark.slow
def test_adding_twice_changes_nothing_and_a_name_that_is_left_out_stays(tmp_path):
    """In a course root in which there is no gradebook yet."""
    people = [("ann", "Ann", "Lee"), ("ben", "", "")]
    assert add_learners(tmp_path, people) == (2, 0)
    assert add_learners(tmp_path, people) == (0, 0)
    assert add_learners(tmp_path, [("ann", "", ""), ("ben", "Ben", "")]) == (0, 1)

    database = tmp_path / "gradebook.db"
    assert learner_names(database) == {"ann": ("Ann", "Lee"), "ben": ("Ben", "")}
    with one_round(tmp_path), pytest.raises(CoprodError, match="Another step is still running"):
        add_learners(tmp_path, [("cem", "", "")])

    (tmp_path / "exchange" / "inbound" / f"ben+{TASK}+2026-01-01 00:00:00.000000 UTC").mkdir(
        parents=True
    )
    with pytest.raises(CoprodError, match="has handed something in"):
        remove_learner(tmp_path, tmp_path / "exchange", "ben")
    exchange, now = tmp_path / "exchange", datetime.now(UTC)
    for due in (datetime(2031, 1, 1, tzinfo=UTC), None):
        give(tmp_path, exchange, TASK, "ann", due, by="tina", now=now)
        if due:
            with pytest.raises(CoprodError, match="has more time"):
                remove_learner(tmp_path, exchange, "ann")
    for _ in range(2):
        remove_learner(tmp_path, exchange, "ann")
    assert list(learner_names(database)) == ["ben"]


def standing(server):
    course = server.workspace / "exchange" / "coprod"
    (one,) = overview(server.workspace / "trainer", course, [TASK])
    return one


def states(server):
    """By learner, the state in the file of marks."""
    columns, rows = read_csv(ask(server, "coprod/trainer/marks.csv").content)
    kept = [dict(zip(columns, row, strict=True)) for row in rows]
    return {one["learner"]: one["state"] for one in kept if one["exercise"] == TASK}


@pytest.mark.slow
def test_whoever_is_added_counts_as_not_handed_in_everywhere(collected_once):
    server = collected_once
    assert standing(server).not_handed_in == 0

    added = ask(server, PLACE, "POST", {"learners": "ann, Given <b>Family</b>\r\nben"})

    assert (added.status, added.headers["location"]) == (302, f"/{PLACE}?added=2&changed=0")
    page = ask(server, f"{PLACE}?added=2&changed=0").content.decode()
    assert "2 learners added." in page
    assert "Given &lt;b&gt;Family&lt;/b&gt;" in page
    assert standing(server).not_handed_in == 2
    assert states(server) == {
        LEARNER: "not yet marked",
        "ann": "not handed in",
        "ben": "not handed in",
    }
    exercises = ask(server, "coprod/trainer").content.decode()
    assert re.search(r'data-label="Not handed in">2<', exercises)

    for learner in ("ann", "ben", "ben"):  # the last of them from a page that is too old
        gone = ask(server, f"{PLACE}/remove", "POST", {"learner": learner})
        assert (gone.status, gone.headers["location"]) == (302, f"/{PLACE}?removed=1")
    assert standing(server).not_handed_in == 0
    assert list(states(server)) == [LEARNER]


@pytest.mark.slow
def test_who_has_handed_in_and_is_not_collected_yet_is_not_said_not_to_have(collected_once):
    server, page = collected_once, "formgrader/manage_students/ann"
    for added in ("ann", "ben"):
        ask(server, PLACE, "POST", {"learners": added})
    assert "To collect" not in ask(server, page).content.decode()
    folder = hand_in(server.workspace, "ann", "Words.")

    said = states(server)
    shown = ask(server, page).content.decode()
    shutil.rmtree(folder)

    assert said == {LEARNER: "not yet marked", "ann": "not yet marked", "ben": "not handed in"}
    assert re.search(r'data-label="Where it is">To collect<', shown)
    for learner in ("ann", "ben"):
        ask(server, f"{PLACE}/remove", "POST", {"learner": learner})


@pytest.mark.slow
def test_what_was_typed_stays_in_the_form_and_nobody_is_added(collected_once):
    typed = " ann\r\nno one! <b>\r\n"

    reply = ask(collected_once, PLACE, "POST", {"learners": typed})

    page = reply.content.decode()
    assert reply.status == 400
    assert "\n ann\r\nno one! &lt;b&gt;\r\n</textarea>" in page
    assert "Line 2: “no one! &lt;b&gt;” is not a sign-in name." in page
    assert standing(collected_once).not_handed_in == 0


@pytest.mark.slow
def test_while_a_step_runs_the_list_waits_and_keeps_what_was_typed(collected_once):
    with one_round(collected_once.workspace / "trainer"):
        reply = ask(collected_once, PLACE, "POST", {"learners": "ann"})

    assert reply.status == 400
    assert "Another step is still running for this course." in reply.content.decode()
    assert "\nann</textarea>" in reply.content.decode()


@pytest.mark.slow
def test_who_has_handed_in_stays(collected_once):
    reply = ask(collected_once, f"{PLACE}/remove", "POST", {"learner": LEARNER})

    assert reply.status == 409
    assert "This learner has handed something in" in reply.content.decode()
    assert list(states(collected_once)) == [LEARNER]


def test_a_gradebook_that_is_none_is_refused_in_words(tmp_path):
    (tmp_path / "gradebook.db").write_text("words " * 100)

    with pytest.raises(CoprodError, match="could not be written"):
        add_learners(tmp_path, [("ann", "", "")])
