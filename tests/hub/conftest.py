"""A real hub with its real proxy and real servers; the same for every file of tests here."""

import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from opened import STAFF

from coprod_training.content.publish import publish
from coprod_training.errors import CoprodError
from coprod_training.hub.enrolment import EnrolmentBook
from coprod_training.hub.membership import Place
from coprod_training.hub.proxy_program import proxy_program
from coprod_training.hub.running import free_ports, new_secret, running_hub, write_settings
from hub.quick_passwords import make_quick
from hub.visitor import Visitor

PEOPLE = {
    "learner-one": Place("learner", "spring"),
    "learner-two": Place("learner", "spring"),
    "learner-autumn": Place("learner", "autumn"),
    "trainer-spring": Place("trainer", "spring"),
    "trainer-autumn": Place("trainer", "autumn"),
    "the-monitor": Place("monitor"),
    "the-keeper": Place("keeper"),
    "the-operator": Place("operator"),
    "no-place": None,
}


@contextmanager
def laid_out(
    folder: Path, host="127.0.0.1", cohorts=("spring", "autumn"), staff=STAFF, quick=True, **more
):
    """A hub of its own, as `coprod demo` lays one out, until the block ends.

    staff: the course that it publishes; tests make do with one module of it.
    quick: whether passwords are quick to check, as they must not be where a figure comes of it.
    """
    try:
        program = proxy_program()
    except CoprodError as error:
        pytest.skip(str(error))
    folder.mkdir(parents=True, exist_ok=True)
    publish(staff, folder / "course")
    services = Path(__file__).parents[2] / "course" / "services.csv"
    port, hub_port, proxy_port = free_ports(3)
    local = f"http://127.0.0.1:{port}/"
    address = f"http://{host}:{port}/"
    write_settings(
        folder,
        {
            "state": "state",
            "homes": "people",
            "course": "course",
            "staff": staff,
            "services": services,
            "address": address,
            "local": local,
            "hub_port": hub_port,
            "proxy_port": proxy_port,
            "proxy_command": program,
            "proxy_token_file": new_secret(folder / "state" / "proxy-token"),
            "subdomains": False,
            "runs_in": "own-folders",
        }
        | more,
    )
    if quick:
        make_quick(folder)
    book = EnrolmentBook(folder / "state")
    for cohort in cohorts:
        book.add_cohort(cohort, datetime.now(UTC))
    with running_hub(folder, address, local) as running:
        yield SimpleNamespace(
            address=address, folder=folder, book=book, pid=running.pid, ports=(hub_port, proxy_port)
        )


@pytest.fixture(scope="package")
def hub(tmp_path_factory):
    """A hub on which each of `PEOPLE` has made an account and been given their place."""
    with laid_out(tmp_path_factory.mktemp("hub") / "hub") as one:
        one.visitors = {}
        for account, place in PEOPLE.items():
            visitor = one.visitors[account] = Visitor(one.address, account)
            visitor.sign_up()
            if place:
                one.book.enrol([(account, place)], datetime.now(UTC))
            visitor.sign_in()
            if place and place.role == "learner":
                visitor.begin()
        yield one


@pytest.fixture(scope="package")
def visitors(hub):
    """Everybody's browser, signed in, by account."""
    return hub.visitors


@pytest.fixture(scope="package")
def opened_course(visitors, hub):
    """Opens a server as its learner does and waits until it answers; gives its process."""

    return lambda account, server="": open_server(hub, visitors[account], server or account)


def open_server(hub, visitor, name):
    """Start somebody's server, as the hub's pages do, and wait until it answers; its process."""
    visitor.ask(f"hub/spawn/{name}")
    for _ in range(120):
        reply = visitor.ask(f"user/{name}/api/status")
        if reply.url.endswith("/api/status") and reply.status == 200:
            return server_of(hub, name)
        visitor.ask(f"user/{name}/lab")  # signs in at the server itself, once it is there
        time.sleep(0.5)
    raise AssertionError((hub.folder / "hub.log").read_text()[-4000:])


def server_of(hub, account) -> psutil.Process:
    """The process of somebody's server."""
    for one in psutil.Process(hub.pid).children(recursive=True):
        if surroundings(one).get("JUPYTERHUB_USER") == account:
            return one
    raise LookupError(account)


def surroundings(process) -> dict[str, str]:
    try:
        return process.environ()
    except psutil.Error:
        return {}


def token_of(process) -> str:
    """What a lesson's own process would find: the token of its learner's server."""
    return process.environ()["JUPYTERHUB_API_TOKEN"]
