"""`coprod grade`: one round through nbgrader's own API, refused when it would run anything."""

import shutil

import pytest
from graded_course import AGAIN, ASSESSMENT, SLUG, give_mark, make_course
from traitlets.config import Config

from coprod_training.cli import main
from coprod_training.errors import CoprodError, WouldExecute
from coprod_training.grading import config, gradebook, marking_round, nbgrader_api, records

slow = pytest.mark.slow


@pytest.fixture
def settings(tmp_path):
    settings = Config()
    config.apply(settings, tmp_path)
    return settings


def test_our_own_settings_execute_nothing(settings):
    assert nbgrader_api.why_it_would_execute(settings) is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda c: c.Autograde.autograde_preprocessors.append("nbgrader.preprocessors.Execute"),
        lambda c: c.Autograde.sanitize_preprocessors.insert(0, "nbgrader.preprocessors.Execute"),
        lambda c: c.Autograde.pop("autograde_preprocessors"),
        lambda c: c.Autograde.pop("exporter_class"),
        lambda c: c.Execute.update(enabled=True),
        lambda c: c.pop("Execute"),
    ],
)
def test_any_other_settings_are_refused_with_a_sentence(settings, spoil):
    spoil(settings)

    assert nbgrader_api.why_it_would_execute(settings)


def test_a_course_root_without_settings_is_refused(tmp_path):
    with pytest.raises(WouldExecute, match="There is no configuration for grading here"):
        marking_round.grade(tmp_path, SLUG)


@slow
def test_settings_that_would_execute_stop_the_round(released_course, tmp_path):
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")

    with pytest.raises(WouldExecute, match="Nothing was graded"):
        marking_round.grade(tmp_path, SLUG)


@slow
def test_an_assignment_that_was_never_released_says_what_to_do(released_course):
    with pytest.raises(CoprodError, match="The released form of this assignment is missing"):
        marking_round.grade(released_course.trainer, "another")


@pytest.fixture(scope="module")
def one_learner(tmp_path_factory):
    course = make_course(tmp_path_factory.mktemp("round"))
    course.answer("ann", test_one="green", test_words="My first words.")
    course.submit("ann")
    marking_round.collect(course.trainer, SLUG)
    marking_round.grade(course.trainer, SLUG)
    return course


@pytest.fixture
def round_course(one_learner, tmp_path):
    """The same graded course, fresh for each test, at the place its settings name."""
    kept = tmp_path / "kept"
    shutil.copytree(one_learner.root, kept, symlinks=True)
    yield one_learner
    shutil.rmtree(one_learner.root)
    shutil.copytree(kept, one_learner.root, symlinks=True)


@slow
def test_a_round_says_what_came_of_each_hand_in(round_course):
    (ann,) = marking_round.grade(round_course.trainer, SLUG)

    assert (ann.learner, ann.done, ann.reasons) == ("ann", True, ())
    assert ann.result.state == "not yet marked"


@slow
def test_a_hand_in_that_lost_its_notebook_is_graded_all_the_same(round_course):
    (round_course.submitted("ann") / f"{SLUG}.ipynb").unlink()

    (ann,) = marking_round.grade(round_course.trainer, SLUG, again=AGAIN)

    assert ann.done
    assert ann.result.marks[1].auto == 1.0
    assert "The notebook is missing. The released one was put in its place." in ann.reasons


@slow
def test_a_grading_that_fails_leaves_no_former_score_looking_current(round_course):
    assessment = round_course.root / "course" / "assessments" / f"{SLUG}.yaml"
    assessment.write_text(ASSESSMENT.replace("key: green", ""))

    (ann,) = marking_round.grade(round_course.trainer, SLUG, again=AGAIN)

    assert not ann.done
    assert ann.result.state == "not yet marked"
    assert {mark.points for mark in ann.result.marks} == {None}


def mark_of_words(course):
    (ann,) = gradebook.results(course.trainer / "gradebook.db")
    return ann, next(mark for mark in ann.marks if mark.by_hand)


@slow
def test_a_marked_reflection_completes_the_result(round_course):
    give_mark(round_course, 2.0)

    ann, _ = mark_of_words(round_course)

    assert (ann.state, ann.points) == ("marked", 3.0)


@slow
def test_a_new_text_takes_its_mark_back_with_a_record(round_course):
    give_mark(round_course, 2.0)
    round_course.answer("ann", test_words="My second words.")
    round_course.submit("ann")

    marking_round.collect(round_course.trainer, SLUG)
    marking_round.grade(round_course.trainer, SLUG)

    _, mark = mark_of_words(round_course)
    assert (mark.manual, mark.points) == (None, None)
    kept = (records.own_folder(round_course.trainer) / "grading.jsonl").read_text()
    assert '"event":"mark reset"' in kept
    assert "words." not in kept


@slow
def test_the_same_text_keeps_its_mark(round_course):
    give_mark(round_course, 2.0)

    marking_round.grade(round_course.trainer, SLUG, again=AGAIN)

    assert mark_of_words(round_course)[1].manual == 2.0


@slow
def test_the_reasons_are_those_of_the_newest_hand_in_alone(round_course):
    (round_course.exercise("ann") / "notes.txt").touch()
    round_course.submit("ann")
    marking_round.collect(round_course.trainer, SLUG)
    (first,) = marking_round.grade(round_course.trainer, SLUG)
    (round_course.exercise("ann") / "notes.txt").unlink()
    round_course.submit("ann")
    marking_round.collect(round_course.trainer, SLUG)

    (second,) = marking_round.grade(round_course.trainer, SLUG)

    assert first.reasons == ("A file that this assignment does not use was left out.",)
    assert second.reasons == ()


@slow
def test_a_link_in_place_of_a_collected_folder_is_taken_away(round_course):
    submitted = round_course.submitted("eve")
    submitted.parent.mkdir()
    submitted.symlink_to(round_course.submitted("ann"))

    ann, eve = marking_round.grade(round_course.trainer, SLUG, again=AGAIN)

    assert (ann.done, eve.done) == (True, False)
    assert round_course.submitted("ann").is_dir()


@pytest.mark.parametrize("asked", [[], [SLUG, "--all"]])
def test_it_has_to_be_said_what_should_be_graded(asked, tmp_path, capsys):
    assert main(["grade", *asked, "--workspace", str(tmp_path / "coprod")]) == 1

    assert "Give one ASSIGNMENT, or --all." in capsys.readouterr().err
