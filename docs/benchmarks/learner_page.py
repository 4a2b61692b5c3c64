"""How soon a learner can work, what their server costs, and how fast an answer is kept.

Each figure stands beside JupyterLab's own, measured in turn in one run on one machine, with real
Chromium. Run with `make bench`, or: python docs/benchmarks/learner_page.py [ROUNDS]

open:   from asking for the page to the first control that takes an answer. JupyterLab's own: the
        same lesson, as a notebook that is open and idle, on a server with the same settings and
        our extension off.
go on:  from pressing Continue on course home to focus on the heading of the unfinished activity.
memory: proportional set size (PSS) of server and kernel together, with module 1 open.
saved:  from a key press to the word "Saved".
loaded: bytes of our extension on the wire and unpacked. foreign: requests to any other host.

Each line says whether its target is reached (issue 3 and features.md, L8); one that is not makes
the exit code 1.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen
from uuid import uuid4

import psutil
from jupyter_client.blocking.client import BlockingKernelClient
from playwright.sync_api import Browser, Error, Page, sync_playwright
from targets import Targets

ROOT = Path(__file__).parents[2]
LESSON = "modules/01-what-co-production-is.ipynb"
OURS = "lab#/module/what-co-production-is/your-service-today"
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SAVES = 100


@contextmanager
def server(workspace: Path, off: bool) -> Iterator[tuple[str, str, psutil.Process]]:
    """A learner's server: address, token, process. off: without our extension."""
    settings = Path(tempfile.mkdtemp())
    labconfig = settings / "labconfig"
    labconfig.mkdir()
    page = {"coprodRole": "off" if off else "learner"}
    (labconfig / "page_config.json").write_text(json.dumps(page))
    command = [sys.executable, "-m", "coprod_training.cli", "start", "--no-browser"]
    running = subprocess.Popen(
        [*command, "--workspace", str(workspace), "--port", "8931"],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        env=os.environ | {"JUPYTER_CONFIG_PATH": str(settings)},
    )
    try:
        assert running.stdout is not None
        line = next(line for line in running.stdout if line.startswith("http"))
        base, token = line.split("lab", 1)[0], line.strip().rsplit("token=", 1)[1]
        yield base, token, psutil.Process(running.pid).children()[0]
    finally:
        running.terminate()
        running.wait(30)
        shutil.rmtree(settings)


def opened(page: Page, base: str, token: str, off: bool) -> float:
    """Seconds from the address to a page one can work with. The token is in a cookie already."""
    begin = time.perf_counter()
    if off:
        page.goto(f"{base}lab/tree/{LESSON}?reset")
        page.locator(".jp-Notebook .jp-Cell").first.wait_for()
        page.locator(".jp-Toolbar .jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()
    else:
        page.goto(f"{base}{OURS.replace('lab', 'lab?reset', 1)}")
        page.locator(".jp-Cell:not(.cp-away) [data-activity] input").first.wait_for()
    return time.perf_counter() - begin


def went_on(page: Page, base: str) -> float:
    """Seconds from Continue to focus on the heading of the next activity; a setting is chosen."""
    page.goto(f"{base}lab?reset#/")
    link = page.locator("#coprod-page").get_by_role("link", name="Continue")
    link.wait_for()
    begin = time.perf_counter()
    link.press("Enter")
    page.wait_for_function("document.activeElement.matches('[data-activity] [tabindex]')")
    return time.perf_counter() - begin


def forget_processes(base: str, token: str) -> None:
    """Stop every kernel, so that each visit starts with none."""
    head = {"Authorization": f"token {token}"}
    with urlopen(Request(f"{base}api/sessions", headers=head)) as reply:
        for session in json.load(reply):
            urlopen(Request(f"{base}api/sessions/{session['id']}", headers=head, method="DELETE"))


def visits(browser: Browser, base: str, token: str, off: bool) -> tuple[float, float]:
    """One cold and one warm visit: the browser's cache empty, then full. Seconds."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{base}api/status?token={token}")
    cold = opened(page, base, token, off)
    page.goto("about:blank")
    forget_processes(base, token)
    warm = opened(page, base, token, off)
    page.goto("about:blank")
    forget_processes(base, token)
    context.close()
    return cold, warm


def memory(process: psutil.Process) -> float:
    """PSS of a server and its lesson, in MB, once no short-lived helper of the server's is left."""
    while any("grading.handin" in " ".join(one.cmdline()) for one in process.children()):
        time.sleep(0.2)
    return (
        sum(one.memory_full_info().pss for one in [process, *process.children(recursive=True)])
        / 1e6
    )


@contextmanager
def stock(folder: Path) -> Iterator[tuple[str, str, psutil.Process]]:
    """JupyterLab as installed, with nbgrader's extensions on."""
    token, port = "benchmark", 8941
    command = [sys.executable, "-m", "jupyterlab", "--allow-root", "--no-browser"]
    command += [f"--ServerApp.port={port}", f"--IdentityProvider.token={token}"]
    running = subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ
        | {
            "JUPYTER_CONFIG_DIR": str(folder / "stock-settings"),
            "JUPYTER_RUNTIME_DIR": str(folder / "stock-runtime"),
        },
    )
    try:
        yield f"http://127.0.0.1:{port}/", token, psutil.Process(running.pid)
    finally:
        running.kill()
        running.wait(30)


