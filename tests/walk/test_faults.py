"""What dies or fails while answers are saved: 935 times in `make proof`, once each in a sample.

`make test` always meets those of an exercise. Those of a process, which only a lesson that somebody
changed has, are a long story: it is told when it is drawn, or when this file is named.

An acknowledged answer is one for which the page said "Saved". None may ever be missing from the
disk. An answer that was given and not yet acknowledged is kept in the browser and sent again.
"""

import random
from collections import Counter
from itertools import chain
from pathlib import Path

import campaign
import chromium
import pytest
from interrupted import ASKS, Learner, choose, with_changed_lesson, with_exercise, write
from playwright.sync_api import Error

pytestmark = [pytest.mark.slow, pytest.mark.browser]
SEED = 20261124
TASK = "where-is-it-really"
MODULE = "what-co-production-is"
NOTEBOOK = "modules/01-what-co-production-is.ipynb"
FAULTS = [
    "save_blocked",
    "disk_full",
    "network_gone",
    "tab_killed",
    "page_reloaded",
    "server_killed",
    "server_and_tab_killed",
]
OF_A_PROCESS = ["kernel_killed", "kernel_restarted", "kernel_culled"]
# An answer is given meanwhile. In full they come more often: they load no page, which takes most of
# a processor's time.
HOLDING_UP = {"save_blocked", "disk_full", "network_gone"}
# Where it is, and how it is answered. A lesson of the course needs no process; one that somebody
# changed does, and meets its faults too.
CHANGED = "a changed lesson"
KINDS = {
    "free text": (f"exercise/{TASK}", "one-thing-called-co-production", TASK, write),
    "single choice": (f"module/{MODULE}", "explain-the-difference", MODULE, choose),
    CHANGED: (f"module/{MODULE}", "explain-the-difference", MODULE, choose, True),
}
DRAWN = {CHANGED: [pytest.mark.drawn]}  # a server and a browser of its own, for three faults
PARTS = range(5)  # in full, each in an order of its own; a sample takes the first
# Times in each part: what holds up a save, then each of the others. A lesson's process, where it
# has one, is killed, restarted or culled 60 times. test_coming_back.py has the rest of a thousand.
EACH = {"free text": (16, 6), "single choice": (16, 6), CHANGED: (5, 4)}
SAID_WITHIN = 5000  # ms; features L4


def faults_for(kind, full, part=0):
    """In full, each fault as often as EACH says; else once, those of a process in its lesson."""
    own = FAULTS + (OF_A_PROCESS if kind == CHANGED else [])
    if full:
        faults = [one for one in own for _ in range(EACH[kind][one not in HOLDING_UP])]
        return random.Random(f"{SEED} {kind} {part}").sample(faults, len(faults))
    return OF_A_PROCESS if kind == CHANGED else random.Random(SEED).sample(FAULTS, len(FAULTS))


def test_the_full_campaign_has_935_faults_each_part_in_an_order_of_its_own():
    each = [faults_for(kind, True, part) for kind in KINDS for part in PARTS]
    assert sum(map(len, each)) == 935
    often = Counter(chain(*each))
    assert {often[one] for one in HOLDING_UP} == {185}
    assert {often[one] for one in {*FAULTS} - HOLDING_UP} == {80}
    assert {often[one] for one in OF_A_PROCESS} == {20}
    assert len(set(map(tuple, each))) == len(each)


class Case:
    """As much of a case below as `campaign.sampled` looks at."""

    def __init__(self, kind, part):
        self.kind, self.part, self.path = kind, part, Path(__file__)
        self.originalname = test_no_acknowledged_answer_is_lost.__name__
        self.name = f"{self.originalname}[{kind}-part-{part}]"

    def get_closest_marker(self, name):
        marks = test_no_acknowledged_answer_is_lost.pytestmark
        return next(one for one in marks if one.name == name)


def test_a_sample_meets_each_fault_once_and_those_of_a_process_alone_are_drawn():
    kept, _ = campaign.sampled([Case(kind, part) for kind in KINDS for part in PARTS])
    met = {one.kind: faults_for(one.kind, False, one.part) for one in kept}
    always = [fault for kind, faults in met.items() if kind not in DRAWN for fault in faults]

    assert len(met) == len(kept)
    assert sorted(always) == sorted(FAULTS)
    assert sorted(chain(*met.values())) == sorted(FAULTS + OF_A_PROCESS)


@pytest.mark.sampled(2, always=("free text-part-0", f"{CHANGED}-part-0"))
@pytest.mark.parametrize("part", PARTS, ids="part-{}".format)
@pytest.mark.parametrize("kind", [pytest.param(kind, marks=DRAWN.get(kind, [])) for kind in KINDS])
def test_no_acknowledged_answer_is_lost(
    own_profile, tmp_path, full_campaign, record_property, kind, part
):
    route, activity, slug, answer, *changed = KINDS[kind]
    faults = faults_for(kind, full_campaign, part)
    chance = random.Random(SEED + part)
    workspace = tmp_path / "coprod"
    if route.startswith("exercise"):
        with_exercise(workspace, TASK)
    if changed:
        with_changed_lesson(workspace, NOTEBOOK)
    file = f"{slug}.answers.jsonl"
    # One part of each kind in all of Chromium, the others in its headless shell.
    whole = chromium.whole() if full_campaign and part == 0 else {}
    with own_profile(**whole) as context:
        learner = Learner(context, workspace, route, activity, file, answer, *changed)
        try:
            go_through(learner, faults, chance, answer)
        finally:
            learner.server.kill()

    record_property("cases", len(faults))
    record_property("faults", len(faults))
    assert set(learner.acknowledged) - {"", None} - set(learner.stored()) == set()
    assert len(learner.acknowledged) >= len(faults) / 2  # the watching itself works
    assert learner.early == []
    assert max(learner.waits, default=0) <= SAID_WITHIN


def go_through(learner, faults, chance, answer):
    """Meet each fault, before or after an answer, and see that the answer comes through."""
    for number, fault in enumerate(faults):
        before = chance.choice([True, False])
        if fault in HOLDING_UP:
            given = learner.answer_while(fault, number)
        elif before:
            getattr(learner, fault)()
            given = learner.answer(number)
        else:
            given = learner.answer(number)
            learner.page.wait_for_timeout(chance.choice([0, 5, 20, 60, 200, 600]))
            getattr(learner, fault)()
        try:
            learner.wait_until_saved()
        except Error:
            why = f"answer {number}, {fault}: it never came through. {learner.how_it_stands()}"
            raise AssertionError(why) from None
        assert learner.stored()[-1] == given, f"answer {number}, {fault}: not on the disk"
        if fault in HOLDING_UP and answer is choose and number % ASKS == 0:
            assert learner.stored(checked=True)[-1] == given, f"answer {number}: no feedback"
