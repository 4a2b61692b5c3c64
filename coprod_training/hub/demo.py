"""A real hub on this machine, to look at: its proxy, three sign-ins, 60 made-up learners."""

import re
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, ProxyHandler, build_opener

from coprod_training.content.publish import publish
from coprod_training.errors import CoprodError
from coprod_training.hub.enrolment import EnrolmentBook
from coprod_training.hub.membership import Place
from coprod_training.hub.proxy_program import proxy_program
from coprod_training.hub.running import (
    RunningHub,
    free_ports,
    new_secret,
    running_hub,
    write_settings,
)
from coprod_training.hub.running_collector import Beside, running_collector

COHORT = "demo"
PLACES = {
    "learner": Place("learner", COHORT),
    "trainer": Place("trainer", COHORT),
    "monitor": Place("monitor"),
}


@dataclass(frozen=True)
class SignIn:
    """A name and a password for somebody to look around with."""

    account: str
    password: str


@contextmanager
def demo(folder: Path, staff: Path, port: int) -> Iterator[tuple[RunningHub, list[SignIn]]]:
    """Run a demonstration until the block ends. Nobody is kept apart from anybody in it.

    folder: where it keeps everything; empty or new. staff: the staff copy. Raises CoprodError when
    something that it needs is not here, the folder is somebody's work, or the port is taken.
    """
    program = proxy_program()
    if folder.exists() and any(folder.iterdir()):
        raise CoprodError(
            "A demonstration begins in an empty folder.",
            where=str(folder),
            fix="Give a different one, or move this one away.",
        )
    refuse_taken(port)
    address, beside = lay_out(folder, staff, port, program)
    with running_collector(beside), running_hub(folder, address) as hub:
        book = EnrolmentBook(folder / "state")
        people = []
        for account, place in PLACES.items():
            one = SignIn(account, secrets.token_urlsafe(12))
            make_account(address, one)
            book.enrol([(account, place)], datetime.now(UTC))
            people.append(one)
        yield hub, people


def refuse_taken(port: int) -> None:
    """Raise CoprodError when the demonstration cannot listen on this port of 127.0.0.1.

    The pages of another hub there would be taken for its own.
    """
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except (OSError, OverflowError) as error:
        (other,) = free_ports(1)
        raise CoprodError(
            "The demonstration cannot listen here. Most likely another program does already, such"
            " as a demonstration in another terminal.",
            where=f"127.0.0.1:{port}",
            fix=f'Take another port. In a checkout: make demo ARGS="--port {other}"\n  Elsewhere:'
            f" coprod demo --port {other}",
        ) from error


def lay_out(folder: Path, staff: Path, port: int, program: str) -> tuple[str, Beside]:
    """Write everything that the hub needs; returns its address, and what runs beside it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    publish(staff, folder / "course")
    hub_port, proxy_port, collector_port = free_ports(3)
    token = new_secret(folder / "state" / "collector-token")
    address = f"http://127.0.0.1:{port}/"
    write_settings(
        folder,
        {
            "state": "state",
            "homes": "people",
            "course": "course",
            "staff": staff,
            "services": staff / "course" / "services.csv",
            "address": address,
            "local": address,
            "hub_port": hub_port,
            "proxy_port": proxy_port,
            "proxy_command": program,
            "proxy_token_file": new_secret(folder / "state" / "proxy-token"),
            "subdomains": False,
            "runs_in": "own-folders",
            "collector": {"url": f"http://127.0.0.1:{collector_port}", "token_file": token},
        },
    )
    # The hub opens pages of the cohorts that it knows when it starts.
    EnrolmentBook(folder / "state").add_cohort(COHORT, datetime.now(UTC))
    return address, Beside(
        folder=folder / "collector",
        staff=staff,
        published=folder / "course",
        hub=address,
        api=f"http://127.0.0.1:{hub_port}",
        port=collector_port,
        token_file=token,
    )


def make_account(address: str, one: SignIn) -> None:
    """Make an account on the hub's own page, as a person does. Raises CoprodError and OSError."""
    browser = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))
    page = f"{address}hub/signup"
    with browser.open(page) as reply:
        found = re.search(r'name="_xsrf" value="([^"]+)"', reply.read().decode())
    form = {
        "_xsrf": found[1] if found else "",
        "username": one.account,
        "signup_password": one.password,
        "signup_password_confirmation": one.password,
    }
    with browser.open(page, urlencode(form).encode()) as reply:
        if "Your account is made" not in reply.read().decode():
            raise CoprodError(
                "The demonstration's accounts could not be made.",
                where=page,
                fix="The demonstration has ended. Start it again.",
            )
