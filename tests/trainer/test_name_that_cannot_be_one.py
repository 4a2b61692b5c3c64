"""A name that nobody can sign in with is explained wherever a trainer types one."""

import pytest
from asking import ask
from handing_in import TASK

from coprod_training.trainer.paper_form import wrong_with_learner
from coprod_training.trainer.typed_learners import not_a_sign_in_name, typed_learners

TYPED = "somebody else"
SAID = "“somebody else” is not a sign-in name. Use only letters, digits and . _ - @ ~,"


def test_it_is_the_same_sentence_as_in_the_list_of_learners():
    _, (in_a_list,) = typed_learners(TYPED)

    assert in_a_list == f"Line 1: {not_a_sign_in_name(TYPED)}"
    assert wrong_with_learner(TYPED) == not_a_sign_in_name(TYPED)
    assert wrong_with_learner(TYPED).startswith(SAID)
    assert "“{typed}”" in not_a_sign_in_name("{typed}")
    assert f"“{'x' * 40}…”" in not_a_sign_in_name("x" * 200)


def test_nothing_typed_is_asked_for_and_a_name_is_right():
    assert wrong_with_learner("").startswith("Enter the name")
    assert wrong_with_learner("paper-07") == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    "place",
    [
        f"coprod/trainer/paper/{TASK}",
        "coprod/trainer/paper/modules/what-co-production-is",
        f"coprod/trainer/more-time?exercise={TASK}",
    ],
)
def test_the_page_says_so_and_keeps_what_was_typed(collected_once, place):
    sent = {"learner": TYPED, "exercise": TASK}

    reply = ask(collected_once, place, "POST", sent)

    page = reply.content.decode()
    assert reply.status == 400
    assert SAID in page
    assert f'value="{TYPED}"' in page
