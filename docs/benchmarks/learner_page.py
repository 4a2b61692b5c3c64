"""How soon a learner can work, what their server costs, and how fast an answer is kept.

Each figure stands beside JupyterLab's own, measured in turn in one run on one machine, with real
Chromium. Run with `make bench`, or: python docs/benchmarks/learner_page.py [ROUNDS]

open:   from asking for the page to the first control that takes an answer. JupyterLab's own: the
        same lesson, as a notebook that is open and idle, in JupyterLab as it is installed.
widget: warm again: ours is what `open` measures. Beside it, stock JupyterLab with a notebook whose
        one cell loads ipywidgets and pandas and shows a choice: from its address to the choice,
        where the cell is run the moment that it can be. A person takes longer. It has no target.
work:   processor time of the page, from nothing to the same point, warm. It has no target.
each:   the same, warm, for every module: from its address to the first activity with a control.
go on:  from pressing Continue on course home to focus on the heading of the unfinished activity.
memory: proportional set size (PSS) of the server and whatever it started, with module 1 open.
saved:  from a key press to the word "Saved".
loaded: bytes of our extension on the wire and unpacked. activities: the same for what draws the
        activities of module 1, from coprod/static/, which has no target. foreign: requests to any
        other host.

Each line says whether its target is reached (issue 3 and features.md, L8); one that is not makes
the exit code 1.
"""

import json
import os
import re
import statistics
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen
from uuid import uuid4

from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright
from servers import chromium, forget_processes, memory, server, stock, stock_memory, write_notebook
from targets import Targets

ROOT = Path(__file__).parents[2]
LESSON = "modules/01-what-co-production-is.ipynb"
OURS = "lab#/module/what-co-production-is/your-service-today"
CONTROL = ":is(input, textarea, select, button)"
SAVES = 100
EACH_ROUNDS = 1  # of all modules, eleven each time
CHOICE = "import ipywidgets, pandas\nipywidgets.RadioButtons(options=['yes', 'no'])"
STOCK, HEAVY = "JupyterLab", "with nbgrader, ipywidgets, pandas"


