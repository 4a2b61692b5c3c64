"""What dies or fails while answers are saved: 200 times in `make proof`, each once in `make test`.

An acknowledged answer is one for which the page said "Saved". None may ever be missing from the
disk. An answer that was given and not yet acknowledged is kept in the browser and sent again.
"""

import random

import pytest
from interrupted import Learner, choose, with_exercise, write
from playwright.sync_api import Error

pytestmark = [pytest.mark.slow, pytest.mark.browser]
SEED = 20261124
TASK = "where-is-it-really"
MODULE = "what-co-production-is"
FAULTS = [
    "kernel_killed",
    "kernel_restarted",
    "kernel_culled",
    "save_blocked",
    "disk_full",
    "network_gone",
    "tab_killed",
    "page_reloaded",
    "server_killed",
    "server_and_tab_killed",
]
HOLDING_UP = {"save_blocked", "disk_full", "network_gone"}  # an answer is given meanwhile
# Where it is, and how it is answered.
KINDS = {
    "free text": (f"exercise/{TASK}", "one-thing-called-co-production", TASK, write),
    "single choice": (f"module/{MODULE}", "explain-the-difference", MODULE, choose),
}
FULL = 100  # for each kind
SAID_WITHIN = 5000  # ms; features L4


def faults_for(kind, full):
    """In full, each fault as often as the others; else each once, half of them for each kind."""
    if full:
        return random.Random(f"{SEED} {kind}").sample(FAULTS * (FULL // len(FAULTS)), FULL)
    order = random.Random(SEED).sample(FAULTS, len(FAULTS))
    return order[[*KINDS].index(kind) :: len(KINDS)]


@pytest.mark.parametrize("kind", KINDS)
def test_no_acknowledged_answer_is_lost(browser, tmp_path, full_campaign, record_property, kind):
    route, activity, slug, answer = KINDS[kind]
    faults = faults_for(kind, full_campaign)
    chance = random.Random(SEED)
    workspace = tmp_path / "coprod"
    if route.startswith("exercise"):
        with_exercise(workspace, TASK)
    learner = Learner(browser, workspace, route, activity, f"{slug}.answers.jsonl", answer)

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
            raise AssertionError(f"answer {number}, {fault}: it never came through") from None
        assert learner.stored()[-1] == given, f"answer {number}, {fault}: not on the disk"
    learner.server.stop()

    record_property("cases", len(faults))
    assert set(learner.acknowledged) - {"", None} - set(learner.stored()) == set()
    assert len(learner.acknowledged) >= len(faults) / 2  # the watching itself works
    assert learner.early == []
    assert max(learner.waits, default=0) <= SAID_WITHIN


def test_the_page_says_so_in_words_when_an_answer_cannot_be_saved(browser, tmp_path):
    route, activity, slug, answer = KINDS["single choice"]
    learner = Learner(
        browser, tmp_path / "coprod", route, activity, f"{slug}.answers.jsonl", answer
    )
    lessons = learner.lessons()
    for process in lessons:
        process.suspend()

    given = learner.answer(3)  # it also asks for feedback

    banner = learner.page.locator(".cp-waiting")
    banner.get_by_text("One answer is not saved yet.").wait_for(timeout=6_000)
    assert learner.section.locator(".cp-fb").count() == 0
    for process in lessons:
        process.resume()
    learner.wait_until_saved()
    banner.wait_for(state="detached")
    assert learner.stored(checked=True) == [given]
    assert learner.waits[0] <= SAID_WITHIN
    learner.server.stop()
