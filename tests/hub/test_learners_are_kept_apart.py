"""From a learner's own process, as an account of the system: what it reaches of anybody else."""

import json
import shutil
import time
from datetime import UTC, datetime

import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from opened import STAFF

from coprod_training.hub.membership import Place
from hub.conftest import laid_out, open_server, token_of
from hub.own_accounts import accounts, python_for_everybody
from hub.visitor import Visitor, with_token

ONE, TWO = "coprod-test-one", "coprod-test-two"
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
    """A hub with two learners, both at work, each an account of the system."""
    with accounts(ONE, TWO) as folder:
        python = python_for_everybody(folder, ONE)
        staff = folder / "staff"
        shutil.copytree(STAFF, staff)
        staff.chmod(0o700)
        more = {"runs_in": "accounts", "python": str(python), "staff": staff}
        with laid_out(folder / "hub", **more) as hub:
            (folder / "hub").chmod(0o755)
            hub.staff, hub.homes, hub.servers = staff, folder / "homes", {}
            for name in (ONE, TWO):
                visitor = Visitor(hub.address, name)
                visitor.sign_up()
                hub.book.enrol([(name, Place("learner", "spring"))], datetime.now(UTC))
                visitor.sign_in()
                visitor.begin()
                hub.servers[name] = open_server(hub, visitor, name)
            yield hub


def in_the_lesson_of(hub, account, code):
    """Run code where a lesson of this learner runs; gives what it printed."""
    token = token_of(hub.servers[account])
    started = with_token(hub.address, f"user/{account}/api/kernels", token, "POST", {})
    runtime = hub.homes / account / "coprod" / "jupyter" / "learner" / "runtime"
    connection = runtime / f"kernel-{started.data['id']}.json"
    # A process that has only just started has no heartbeat yet, and counts as dead to a client.
    process = started_process(hub.servers[account])
    listens = int(json.loads(connection.read_text())["hb_port"])
    while listens not in {one.laddr.port for one in process.net_connections("inet")}:
        assert process.is_running()
        time.sleep(0.2)
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
    listening = [one.laddr.port for one in apart.servers[TWO].net_connections("inet")
                 if one.status == "LISTEN"]  # fmt: skip
    hub_port, proxy_port = apart.ports
    state = apart.folder / "state"
    paths = [
        apart.homes / TWO,
        answers,
        state,
        state / "hub.sqlite",
        state / "cookie-secret",
        state / "proxy-token",
        state / "enrolment.jsonl",
        state / "keys",
        apart.folder / "hub.log",
        apart.staff,
        apart.staff / "course" / "assessments",
        apart.staff / "course" / "assessments" / "where-is-it-really.yaml",
        f"/proc/{apart.pid}/environ",
        f"/proc/{apart.servers[TWO].pid}/environ",
        f"/proc/{apart.servers[TWO].pid}/root",
    ]
    urls = [
        *(f"http://127.0.0.1:{port}/user/{TWO}/api/status" for port in listening),
        *(f"http://127.0.0.1:{port}/user/{TWO}/coprod/api/course" for port in listening),
        f"{apart.address}user/{TWO}/coprod/api/course",
        f"http://127.0.0.1:{hub_port}/hub/api/users",
        f"http://127.0.0.1:{hub_port}/hub/api/users/{TWO}",
        f"http://127.0.0.1:{proxy_port}/api/routes",
    ]
    pids = [apart.pid, apart.servers[TWO].pid]
    code = ATTACK.format(paths=[str(one) for one in paths], urls=urls, pids=pids)

    printed = in_the_lesson_of(apart, ONE, code)

    assert listening
    assert '"reached": []' in printed, printed
    assert f'"who": {apart.servers[ONE].uids().real}' in printed
    assert apart.servers[ONE].uids().real not in (0, apart.servers[TWO].uids().real)


@pytest.mark.slow
def test_the_same_attempts_reach_a_learners_own_things(apart):
    """So that the attempts above can succeed at all."""
    own = apart.homes / ONE / "coprod"
    listening = [one.laddr.port for one in apart.servers[ONE].net_connections("inet")
                 if one.status == "LISTEN"]  # fmt: skip
    urls = [f"http://127.0.0.1:{port}/user/{ONE}/api/status" for port in listening]
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
