"""Each rule is needed: switched off, the attack finds somebody or something; on, it finds nothing.

The audit catches much of what another rule would have let through. So it is off in every test here
but its own, and each rule stands alone.
"""

import numpy as np
import pytest
from attacker import Attacker, seen
from made_up import frame, leaves, tables
from pipeline import SPECIFICATION, attacked, crowd, releases, rounded

from coprod_training.disclosure import protect, seal
from coprod_training.disclosure.derived import share
from coprod_training.disclosure.gate import gate
from coprod_training.disclosure.settings import Settings
from coprod_training.disclosure.tables import EVERYBODY, TrueTable

ONE = frame(2, 2, 3)
NOBODY = crowd(ONE, {})
MANY = {("A", "Y"): [31, 24, 17], ("A", "Z"): [22, 14, 13], ("B", "Y"): [26, 16, 21]}


def finds(arrivals, settings=SPECIFICATION, departures=None, **known):
    story = releases(ONE, arrivals, settings, departures=departures, audited=False)
    return attacked(story, settings, **known)


def test_with_every_rule_on_nothing_is_found():
    first = crowd(ONE, {**MANY, ("B", "Z"): [14, 12, 2]})
    second = crowd(ONE, {("A", "Y"): [7, 4, 1], ("B", "Y"): [8, 3, 0]})

    assert finds([first, second]) == []


@pytest.mark.parametrize("weaker", [{"smallest_count": 1}, {"round_to": 1}])
def test_small_counts_are_hidden_and_all_others_rounded(weaker):
    people = [crowd(ONE, {**MANY, ("B", "Z"): [30, 25, 2], ("A", "Z"): [32, 20, 0]})]

    assert finds(people) == []
    assert any(kind == "cell" for kind, *_ in finds(people, Settings(**weaker)))


def test_a_zero_is_hidden_too(monkeypatch):
    people = [crowd(ONE, {**MANY, ("B", "Y"): [40, 0, 0]})]

    assert finds(people) == []

    monkeypatch.setattr(protect, "published", lambda n, _: rounded(n) if n else 0)
    assert any(kind == "joiner" for kind, *_ in finds(people))


def test_totals_are_rounded_by_themselves(monkeypatch):
    people = [crowd(ONE, {**MANY, ("B", "Y"): [18, 2, 0]})]

    assert finds(people) == []

    made = protect._made
    story = releases(ONE, people, audited=False)
    monkeypatch.setattr(
        protect,
        "_made",
        lambda group, counts, base, hidden: made(
            group, counts, base and _exact(story, group), hidden
        ),
    )
    exact = releases(ONE, people, audited=False)
    assert any(kind == "cell" for kind, *_ in attacked(exact, base_rule=lambda count: count))


def _exact(story, group):
    return int(story.frame.bases(story.counts)[0, story.frame.groups.index(group)])


def test_a_small_group_is_hidden():
    people = [crowd(ONE, {**MANY, ("B", "Y"): [11, 1, 0]})]

    assert finds(people) == []
    shown = Settings(smallest_base_without_codes=0)
    assert ("cell", 0, ("setting", "B"), "1") in finds(people, shown)


@pytest.mark.parametrize(
    ("services", "weaker"),
    [
        ({"own": [14, 8, 3], "other": [15, 1, 9]}, {"smallest_services": 2}),
        (
            {"own": [6, 5, 3], "friend": [4, 3, 2], "other": [30, 1, 9]},
            {"largest_service_percent": 100},
        ),
    ],
)
def test_a_service_takes_its_own_answers_off_and_learns_nothing_of_another(services, weaker):
    """At most half of a group's answers are put together, so that one service's are left."""
    counts = tuple(sum(given) for given in zip(*services.values(), strict=True))
    by_service = {name: sum(given) for name, given in services.items()}
    group = TrueTable(EVERYBODY, counts, sum(counts), by_service)

    def told(settings):
        table = protect.protect(group, settings)
        if table.base is None:
            return []
        own = [sum(g) for g in zip(*(services[n] for n in services if n != "other"), strict=True)]
        left = [_values(n, settings) - own[option] for option, n in enumerate(table.counts)]
        return [
            option
            for option, values in enumerate(left)
            if 0 < services["other"][option] < 10 and (values >= 0).sum() < 4
        ]

    assert gate(group, SPECIFICATION) is not None
    assert told(SPECIFICATION) == []
    assert told(Settings(**weaker)) != []


