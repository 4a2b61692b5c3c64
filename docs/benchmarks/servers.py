"""What is measured: a learner's own server, stock JupyterLab's, and the browser that opens them."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import psutil
from jupyter_client.blocking.client import BlockingKernelClient
from playwright.sync_api import Browser, Playwright

ROOT = Path(__file__).parents[2]
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def chromium(playwright: Playwright) -> Browser:
    """All of Chromium, launched with the same flags for every benchmark."""
    return playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)


@contextmanager
def server(workspace: Path) -> Iterator[tuple[str, str, psutil.Process]]:
    """A learner's server: address, token, process."""
    command = [sys.executable, "-m", "coprod_training.cli", "start", "--no-browser"]
    running = subprocess.Popen(
        [*command, "--workspace", str(workspace), "--port", "8931"],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
    )
    try:
        assert running.stdout is not None
        line = next(line for line in running.stdout if line.startswith("http"))
        base, token = line.split("lab", 1)[0], line.strip().rsplit("token=", 1)[1]
        yield base, token, psutil.Process(running.pid).children()[0]
    finally:
        running.terminate()
        running.wait(30)


def forget_processes(base: str, token: str) -> None:
    """Stop every kernel, so that each visit starts with none."""
    head = {"Authorization": f"token {token}"}
    with urlopen(Request(f"{base}api/sessions", headers=head)) as reply:
        for session in json.load(reply):
            urlopen(Request(f"{base}api/sessions/{session['id']}", headers=head, method="DELETE"))


def memory(process: psutil.Process) -> float:
    """PSS of a server and its lesson, in MB, once no short-lived helper of the server's is left."""
    while any("grading.handin" in " ".join(one.cmdline()) for one in process.children()):
        time.sleep(0.2)
    return (
        sum(one.memory_full_info().pss for one in [process, *process.children(recursive=True)])
        / 1e6
    )


@contextmanager
def stock(folder: Path, own: Path) -> Iterator[tuple[str, str, psutil.Process]]:
    """JupyterLab as installed, with nbgrader's extensions on, in a folder; as `server`.

    own: a folder for its settings.
    """
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
            "JUPYTER_CONFIG_DIR": str(own / "stock-settings"),
            "JUPYTER_RUNTIME_DIR": str(own / "stock-runtime"),
        },
    )
    try:
        base = f"http://127.0.0.1:{port}/"
        while True:
            try:
                urlopen(f"{base}api/status?token={token}").close()
                break
            except URLError:  # not listening yet
                time.sleep(0.3)
        yield base, token, psutil.Process(running.pid)
    finally:
        running.kill()
        running.wait(30)


def write_notebook(path: Path, *sources: str) -> Path:
    """Write a notebook with a cell of code for each source; its path."""
    spec = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    cells = [{"cell_type": "code", "source": one, "metadata": {}, "outputs": [],
              "execution_count": None, "id": f"cell-{at}"}
             for at, one in enumerate(sources)]  # fmt: skip
    book = {"cells": cells, "metadata": spec, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(book))
    return path


def stock_memory(browser: Browser, folder: Path) -> float:
    """PSS of stock JupyterLab with a notebook that imported ipywidgets and pandas, in MB."""
    write_notebook(folder / "stock.ipynb")
    with stock(folder, folder) as (base, token, process):
        page = browser.new_page()
        page.goto(f"{base}lab/tree/stock.ipynb?reset&token={token}")
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
