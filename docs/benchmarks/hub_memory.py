"""What a learner costs a real hub: memory, with a lesson's process, the processor, and signing in.

A real hub with its proxy and the whole course, whose passwords are as slow to check as bcrypt makes
them. Each learner makes an account, says where they work, opens the course, reads its home and
answers. Then a process is started for each, as a changed lesson starts one. Run:
python docs/benchmarks/hub_memory.py [LEARNERS, default 20]

memory: proportional set size (PSS) in MB, so what servers share is counted once.
sign-in: seconds from sending the password to the first reply of the course's own server. In a
browser: to the first thing on course home that can be pressed, in Chromium, of somebody new, while
nine who were there before sign in beside them; their browsers are on computers of their own, so
theirs are not drawn here.
processor: of the server and of the hub, for signing in, opening the course and starting a process.
checks: how often a second the hub says whose a token is; the collector asks it once a minute for
each learner whose course is open. docs/benchmarks/capacity.py works with
these figures.
"""

import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import Browser, sync_playwright
from servers import chromium
from targets import Targets

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "walk")]

from hub.conftest import laid_out, open_server, token_of  # noqa: E402 (the path comes first)
from hub.visitor import PASSWORD, Visitor, with_token  # noqa: E402

from coprod_training.hub.membership import Place  # noqa: E402

AT_ONCE = 10
ASKING = 5.0  # seconds
TIDYING = 5.0  # seconds that a hub may take over servers that have ended
IN_A_BROWSER = 3  # times that one is watched while nine others come
MOST = 115  # MB for a learner's server and process together: design/hub.md
GIB = 1024**3 / 1e6


def pss(process: psutil.Process) -> float:
    """PSS of one process in MB."""
    return process.memory_full_info().pss / 1e6


def as_people_have_it(folder: Path) -> AbstractContextManager[Any]:
    """A hub until the block ends. Those of tests have one module, and passwords quick to check."""
    return laid_out(folder, staff=ROOT, quick=False)


def enrolled(hub: object, number: int) -> Visitor:
    """A learner who has an account and a place and has not signed in since."""
    visitor = Visitor(hub.address, f"learner-{number:03}")
    visitor.sign_up()
    hub.book.enrol([(visitor.account, Place("learner", "spring"))], datetime.now(UTC))
    visitor.sign_in()
    visitor.begin()
    return Visitor(hub.address, visitor.account)


def come_in(hub: object, visitor: Visitor) -> tuple[float, psutil.Process]:
    """Sign in and open the course; seconds, and the server."""
    begin = time.perf_counter()
    visitor.sign_in()
    server = open_server(hub, visitor, visitor.account)
    reply = visitor.ask(f"user/{visitor.account}/coprod/api/there")
    taken = time.perf_counter() - begin
    assert reply.status == 200, reply.status
    return taken, server


def seen_in(browser: Browser, hub: object, account: str) -> float:
    """Sign in with a browser that was never here; seconds to the first thing to press."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{hub.address}hub/login")
    page.get_by_label("Your account name").fill(account)
    page.get_by_label("Your password").fill(PASSWORD)
    begin = time.perf_counter()
    page.get_by_role("button", name="Sign in").press("Enter")
    page.locator("#coprod-page :is(a, button, input)").first.wait_for(timeout=120_000)
    taken = time.perf_counter() - begin
    context.close()
    return taken


def seen_among_others(hub: object, people: Sequence[Visitor]) -> list[float]:
    """The same, a few times, each while nine others sign in. people: have accounts, no servers."""
    found = []
    others = people[: AT_ONCE - 1]
    with sync_playwright() as playwright, ThreadPoolExecutor(AT_ONCE) as pool:
        browser = chromium(playwright)
        for number in range(len(people), len(people) + IN_A_BROWSER):
            one = enrolled(hub, number)
            again = [Visitor(hub.address, other.account) for other in others]
            coming = [pool.submit(come_in, hub, other) for other in again]
            found.append(seen_in(browser, hub, one.account))
            ended(again, [each.result()[1] for each in coming])
        browser.close()
    return found


def ended(people: Sequence[Visitor], servers: Sequence[psutil.Process]) -> None:
    """People stop their servers: no more run at once than are measured, and the hub knows of it."""
    for one in people:
        stopped = one.stop().status
        assert stopped in (202, 204), stopped
    psutil.wait_procs(servers, timeout=30)
    time.sleep(TIDYING)


def use(hub: object, server: psutil.Process) -> psutil.Process:
    """Read home and a lesson's activity, and start a process; gives the process."""
    account, token = server.environ()["JUPYTERHUB_USER"], token_of(server)
    before = set(server.children())
    for path in ("lab", "coprod/api/course", "coprod/api/exercises", "api/contents/modules"):
        with_token(hub.address, f"user/{account}/{path}", token)
    with_token(hub.address, f"user/{account}/api/kernels", token, "POST", {})
    time.sleep(3)
    while any("grading.handin" in " ".join(one.cmdline()) for one in server.children()):
        time.sleep(0.2)
    return next(one for one in server.children() if one not in before)