def _values(shown, settings):
    return np.array([n for n in range(200) if protect.published(n, settings) == shown])


def test_nobody_joins_alone():
    first = crowd(ONE, {**MANY, ("A", "Y"): [12, 24, 17], ("A", "Z"): [0, 14, 13]})
    alone = crowd(ONE, {("A", "Y"): [1, 0, 0]})

    assert finds([first, alone]) == []
    assert ("joiner", 1, 0, 0) in finds([first, alone], Settings(smallest_batch=1))


def test_nobody_leaves_alone(monkeypatch):
    first = crowd(ONE, {**MANY, ("A", "Y"): [13, 24, 17], ("A", "Z"): [0, 14, 13]})
    alone = {1: crowd(ONE, {("A", "Y"): [1, 0, 0]})}

    assert finds([first, NOBODY], departures=alone) == []

    monkeypatch.setattr(seal, "leavers", lambda gone, *_: gone)
    assert ("leaver", 1, 0, 0) in finds([first, NOBODY], Settings(smallest_batch=1), alone)


def test_leavers_are_not_made_up_for_by_joiners(monkeypatch):
    """Ten who join in another region are no cover for one who leaves."""
    first = crowd(ONE, {**MANY, ("A", "Y"): [13, 24, 17], ("A", "Z"): [0, 14, 13]})
    others = crowd(ONE, {("B", "Z"): [0, 0, 12]})
    alone = {1: crowd(ONE, {("A", "Y"): [1, 0, 0]})}

    assert finds([first, others], departures=alone) == []

    monkeypatch.setattr(seal, "leavers", lambda gone, *_: gone)
    assert ("leaver", 1, 0, 0) in finds([first, others], departures=alone, batch=1)


def test_one_population_counts_for_all_groups():
    """One who joins everybody, and not yet their setting, is what is left between the two."""
    standing = leaves(ONE, crowd(ONE, {("A", "Y"): [12, 40, 24], ("A", "Z"): [0, 30, 33]}))
    joining = leaves(ONE, crowd(ONE, {("B", "Y"): [1, 0, 0]}))
    together = tables(ONE, standing, SPECIFICATION)
    apart = {**together, EVERYBODY: tables(ONE, standing + joining, SPECIFICATION)[EVERYBODY]}

    def answers(published):
        attacker = Attacker(ONE, [seen(published)], rounded, 20)
        return attacker.answers(0, 1, 0, alone=[("setting", "B")])

    assert len(answers(together)) > 1
    assert answers(apart) == {"0"}


def test_every_answer_is_printed_also_one_that_nobody_gave():
    people = leaves(ONE, crowd(ONE, {**MANY, ("B", "Y"): [40, 0, 0]}))
    published = seen(tables(ONE, people, SPECIFICATION))
    without = {
        group: (
            base,
            tuple(0 if n is None and not true else n for n, true in zip(given, row, strict=True)),
        )
        for (group, (base, given)), row in zip(published.items(), ONE.margins(people), strict=True)
    }

    def answers(shown, rule):
        return Attacker(ONE, [shown], rule, 20).answers(0, 1, 0)

    assert len(answers(published, rounded)) > 1
    assert answers(without, lambda n: rounded(n) if n else 0) == {"0"}


def test_a_share_is_worked_out_from_published_figures():
    """From true counts it would say how many of a hidden answer there are."""
    true_count, true_base = 2, 61

    def fits(told):
        bases = _values(rounded(true_base), SPECIFICATION)
        return {n for n in range(10) for base in bases if share(n, int(base)) == told}

    assert fits(share(true_count, true_base)) == {2}
    assert protect.published(true_count, SPECIFICATION) is None  # so there is no share of it
