"""Withdrawing by a link, without a login, over real HTTP on this machine. All of it is made up."""

import asyncio
import re
import shlex
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from http.client import HTTPConnection
from threading import Event, Thread
from types import SimpleNamespace

import pytest
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from contributions.gate.conftest import CREDIT, SLOT, WORDS
from contributions.gate.own_certificate import HOST, own_certificate
from contributions.made_up import KEEPER, REF, on
from coprod_training.cli import withdrawal_server
from coprod_training.cli.withdrawal import withdraw
from coprod_training.cli.withdrawal_server import application
from coprod_training.contributions.withdrawal_link import ref_in, token_of
from coprod_training.contributions.withdrawal_page import ASK, BUTTON, DONE


@pytest.fixture
def served(ready, tmp_path):
    """A released course with its links served; `ask` is a request."""
    ready.run("release")
    ready.out = tmp_path / "out"
    ready.run("publish", ready.out)
    token_of(ready.private, REF)
    ready.told = tmp_path / "told"
    write = "import os, sys; open(sys.argv[1], 'a').write(os.environ['COPROD_REFERENCE'] + ' ')"
    ready.tell = shlex.join([sys.executable, "-c", write, str(ready.told)])
    (socket,), sealed = bind_sockets(0, "127.0.0.1"), bind_sockets(0, HOST)
    context, ready.certificate = own_certificate(tmp_path)
    port, loop, begun = socket.getsockname()[1], asyncio.new_event_loop(), Event()

    async def run():
        ready.stop = asyncio.Event()
        prefix = "/services/withdraw/"
        links = application(ready.root, ready.private, prefix, ready.tell)
        server, by_tls = HTTPServer(links), HTTPServer(links, ssl_options=context)
        server.add_sockets([socket])
        by_tls.add_sockets(sealed)
        begun.set()
        await ready.stop.wait()
        server.stop()
        by_tls.stop()

    def ask(method, token, prefix="/services/withdraw/"):
        with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
            connection.request(method, f"{prefix}{token}", headers={"Connection": "close"})
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), dict(answer.getheaders())

    thread = Thread(target=lambda: loop.run_until_complete(run()))
    thread.start()
    assert begun.wait(30)
    ready.ask, ready.site = ask, f"http://127.0.0.1:{port}/services/withdraw"
    ready.sealed = f"https://{HOST}:{sealed[0].getsockname()[1]}/services/withdraw"
    yield ready
    loop.call_soon_threadsafe(ready.stop.set)
    thread.join(30)
    loop.close()


def holding(folder):
    words = (WORDS.encode(), CREDIT.encode())
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and any(one in path.read_bytes() for one in words)
    ]


def test_opening_the_link_asks_and_changes_nothing(served):
    status, page, headers = served.ask("GET", token_of(served.private, REF))

    assert status == 200
    assert "Stop using my words" in page
    assert "You need no reason" in page
    assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert "script" not in re.sub("<style>.*?</style>", "", page, flags=re.DOTALL)
    assert holding(served.out) != []


def test_the_button_takes_it_out_at_once_without_a_login_or_a_key(served, capsys):
    token = token_of(served.private, REF)

    assert "Your words are withdrawn" in served.ask("POST", token)[1]
    assert holding(served.out) == holding(served.private) == []
    assert "Your words are withdrawn" in served.ask("GET", token)[1]
    assert served.ask("POST", token)[0] == 200
    capsys.readouterr()
    served.run("register", "list")
    said = capsys.readouterr().out
    assert f"{REF}  {SLOT}  released" in said
    assert "not in the register yet" in said
    assert served.run("withdraw", REF) == 0
    assert served.record().status == "withdrawn"


def test_a_keeper_is_told_at_once_by_a_command_of_their_own(served):
    served.ask("GET", token_of(served.private, REF))
    served.ask("POST", f"{REF}-{'0' * 32}")
    assert not served.told.exists()

    served.ask("POST", token_of(served.private, REF))

    assert what_was_told(served) == f"{REF} "


def what_was_told(served):
    patience, said = time.monotonic() + 30, ""
    while not said and time.monotonic() < patience:
        time.sleep(0.05)
        said = served.told.read_text() if served.told.exists() else ""
    return said


