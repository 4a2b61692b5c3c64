"""The servers that are measured: a learner's own, with and without us, and stock JupyterLab."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import psutil
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_core.paths import jupyter_path
from playwright.sync_api import Browser, Error

from coprod_training.lab.settings import NEVER_SEEN

ROOT = Path(__file__).parents[2]


@contextmanager
def server(workspace: Path, off: bool) -> Iterator[tuple[str, str, psutil.Process]]:
    """A learner's server: address, token, process.

    off: without our extension, and with every part of JupyterLab and every other extension that a
    learner's page leaves out.
    """
    settings = Path(tempfile.mkdtemp())
    labconfig = settings / "labconfig"
    labconfig.mkdir()
    if off:
        page = {"coprodRole": "off", "disabledExtensions": dict.fromkeys(NEVER_SEEN, False)}
        (labconfig / "page_config.json").write_text(json.dumps(page))
        lab = {"LabApp": {"labextensions_path": jupyter_path("labextensions")}}
        (settings / "jupyter_server_config.json").write_text(json.dumps(lab))
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
