"""What dies or fails while answers are saved: 200 times in `make proof`, a sample in `make test`.

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
# How it is answered, where, and how many faults: sample and full.
KINDS = {
    "free text": (f"exercise/{TASK}", "one-thing-called-co-production", TASK, write, (10, 100)),
    "single choice": (f"module/{MODULE}", "explain-the-difference", MODULE, choose, (10, 100)),
}
SAID_WITHIN = 5000  # ms; features L4


@pytest.mark.parametrize("kind", KINDS)
def test_no_acknowledged_answer_is_lost(browser, tmp_path, full_campaign, record_property, kind):
    route, activity, slug, answer, (sample, full) = KINDS[kind]
    count = full if full_campaign else sample
    chance = random.Random(f"{SEED} {kind}")
    # Every fault as often as the others, in an order by chance.
    faults = chance.sample(FAULTS * (count // len(FAULTS)), count)
    workspace = tmp_path / "coprod"
    if route.startswith("exercise"):
        with_exercise(workspace, TASK)
    learner = Learner(browser, workspace, route, activity, f"{slug}.answers.jsonl", answer)

    for number, fault in enumerate(faults):
        before = chance.choice([True, False])
        if before:
            getattr(learner, fault)()
        given = learner.answer(number)
        if not before:
            learner.page.wait_for_timeout(chance.choice([0, 5, 20, 60, 200, 600]))
            getattr(learner, fault)()
        try:
            learner.wait_until_saved()
        except Error:
            raise AssertionError(f"answer {number}, {fault}: it never came through") from None
        assert learner.stored()[-1] == given, f"answer {number}, {fault}: not on the disk"
    learner.server.stop()

    record_property("cases", count)
    assert set(learner.acknowledged) - {"", None} - set(learner.stored()) == set()
    assert len(learner.acknowledged) >= count / 2  # the watching itself works
    assert learner.early == []
    assert max(learner.waits, default=0) <= SAID_WITHIN


def test_the_page_says_so_in_words_when_an_answer_cannot_be_saved(browser, tmp_path):
    _, activity, slug, answer, _ = KINDS["single choice"]
    route = KINDS["single choice"][0]
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