def test_a_keeper_is_told_also_when_the_disk_is_full(served, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(withdrawal_server, "withdraw", full)

    status, page, _ = served.ask("POST", token_of(served.private, REF))

    assert (status, "This did not work" in page) == (500, True)
    assert what_was_told(served) == f"{REF} "


def test_others_can_look_while_a_withdrawal_waits_for_its_turn(served, monkeypatch):
    begun, looked = Event(), Event()

    def waits(*_, **__):
        begun.set()
        assert looked.wait(10)
        return SimpleNamespace(is_out=True)

    monkeypatch.setattr(withdrawal_server, "withdraw", waits)
    token, answers = token_of(served.private, REF), []
    pressing = Thread(target=lambda: answers.append(served.ask("POST", token)))
    pressing.start()
    assert begun.wait(30)

    status, _, _ = served.ask("GET", token)
    looked.set()
    pressing.join(30)

    assert status == 200
    assert answers[0][0] == 200


def test_the_page_says_it_when_a_copy_could_not_be_changed(served):
    (served.out / "course" / "modules" / "listening.yaml").write_text("slots: [torn\n")

    status, page, _ = served.ask("POST", token_of(served.private, REF))

    assert (status, "may still be shown" in page) == (500, True)
    assert REF in served.store.withdrawn()


def test_the_page_says_it_when_nobody_can_read_which_copies_there_are(served):
    (served.private / "contributions" / "copies.jsonl").write_text('{"schema": 99}\n')

    status, page, _ = served.ask("POST", token_of(served.private, REF))

    assert holding(served.out) != []
    assert (status, "may still be shown" in page) == (500, True)


def test_whoever_comes_back_after_that_can_have_it_finished(served):
    module = served.out / "course" / "modules" / "listening.yaml"
    whole = module.read_text()
    module.write_text("slots: [torn\n")
    token = token_of(served.private, REF)
    assert served.ask("POST", token)[0] == 500
    module.write_text(whole)

    again = served.ask("GET", token)[1]

    assert "Your words are withdrawn" in again
    assert f'<button type="submit">{BUTTON}</button>' in again
    assert served.ask("POST", token)[0] == 200
    assert holding(served.out) == []


def test_a_failure_never_writes_the_link_into_a_log(served, monkeypatch, capfd):
    def broken(*_, **__):
        raise ValueError(token)

    token = token_of(served.private, REF)
    monkeypatch.setattr(withdrawal_server, "withdraw", broken)

    status, page, _ = served.ask("POST", token)

    said = capfd.readouterr()
    assert (status, "This did not work" in page) == (500, True)
    assert "A withdrawal page failed: ValueError" in said.err
    assert token not in said.out + said.err
    assert REF not in said.out + said.err


def test_the_pages_promise_no_more_than_a_button_can_do():
    assert "this cannot be undone" in ASK
    assert "please tell them as well" in DONE


@pytest.mark.parametrize("token", [REF, f"{REF}-{'0' * 32}", "x", "", f"../{REF}"])
def test_a_reference_alone_or_a_cut_link_withdraws_nothing(served, token):
    for method in ("GET", "POST"):
        status, page, _ = served.ask(method, token)
        assert status == 404
        assert "This link leads to nothing here" in page
    assert holding(served.out) != []
    assert served.ask("GET", token_of(served.private, REF), prefix="/")[0] == 404


def test_a_link_is_for_one_contribution_of_one_workspace(ready, tmp_path):
    token = token_of(ready.private, REF)

    assert ref_in(ready.private, token) == REF
    token_of(tmp_path / "elsewhere", REF)
    assert ref_in(tmp_path / "elsewhere", token) is None
    assert ref_in(ready.private, token.replace(REF, "f" * 16)) is None
    assert ref_in(tmp_path / "without-a-key", "no-link") is None


def test_a_keeper_tries_the_link_which_withdraws_nothing_and_puts_the_day_on_record(
    served, capsys, monkeypatch
):
    served.change(route_tested=None)
    served.run("contribution", "link", REF, "--site", f"{served.site}/elsewhere", "--try")
    said = capsys.readouterr()
    assert "The page of this link does not open" in said.err
    assert token_of(served.private, REF) not in said.err
    assert served.record().route_tested is None

    assert served.run("contribution", "link", REF, "--site", served.site, "--try") == 0
    assert "this is not an https:// address" in capsys.readouterr().out
    assert served.record().route_tested is None

    monkeypatch.setenv("SSL_CERT_FILE", str(served.certificate))
    assert served.run("contribution", "link", REF, "--site", served.sealed, "--try") == 0

    assert served.record().route_tested == datetime.now(UTC).date()
    assert holding(served.out) != []


def test_a_lost_key_is_said_and_never_made_anew_by_somebody_who_looks(served, capsys):
    token = token_of(served.private, REF)
    key = served.private / "keys" / "withdrawal.key"
    key.unlink()

    status, page, _ = served.ask("GET", token)
    assert (status, "This did not work" in page) == (500, True)
    site = ("--site", "https://hub.example/")
    assert served.run("contribution", "link", REF, *site) == 1
    assert "A new key would not know them" in capsys.readouterr().err
    assert not key.exists()


def test_the_keeper_makes_the_link_and_nobody_without_a_key(ready, capsys):
    site = ("--site", "https://hub.example/services/withdraw/")
    ready.change(route_sent=None)

    assert ready.run("contribution", "link", REF, *site) == 0
    assert f"https://hub.example/services/withdraw/{token_of(ready.private, REF)}" in (
        capsys.readouterr().out
    )
    assert ready.run("contribution", "link", REF, *site, key=False) == 1


def test_nobody_is_asked_again_before_a_keeper_has_finished_a_withdrawal_by_link(keeper):
    keeper.agreed()
    first, course = keeper.ref, keeper.course
    withdraw(course.root, course.private, None, first, on(9), sure=True)
    form = {"slot": SLOT, "person": course.register.read("contribution", first).record.person}
    keeper.ref = keeper.says("contribution", "add", keeper.file(form))[:16]

    said = keeper.step("invite", "--by", KEEPER, day=20, status=1)

    assert "was withdrawn by its link" in said
    assert f"coprod withdraw {first}" in said


def test_whoever_has_only_agreed_can_withdraw_as_well(keeper):
    keeper.agreed()
    course = keeper.course
    withdraw(course.root, course.private, None, keeper.ref, on(9), sure=True)

    assert set(course.store.withdrawn()) == {keeper.ref}
    assert "not in the register yet" in keeper.says("register", "list")
    keeper.says("withdraw", keeper.ref)
    assert f"{keeper.ref}  {SLOT}  withdrawn" in keeper.says("register", "list")
