"""Which hand-in comes next, and how people are called."""

from coprod_training.grading.hand_ins import HandInRow, full_name, next_to_mark


def rows(*waiting):
    return [
        HandInRow("exercise", f"learner-{one}", "", None, one, None if one in waiting else 5.0)
        for one in ("a", "b", "c", "d")
    ]


def test_the_next_one_is_behind_this_one_and_then_from_the_front():
    assert next_to_mark(rows("a", "c")) == "a"
    assert next_to_mark(rows("a", "c"), "a") == "c"
    assert next_to_mark(rows("a", "c"), "c") == "a"
    assert next_to_mark(rows("a", "c"), "b") == "c"


def test_the_one_that_was_just_marked_is_not_its_own_next():
    assert next_to_mark(rows("c"), "c") == ""
    assert next_to_mark(rows(), "a") == ""


def test_a_person_without_a_name_is_called_as_they_sign_in():
    assert full_name("abc", "Ann", "Lee") == "Ann Lee"
    assert full_name("abc", None, "Lee") == "Lee"
    assert full_name("abc", "", None) == "abc"
