"""Who else speaks for a setting, and whom of them a copy may name."""

from contributions.made_up import contribution
from coprod_training.contributions.gate.spoken_for import shown_beside, speaks_alone

ONE = contribution(ref="zz-one", settings=("smi", "primary-care"))
TWO = contribution(ref="zz-two", settings=("smi",))
THREE = contribution(ref="zz-three", settings=("smi", "primary-care"))


def test_whoever_has_nobody_beside_them_for_one_setting_speaks_alone():
    assert speaks_alone(ONE, [ONE])
    assert speaks_alone(ONE, [ONE, TWO])
    assert not speaks_alone(ONE, [ONE, THREE])
    assert not speaks_alone(TWO, [ONE, TWO])
    assert not speaks_alone(contribution(settings=()), [ONE])


def test_the_others_are_named_by_setting():
    every = [ONE, TWO, THREE]

    assert shown_beside(ONE, every, every) == (("zz-three",), ("zz-three", "zz-two"))
    assert shown_beside(TWO, every, every) == (("zz-one", "zz-three"),)
    assert shown_beside(ONE, [ONE, TWO], [ONE, TWO]) == (("zz-two",),)


def test_whoever_is_not_shown_is_named_nowhere_and_leaves_the_setting_out():
    assert shown_beside(ONE, [ONE, TWO, THREE], [ONE, TWO]) == ()
    assert shown_beside(TWO, [ONE, TWO, THREE], [ONE, TWO]) == ()
