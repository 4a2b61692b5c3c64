import random

import pytest

from coprod_training.grading.agreement import weighted_kappa, within_one


def test_full_agreement_is_one_and_none_where_all_is_alike():
    assert weighted_kappa([(0, 0), (3, 3), (2, 2)]) == 1
    assert weighted_kappa([(2, 2), (2, 2)]) is None
    assert weighted_kappa([]) is None


# What scikit-learn 1.9.1 gives as cohen_kappa_score with weights="quadratic".
NINE = [(0, 0), (3, 3), (2, 0), (1, 2), (1, 0), (3, 1), (3, 3), (2, 3), (2, 2)]
THIRTY = [
    (2, 3), (2, 2), (2, 0), (0, 0), (3, 3), (2, 3), (0, 0), (1, 1), (3, 3), (2, 0),
    (1, 1), (1, 1), (1, 1), (1, 0), (2, 2), (3, 3), (2, 3), (3, 3), (3, 3), (3, 2),
    (0, 0), (3, 3), (0, 0), (3, 3), (1, 2), (0, 1), (1, 0), (0, 0), (3, 3), (2, 0),
]  # fmt: skip


@pytest.mark.parametrize(
    ("pairs", "kappa"), [(NINE, 0.543778801843318), (THIRTY, 0.7692307692307693)]
)
def test_it_is_what_scikit_learn_gives(pairs, kappa):
    assert weighted_kappa(pairs) == pytest.approx(kappa, abs=1e-12)


def test_the_opposite_of_agreement_is_below_zero():
    assert weighted_kappa([(0, 3), (3, 0)]) == -1


def test_chance_comes_to_nothing():
    rng = random.Random(20261126)
    pairs = [(rng.randrange(4), rng.randrange(4)) for _ in range(20_000)]

    assert weighted_kappa(pairs) == pytest.approx(0, abs=0.03)


def test_it_does_not_matter_who_was_first():
    pairs = [(0, 1), (2, 2), (3, 1), (1, 1)]

    assert weighted_kappa(pairs) == weighted_kappa([(b, a) for a, b in pairs])


def test_one_level_apart_counts_as_close():
    assert within_one([(0, 0), (0, 1), (2, 1), (3, 1)]) == 3
