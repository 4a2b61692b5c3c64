"""The course as a person opens it: `coprod start` in a process of its own."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError

import at_hand
import psutil
import yaml
from made_once import made

ROOT = Path(__file__).parents[2]


def first_module_alone(copy):
    """A staff copy with the first module and its exercise: tests of everything around a lesson.

    What holds for every module is tested in tests/course.
    """
    for folder in ("course", "modules", "exercises"):
        shutil.copytree(ROOT / folder, copy / folder)
    path = copy / "course" / "course.yaml"
    course = yaml.safe_load(path.read_text(encoding="utf-8"))
    course |= {"modules": ["what-co-production-is"], "assessments": ["where-is-it-really"]}
    path.write_text(yaml.safe_dump(course, sort_keys=False, allow_unicode=True), encoding="utf-8")


STAFF = made("first-module-alone", first_module_alone)
COPROD = [sys.executable, "-m", "coprod_training.cli"]


def coprod(*arguments, env=None, check=True):
    """Run one verb to its end, where this staff copy is found; gives what it printed."""
    arguments = ("-m", "coprod_training.cli", *arguments)
    code, said = at_hand.run(*arguments, cwd=STAFF, env=os.environ | (env or {}))
    if check:
        assert code == 0, said
    return said


class Opened:
    """A running `coprod start`. address: the line it printed. settings: a folder that wins.

    course: the staff copy, when it is not this checkout. published: a copy to open.
    """

    def __init__(
        self, workspace, role="learner", port=0, settings=None, course=None, published=None
    ):
        arguments = ["start", "--as", role, "--workspace", str(workspace), "--no-browser"]
        arguments += ["--course", str(course)] if course else []
        arguments += ["--published", str(published)] if published else []
        self.process = subprocess.Popen(
            [*COPROD, *arguments, "--port", str(port or free_port())],
            cwd=STAFF,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            # A folder of settings that are read after ours.
            env=os.environ | ({"JUPYTER_CONFIG_PATH": str(settings)} if settings else {}),
        )
        self.lines = []
        threading.Thread(target=self._read, daemon=True).start()
        try:
            self.address = self._printed()
        except BaseException:
            self.kill()
            raise
        self.base, self.token = re.fullmatch(r"(http://[^/]+/).*token=(\w+)", self.address).groups()
        self.port = int(self.base.rsplit(":", 1)[1].strip("/"))

    def _printed(self):
        end = time.monotonic() + 90
        while not (found := [line for line in self.lines if line.startswith("http")]):
            assert self.process.poll() is None, "".join(self.lines)
            assert time.monotonic() < end, "no address was printed"
            time.sleep(0.1)
        return found[0].strip()

    def _read(self):
        with self.process.stdout:
            self.lines.extend(self.process.stdout)

    def page(self, path):
        return f"{self.base}lab/tree/{path}?reset&token={self.token}"

    def stop(self, how=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(30)

    def kill(self):
        """At once, with everything that it started: ending in order takes seconds."""
        with suppress(psutil.NoSuchProcess):  # it has ended by itself
            for process in psutil.Process(self.process.pid).children(recursive=True):
                process.kill()
        self.process.kill()
        self.process.wait()


def jupyter(server, method, path, body=None):
    """Ask JupyterLab's own server for something; gives its JSON, or None where it has none."""
    asked = urllib.request.Request(
        f"{server.base}{path}",
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"token {server.token}"},
    )
    with urllib.request.urlopen(asked, timeout=30) as reply:
        return json.loads(reply.read() or b"null")


def kernels(server):
    """The processes that Jupyter knows of. It answers 500 in the moment in which one begins."""
    for patience in (0.2, 1, 3):
        try:
            return jupyter(server, "GET", "api/kernels")
        except HTTPError:
            time.sleep(patience)
    return jupyter(server, "GET", "api/kernels")


def each_kernel(server, method, action=""):
    """Ask for something to be done to each lesson's process; to how many it was done.

    One that begins, or has gone by itself since, refuses.
    """
    done = 0
    with suppress(HTTPError):
        for one in kernels(server):
            jupyter(server, method, f"api/kernels/{one['id']}{action}")
            done += 1
    return done


def cull(server):
    """End every lesson's process, as after a quiet time."""
    for one in jupyter(server, "GET", "api/kernels"):
        jupyter(server, "DELETE", f"api/kernels/{one['id']}")


@contextmanager
def held(*processes):
    """These processes do nothing for a while, then go on."""
    for process in processes:
        process.suspend()
    try:
        yield
    finally:
        for process in processes:
            process.resume()


def keeping(server):
    """The process that keeps a learner's answers: JupyterLab's server below `coprod start`."""
    (process,) = psutil.Process(server.process.pid).children()
    return process


def lessons_of(server):
    """The processes behind lessons that somebody started: none for those the course shipped."""
    found = []
    for one in psutil.Process(server.process.pid).children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # it has ended since
            if "coprod_training.lab.kernel" in one.cmdline():
                found.append(one)
    return found


def peers_of(server):
    """The addresses that the server and its lessons are connected with at this moment."""
    root = psutil.Process(server.process.pid)
    found = set()
    for one in [root, *root.children(recursive=True)]:
        with suppress(psutil.NoSuchProcess):  # it has ended since
            found |= {link.raddr.ip for link in one.net_connections() if link.raddr}
    return found


@contextmanager
def opened(workspace, role="learner", settings=None, course=None):
    server = Opened(workspace, role, settings=settings, course=course)
    try:
        yield server
    finally:
        server.kill()


def free_port():
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def run_all(page):
    """Run every part of the lesson by keyboard: choose all of it, then run what is chosen."""
    notebook = page.locator(".jp-Notebook:visible")
    notebook.locator(".jp-Cell").first.wait_for(timeout=60_000)
    page.locator("#jupyterlab-splash").wait_for(state="detached", timeout=60_000)
    page.get_by_text("| Idle").wait_for(timeout=60_000)
    notebook.focus()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+Enter")
