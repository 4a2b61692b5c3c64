"""What a trainer is told when a sheet could not be kept, or not all of it."""

from types import SimpleNamespace

import pytest

from coprod_training.trainer.site import draw


def shown_again(problems, questions=()):
    return draw(
        "paper_module.html.j2",
        base_url="",
        xsrf="x",
        module="one",
        title_of="One",
        hub=False,
        own="ann",
        learner="paper-07",
        known=["ann"],
        problems=problems,
        ask_sure=False,
        typed="",
        core_done=0,
        core=2,
        questions=questions,
    )


@pytest.mark.parametrize(
    ("problems", "nothing"),
    [
        ({"learner": "Check the name."}, True),
        ({"whole": "Some answers could not be written to the disk."}, False),
    ],
)
def test_that_nothing_is_kept_is_said_only_where_it_is_so(problems, nothing):
    page = shown_again(problems)

    assert ("Nothing is kept yet." in page) is nothing
    assert all(words in page for words in problems.values())


def test_each_field_that_is_wrong_says_so_and_why():
    words = SimpleNamespace(form="words", label="", hint="", lines=4, boxes=())
    field = {"name": "words", "about": words, "typed": ["x"], "words": "x"}
    asked = {"question": "What?", "fits": True, "why_not": "", "fields": [field]}
    questions = [asked | {"id": name, "title": name} for name in ("first", "second")]

    page = shown_again({"learner": "Check the name.", "second": "Too long."}, questions)

    wrong = 'aria-invalid="true" aria-describedby="problem-'
    assert page.count(wrong) == page.count("aria-invalid") == 2
    assert f'{wrong}learner"' in page
    assert f'id="second-1" name="words" rows="4" dir="auto" {wrong}second"' in page
    assert '<fieldset aria-describedby="problem-second">' in page
    for name, words in (("learner", "Check the name."), ("second", "Too long.")):
        (said,) = (line for line in page.splitlines() if f'<li id="problem-{name}">' in line)
        assert words in said
