"""Learners hear of their certificate, and trainers of who has earned one. All are test records."""

from datetime import UTC, datetime, timedelta

import pytest
from in_a_loop import in_a_loop

from coprod_training.answers import Answer, AnswerStore
from coprod_training.content.answers_file import COURSE, answers_file
from coprod_training.content.course import Holds
from coprod_training.content.upgrade import install
from coprod_training.grading.kept_marks import details_of, kept
from coprod_training.grading.returned import note_returned
from coprod_training.lab.course_pages import course_summary
from coprod_training.lab.home import Home
from coprod_training.lab.workspace import open_workspace
from coprod_training.trainer.earned import Earned, earned_here, why_none
from coprod_training.trainer.learner_pages import TypedName, earned_rows

from .fixture_course import WHY_NOT, does_the_module, is_marked

LEARNER = "test-record-7"
NEEDED = (
    "To complete this course, complete every module and hand in each exercise. Across the questions"
    " of all exercises, you need 75% right, and Sound or higher for each part that you write."
)
TODAY = datetime.now(UTC).date()
TOMORROW = f"{TODAY + timedelta(days=1)}"


def ended(day, **more):
    return Holds(until=f"{day}", status_words="Over.", certificate_off="Off (test record).", **more)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTERHUB_USER", LEARNER)
    workspace = open_workspace(tmp_path / "workspace")

    def of(published, role="learner"):
        root = workspace.learner if role == "learner" else workspace.trainer
        folder = root if role == "learner" else root / "learner-view"
        install(published, folder)
        return Home(workspace, role, root, folder, LEARNER)

    return of


def comes_back(home, level, **whole):
    """What a return leaves in a learner's folder and in the records. whole: its marks."""
    at, exercise = "2026-11-26 11:00:00.000000", "what-was-heard"
    folder = home.folder / "exercises" / exercise / "feedback" / f"{at} UTC"
    folder.mkdir(parents=True, exist_ok=True)
    back = [(LEARNER, at, 1.0 + level)]
    note_returned(home.workspace.trainer, exercise, back, datetime.now(UTC), {LEARNER: whole})


def here(view):
    return in_a_loop(earned_here(view, {}))


def why(view, learner, seen=False):
    return in_a_loop(why_none(view, learner, seen, {}))


def told(home):
    return course_summary(home)["certificate"]


def test_each_point_of_the_way_has_its_words(published, home):
    mine = home(published())
    assert told(mine)["words"].startswith("To get your certificate, complete every module")
    assert "75% right, and Sound or higher" in told(mine)["words"]

    does_the_module(mine.folder)
    assert told(mine)["words"].startswith("You have completed every module. Your exercises")

    is_marked(mine.workspace.trainer, LEARNER, level=2.0)
    assert told(mine)["short"] == "When your exercises have come back"  # it was not returned yet

    comes_back(mine, 2.0)
    assert told(mine)["words"] == (
        "You have completed this course. Ask your trainer for your certificate. "
        "Say how your name should read on it. It can be any name that you go by."
    )


def test_feedback_that_asks_for_more_completes_nothing(published, home):
    mine = home(published())
    does_the_module(mine.folder)
    is_marked(mine.workspace.trainer, LEARNER, level=1.0)
    comes_back(mine, 1.0)

    assert told(mine)["short"] == "When your exercises have come back"


def test_the_marks_of_somebody_else_tell_nothing(published, home):
    mine = home(published())
    does_the_module(mine.folder)
    is_marked(mine.workspace.trainer, "test-record-8", level=3.0)
    comes_back(mine, 3.0)

    assert told(mine)["short"] == "When your exercises have come back"


@pytest.mark.parametrize(("went_back", "since", "complete"), [(2.0, 1.0, True), (1.0, 2.0, False)])
def test_a_mark_that_has_changed_since_it_came_back_is_no_news_yet(
    published, home, went_back, since, complete
):
    mine = home(published())
    does_the_module(mine.folder)
    is_marked(mine.workspace.trainer, LEARNER, level=went_back)
    (whole,) = kept(mine.workspace.trainer, LEARNER, "what-was-heard")
    comes_back(mine, went_back, **details_of(whole))

    is_marked(mine.workspace.trainer, LEARNER, level=since)

    assert ("You have completed this course." in told(mine)["words"]) is complete
    comes_back(mine, since)
    assert ("You have completed this course." in told(mine)["words"]) is not complete


