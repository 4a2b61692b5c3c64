import pytest

from coprod_training.activities import kind_named, kinds
from coprod_training.content.assessment import Assessment, Question
from coprod_training.content.public_form import (
    public_assessment,
    public_course,
    public_module,
    secrets_of,
)


def test_a_key_that_nobody_named_public_does_not_go_out():
    data = {"id": "a", "title": "A", "facilitator_notes": "n", "new_staff_field": "s"}

    assert public_module(data) == {"id": "a", "title": "A"}
    assert public_course(data) == {"id": "a", "title": "A", "published": True}


@pytest.mark.parametrize("kind", kinds())
def test_a_graded_activity_of_any_kind_goes_out_without_its_key(kind):
    activity = kind_named(kind).example().activity
    question = Question(points=1, activity=activity, rationale="Why it is so.")
    whole = Assessment(id="a", title="A", module="m", lead="L", questions=(question,))

    (public,) = public_assessment(whole)["questions"]

    assert public["activity"]["kind"] == kind
    assert "Why it is so." not in str(public)
    assert not public["activity"].get("key")


def test_secrets_are_the_longer_texts_that_stay_behind():
    staff = {
        "a": "a long text that stays with staff",
        "b": ["a long text that learners see"],
        "c": "short",
    }

    assert secrets_of(staff, {"b": "a long text that learners see"}) == [
        "a long text that stays with staff"
    ]
