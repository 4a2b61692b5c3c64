from datetime import date

import pytest

from coprod_training.content.digest import content_digest
from coprod_training.content.notebook import read_notebook
from coprod_training.content.publish import publish
from coprod_training.content.upgrade import install, put_back, read_shipped
from coprod_training.errors import CourseNotFound, NewerRecord

MONDAY = date(2026, 11, 23)
NAME = "modules/01-listening.ipynb"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "learner"


@pytest.fixture
def start(staff_copy, folder, tmp_path):
    """Publishes the course as it is now and installs it, as `coprod start` does."""

    def again():
        publish(staff_copy, tmp_path / "published")
        return install(tmp_path / "published", folder, MONDAY)

    return again


@pytest.fixture
def upgrade(lesson):
    """Changes what the course ships."""

    def words(text):
        lesson.say("how-to-use", text)

    return words


def write_notes(path, words="My own notes."):
    path.write_text(path.read_text().replace("By the end you can", words))


def test_a_first_start_lays_everything_out(start, folder):
    assert start() == ["New: home.ipynb", f"New: {NAME}"]

    assert (folder / ".coprod" / "course" / "course.yaml").is_file()
    assert not (folder / "exercises").exists()


def test_a_second_start_changes_nothing(start, folder):
    start()
    write_notes(folder / NAME)
    before = {path: path.read_bytes() for path in folder.rglob("*.ipynb")}

    assert start() == []
    assert {path: path.read_bytes() for path in folder.rglob("*.ipynb")} == before


def test_an_unchanged_lesson_is_brought_up_to_date(start, upgrade, folder):
    start()
    upgrade("Newer words.")

    assert start() == [f"Brought up to date: {NAME}"]
    assert "Newer words." in (folder / NAME).read_text()
    assert len(list(folder.rglob("*my copy*"))) == 0


def test_looking_at_a_lesson_does_not_change_it(start, upgrade, folder):
    start()
    path = folder / NAME
    path.write_text(path.read_text().replace('"execution_count": null', '"execution_count": 3'))
    upgrade("Newer words.")

    assert start() == [f"Brought up to date: {NAME}"]


def test_a_changed_lesson_is_kept_beside_the_new_one(start, upgrade, folder):
    start()
    write_notes(folder / NAME)
    mine = (folder / NAME).read_bytes()
    upgrade("Newer words.")

    done = start()

    kept = folder / "modules" / "01-listening (my copy 2026-11-23).ipynb"
    assert done == [f"Brought up to date: {NAME}. Your changed copy is {kept.name}"]
    assert kept.read_bytes() == mine
    assert "Newer words." in (folder / NAME).read_text()


def test_a_copy_never_takes_the_place_of_an_earlier_one(start, upgrade, folder):
    start()
    for number in (1, 2, 3):
        write_notes(folder / NAME, f"Notes {number}.")
        upgrade(f"By the end you can see words {number}.")
        start()

    kept = sorted(path.name for path in folder.rglob("*my copy*"))
    assert kept == [
        "01-listening (my copy 2026-11-23).ipynb",
        "01-listening (my copy 2026-11-23, 2).ipynb",
        "01-listening (my copy 2026-11-23, 3).ipynb",
    ]


def test_a_lesson_that_cannot_be_read_counts_as_changed(start, upgrade, folder):
    start()
    (folder / NAME).write_text('{"cells": [')
    upgrade("Newer words.")
    start()

    assert [path.read_text() for path in folder.rglob("*my copy*")] == ['{"cells": [']


def test_a_lesson_that_was_deleted_comes_back(start, folder):
    start()
    (folder / NAME).unlink()

    assert start() == [f"New: {NAME}"]


def test_going_back_to_an_older_version_keeps_no_copy_of_a_newer_one(start, upgrade, folder):
    upgrade("Old words.")
    start()
    upgrade("New words.")
    start()
    upgrade("Old words.")

    assert start() == [f"Brought up to date: {NAME}"]


def test_answers_and_exercises_are_never_touched(start, upgrade, folder):
    start()
    kept = {}
    for name in (
        "course.answers.jsonl",
        "modules/listening.answers.jsonl",
        "exercises/what-was-heard/what-was-heard.answers.jsonl",
        "exercises/what-was-heard/what-was-heard.ipynb",
        "modules/notes.txt",
    ):
        kept[folder / name] = name.encode()
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode())
    upgrade("Newer words.")
    start()

    assert {path: path.read_bytes() for path in kept} == kept


def test_a_lesson_that_left_the_course_goes_unless_it_was_changed(
    start, staff_copy, lesson, folder, replace_in
):
    start()
    course = staff_copy / "course" / "course.yaml"
    replace_in(course, "modules: [listening]", "modules: []")

    assert start()[-1] == f"No longer part of the course: {NAME}. Answers are kept."
    assert not (folder / NAME).exists()


