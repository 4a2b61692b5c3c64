"""What is on its way to the survey arrives before a deletion, and nothing of it after."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from answering import response_to
from served import prepare
from shipped import COURSE
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from tornado.web import Application, RequestHandler

from coprod_training.answers import Answer, AnswerStore
from coprod_training.lab.collector_deletion import CollectorDeletion
from coprod_training.lab.home import Home
from coprod_training.lab.survey_sender import SurveySender
from coprod_training.lab.workspace import Workspace

WHERE, CONSENT = next(one for one in COURSE.activities() if one[1].id == "survey-consent")


def home_in(folder):
    prepare(folder, "learner")
    learner = folder / "learner"
    return Home(Workspace(folder), "learner", learner, learner, "amira")


def consent_file(home):
    return home.place().answers_of(WHERE, False)


async def both(home, deletion, heard):
    """Delete everything while the first yes is on its way; what the collector heard, in order."""
    on_its_way, may_arrive = asyncio.Event(), asyncio.Event()

    async def ask(method, address, body):
        on_its_way.set()
        await may_arrive.wait()
        heard.append(address)
        return {"stands": True}

    sending = asyncio.create_task(SurveySender(home, ask, deletion.alone, None).send())
    await on_its_way.wait()
    consent_file(home).unlink()
    deleting = asyncio.create_task(deletion.send())
    await asyncio.sleep(0.5)
    assert heard == []
    may_arrive.set()
    await asyncio.gather(sending, deleting)


def test_a_deletion_waits_for_a_yes_that_is_on_its_way_and_no_other_follows(tmp_path):
    home, heard = home_in(tmp_path / "coprod"), []
    for number in range(2):
        said = Answer(
            id=f"yes-{number}",
            activity=CONSENT.id,
            response=response_to(CONSENT, ""),
            at="2026-11-20T09:30:00Z",
            checked=True,
        )
        AnswerStore(consent_file(home)).add(said)

    class Me(RequestHandler):
        def delete(self):
            heard.append("/me")

    async def run():
        sockets, port = bind_unused_port()
        server = HTTPServer(Application([("/me", Me)]))
        server.add_socket(sockets)
        deletion = CollectorDeletion(home.folder, f"http://127.0.0.1:{port}", "token")
        deletion.waiting.parent.mkdir(exist_ok=True)
        deletion.waiting.write_text("2026-11-20T09:31:00+00:00")
        try:
            await both(home, deletion, heard)
        finally:
            server.stop()
            await server.close_all_connections()
        assert not deletion.waiting.exists()

    with ThreadPoolExecutor(1) as apart:  # a browser test before this one may have a loop here
        apart.submit(asyncio.run, run()).result()

    assert heard == ["/consent", "/me"]
