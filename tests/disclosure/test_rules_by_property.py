"""What holds of the rules for whatever is counted."""

import math
from dataclasses import fields
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import frame

from coprod_training.disclosure.cells import published, window
from coprod_training.disclosure.derived import CHANGES, share
from coprod_training.disclosure.gate import Hidden, gate
from coprod_training.disclosure.plan import Question, refused
from coprod_training.disclosure.protect import ProtectedTable
from coprod_training.disclosure.rebase import Standing, is_due, taken_out
from coprod_training.disclosure.seal import joiners, leavers
from coprod_training.disclosure.settings import SPECIFICATION, Settings, too_weak
from coprod_training.disclosure.tables import EVERYBODY, TrueTable

COUNTS = st.integers(0, 400)
PEOPLE = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.booleans()), max_size=160)


@given(COUNTS)
def test_a_count_is_hidden_or_to_the_nearest_five(count):
    shown = published(count, SPECIFICATION)

    assert (shown is None) == (count < 10)
    if shown is not None:
        assert shown % 5 == 0
        assert abs(shown - count) <= 2


@given(COUNTS)
def test_the_window_of_a_figure_is_every_count_that_is_published_so(count):
    shown = published(count, SPECIFICATION)
    low, high = window(shown, SPECIFICATION)

    assert low <= count <= high
    assert {n for n in range(500) if published(n, SPECIFICATION) == shown} == {
        *range(low, high + 1)
    }


@given(PEOPLE)
def test_joiners_are_a_whole_batch_or_nobody_in_every_group_and_as_many_as_can_be(people):
    setting, region, counted = (np.array(one, dtype=int) for one in _columns(people))
    now = joiners(setting, region, counted.astype(bool), SPECIFICATION)

    assert _whole(setting, region, counted.astype(bool), now)
    again = joiners(setting[~now], region[~now], counted[~now].astype(bool), SPECIFICATION)
    assert not again.any() or _whole(setting[~now], region[~now], counted[~now] > 0, again)


@given(PEOPLE, st.lists(st.booleans(), min_size=160, max_size=160))
def test_no_set_of_joiners_that_obeys_has_anybody_who_is_left_out(people, some):
    """The greatest fixpoint: whatever else is tried lies within it."""
    setting, region, counted = (np.array(one, dtype=int) for one in _columns(people))
    among = np.array(some[: len(people)], dtype=bool)
    now = joiners(setting, region, counted.astype(bool), SPECIFICATION)
    part = joiners(setting[among], region[among], counted[among].astype(bool), SPECIFICATION)

    assert (now[among] | ~part).all()


@given(st.lists(st.integers(0, 9), min_size=18, max_size=18))
def test_leavers_are_a_whole_batch_or_nobody_in_every_group(counts):
    one = frame(2, 3, 3, 1)
    gone = np.array(counts).reshape(one.shape)
    out = leavers(gone, one, SPECIFICATION)
    margins = one.margins(out)

    for totals in (margins.sum(axis=-1), one.bases(margins)):
        assert ((totals == 0) | (totals >= 10)).all()
    assert ((out == gone) | (out == 0)).all()


def _columns(people):
    return zip(*people, strict=True) if people else ((), (), ())


def _whole(setting, region, counted, now):
    for among in (now, now & counted):
        for group in (np.zeros_like(setting), setting, region):
            gains = np.bincount(group[among], minlength=1)
            if ((gains > 0) & (gains < 10)).any():
                return False
    return True


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_a_share_is_the_nearest_whole_number_halves_up_and_never_above_a_hundred(count, base):
    exact = Fraction(100 * count, base)

    assert share(count, base) == min(100, math.floor(exact + Fraction(1, 2)))


def test_a_table_of_ones_own_making_is_refused():
    with pytest.raises(TypeError, match=r"through disclosure\.protect"):
        ProtectedTable(EVERYBODY, (1, 2), 3, None, object())


def test_true_counts_printed_by_mistake_show_no_number():
    assert not any(sign.isdigit() for sign in f"{TrueTable(EVERYBODY, (1, 2), 3)!r}")