def test_a_changed_lesson_that_left_the_course_is_kept(start, staff_copy, folder, replace_in):
    start()
    write_notes(folder / NAME)
    replace_in(staff_copy / "course" / "course.yaml", "modules: [listening]", "modules: []")
    start()

    assert len(list(folder.rglob("*my copy*"))) == 1


def test_every_digest_ever_shipped_is_remembered(start, upgrade, folder):
    start()
    upgrade("Newer words.")
    start()

    shipped = read_shipped(folder)
    assert len(shipped.ever[NAME]) == 2
    assert shipped.now[NAME] == shipped.ever[NAME][-1]
    assert "exercises/what-was-heard/what-was-heard.ipynb" in shipped.now


def test_a_new_folder_knows_an_exercise_as_it_was_released_before(
    start, staff_copy, exercise, folder, tmp_path
):
    name = "exercises/what-was-heard/what-was-heard.ipynb"
    released = content_digest(read_notebook(exercise.path))
    publish(staff_copy, tmp_path / "published")
    exercise.say("your-reflection", "## Your own reflection")

    start()

    mended = content_digest(read_notebook(exercise.path))
    assert mended != released
    assert read_shipped(folder).now[name] == mended
    assert read_shipped(folder).ever[name] == [released, mended]
    assert len(read_shipped(folder).ever[NAME]) == 1


def test_the_learners_course_follows_the_upgrade(start, folder, module_yaml, replace_in):
    start()
    replace_in(module_yaml, "title: A next step", "title: Another step")
    start()

    text = (folder / ".coprod" / "course" / "modules" / "listening.yaml").read_text()
    assert "Another step" in text


def test_a_folder_that_is_no_published_course_is_refused(staff_copy, folder):
    with pytest.raises(CourseNotFound, match="There is no published course here"):
        install(staff_copy, folder, MONDAY)

    assert not folder.exists()


def test_a_folder_of_a_newer_version_is_left_alone(start, folder):
    start()
    (folder / ".coprod" / "shipped.json").write_text('{"schema": 2}')

    with pytest.raises(NewerRecord, match="Nothing has been changed or lost"):
        start()


@pytest.mark.parametrize(
    "torn", ["", '{"schema": 1, "now": {"mod', "[]", "\xff", '{"schema": 1, "now": [], "ever": 3}']
)
def test_a_torn_record_keeps_changed_lessons_as_copies(start, upgrade, folder, torn):
    start()
    write_notes(folder / NAME)
    mine = (folder / NAME).read_bytes()
    (folder / ".coprod" / "shipped.json").write_bytes(torn.encode("latin-1"))
    upgrade("Newer words.")

    start()

    assert [path.read_bytes() for path in folder.rglob("*my copy*")] == [mine]
    assert "Newer words." in (folder / NAME).read_text()
    assert read_shipped(folder).now[NAME] == read_shipped(folder).ever[NAME][-1]


def test_a_torn_record_keeps_no_copy_of_what_is_the_same(start, folder):
    start()
    (folder / ".coprod" / "shipped.json").write_text("{")

    assert start() == []


def test_a_picture_comes_with_its_lesson_and_follows_it(start, lesson, folder):
    picture = lesson.path.with_name("steps.png")
    picture.write_bytes(b"six steps")
    lesson.say("how-to-use", "![Six steps](steps.png)")
    start()
    picture.write_bytes(b"six better steps")

    assert start() == []
    assert (folder / "modules" / "steps.png").read_bytes() == b"six better steps"
    assert list(folder.rglob("*my copy*")) == []


def test_a_learners_own_picture_of_that_name_is_kept(start, lesson, folder):
    lesson.path.with_name("steps.png").write_bytes(b"six steps")
    lesson.say("how-to-use", "![Six steps](steps.png)")
    (folder / "modules").mkdir(parents=True)
    (folder / "modules" / "steps.png").write_bytes(b"mine")

    assert start()[-1].endswith("Your own picture of that name is steps (my copy 2026-11-23).png")
    assert [path.read_bytes() for path in folder.rglob("*my copy*")] == [b"mine"]


def test_every_lesson_and_picture_can_be_put_back_as_it_came(start, folder, upgrade):
    start()
    upgrade("Take your time.")
    start()
    came = {path: path.read_bytes() for path in (folder / "modules").iterdir()}
    write_notes(folder / NAME)
    (folder / "home.ipynb").unlink()
    (folder / "modules" / "mine.txt").write_text("mine")

    put_back(folder)

    assert {path: path.read_bytes() for path in came} == came
    assert (folder / "home.ipynb").is_file()
    assert (folder / "modules" / "mine.txt").read_text() == "mine"
    assert start() == []
