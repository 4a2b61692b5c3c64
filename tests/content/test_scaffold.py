import pytest

from coprod_training.content.check import problems
from coprod_training.content.course import load_course
from coprod_training.content.scaffold import new_exercise, new_module, slug_of_title
from coprod_training.content.tidy import tidy
from coprod_training.errors import CoprodError


def test_a_new_module_passes_every_check(staff_copy):
    made = new_module(staff_copy, "Sharing power: who's in?")

    assert [path.relative_to(staff_copy).as_posix() for path in made.files] == [
        "course/modules/sharing-power-whos-in.yaml",
        "modules/02-sharing-power-whos-in.ipynb",
    ]
    assert problems(staff_copy) == []
    assert tidy(staff_copy) == []


def test_a_new_exercise_passes_every_check(staff_copy):
    made = new_exercise(staff_copy, "Who holds the final say?", "listening")

    assert [path.relative_to(staff_copy).as_posix() for path in made.files] == [
        "course/assessments/who-holds-the-final-say.yaml",
        "exercises/who-holds-the-final-say/who-holds-the-final-say.ipynb",
    ]
    assert problems(staff_copy) == []
    assert tidy(staff_copy) == []


def test_the_title_is_kept_word_for_word(staff_copy):
    new_module(staff_copy, 'A: "title" #1 – é')

    assert load_course(staff_copy / "course").modules[-1].title == 'A: "title" #1 – é'


def test_a_name_that_is_taken_is_refused_and_nothing_changes(staff_copy):
    before = (staff_copy / "course" / "course.yaml").read_bytes()

    with pytest.raises(CoprodError, match='There is something called "listening" already'):
        new_module(staff_copy, "Listening!")

    assert (staff_copy / "course" / "course.yaml").read_bytes() == before


def test_an_exercise_needs_a_module_of_the_course(staff_copy):
    with pytest.raises(CoprodError, match=r'no module "lisening"\.\n  The modules are: listening'):
        new_exercise(staff_copy, "Another", "lisening")


def test_a_title_without_letters_is_refused():
    with pytest.raises(CoprodError, match="no letters"):
        slug_of_title("?!")
