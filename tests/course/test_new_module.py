"""A new module and its exercise in the shipped course, as the author's guide makes them."""

import re
import shutil

import pytest

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
    assert main(["new", "module", "Sharing power", *course]) == 0
    assert problems(copy) == []
    title = "A meeting that was shared"
    assert main(["new", "exercise", title, "--module", "sharing-power", *course]) == 0
    return copy


def test_the_action_plan_stays_last_with_its_new_number(made):
    assert load_course(made / "course").info.modules[-3:] == (
        "make-it-stick",
        "sharing-power",
        "action-plan-and-second-look",
    )
    assert sorted(path.name for path in (made / "modules").glob("1*.ipynb")) == [
        "10-sharing-power.ipynb",
        "11-action-plan-and-second-look.ipynb",
    ]


def test_its_exercise_stands_before_the_mixed_check(made):
    assert load_course(made / "course").info.assessments[-3:] == (
        "a-meeting-that-was-shared",
        "mixed-check",
        "your-action-plan",
    )


def test_the_check_says_which_group_is_missing(made):
    (found,) = problems(made)

    assert found.what == (
        'No question is drawn about the module "sharing-power", and its exercise asks some that'
        " the course marks."
    )
    assert found.fix.startswith("Before the last group, add one with module: sharing-power")


def test_the_commands_say_what_else_they_changed(root, tmp_path, capsys):
    for name in ("course", "modules", "exercises"):
        shutil.copytree(root / name, tmp_path / name)

    assert main(["new", "module", "Sharing power", "--course", str(tmp_path)]) == 0

    assert capsys.readouterr().out.splitlines() == [
        "Made course/modules/sharing-power.yaml",
        "Made modules/10-sharing-power.ipynb",
        "Changed course/course.yaml: it lists sharing-power, before action-plan-and-second-look",
        "Renamed modules/10-action-plan-and-second-look.ipynb to"
        " modules/11-action-plan-and-second-look.ipynb, as its number changed",
    ]


def test_the_guide_lists_every_file_of_the_course_that_counts_modules_in_words(root):
    counts = re.compile(r"\bnine (short )?(questions|modules|weeks|exercises|meetings)\b", re.I)
    files = [
        *root.glob("course/**/*.yaml"),
        *root.glob("modules/*.ipynb"),
        *root.glob("exercises/*/*.ipynb"),
    ]
    found = [path.stem for path in files if counts.search(path.read_text(encoding="utf-8"))]
    guide = (root / "docs" / "guides" / "author.md").read_text(encoding="utf-8")
    by_hand = guide.split("The check does not find these:")[1].split("\n\n")[0]

    assert len(found) > 5
    assert [name for name in found if name.lstrip("0123456789-") not in by_hand] == []