def opened(page: Page, base: str, in_stock: bool) -> float:
    """Seconds to a page one can work with, ours or JupyterLab's own; the token is in a cookie."""
    begin = time.perf_counter()
    if in_stock:
        page.goto(f"{base}lab/tree/{LESSON}?reset")
        page.locator(".jp-Notebook .jp-Cell").first.wait_for()
        page.locator(".jp-Toolbar .jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()
    else:
        page.goto(f"{base}{OURS.replace('lab', 'lab?reset', 1)}")
        page.locator(".jp-Cell:not(.cp-away) [data-activity] input").first.wait_for()
    return time.perf_counter() - begin


def stock_widget(browser: Browser, base: str, token: str, folder: Path) -> float:
    """Seconds to a control of ipywidgets, in a browser that has seen JupyterLab before.

    folder: that the server shows.
    """
    path = write_notebook(folder / "choice.ipynb", CHOICE)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{base}api/status?token={token}")
    opened(page, base, True)
    page.close()
    forget_processes(base, token)
    page = context.new_page()
    begin = time.perf_counter()
    page.goto(f"{base}lab/tree/{path.name}?reset")
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()
    control = page.locator(".widget-radio-box input").first
    while not control.is_visible():  # before its kernel is there, JupyterLab runs nothing
        page.locator(".jp-CodeCell .cm-content").first.click()
        page.keyboard.press("Control+Enter")
        with suppress(TimeoutError):
            control.wait_for(timeout=2000)
    took = time.perf_counter() - begin
    context.close()
    forget_processes(base, token)
    path.unlink()
    return took


def first_activities() -> dict[str, tuple[str, str]]:
    """By notebook: the module and the first activity in it that takes an answer."""
    found = {}
    for path in sorted((ROOT / "modules").glob("*.ipynb")):
        calls = re.findall(r'activity\(\\?"([a-z0-9-]+)', path.read_text(encoding="utf-8"))
        found[f"modules/{path.name}"] = (path.stem.split("-", 1)[1], calls[0])
    return found


def each_module(browser: Browser, base: str, token: str, in_stock: bool) -> dict[str, float]:
    """Seconds to each module, by notebook, in a browser that has seen another one before."""
    page = browser.new_page()
    page.goto(f"{base}api/status?token={token}")
    opened(page, base, in_stock)
    took = {}
    for notebook, (slug, activity) in first_activities().items():
        page.goto("about:blank")
        forget_processes(base, token)
        begin = time.perf_counter()
        if in_stock:
            page.goto(f"{base}lab/tree/{notebook}?reset")
            page.locator(".jp-Notebook .jp-Cell").first.wait_for()
            page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()
        else:
            page.goto(f"{base}lab?reset#/module/{slug}?at={activity}")
            page.locator(f"[data-activity='{activity}'] {CONTROL}").first.wait_for()
        took[notebook] = time.perf_counter() - begin
    page.close()
    return took


def went_on(page: Page, base: str) -> float:
    """Seconds from Continue to focus on the heading of the next activity; a setting is chosen."""
    page.goto(f"{base}lab?reset#/")
    link = page.locator("#coprod-page").get_by_role("link", name="Continue")
    link.wait_for()
    begin = time.perf_counter()
    link.press("Enter")
    page.wait_for_function("document.activeElement.matches('[data-activity] [tabindex]')")
    return time.perf_counter() - begin


def visits(browser: Browser, base: str, token: str, in_stock: bool) -> tuple[float, float, float]:
    """One cold and one warm visit: the browser's cache empty, then full; the warm one's work.

    Seconds, the last one of a processor.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{base}api/status?token={token}")
    cold = opened(page, base, in_stock)
    page.close()
    forget_processes(base, token)
    page = context.new_page()  # in a process of its own, as the first was
    warm = opened(page, base, in_stock)
    devtools = context.new_cdp_session(page)
    devtools.send("Performance.enable")
    metrics = devtools.send("Performance.getMetrics")["metrics"]
    (work,) = (one["value"] for one in metrics if one["name"] == "ProcessTime")
    page.close()
    forget_processes(base, token)
    context.close()
    return cold, warm, work


def answer(base: str, token: str, activity: str, response: str) -> None:
    """Give one answer, as a page does."""
    said = {"type": "keep", "id": str(uuid4()), "response": response, "check": False}
    head = {"Authorization": f"token {token}"}
    asked = Request(
        f"{base}coprod/api/activities/{activity}", json.dumps(said).encode(), head, method="POST"
    )
    urlopen(asked).close()


def saves(page: Page) -> list[float]:
    """Seconds from each key press to "Saved", in the page that is open."""
    page.evaluate("location.hash = '#/module/what-co-production-is?at=explain-the-difference'")
    inputs = page.locator('[data-activity="explain-the-difference"] input')
    inputs.first.wait_for()
    # Measured inside the page: the way through the driver would be part of the figure otherwise.
    return page.evaluate(
        """async count => {
          const activity = document.querySelector('[data-activity="explain-the-difference"]');
          const inputs = [...activity.querySelectorAll('input')];
          const line = activity.querySelector('.cp-save');
          const times = [];
          for (let at = 0; at < count; at += 1) {
            const begin = performance.now();
            inputs[at % inputs.length].click();
            await new Promise(done => {
              const look = () => line.dataset.state === 'saved' ? done() : setTimeout(look, 1);
              setTimeout(look, 1);
            });
            times.push((performance.now() - begin) / 1000);
          }
          return times;
        }""",
        SAVES,
    )


def loaded(browser: Browser, base: str, token: str) -> tuple[list[list[int]], set[str]]:
    """Bytes on the wire and unpacked, of our extension and of coprod/static/; hosts elsewhere."""
    page = browser.new_page()
    page.goto(f"{base}api/status?token={token}")
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname or "127.0.0.1"))
    opened(page, base, False)
    sizes = page.evaluate(
        """() => ['coprod-training-lab', 'coprod/static/'].map(ours =>
          performance.getEntriesByType('resource')
          .filter(one => one.name.includes(ours))
          .reduce(([wire, whole], one) =>
            [wire + one.encodedBodySize, whole + one.decodedBodySize], [0, 0]))"""
    )
    return sizes, hosts - {"127.0.0.1"}


def kilobytes(sizes: list[int]) -> str:
    """Bytes on the wire and unpacked, in words."""
    wire, whole = sizes
    return f"{wire / 1000:.1f} kB on the wire, {whole / 1000:.1f} kB unpacked"


def beside(ours: list[float], theirs: list[float]) -> tuple[str, float]:
    """Medians with ranges, in words, and their ratio."""
    a, b = statistics.median(ours), statistics.median(theirs)
    return (
        f"ours {a:.2f} s ({min(ours):.2f}-{max(ours):.2f})"
        f"  JupyterLab {b:.2f} s ({min(theirs):.2f}-{max(theirs):.2f})  x{a / b:.2f}"
    ), a / b


def main() -> None:
    """Measure everything in turn and print it."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    targets = Targets()
    cold: dict[bool, list[float]] = {True: [], False: []}
    warm: dict[bool, list[float]] = {True: [], False: []}
    work: dict[bool, list[float]] = {True: [], False: []}
    widgets: list[float] = []
    each: dict[bool, dict[str, list[float]]] = {True: {}, False: {}}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        workspace = Path(folder) / "coprod"
        browser = chromium(playwright)
        for turn in range(rounds):
            for in_stock in (False, True):  # the first one lays the lessons out
                running = (
                    stock(workspace / "learner", Path(folder)) if in_stock else server(workspace)
                )
                with running as (base, token, _process):
                    for figures, figure in zip(
                        (cold, warm, work), visits(browser, base, token, in_stock), strict=True
                    ):
                        figures[in_stock].append(figure)
                    if in_stock:
                        widgets.append(stock_widget(browser, base, token, workspace / "learner"))
                    if turn >= EACH_ROUNDS:
                        continue
                    for notebook, took in each_module(browser, base, token, in_stock).items():
                        each[in_stock].setdefault(notebook, []).append(took)
        with server(workspace) as (base, token, process):
            page = browser.new_page()
            page.goto(f"{base}api/status?token={token}")
            opened(page, base, False)
            time.sleep(3)
            ours = memory(process)
            kept = saves(page)
            answer(base, token, "your-setting", "smi")
            went = [went_on(page, base) for _ in range(rounds)]
            (extension, activities), foreign = loaded(browser, base, token)
        theirs = stock_memory(browser, Path(folder))
        browser.close()
    print(f"{os.cpu_count()} cores, {rounds} rounds, median (range)")
    p95 = sorted(kept)[int(0.95 * len(kept)) - 1]
    saved = f"median {1000 * statistics.median(kept):.0f} ms, p95 {1000 * p95:.0f} ms"
    going = f"median {statistics.median(went):.2f} s, longest {max(went):.2f} s"
    held = f"ours {ours:.1f} MB  stock {theirs:.1f} MB  x{ours / theirs:.2f}"
    for name, took, most in (("cold", cold, 1.5), ("warm", warm, 1.25)):
        targets.at_most(f"open, {name}", *beside(took[False], took[True]), most, unit="s",
                        runs=took[False], peers={STOCK: took[True]})  # fmt: skip
    first = beside(warm[False], widgets)[0].replace("JupyterLab", "stock, its cell run at once")
    targets.beside("widget, warm", first, "no target", warm[False], unit="s",
                   peers={HEAVY: widgets})  # fmt: skip
    targets.beside("work, warm", beside(work[False], work[True])[0], "no target", work[False],
                   unit="s", peers={STOCK: work[True]})  # fmt: skip
    for notebook in each[False]:
        name = f"each, {notebook.split('/')[1][:2]}"
        mine, its = each[False][notebook], each[True][notebook]
        targets.at_most(name, *beside(mine, its), 1.25, unit="s", runs=mine, peers={STOCK: its})
    targets.at_most("go on", going, max(went), 3, unit="s", runs=went)
    targets.at_most("memory", held, ours, 115, unit="MB", runs=[ours], timed=False,
                    peers={HEAVY: [theirs]})  # fmt: skip
    targets.at_most("saved", saved, p95, 0.1, unit="s", runs=kept)
    targets.at_most("loaded", kilobytes(extension), extension[0] / 1000, 60, timed=False,
                    unit="kB")  # fmt: skip
    targets.beside("activities", kilobytes(activities), "no target",
                   [activities[0] / 1000], unit="kB")  # fmt: skip
    hosts = ", ".join(sorted(foreign)) or "none"
    targets.at_most("foreign hosts", hosts, len(foreign), 0, timed=False)
    targets.end()


if __name__ == "__main__":
    main()
