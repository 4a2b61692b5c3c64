"""From a learner's own process, as an account of the system: what it reaches of anybody else."""

import json
import shutil
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from opened import STAFF

from coprod_training.hub.membership import Place
from coprod_training.hub.running import free_ports, new_secret
from coprod_training.hub.running_collector import PREFIX, Beside, running_collector
from hub.conftest import laid_out, open_server, token_of
from hub.own_accounts import accounts, python_for_everybody
from hub.visitor import Visitor, with_token

ONE, TWO = "coprod-test-one", "coprod-test-two"
COHORT, TRAINER = "coprod-test", "a-trainer"
GRADER = f"grader-{COHORT}"  # the account of its trainers' server
MARK = "words-of-somebody-else"
# Runs in the learner's process; prints what it reached.
ATTACK = """
import json, os, signal, urllib.request, urllib.error
reached, paths, urls, pids = [], {paths!r}, {urls!r}, {pids!r}
for path in paths:
    try:
        found = os.listdir(path) if os.path.isdir(path) else open(path, "rb").read()
        reached.append(["read", path, str(found)[:60]])
    except OSError:
        pass
    try:
        open(os.path.join(path, "left-behind") if os.path.isdir(path) else path, "ab").close()
        reached.append(["write", path])
    except OSError:
        pass
token = os.environ["JUPYTERHUB_API_TOKEN"]
for url in urls:
    for headers in ({{}}, {{"Authorization": "token " + token}}):
        try:
            asked = urllib.request.Request(url, headers=headers)
            with urllib.request.urlopen(asked, timeout=5) as r:
                if "login" not in r.url:
                    reached.append(["url", url, r.url])
        except (urllib.error.URLError, OSError):
            pass
for pid in pids:
    try:
        os.kill(pid, 0); reached.append(["signal", pid])
    except OSError:
        pass
own = open(os.path.expanduser("~/coprod/own"), "w").write("1")
print(json.dumps({{"reached": reached, "who": os.getuid()}}))
"""


@pytest.fixture(scope="module")
def apart():
    """A hub with two learners and a trainer at work, each an account of the system.

    Beside it a collector with databases and keys of its own, as `coprod demo` runs one.
    """
    with accounts(ONE, TWO, GRADER) as folder:
        python = python_for_everybody(folder, ONE)
        staff = folder / "staff"
        shutil.copytree(STAFF, staff)
        staff.chmod(0o700)
        subprocess.run(["chown", "-R", GRADER, staff], check=True)
        (port,) = free_ports(1)
        token = new_secret(folder / "collector" / "token")
        collector = {"url": f"http://127.0.0.1:{port}", "token_file": token}
        more = {"runs_in": "accounts", "python": str(python), "staff": staff, "cohorts": [COHORT]}
        with laid_out(folder / "hub", collector=collector, **more) as hub:
            (folder / "hub").chmod(0o755)
            beside = Beside(
                folder=folder / "collector", staff=STAFF, published=folder / "hub" / "course",
                hub=hub.address, api=f"http://127.0.0.1:{hub.ports[0]}", port=port,
                token_file=token,
            )  # fmt: skip
            (folder / "collector").chmod(0o700)  # as its unit's StateDirectory is
            hub.staff, hub.homes, hub.servers, hub.collector = staff, folder / "homes", {}, beside
            with running_collector(beside):
                for name, role in ((ONE, "learner"), (TWO, "learner"), (TRAINER, "trainer")):
                    visitor = Visitor(hub.address, name)
                    visitor.sign_up()
                    hub.book.enrol([(name, Place(role, COHORT))], datetime.now(UTC))
                    visitor.sign_in()
                    if role == "learner":
                        visitor.begin()
                    server = name if role == "learner" else GRADER
                    hub.servers[server] = open_server(hub, visitor, server)
                yield hub


def in_the_lesson_of(hub, account, code):
    """Run code where a lesson of this learner runs; gives what it printed."""
    _, connection = started_lesson(hub, account)
    client = BlockingKernelClient()
    client.load_connection_file(str(connection))
    client.start_channels()
    printed = []
    try:
        client.wait_for_ready(timeout=60)
        client.execute_interactive(
            code,
            timeout=120,
            output_hook=lambda message: printed.append(str(message["content"])),
        )
    finally:
        client.stop_channels()
    return "".join(printed)


