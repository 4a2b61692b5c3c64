"""Three ways to answer a question in JupyterLab, each driven the same: ours, and two of others.

Each has a server that can be killed, a page in which an answer is typed, and a place on the disk
where the answer has to be in the end, since that is what is handed in.
"""

import json
import os
import socket
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil
from environments import python
from playwright.sync_api import Error, Page, TimeoutError

ROOT = Path(__file__).parents[2]
STARTING = 300  # seconds that a server may take, also on a busy machine
RUNS = 30  # times that a cell may be run until it draws something
TOKEN = "benchmark"


class Way(ABC):
    """What all three have. folder: an empty one for this run. Server and page come with `start`."""

    box: str  # where one types, as a CSS selector

    def __init__(self, folder: Path) -> None:
        """Lay out what is answered; nothing runs yet."""
        self.folder = folder
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            self.port = one.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}/"
        self.server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """The server, at the same address each time. Raises SystemExit when it does not answer."""
        log = (self.folder / "server.log").open("ab")
        self.server = subprocess.Popen(
            self.command(), cwd=self.place(), env=self.surroundings(), stdout=log, stderr=log
        )
        end = time.monotonic() + STARTING
        while time.monotonic() < end:
            with suppress(URLError, ConnectionError), urlopen(f"{self.base}api"):
                return
            time.sleep(0.2)
        raise SystemExit(f"No server answered: {(self.folder / 'server.log').read_text()}")

    def kill(self) -> None:
        """The server and all that it started end at once, as when a machine goes off."""
        if self.server is not None:
            for one in [*self.processes(), psutil.Process(self.server.pid)]:
                with suppress(psutil.NoSuchProcess):
                    one.kill()
            self.server.wait(30)
            self.server = None

    def processes(self) -> list[psutil.Process]:
        """What the server's first process started."""
        assert self.server is not None
        return psutil.Process(self.server.pid).children(recursive=True)

    def keeper(self) -> psutil.Process:
        """The process that writes answers to the disk: the server."""
        assert self.server is not None
        return psutil.Process(self.server.pid)

    @abstractmethod
    def command(self) -> list[str]:
        """What starts the server."""

    def place(self) -> Path:
        """The folder that the server shows."""
        return self.folder

    def surroundings(self) -> dict[str, str]:
        """The server's environment."""
        return dict(os.environ)

    @abstractmethod
    def open(self, page: Page) -> None:
        """Go to the question, until one can type."""

    @abstractmethod
    def answer(self, page: Page, words: str) -> None:
        """Type an answer and do what a person does then."""

    def again(self, page: Page, words: str) -> None:
        """What a careful person does when all works again and the page is still open: nothing."""
        return

    @abstractmethod
    def kept(self, words: str) -> bool:
        """Whether the disk has this answer."""


class Ours(Way):
    """A lesson of the course: type, leave the field."""

    slug, activity = "design-together", "plan-the-first-hour"
    box = f"section[data-activity='{activity}'] textarea"

    def command(self) -> list[str]:
        """As a learner starts it."""
        return [sys.executable, "-m", "coprod_training.cli", "start", "--no-browser",
                "--workspace", str(self.folder / "coprod"), "--port", str(self.port)]  # fmt: skip

    def place(self) -> Path:
        """The course is found from this checkout."""
        return ROOT

    def keeper(self) -> psutil.Process:
        """JupyterLab's server below `coprod start`."""
        return self.processes()[0]

    def open(self, page: Page) -> None:
        """The address that `coprod start` printed last lets one in."""
        log, end = self.folder / "server.log", time.monotonic() + 60
        while "token=" not in (said := log.read_text()) and time.monotonic() < end:
            time.sleep(0.1)
        token = said.rsplit("token=", 1)[1].split()[0]
        page.goto(f"{self.base}lab?reset&token={token}#/module/{self.slug}?at={self.activity}")
        page.locator(self.box).wait_for(timeout=60_000)

    def answer(self, page: Page, words: str) -> None:
        """Leaving the field is all."""
        page.locator(self.box).fill(words)
        page.locator(self.box).blur()

    def kept(self, words: str) -> bool:
        """One line of the answers file, as the response."""
        path = self.folder / "coprod" / "learner" / "modules" / f"{self.slug}.answers.jsonl"
        lines = path.read_text().splitlines() if path.exists() else []
        return any(json.loads(line)["response"] == words for line in lines)


