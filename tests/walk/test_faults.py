"""Kill the lesson's process, the tab and the server at random moments while answers are saved.

An acknowledged answer is one for which the page said "Saved". None may ever be missing from the
disk. An answer that was typed and not yet acknowledged is kept in the browser and sent again.
"""

import json
import random
import signal

import psutil
import pytest
from opened import Opened, run_all
from playwright.sync_api import Error

pytestmark = [pytest.mark.slow, pytest.mark.browser]
SEED = 20261124
SAMPLE, FULL = 20, 200
NOTEBOOK = "modules/faults.ipynb"
ACTIVITY = "one-thing-called-co-production"
# Tells Python each time the page says "Saved", with what stands in the box at that moment.
WATCH = """
() => {
  const line = document.querySelector('.cp-save'), box = document.querySelector('textarea');
  const tell = () => { if (line.dataset.state === 'saved') window.acknowledged(box.value); };
  new MutationObserver(tell).observe(line, { attributes: true, childList: true, subtree: true });
  tell();
}
"""


class Learner:
    """A person who types, is interrupted, comes back, and goes on."""

    def __init__(self, browser, workspace):
        self.context, self.workspace = browser.new_context(), workspace
        self.acknowledged = []
        self.context.expose_function("acknowledged", lambda words: self.acknowledged.append(words))
        self.server = Opened(workspace)
        self.open()

    def open(self):
        self.page = self.context.new_page()
        self.page.goto(self.server.page(NOTEBOOK))
        self.draw()

    def draw(self):
        run_all(self.page)
        self.page.locator("textarea").wait_for(timeout=60_000)
        self.page.evaluate(WATCH)

    def type(self, words):
        box = self.page.locator("textarea")
        box.fill(words)
        box.blur()  # leaving the field sends at once

    def kill_kernel(self):
        for process in psutil.Process(self.server.process.pid).children(recursive=True):
            if "ipykernel_launcher" in " ".join(process.cmdline()):
                process.kill()
        self.page.reload()
        self.draw()

    def kill_tab(self):
        self.page.close()
        self.open()

    def kill_server(self):
        port = self.server.port
        for process in psutil.Process(self.server.process.pid).children(recursive=True):
            process.send_signal(signal.SIGKILL)
        self.server.stop(signal.SIGKILL)
        self.page.close()
        self.server = Opened(self.workspace, port=port)
        self.open()

    def wait_until_saved(self):
        self.page.locator(".cp-save[data-state=saved]").wait_for(timeout=60_000)


def test_no_acknowledged_answer_is_lost(browser, tmp_path, full_campaign):
    saves = FULL if full_campaign else SAMPLE
    chance = random.Random(SEED)
    learner = Learner(browser, lesson(tmp_path / "coprod"))
    typed = []
    for number in range(saves):
        typed.append(f"answer {number}")
        learner.type(typed[-1])
        learner.page.wait_for_timeout(chance.choice([0, 5, 20, 60, 200, 600]))
        fault = chance.choice([None, None, "kill_kernel", "kill_tab", "kill_server"])
        if fault:
            getattr(learner, fault)()
        try:
            learner.wait_until_saved()
        except Error:
            raise AssertionError(f"save {number} after {fault} never came through") from None
    learner.server.stop()

    kept = [json.loads(line)["response"] for line in answers(tmp_path).splitlines()]
    assert set(learner.acknowledged) - {""} - set(kept) == set()
    assert kept[-1] == typed[-1]
    assert len(set(learner.acknowledged)) > saves / 2  # the watching itself works
    print(
        f"{saves} saves, {len(set(typed) - set(kept))} typed answers replaced before they were sent"
    )


def answers(tmp_path):
    return next(
        (tmp_path / "coprod" / "learner").rglob("where-is-it-really.answers.jsonl")
    ).read_text()


def lesson(workspace):
    """A workspace with one more lesson in it: a free-text activity alone."""
    first = Opened(workspace)
    first.stop()
    cells = ["from coprod_training import activity", f'activity("{ACTIVITY}")']
    notebook = {
        "cells": [
            {
                "cell_type": "code",
                "id": f"cell-{n}",
                "metadata": {},
                "source": source,
                "outputs": [],
                "execution_count": None,
            }
            for n, source in enumerate(cells)
        ],
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (workspace / "learner" / NOTEBOOK).write_text(json.dumps(notebook))
    return workspace