def test_where_only_the_points_that_came_back_are_known_a_changed_mark_tells_nothing(
    published, home
):
    mine = home(published())
    does_the_module(mine.folder)
    is_marked(mine.workspace.trainer, LEARNER, level=1.0)
    comes_back(mine, 1.0)  # as an earlier version of the course wrote it

    is_marked(mine.workspace.trainer, LEARNER, level=2.0)

    assert told(mine)["short"] == "When your exercises have come back"


def test_a_draft_says_why_there_is_none(published, home):
    mine = home(published(status="draft"))

    assert told(mine) == {
        "short": "None while the course is a draft",
        "words": f"{WHY_NOT} {NEEDED}",
    }


def test_whoever_began_before_a_review_ended_still_gets_theirs(published, home):
    mine = home(published(holds=ended(TODAY, began_keep=True)))
    assert told(mine)["words"] == f"Off (test record). {NEEDED}"

    does_the_module(mine.folder)  # on 26 November 2026

    assert told(mine)["words"].startswith("The review of this course has ended. You began before")
    assert course_summary(mine)["draft"]["certificate"] == told(mine)["words"]


@pytest.mark.parametrize("status", ["released", "draft"])
def test_whoever_keeps_it_after_a_review_does_so_until_an_agreement_ends(published, home, status):
    for day in (TOMORROW, f"{TODAY}"):
        holds = ended(TODAY, began_keep=True, keep_until=day)
        mine = home(published(status=status, holds=holds))
        does_the_module(mine.folder)

        keeps = told(mine)["words"].startswith("The review of this course has ended.")
        assert keeps is (day == TOMORROW)


def test_whoever_only_chose_where_they_work_has_not_begun(published, home):
    """A hub's collector is not told of that, so that no page says it there either."""
    mine = home(published(holds=ended(TODAY, began_keep=True)))
    AnswerStore(mine.folder / answers_file(COURSE)).add(
        Answer(
            id="test-record-2",
            activity="your-setting",
            response="elsewhere",
            at="2026-11-20T10:00:00Z",
        )
    )

    assert told(mine)["words"] == f"Off (test record). {NEEDED}"


@pytest.mark.parametrize("until", ["2026-11-26", TOMORROW])
def test_nobody_keeps_one_who_began_later_or_when_something_else_ended(published, home, until):
    mine = home(published(status="draft", holds=ended(until, began_keep=until == "2026-11-26")))
    does_the_module(mine.folder)

    assert told(mine)["words"] == f"{WHY_NOT} {NEEDED}"


def test_a_trainer_sees_who_has_earned_one_here_and_on_paper(published, home):
    view = home(published(), role="trainer")
    assert here(view) == Earned(())

    for folder, learner in (
        (view.workspace.learner, LEARNER),
        (view.workspace.on_paper / "test-record-9", "test-record-9"),
    ):
        does_the_module(folder)
        is_marked(view.workspace.trainer, learner, level=2.0)
    (view.workspace.on_paper / "test-record-8").mkdir()

    assert here(view) == Earned((LEARNER, "test-record-9"))
    assert why(view, "test-record-9") == ""
    for nobody in ("test-record-8", "", "../test-record-9"):
        for seen in (False, True):
            said = why(view, nobody, seen)
            assert said.startswith("This learner has not earned the certificate")


def test_a_name_that_cannot_stand_is_shown_beside_its_own_learner_alone():
    rows = earned_rows(["ann", "ben"], {"ben": ("Ben", "Lee")}, TypedName("ben", "12", "No letter"))

    assert rows == [
        {"learner": "ann", "name": "ann", "typed": "", "problem": "", "seen": False},
        {"learner": "ben", "name": "Ben Lee", "typed": "12", "problem": "No letter", "seen": False},
    ]


def test_a_draft_has_no_such_list_and_says_why_it_makes_none(published, home):
    draft = home(published(status="draft"), role="trainer")
    does_the_module(draft.workspace.learner)
    is_marked(draft.workspace.trainer, LEARNER, level=2.0)

    assert here(draft) is None
    assert why(draft, LEARNER) == WHY_NOT
