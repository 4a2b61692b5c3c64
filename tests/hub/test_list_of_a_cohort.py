"""A trainer's list of learners on a real hub: filled in with who has a place in the cohort."""

import re

import pytest

from hub.conftest import token_of
from hub.visitor import with_token

pytestmark = pytest.mark.slow
ADDRESS, PAGE = "hub/coprod/cohort", "user/grader-spring/coprod/trainer/learners"


@pytest.fixture(scope="module")
def tokens(opened_course):
    return {
        "learner": token_of(opened_course("learner-one")),
        "spring": token_of(opened_course("trainer-spring", "grader-spring")),
        "autumn": token_of(opened_course("trainer-autumn", "grader-autumn")),
    }


def test_a_cohorts_server_hears_of_its_own_learners_and_nobody_else_of_any(tokens, hub):
    said = {who: with_token(hub.address, ADDRESS, token) for who, token in tokens.items()}
    spring, autumn = ({*said[cohort].data["learners"]} for cohort in ("spring", "autumn"))

    # Tests that ran before on this hub may have brought learners of their own into either.
    assert spring >= {"learner-one", "learner-two"}
    assert autumn >= {"learner-autumn"}
    assert not spring & autumn
    assert said["learner"].status == 403
    assert with_token(hub.address, ADDRESS, "no-token").status == 403


def test_no_persons_browser_opens_it(visitors):
    assert {visitors[one].ask(ADDRESS).status for one in ("trainer-spring", "learner-one")} == {403}


def test_the_list_is_filled_in_once(tokens, visitors):
    trainer = visitors["trainer-spring"]
    page = trainer.ask(PAGE).text
    typed = re.search(r"<textarea[^>]*>\s*(.*?)</textarea>", page, re.S)[1]

    assert "are not in your list yet" in page
    assert {"learner-one", "learner-two"} <= {*typed.split()}

    trainer.send_from(PAGE, PAGE, learners=typed)
    after = trainer.ask(PAGE).text

    assert "in your list yet" not in after
    assert "learner-two</td>" in after