def stock_memory(browser: Browser, folder: Path) -> float:
    """PSS of stock JupyterLab with a notebook that imported ipywidgets and pandas, in MB."""
    spec = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    book = {"cells": [], "metadata": spec, "nbformat": 4, "nbformat_minor": 5}
    (folder / "stock.ipynb").write_text(json.dumps(book))
    with stock(folder) as (base, token, process):
        page = browser.new_page()
        while True:
            try:
                page.goto(f"{base}lab/tree/stock.ipynb?reset&token={token}")
                break
            except Error:  # not listening yet
                time.sleep(0.3)
        page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(timeout=60_000)
        head = {"Authorization": f"token {token}"}
        kernels: list[dict[str, str]] = []
        while not kernels:
            time.sleep(0.3)
            with urlopen(Request(f"{base}api/kernels", headers=head)) as reply:
                kernels = json.load(reply)
        kernel = kernels[0]["id"]
        client = BlockingKernelClient()
        client.load_connection_file(str(folder / "stock-runtime" / f"kernel-{kernel}.json"))
        client.start_channels()
        client.execute_interactive("import ipywidgets, pandas", timeout=60)
        client.stop_channels()
        return memory(process)


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


def loaded(browser: Browser, base: str, token: str) -> tuple[int, int, set[str]]:
    """Bytes of our extension on the wire and unpacked, and hosts that are not this machine."""
    page = browser.new_page()
    page.goto(f"{base}api/status?token={token}")
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname or "127.0.0.1"))
    opened(page, base, token, False)
    sizes = page.evaluate(
        """() => performance.getEntriesByType('resource')
          .filter(one => one.name.includes('coprod-training-lab'))
          .reduce(([wire, whole], one) =>
            [wire + one.encodedBodySize, whole + one.decodedBodySize], [0, 0])"""
    )
    return int(sizes[0]), int(sizes[1]), hosts - {"127.0.0.1"}


def beside(ours: list[float], theirs: list[float]) -> tuple[str, float]:
    """Medians with ranges, in words, and their ratio."""
    a, b = statistics.median(ours), statistics.median(theirs)
    return (
        f"ours {a:.2f} s ({min(ours):.2f}-{max(ours):.2f})"
        f"  JupyterLab {b:.2f} s ({min(theirs):.2f}-{max(theirs):.2f})  x{a / b:.2f}"
    ), a / b


def main() -> None:
    """Measure everything in turn and print it."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    cold: dict[bool, list[float]] = {True: [], False: []}
    warm: dict[bool, list[float]] = {True: [], False: []}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        workspace = Path(folder) / "coprod"
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for _ in range(rounds):
            for off in (True, False):
                with server(workspace, off) as (base, token, _process):
                    one, two = visits(browser, base, token, off)
                    cold[off].append(one)
                    warm[off].append(two)
        with server(workspace, False) as (base, token, process):
            page = browser.new_page()
            page.goto(f"{base}api/status?token={token}")
            opened(page, base, token, False)
            time.sleep(3)
            ours = memory(process)
            kept = saves(page)
            answer(base, token, "your-setting", "smi")
            went = [went_on(page, base) for _ in range(rounds)]
            wire, whole, foreign = loaded(browser, base, token)
        theirs = stock_memory(browser, Path(folder))
        browser.close()
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} cores, load {load:.1f}, {rounds} rounds, median (range)")
    p95 = sorted(kept)[int(0.95 * len(kept)) - 1]
    saved = f"median {1000 * statistics.median(kept):.0f} ms, p95 {1000 * p95:.0f} ms"
    going = f"median {statistics.median(went):.2f} s, longest {max(went):.2f} s"
    held = f"ours {ours:.1f} MB  stock {theirs:.1f} MB  x{ours / theirs:.2f}"
    size = f"{wire / 1000:.1f} kB on the wire, {whole / 1000:.1f} kB unpacked"
    targets = Targets()
    targets.at_most("open, cold", *beside(cold[False], cold[True]), 1.5)
    targets.at_most("open, warm", *beside(warm[False], warm[True]), 1.25)
    targets.at_most("go on", going, max(went), 3)
    targets.at_most("memory", held, ours, 115)
    targets.at_most("saved", saved, p95, 0.1)
    targets.at_most("loaded", size, wire / 1000, 60)
    targets.at_most("foreign hosts", ", ".join(sorted(foreign)) or "none", len(foreign), 0)
    targets.end()


if __name__ == "__main__":
    main()
