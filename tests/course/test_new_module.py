"""A new module and its exercise in the shipped course, as the author's guide makes them."""

import re
import shutil

import pytest
from numbers_in_words import WORDS

from coprod_training.cli import main
from coprod_training.content.check import problems
from coprod_training.content.course import load_course


@pytest.fixture(scope="module")
def made(root, tmp_path_factory):
    """A copy of the course in which both were made, with what the commands said."""
    copy = tmp_path_factory.mktemp("copy")
    for name in ("course", "modules", "exercises"):
        shutil.copytree(root / name, copy / name)
    course = ["--course", str(copy)]
    assert main(["new", "module", "Made by a test", *course]) == 0
    assert problems(copy) == []
    title = "An exercise of this test"
    assert main(["new", "exercise", title, "--module", "made-by-a-test", *course]) == 0
    return copy


def test_the_action_plan_stays_last_with_its_new_number(made):
    modules = load_course(made / "course").info.modules  # the first, session zero, has number 0

    assert modules[-2:] == ("made-by-a-test", "action-plan-and-second-look")
    assert sorted(path.name for path in (made / "modules").glob("1*.ipynb"))[-2:] == [
        f"{len(modules) - 2}-made-by-a-test.ipynb",
        f"{len(modules) - 1}-action-plan-and-second-look.ipynb",
    ]


def test_its_exercise_stands_before_the_mixed_check(made):
    assert load_course(made / "course").info.assessments[-3:] == (
        "an-exercise-of-this-test",
        "mixed-check",
        "your-action-plan",
    )


def test_the_check_says_which_group_is_missing(made):
    (found,) = problems(made)

    assert found.what == (
        'No question is drawn about the module "made-by-a-test", and its exercise asks some that'
        " the course marks."
    )
    assert found.fix.startswith("Before the last group, add one with module: made-by-a-test")


def test_the_commands_say_what_else_they_changed(root, course, tmp_path, capsys):
    last = len(course.info.modules) - 1  # session zero has no number
    for name in ("course", "modules", "exercises"):
        shutil.copytree(root / name, tmp_path / name)

    assert main(["new", "module", "Made by a test", "--course", str(tmp_path)]) == 0

    assert capsys.readouterr().out.splitlines() == [
        "Made course/modules/made-by-a-test.yaml",
        f"Made modules/{last}-made-by-a-test.ipynb",
        "Changed course/course.yaml: it lists made-by-a-test, before action-plan-and-second-look",
        f"Renamed modules/{last}-action-plan-and-second-look.ipynb to"
        f" modules/{last + 1}-action-plan-and-second-look.ipynb, as its number changed",
    ]


def test_the_guide_lists_every_file_of_the_course_that_counts_modules_in_words(root):
    core = [one for one in load_course(root / "course").modules if not one.optional]
    word = WORDS[len(core) - 1]  # all but the action plan
    counts = re.compile(rf"\b{word} (short )?(questions|modules|weeks|exercises|meetings)\b", re.I)
    files = [
        *root.glob("course/**/*.yaml"),
        *root.glob("modules/*.ipynb"),
        *root.glob("exercises/*/*.ipynb"),
    ]
    found = [path.stem for path in files if counts.search(path.read_text(encoding="utf-8"))]
    guide = (root / "docs" / "guides" / "author.md").read_text(encoding="utf-8")
    by_hand = guide.split("The check does not find these:")[1].split("\n\n")[0]

    assert len(found) > 5, f"Others still count {word} as it was before: the guide lists them"
    assert [name for name in found if name.lstrip("0123456789-") not in by_hand] == []
