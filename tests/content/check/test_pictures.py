import pytest

from coprod_training.content.check import problems
from coprod_training.content.pictures import LARGEST


@pytest.fixture
def picture(lesson):
    path = lesson.path.with_name("steps.png")
    path.write_bytes(b"x")
    return path


def test_a_picture_without_words_is_found_with_its_line(lesson, picture, only_problem):
    lesson.say("how-to-use", "Look at this.", "![](steps.png)")

    problem = only_problem()

    assert problem.line == lesson.line_with("![](steps.png)")
    assert str(problem) == (
        f'{lesson.path}, line {problem.line}, part "how-to-use"\n'
        "  This picture has no words for people who cannot see it.\n"
        "  Say what it shows, between the square brackets or in alt."
    )


@pytest.mark.parametrize(
    "tag", ['<img src="steps.png">', '<img src="steps.png" alt="">', "![ ](steps.png)"]
)
def test_every_way_to_put_a_picture_needs_words(lesson, picture, only_problem, tag):
    lesson.say("how-to-use", tag)

    assert "no words" in only_problem().what


@pytest.mark.parametrize(
    "words",
    [
        "![Six steps](steps.png)",
        '![Six steps](<steps.png> "Steps")',
        '<img alt="Six steps" src="./steps.png">',
        "![Six steps][picture]\n\n[picture]: steps.png",
        "`![](nothing.png)`",
    ],
)
def test_a_picture_beside_the_lesson_is_fine(lesson, picture, staff_copy, words):
    lesson.say("how-to-use", *words.split("\n"))

    assert problems(staff_copy) == []


@pytest.mark.parametrize(
    ("target", "what"),
    [
        ("stops.png", 'There is no picture "stops.png" here.'),
        ("", "This picture leads to no file."),
        ("http://[", "This picture leads to no file."),
        ("a%00.png", "This picture leads to no file."),
        ("https://example.org/a.png", "This picture is not beside the page"),
        ("data:image/png;base64,AA", "This picture is not beside the page"),
        ("/etc/a.png", "This picture is not beside the page"),
        ("../course/a.png", "This picture is outside modules/."),
        ("steps.svg", '"steps.svg" is not a picture that can be published.'),
    ],
)
def test_a_picture_that_cannot_go_out_is_found_with_its_line(lesson, only_problem, target, what):
    lesson.say("how-to-use", "Look.", f"![Six steps]({target})")

    problem = only_problem()

    assert problem.line == lesson.line_with("![Six steps]")
    assert problem.what.startswith(what)


def test_a_picture_that_is_too_large_is_found(lesson, picture, only_problem):
    picture.write_bytes(b"x" * (LARGEST + 1))
    lesson.say("how-to-use", "![Six steps](steps.png)")

    assert only_problem().what == "This picture is 500 kB. The most is 500 kB."


def test_an_exercises_picture_lies_in_its_own_folder(exercise, only_problem, picture):
    exercise.say("your-reflection", "## Your reflection", "", "![Six](../../modules/steps.png)")

    assert only_problem().what == "This picture is outside what-was-heard/."


def test_a_pasted_picture_is_found_with_its_line(lesson, only_problem):
    lesson.change("how-to-use", attachments={"a.png": {"image/png": "AA=="}})

    problem = only_problem()

    assert problem.line == lesson.line_with("You can stop at any time")
    assert problem.what == "A picture was pasted into this part. It would be lost."
