"""Words that a learner took out again stay with them: no earlier draft is handed in."""

import shutil

import pytest
from attacks import record
from graded_course import ASSESSMENT, SLUG, make_course, read_marks
from handin_asked import asked

from coprod_training.errors import NewerRecord
from coprod_training.grading import config
from coprod_training.grading.marking import activities_of, staff_assessment
from coprod_training.grading.reading import answers_among, newest_lines

TAKEN_OUT, LEFT = "PLANTED: I was ill myself.", "I saw that nobody asked her."


@pytest.fixture(scope="module")
def activities(tmp_path_factory):
    course = tmp_path_factory.mktemp("course")
    (course / "assessments").mkdir()
    (course / "assessments" / f"{SLUG}.yaml").write_text(ASSESSMENT)
    return activities_of(staff_assessment(course, SLUG))


def kept(activities, *lines):
    content = "\n".join(lines).encode()
    found = newest_lines(content, activities)
    assert answers_among(found, activities).answers == answers_among(content, activities).answers
    assert newest_lines(found, activities) == found
    return found.decode().splitlines()


def test_one_line_of_each_activity_is_left_as_it_was_written(activities):
    first, second, other = (
        record(id="1", response="red"),
        record(id="2", response="green"),
        record(id="3", activity="test-words", response=LEFT),
    )

    assert kept(activities, first, "{torn", other, second, second) == [second, other]


def test_what_grading_falls_back_to_is_left_and_a_misfit_only_where_nothing_fits(activities):
    good, misfit = record(id="1", response="green"), record(id="2", response=["red"])

    assert kept(activities, good, misfit) == [good]
    assert kept(activities, record(id="3", response=["green"]), misfit) == [misfit]


def test_without_a_copy_of_the_course_the_newest_is_left():
    lines = [record(id="1", response="green"), record(id="2", response=["red"])]

    assert newest_lines("\n".join(lines).encode(), {}).decode() == f"{lines[1]}\n"


def test_answers_of_a_newer_version_hand_in_nothing(activities):
    newer = record(id="1").replace('"schema": 1', '"schema": 99')

    with pytest.raises(NewerRecord):
        newest_lines(newer.encode(), activities)


@pytest.fixture
def course(tmp_path):
    made = make_course(tmp_path / "course")
    made.answer("ann", test_one="green", test_words=TAKEN_OUT)
    made.answer("ann", test_words="")
    made.answer("ann", test_words=LEFT)
    return made


def planted_in(folder):
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if b"PLANTED" in path.read_bytes()]


@pytest.mark.slow
@pytest.mark.drawn
def test_on_one_machine_no_byte_of_them_arrives(course):
    assert asked(course, "submit", "--assignment", SLUG) == {"ok": True, "again": False}
    course.nbgrader("collect", SLUG)
    course.nbgrader("autograde", SLUG)

    own = course.exercise("ann") / f"{SLUG}.answers.jsonl"
    assert planted_in(course.root) == [own], "they are in the learner's own file alone"
    (arrived,) = course.inbound.glob(f"*/{own.name}")
    assert LEFT in arrived.read_text()
    assert read_marks(course.trainer)["ann", "test-one"] == 1


@pytest.mark.slow
@pytest.mark.drawn
def test_nbgraders_own_command_hands_none_in_either(course):
    course.nbgrader("submit", SLUG, at=course.root / "learners" / "ann")

    assert len(list(course.inbound.glob(f"*/{SLUG}.answers.jsonl"))) == 1
    assert planted_in(course.inbound) == []


@pytest.mark.slow
@pytest.mark.drawn
def test_what_was_handed_in_before_with_every_draft_is_the_same_and_is_collected(course):
    asked(course, "submit", "--assignment", SLUG)
    own = course.exercise("ann") / f"{SLUG}.answers.jsonl"
    copies = course.root / "learners" / "ann" / ".coprod" / "hand-ins" / config.COURSE_ID
    for folder in (course.inbound, copies):
        (arrived,) = folder.glob(f"*/{own.name}")
        arrived.chmod(0o644)
        shutil.copyfile(own, arrived)

    assert asked(course, "submit", "--assignment", SLUG) == {"ok": True, "again": True}
    course.nbgrader("collect", SLUG)
    course.nbgrader("autograde", SLUG)
    assert read_marks(course.trainer)["ann", "test-one"] == 1
