"""A learner's way to the exchange: real nbgrader, and a process that ends for each request."""

import json

import pytest
from graded_course import SLUG, give_mark, make_course
from handin_asked import asked

from coprod_training.grading import config
from coprod_training.grading.handin import BROKEN, HOW_TO_KNOW, MAYBE
from coprod_training.grading.one_round import one_round

pytestmark = [pytest.mark.drawn, pytest.mark.slow]
ALL = {"test_one": "green", "test_many": ["a", "b"], "test_words": "What I saw."}
FEEDBACK = (("generate_feedback", SLUG, "--force"), ("release_feedback", SLUG))


@pytest.fixture
def course(tmp_path):
    made = make_course(tmp_path / "course")
    made.answer("ann", **ALL)
    return made


def submitted(course):
    return asked(course, "submit", "--assignment", SLUG)


def fetched(course):
    return asked(course, "fetch", "--assignment", SLUG)


def test_a_second_click_makes_no_second_hand_in(course):
    assert submitted(course) == {"ok": True, "again": False}
    assert submitted(course) == {"ok": True, "again": True}
    course.answer("ann", test_words="More than that.")
    assert submitted(course) == {"ok": True, "again": False}

    said = asked(course, "list")

    assert said["released"] == [{"assignment": SLUG, "due": None}]
    assert [one["feedback"] for one in said["handed_in"]] == [False, False]
    assert len(list(course.inbound.iterdir())) == 2


def test_fetching_again_writes_over_nothing_and_puts_back_what_went_missing(course):
    folder = course.exercise("ann")
    form, answers = folder / f"{SLUG}.ipynb", folder / f"{SLUG}.answers.jsonl"
    form.write_text("{}")
    kept = answers.read_bytes()

    assert fetched(course) == {"ok": True}
    assert form.read_text() == "{}"

    form.unlink()
    assert submitted(course)["words"].startswith("This exercise has not been started.")
    assert fetched(course) == {"ok": True}
    assert json.loads(form.read_text())["cells"]
    assert answers.read_bytes() == kept


def test_while_the_exchange_is_away_ones_own_copies_are_listed(course):
    submitted(course)
    (course.root / "exchange").rename(course.root / "away")
    other = course.root / "learners" / "ann" / ".coprod" / "hand-ins" / config.COURSE_ID
    assert other.is_dir(), "where the learner's own copies lie"
    (other / f"ben+{SLUG}+2026-01-01 00:00:00.000000 UTC").mkdir()

    said = asked(course, "list")

    assert said["released"] == []
    assert [one["assignment"] for one in said["handed_in"]] == [SLUG]
    assert submitted(course) == {"ok": True, "again": True}
    course.answer("ann", test_words="More than that.")
    assert submitted(course) == {"ok": False, "words": BROKEN}


def test_a_hand_in_that_breaks_off_may_have_arrived_and_is_handed_in_once(course):
    cache = course.root / "learners" / "ann" / ".coprod" / "hand-ins" / config.COURSE_ID
    cache.parent.mkdir(parents=True, exist_ok=True)
    cache.touch()  # no folder, so the copy for the receipt fails once the trainer's is there

    said = submitted(course)

    assert said == {"ok": False, "words": f"{MAYBE} {HOW_TO_KNOW}", "may_have_arrived": True}
    assert list(course.inbound.iterdir()) == []
    cache.unlink()
    assert submitted(course) == {"ok": True, "again": False}
    assert submitted(course) == {"ok": True, "again": True}
    assert len(list(course.inbound.iterdir())) == 1


def test_a_folder_that_is_too_large_is_known_not_to_have_arrived(course):
    with (course.exercise("ann") / "a-film.mp4").open("wb") as film:
        film.truncate(101 * 2**20)  # bytes; nbgrader takes 100 MB

    assert submitted(course) == {"ok": False, "words": BROKEN}
    assert list(course.inbound.iterdir()) == []


def test_feedback_is_fetched_when_it_is_new_and_says_that_it_changed(course):
    submitted(course)
    course.nbgrader("collect", SLUG)
    course.nbgrader("autograde", SLUG)
    give_mark(course, 1)
    for command in FEEDBACK:
        course.nbgrader(*command)
    (first,) = asked(course, "list")["handed_in"]
    page = course.exercise("ann") / "feedback" / first["timestamp"] / f"{SLUG}.html"
    before = page.read_bytes()

    give_mark(course, 3)
    for command in FEEDBACK:
        course.nbgrader(*command)
    (second,) = asked(course, "list")["handed_in"]

    assert (first["feedback"], first["changed"]) == (True, False)
    assert (second["feedback"], second["changed"]) == (True, True)
    assert page.read_bytes() != before


def test_everything_is_forgotten_and_a_path_is_no_learner(course):
    submitted(course)
    cache = course.root / "learners" / "ann" / ".coprod" / "hand-ins" / config.COURSE_ID
    places = ("--exchange", str(course.inbound.parent), "--trainer", str(course.trainer))

    said = asked(course, "forget", *places, "--cache", str(cache))

    assert said == {"ok": True, "hand_ins": 1, "feedback": 0, "marked": 0}
    assert list(course.inbound.iterdir()) == []
    refused = asked(course, "forget", *places, "--cache", str(cache), learner="../ann")
    assert (refused["ok"], refused["words"]) == (False, "This is not the name of a learner.")


def test_nothing_is_forgotten_while_a_step_runs_which_would_write_it_anew(course):
    submitted(course)
    places = ("--exchange", str(course.inbound.parent), "--trainer", str(course.trainer))
    with one_round(course.trainer):
        refused = asked(course, "forget", *places, "--cache", str(course.root / "none"))
    assert refused["ok"] is False
    assert refused["words"].startswith("Another step is still running for this course.")
    assert len(list(course.inbound.iterdir())) == 1

    said = asked(course, "forget", *places, "--cache", str(course.root / "none"))
    assert (said["ok"], said["hand_ins"]) == (True, 1)
