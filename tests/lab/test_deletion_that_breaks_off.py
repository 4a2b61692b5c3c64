"""A deletion that does not come to its end: what is said of it, and what is asked later."""

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from tornado.web import Application, RequestHandler

from coprod_training.grading.config import COURSE_ID
from coprod_training.grading.from_collector import (
    copied_feedback,
    is_from_collector,
    note_copied,
)
from coprod_training.grading.one_round import one_round
from coprod_training.lab import exchange_process
from coprod_training.lab.collector_deletion import DONE, CollectorDeletion
from coprod_training.lab.exchange_process import ExchangeProcess
from coprod_training.lab.forgetting import BUSY, NOT_KNOWN, forget_everything
from coprod_training.lab.handler import Refusal
from coprod_training.lab.home import Home
from coprod_training.lab.my_data_pages import delete_here_and_there
from coprod_training.lab.workspace import open_workspace

TAKEN = {"hand_ins": 0, "feedback": 0, "marked": 0}


class Ended(Exception):
    """Stands for a server that ends."""


class Trainers:
    """The trainer's side. ends: what comes of asking it, called in the middle of a deletion."""

    def __init__(self, ends):
        self.process, self._ends, self.forgotten = self, ends, 0

    async def ask(self, *_):
        return await self._ends()

    def forget(self):
        self.forgotten += 1


class Hub:
    """A collector that keeps when deletions were asked for."""

    def __init__(self):
        self.asked = []

    async def __aenter__(self):
        hub = self

        class Me(RequestHandler):
            def delete(self):
                hub.hear(datetime.fromisoformat(self.get_query_argument("asked")))

        sockets, self.port = bind_unused_port()
        self._server = HTTPServer(Application([("/me", Me)]))
        self._server.add_socket(sockets)
        return self

    async def __aexit__(self, *_):
        self._server.stop()
        await self._server.close_all_connections()

    def hear(self, asked):
        self.asked.append(asked)

    def deletion(self, home):
        return CollectorDeletion(home.folder, f"http://127.0.0.1:{self.port}", "token")


@pytest.fixture
def home(tmp_path, monkeypatch):
    workspace = open_workspace(tmp_path / "coprod")
    info = SimpleNamespace(info=SimpleNamespace(id="course"))
    monkeypatch.setattr(Home, "course", lambda self: info)
    learner = workspace.learner
    (learner / "course.answers.jsonl").write_text("{}\n")
    return Home(workspace, "learner", learner, learner, "amira")


def run(story):
    with ThreadPoolExecutor(1) as apart:  # a browser test before this one may have a loop here
        return apart.submit(asyncio.run, story).result()


def test_when_the_server_ends_in_the_middle_the_collector_is_asked_after_the_next_start(home):
    async def story():
        async with Hub() as hub:

            async def ends():
                raise Ended

            before = datetime.now(UTC)
            with pytest.raises(Ended):
                await delete_here_and_there(home, Trainers(ends), hub.deletion(home))
            began = datetime.now(UTC)
            assert hub.asked == []

            await hub.deletion(home).send()  # as the next server does first of all

            (asked,) = hub.asked
            assert before <= asked <= began
            assert not hub.deletion(home).waiting.exists()

    run(story())


def test_the_collector_is_asked_when_all_is_gone_here_and_for_all_that_was_said_until_then(home):
    async def story():
        async with Hub() as hub:
            deletion = hub.deletion(home)
            times = []

            async def takes_a_while():
                sends = asyncio.create_task(deletion.send())  # what looks every two seconds
                await asyncio.sleep(0.2)
                assert (hub.asked, sends.done(), deletion.waiting.exists()) == ([], False, True)
                times.append(datetime.now(UTC))  # an answer in another tab, just before the end
                return TAKEN

            words = await delete_here_and_there(home, Trainers(takes_a_while), deletion)
            await asyncio.sleep(0.1)

            assert "own store on this hub held about you is deleted too" in words
            assert hub.asked[-1] > times[0]
            assert not deletion.waiting.exists()
            assert not (home.folder / "course.answers.jsonl").exists()

    run(story())


def test_a_deletion_that_something_else_sent_first_is_said_to_be_done(home):
    async def story():
        async with Hub() as hub:
            deletion = hub.deletion(home)
            hub.hear = lambda _: deletion.waiting.unlink()  # as the exchange of hand-ins does

            assert await deletion.ask_now(datetime.now(UTC)) == DONE

    run(story())


def test_nothing_of_the_feedback_is_left_in_a_copy_of_what_a_collector_holds(home):
    course = home.workspace.exchange / COURSE_ID
    course.mkdir(parents=True)
    note_copied(course, {"a" * 32: "b" * 64})

    async def ends():
        return TAKEN

    async def story():
        async with Hub() as hub:
            await delete_here_and_there(home, Trainers(ends), hub.deletion(home))

    run(story())

    assert is_from_collector(course)
    assert copied_feedback(course) == {}


def test_without_a_hub_nothing_is_noted(home):
    async def ends():
        return TAKEN

    deletion, exercises = CollectorDeletion(home.folder, "", ""), Trainers(ends)

    words = run(delete_here_and_there(home, exercises, deletion))

    assert words.startswith("Everything that was held about you is deleted")
    assert (exercises.forgotten, deletion.waiting.exists()) == (1, False)


def test_what_goes_wrong_after_the_first_step_never_says_that_nothing_is_deleted(home):
    async def ends():
        raise Refusal(409, "Your answers are kept.")

    begun, exercises = [], Trainers(ends)
    forgotten = forget_everything(home, exercises, datetime.now(UTC), lambda: begun.append(True))
    with pytest.raises(Refusal) as raised:
        run(forgotten)

    assert (raised.value.status, raised.value.words) == (500, NOT_KNOWN)
    assert begun == [True]


def test_while_a_step_of_the_trainer_runs_nothing_is_begun_and_it_says_so(home):
    async def ends():
        return TAKEN

    begun, exercises = [], Trainers(ends)

    def begin():
        begun.append(True)

    with one_round(home.workspace.trainer), pytest.raises(Refusal) as raised:
        run(forget_everything(home, exercises, datetime.now(UTC), begin))
    assert (raised.value.status, raised.value.words, begun) == (409, BUSY, [])
    assert (home.folder / "course.answers.jsonl").is_file()

    run(forget_everything(home, exercises, datetime.now(UTC), begin))
    assert begun == [True]
    assert not (home.folder / "course.answers.jsonl").exists()


@pytest.mark.parametrize(("verb", "is_stopped"), [("list", True), ("forget", False)])
def test_a_deletion_is_never_stopped_in_its_middle(tmp_path, monkeypatch, verb, is_stopped):
    takes = 0.5  # seconds
    slow = tmp_path / "slow"
    slow.write_text(
        f"#!{sys.executable} -S\nimport time\ntime.sleep({takes})\nprint('{{\"ok\": true}}')\n"
    )
    slow.chmod(0o700)
    monkeypatch.setattr(exchange_process, "PATIENCE", takes / 10)
    monkeypatch.setattr(exchange_process.sys, "executable", str(slow))

    async def story():
        return await ExchangeProcess(tmp_path / "here").ask(verb)

    if is_stopped:
        with pytest.raises(Refusal, match="longer than usual"):
            run(story())
    else:
        assert run(story()) == {"ok": True}