class Stock(Way):
    """JupyterLab as it comes, in an environment of its own, with one notebook of one cell."""

    cell: str

    def __init__(self, folder: Path) -> None:
        """Raises NoEnvironment where the environment cannot be made."""
        super().__init__(folder)
        self.python = python("quiz")
        (folder / "work").mkdir()
        code = {"cell_type": "code", "execution_count": None, "id": "one", "metadata": {},
                "outputs": [], "source": self.cell}  # fmt: skip
        spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        book = {"cells": [code], "metadata": {"kernelspec": spec}, "nbformat": 4,
                "nbformat_minor": 5}  # fmt: skip
        (folder / "work" / "book.ipynb").write_text(json.dumps(book))

    def command(self) -> list[str]:
        """JupyterLab with no setting but where it listens."""
        return [str(self.python), "-m", "jupyterlab", "--allow-root", "--no-browser",
                f"--ServerApp.port={self.port}", f"--IdentityProvider.token={TOKEN}"]  # fmt: skip

    def surroundings(self) -> dict[str, str]:
        """Nothing of this checkout's own settings, and no folder of the person's."""
        kept = {name: one for name, one in os.environ.items() if not name.startswith("PYTHON")}
        folders = {f"JUPYTER_{one}_DIR": str(self.folder / one) for one in ("CONFIG", "RUNTIME")}
        return kept | folders | {"JUPYTERLAB_SETTINGS_DIR": str(self.folder / "settings")}

    def open(self, page: Page) -> None:
        """Open the notebook and run its cell."""
        page.goto(f"{self.base}lab/tree/work/book.ipynb?reset&token={TOKEN}")
        page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(timeout=60_000)
        for _ in range(RUNS):
            self.close_dialogs(page)
            page.locator(".jp-CodeCell .cm-content").first.click()
            page.keyboard.press("Control+Enter")
            with suppress(TimeoutError):  # the kernel says that it is idle before it takes anything
                page.locator(self.box).first.wait_for(timeout=2000)
                return
        raise SystemExit("The notebook's cell did not run.")

    def close_dialogs(self, page: Page) -> None:
        """Say yes to whatever JupyterLab asks, such as which kernel it takes after one has died."""
        while page.locator(".jp-Dialog").count():
            page.keyboard.press("Enter")
            page.wait_for_timeout(300)


class Widgets(Stock):
    """Stock ipywidgets as they come: JupyterLab saves the notebook every two minutes."""

    box = ".widget-textarea textarea"
    cell = "import ipywidgets\nipywidgets.Textarea()"

    def answer(self, page: Page, words: str) -> None:
        """Type and leave the field."""
        page.locator(self.box).first.fill(words)
        page.locator(self.box).first.blur()

    def kept(self, words: str) -> bool:
        """In what the notebook holds of its widgets."""
        return words in (self.folder / "work" / "book.ipynb").read_text()


class SavedWidgets(Widgets):
    """The same with a setting that is off as it comes, so that a notebook keeps what widgets hold.

    The person also saves the notebook by hand after each answer.
    """

    def __init__(self, folder: Path) -> None:
        """Set the one setting."""
        super().__init__(folder)
        settings = folder / "settings" / "@jupyter-widgets" / "jupyterlab-manager"
        settings.mkdir(parents=True)
        (settings / "plugin.jupyterlab-settings").write_text('{"saveState": true}')

    def answer(self, page: Page, words: str) -> None:
        """Type, leave the field, save."""
        super().answer(page, words)
        self._save(page)

    def again(self, page: Page, words: str) -> None:
        """Say yes to whatever JupyterLab asks, and save once more."""
        self.close_dialogs(page)
        self._save(page)

    def _save(self, page: Page) -> None:
        with suppress(Error):  # a dialog is in front
            page.locator(".jp-NotebookPanel-notebook").first.click(
                position={"x": 5, "y": 5}, timeout=2000
            )
        page.keyboard.press("Control+s")


class Quiz(Stock):
    """nbgrader-jupyterquiz with a graded question, which writes each answer beside the notebook."""

    box = "input.Input-text, input[type=text][id$='-0']"
    cell = (
        "from nbgrader_jupyterquiz import display_quiz\n"
        "display_quiz([{'question': 'What would you do first?', 'type': 'string',"
        " 'answers': [{'answer': 'ask', 'correct': True}]}], grade_id='task-1')"
    )

    def answer(self, page: Page, words: str) -> None:
        """An answer is given with Enter."""
        page.locator(self.box).first.fill(words)
        page.locator(self.box).first.press("Enter")

    def again(self, page: Page, words: str) -> None:
        """Say yes to whatever JupyterLab asks, and give the same answer once more."""
        self.close_dialogs(page)
        self.answer(page, words)

    def kept(self, words: str) -> bool:
        """In the file that is handed in."""
        path = self.folder / "work" / "responses.json"
        return path.exists() and words in path.read_text()
