"""How many answers are lost when something fails: ours, stock ipywidgets, nbgrader-jupyterquiz.

Real servers and real Chromium, the same faults for each. Run with `make bench`, or:
python docs/benchmarks/saves.py [TIMES EACH FAULT]

An answer is lost when the disk has not got it 10 seconds after all works again. Where the page is
still open, a person of another tool does what a careful one would: they save once more, or give the
same answer once more. With ours, and with ipywidgets as they come, nobody does anything. Judged is
ours: none may be lost. The campaign of ours alone, with 1,000 faults, is tests/walk/test_faults.py.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import psutil
from environments import NoEnvironment
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright
from servers import chromium
from targets import Targets
from ways_to_answer import Ours, Quiz, SavedWidgets, Way, Widgets

WAYS = {
    "ours": Ours,
    "ipywidgets as they come": Widgets,
    "ipywidgets, set up and saved by hand": SavedWidgets,
    "nbgrader-jupyterquiz": Quiz,
}
EACH = 1
GONE, SETTLED = 2.0, 10.0  # seconds that a fault lasts, and that an answer may take after it
SOON = 0.05  # seconds from an answer to what ends at once

Fault = Callable[[Way, BrowserContext, Page, str], Page]


def server_killed_while_away(way: Way, context: BrowserContext, page: Page, words: str) -> Page:
    """The server is gone when the answer is given, and comes back; the page stays open."""
    way.kill()
    way.answer(page, words)
    time.sleep(GONE)
    way.start()
    return page


def server_killed_after(way: Way, context: BrowserContext, page: Page, words: str) -> Page:
    """The server ends right after the answer, and comes back; the page stays open."""
    way.answer(page, words)
    time.sleep(SOON)
    way.kill()
    time.sleep(GONE)
    way.start()
    return page


def network_gone(way: Way, context: BrowserContext, page: Page, words: str) -> Page:
    """The browser reaches nothing for a while."""
    context.set_offline(True)
    way.answer(page, words)
    time.sleep(GONE)
    context.set_offline(False)
    return page


def disk_full(way: Way, context: BrowserContext, page: Page, words: str) -> Page:
    """No file may grow for a while."""
    keeper = way.keeper()
    keeper.rlimit(psutil.RLIMIT_FSIZE, (0, psutil.RLIM_INFINITY))
    way.answer(page, words)
    time.sleep(GONE)
    keeper.rlimit(psutil.RLIMIT_FSIZE, (psutil.RLIM_INFINITY, psutil.RLIM_INFINITY))
    return page


def tab_killed(way: Way, context: BrowserContext, page: Page, words: str) -> Page:
    """The browser's process for the page ends right after the answer; the person comes back."""
    way.answer(page, words)
    time.sleep(SOON)
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash", timeout=2000)
    page.close()
    fresh = context.new_page()
    way.open(fresh)
    return fresh


FAULTS: tuple[Fault, ...] = (
    server_killed_while_away, server_killed_after, network_gone, disk_full, tab_killed,
)  # fmt: skip


def survives(way: Way, browser: Browser, fault: Fault, words: str) -> bool:
    """Whether an answer is on the disk in the end, in a browser of a person who begins anew."""
    context = browser.new_context()
    try:
        page = context.new_page()
        way.open(page)
        page = fault(way, context, page, words)
        if fault is not tab_killed:
            way.again(page, words)
        end = time.monotonic() + SETTLED
        while time.monotonic() < end:
            if way.kept(words):
                return True
            time.sleep(0.1)
        return way.kept(words)
    finally:
        context.close()


def lost(name: str, folder: Path, each: int) -> dict[str, int]:
    """How many answers of each fault are lost. Raises NoEnvironment."""
    own = folder / WAYS[name].__name__
    own.mkdir()
    way, found = WAYS[name](own), dict[str, int]()
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        way.start()
        try:
            for fault in FAULTS:
                called = fault.__name__.replace("_", " ")
                words = [f"We ask {called} {number:03} first" for number in range(each)]
                found[called] = sum(not survives(way, browser, fault, one) for one in words)
        finally:
            way.kill()
            browser.close()
    return found


def main() -> None:
    """Meet every fault with each, and print how many answers were lost."""
    each = int(sys.argv[1]) if len(sys.argv) > 1 else EACH
    targets = Targets()
    found: dict[str, dict[str, int]] = {}
    # All at once: most of the time is waiting, and no time is measured.
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(len(WAYS)) as lanes:
        trying = {name: lanes.submit(lost, name, Path(folder), each) for name in WAYS}
        for name, one in trying.items():
            try:
                found[name] = one.result()
            except NoEnvironment as missing:
                targets.missing(name, str(missing))
                continue
            said = ", ".join(f"{fault} {many}" for fault, many in found[name].items())
            print(f"{name:37} lost: {said}", flush=True)
    print(f"{each} times each fault")
    ours = found.pop("ours")
    for fault, many in ours.items():
        peers = {name: [theirs[fault]] for name, theirs in found.items()}
        words = ", ".join([f"ours {many}", *(f"{name} {one[0]}" for name, one in peers.items())])
        targets.at_most(fault, f"{words} of {each} lost", many, 0, timed=False,
                        unit=f"of {each} lost", runs=[many], peers=peers)  # fmt: skip
    total, of = sum(ours.values()), each * len(FAULTS)
    peers = {name: [sum(theirs.values())] for name, theirs in found.items()}
    words = ", ".join([f"ours {total}", *(f"{name} {one[0]}" for name, one in peers.items())])
    targets.at_most("answers lost", f"{words} of {of}", total, 0, timed=False,
                    unit=f"of {of} lost", runs=[total], peers=peers)  # fmt: skip
    targets.end()


if __name__ == "__main__":
    main()
