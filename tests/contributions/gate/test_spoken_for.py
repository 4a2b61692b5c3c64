"""Who speaks for a setting, and whom of them a copy names."""

from contributions.gate.made_up_case import case, contribution, held
from coprod_training.contributions.gate.spoken_for import speakers_of

ONE = contribution(ref="zz-one", settings=("smi", "primary-care"))
TWO = contribution(ref="zz-two", settings=("smi",))
HELD = {"zz-two": held()}
SETTINGS = ("primary-care", "smi")


def speakers(*every, shown=None, settings=SETTINGS):
    filled = frozenset(one.ref for one in (every if shown is None else shown))
    return speakers_of([case(contributions=every, filled=filled)], settings)


def test_all_who_speak_for_a_setting_are_named_together():
    assert speakers(ONE, TWO) == (("zz-one",), ("zz-one", "zz-two"))
    assert speakers(ONE) == (("zz-one",),)


def test_they_may_speak_in_different_modules():
    cases = [case(contributions=(one,), filled=frozenset({one.ref})) for one in (ONE, TWO)]

    assert speakers_of(cases, ["smi"]) == (("zz-one", "zz-two"),)


def test_a_setting_that_the_course_does_not_have_or_nobody_speaks_for_is_left_out():
    assert speakers(ONE, TWO, settings=["smi"]) == (("zz-one", "zz-two"),)
    assert speakers(TWO) == (("zz-two",),)
    assert speakers() == ()


def test_who_has_not_passed_speaks_for_nothing():
    assert speakers(ONE, contribution(status="drafted", ref="zz-two", settings=("smi",))) == (
        ("zz-one",),
    )


def test_whoever_is_credited_for_work_beside_anothers_words_is_named_too():
    work = contribution(ref="zz-two", kind="review", settings=("smi",))
    both = case(contributions=(ONE, work), filled=frozenset({"zz-one"}), held=HELD)

    assert speakers_of([both], SETTINGS) == (("zz-one",), ("zz-one", "zz-two"))


def test_whoever_is_neither_shown_nor_credited_is_named_nowhere_and_leaves_the_setting_out():
    assert speakers(ONE, TWO, shown=[ONE]) == (("zz-one",),)
    assert speakers(TWO, shown=[]) == ()