@pytest.mark.parametrize(
    ("base", "services", "hidden"),
    [
        (19, None, Hidden.FEW),
        (20, None, None),
        (9, {"a": 3, "b": 3, "c": 3}, Hidden.FEW),
        (10, {"a": 5, "b": 3, "c": 2}, None),
        (20, {"a": 10, "b": 10}, Hidden.SERVICES),
        (20, {"a": 11, "b": 5, "c": 4}, Hidden.ONE_SERVICE),
        (20, {"a": 8, "b": 6, "": 6}, None),  # those without a code count as one unknown service
        (20, {"a": 4, "b": 5, "": 11}, Hidden.ONE_SERVICE),
        (20, {"": 20}, Hidden.SERVICES),
    ],
)
def test_the_gate(base, services, hidden):
    assert gate(TrueTable(EVERYBODY, (base,), base, services), SPECIFICATION) == hidden


WEAKER = [(field.name, field.default - 1) for field in fields(Settings)]
WEAKER = [(n, 51 if n == "largest_service_percent" else value) for n, value in WEAKER]


@pytest.mark.parametrize(("name", "value"), WEAKER)
def test_no_threshold_may_be_weaker_than_the_specification(name, value):
    assert name in dict(too_weak(Settings(**{name: value})))
    assert dict(too_weak(SPECIFICATION)) == {}


EVERYBODYS = frozenset({"all"})


def asked(phase, item, options=("1", "2"), kinds=EVERYBODYS, beside=""):
    return Question(phase, item, options, (True,) * len(options), kinds, beside)


BOTH = [asked("pre", "DES1"), asked("post", "DES1")]


@pytest.mark.parametrize(
    ("plan", "why"),
    [
        ([asked("baseline", "SD4")], "health"),
        ([asked("baseline", "SD6")], "health"),
        ([asked("pre", "DES1"), asked("pre", "DES1")], "twice"),
        ([*BOTH, asked("change", "DES1", CHANGES)], "looking-back"),
        ([*BOTH, asked("change", "DES1", ("-1", "0", "1"), beside="THN1")], "improved"),
        ([BOTH[0], asked("change", "DES1", CHANGES, beside="THN1")], "before and after"),
        ([asked("post", "DES1", kinds=frozenset({"region"}))], "everybody"),
    ],
)
def test_what_may_not_be_in_a_plan_is_refused_with_why(plan, why):
    assert any(why in reason for _, reason in refused(plan, ("SD4", "SD6")))


def test_a_plan_may_have_answers_and_their_change_beside_looking_back():
    whole = [*BOTH, asked("post", "THN1"), asked("change", "DES1", CHANGES, beside="THN1")]

    assert list(refused(whole, ("SD4", "SD6"))) == []


def test_the_yearly_re_base_takes_out_whole_batches():
    one = frame(1, 2, 2)
    sealed = np.array([[[20, 20], [20, 20]]])
    there = np.array([[[14, 14], [16, 18]]])

    (out,) = taken_out([Standing(sealed, there, one)], SPECIFICATION)

    assert out.tolist() == [[[6, 6], [0, 0]]]  # six have left the second region, who wait
    assert is_due("2027-03-01", "2028-03-01", SPECIFICATION)
    assert not is_due("2027-03-01", "2028-02-29", SPECIFICATION)
    with pytest.raises(ValueError, match="ever sealed"):
        taken_out([Standing(there, sealed, one)], SPECIFICATION)


def test_whoever_leaves_a_change_leaves_with_both_of_its_questions_or_nobody_does():
    one = frame(1, 2, 2)
    sealed, there = np.array([[[20, 20], [20, 20]]]), np.array([[[14, 14], [14, 14]]])
    fewer = np.array([[[14, 14], [16, 20]]])  # four have left, who wait
    before, after = Standing(sealed, there, one), Standing(sealed, fewer, one)

    assert taken_out([before], SPECIFICATION)[0].sum() == 24
    assert [out.tolist() for out in taken_out([before, after], SPECIFICATION)] == [
        [[[6, 6], [0, 0]]],
        [[[6, 6], [0, 0]]],
    ]