def started_lesson(hub, account):
    """The process of a lesson, once it listens, and the file that says how to speak to it."""
    token = token_of(hub.servers[account])
    started = with_token(hub.address, f"user/{account}/api/kernels", token, "POST", {})
    runtime = hub.homes / account / "coprod" / "jupyter" / "learner" / "runtime"
    connection = runtime / f"kernel-{started.data['id']}.json"
    # A process that has only just started has no heartbeat yet, and counts as dead to a client.
    process = started_process(hub.servers[account])
    listens = int(json.loads(connection.read_text())["hb_port"])
    while listens not in ports_of(process):
        assert process.is_running()
        time.sleep(0.2)
    return process, connection


def ports_of(process):
    return [one.laddr.port for one in process.net_connections("inet") if one.status == "LISTEN"]


def started_process(server):
    """The newest process of a server, once there is one."""
    for _ in range(150):
        if found := server.children():
            return max(found, key=lambda one: one.create_time())
        time.sleep(0.2)
    raise LookupError("No process was started.")


@pytest.mark.slow
def test_a_lesson_reaches_nothing_of_anybody_else(apart):
    answers = apart.homes / TWO / "coprod" / "learner" / "modules" / "x.answers.jsonl"
    answers.write_text(MARK)
    lesson, connection = started_lesson(apart, TWO)
    others = [apart.servers[TWO], apart.servers[GRADER], lesson]
    listening = {one: ports_of(one) for one in others}
    hub_port, proxy_port = apart.ports
    state, beside = apart.folder / "state", apart.collector.folder
    gradebook = apart.homes / GRADER / "coprod" / "trainer" / "gradebook.db"
    gradebook.touch()  # before its first exercise is released there is none
    subprocess.run(["chown", GRADER, gradebook], check=True)
    paths = [
        apart.homes / TWO,
        answers,
        connection,
        apart.homes / GRADER,
        gradebook,
        state,
        state / "hub.sqlite",
        state / "cookie-secret",
        state / "proxy-token",
        state / "enrolment.jsonl",
        beside,
        beside / "collector.db",
        beside / "survey.db",
        *(beside / "private" / "keys").iterdir(),
        apart.collector.token_file,
        apart.folder / "hub.log",
        apart.staff,
        apart.staff / "course" / "assessments",
        apart.staff / "course" / "assessments" / "where-is-it-really.yaml",
        *(f"/proc/{one.pid}/{what}" for one in others for what in ("environ", "root")),
        f"/proc/{apart.pid}/environ",
    ]
    assert [one for one in paths if not Path(one).exists()] == []
    assert len(list((beside / "private" / "keys").iterdir())) >= 2
    urls = [
        *(f"http://127.0.0.1:{port}/user/{TWO}/api/status" for port in listening[others[0]]),
        *(f"http://127.0.0.1:{port}/user/{TWO}/coprod/api/course" for port in listening[others[0]]),
        *(f"http://127.0.0.1:{port}/user/{GRADER}/formgrader" for port in listening[others[1]]),
        f"{apart.address}user/{TWO}/coprod/api/course",
        f"{apart.address}user/{GRADER}/coprod/trainer",
        f"http://127.0.0.1:{hub_port}/hub/api/users",
        f"http://127.0.0.1:{hub_port}/hub/api/users/{TWO}",
        f"http://127.0.0.1:{proxy_port}/api/routes",
        *(
            f"http://127.0.0.1:{apart.collector.port}{PREFIX}/{one}"
            for one in (f"statements?cohort={COHORT}", "xapi/statements", "receipts/K7M-2QP")
        ),
    ]
    pids = [apart.pid, *(one.pid for one in others)]
    code = ATTACK.format(paths=[str(one) for one in paths], urls=urls, pids=pids)

    printed = in_the_lesson_of(apart, ONE, code)

    assert all(listening.values())
    assert '"reached": []' in printed, printed
    own = apart.servers[ONE].uids().real
    assert f'"who": {own}' in printed
    assert own not in {0, *(one.uids().real for one in others)}


@pytest.mark.slow
def test_the_same_attempts_reach_a_learners_own_things(apart):
    """So that the attempts above can succeed at all."""
    own = apart.homes / ONE / "coprod"
    ports = ports_of(apart.servers[ONE])
    urls = [f"http://127.0.0.1:{port}/user/{ONE}/api/status" for port in ports]
    code = ATTACK.format(paths=[str(own)], urls=urls, pids=[apart.servers[ONE].pid])

    printed = in_the_lesson_of(apart, ONE, code)

    assert '["read", ' in printed
    assert '["write", ' in printed
    assert '["url", ' in printed
    assert '["signal", ' in printed


@pytest.mark.slow
def test_no_staff_file_is_named_to_a_learners_server(apart):
    named = json.dumps(apart.servers[ONE].environ())

    assert str(apart.staff) not in named
    assert "proxy" not in named.lower()