def processor(process: psutil.Process) -> float:
    """Seconds of the processor that one process has used."""
    used = process.cpu_times()
    return float(used.user + used.system)


def checks(hub: object, token: str) -> float:
    """How often a second the hub answers whose token it is, asked by as many as sign in at once."""
    end = time.monotonic() + ASKING

    def ask(_: int) -> int:
        many = 0
        while time.monotonic() < end:
            assert with_token(hub.address, "hub/api/user", token).status == 200
            many += 1
        return many

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sum(pool.map(ask, range(AT_ONCE))) / ASKING


def main() -> None:
    """Measure, print, and exit with 1 when a target was missed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    targets = Targets()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="coprod-hub-")))
        hub = stack.enter_context(as_people_have_it(folder / "hub"))
        people = [enrolled(hub, number) for number in range(count)]
        before = processor(psutil.Process(hub.pid))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            opened = list(pool.map(lambda one: come_in(hub, one), people))
            servers = [server for _, server in opened]
            for_hub = (processor(psutil.Process(hub.pid)) - before) / count
            processes = list(pool.map(lambda server: use(hub, server), servers))
        time.sleep(5)
        used = [for_hub + processor(one) for one in servers]
        each = [pss(a) + pss(b) for a, b in zip(servers, processes, strict=True)]
        alone = [pss(one) for one in servers]
        hub_itself = sum(pss(one) for one in (psutil.Process(hub.pid), *(
            one for one in psutil.Process(hub.pid).children() if one not in servers)))  # fmt: skip
        asked = checks(hub, token_of(servers[0]))
        ended(people, servers)
        seen = sorted(seen_among_others(hub, people))
    seconds = sorted(taken for taken, _ in opened)
    late = seconds[max(0, round(len(seconds) * 0.95) - 1)]
    mean = sum(each) / count
    print(f"{count} real servers on one hub, all at once; {AT_ONCE} signed in at once")
    targets.at_most("server and process", f"{max(each):.1f} MB at most, {mean:.1f} on average",
                    max(each), MOST, unit="MB", runs=each)  # fmt: skip
    targets.beside("server alone", f"{max(alone):.1f} MB at most, {sum(alone) / count:.1f} on "
                   "average", "a lesson of the course needs no process", alone,
                   unit="MB")  # fmt: skip
    targets.beside("hub and proxy", f"{hub_itself:.1f} MB", "once for all", [hub_itself],
                   unit="MB")  # fmt: skip
    targets.beside("sign-in to course", f"95 of 100 within {late:.1f} s", "on two cores", seconds,
                   unit="s")  # fmt: skip
    targets.beside("sign-in, in a browser", f"{seen[-1]:.1f} s at most, of {len(seen)}",
                   "the first thing that can be pressed", seen, unit="s")  # fmt: skip
    targets.beside("processor of opening", f"{sum(used) / count:.2f} s", "of hub and server",
                   used, unit="s")  # fmt: skip
    targets.beside("checks of a token", f"{asked:,.0f} a second", "one process answers them",
                   [asked], unit="a second")  # fmt: skip
    print(
        f"learners per GiB: {GIB / mean:.1f} with a process, {GIB * count / sum(alone):.1f} without"
    )
    targets.end()


if __name__ == "__main__":
    main()
