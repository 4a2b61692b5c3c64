"""Many learners at work on one hub: each with files of their own, and what their server sends.

Of a learner's server only the sender runs here, as it is: 500 whole servers need 50 GiB.
"""

import asyncio
import logging
import random
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import httpx
from lab.answering import response_to
from opened import STAFF
from tornado.httpclient import AsyncHTTPClient

from coprod_training.answers import Answer, AnswerStore
from coprod_training.collector.scopes import LEARN
from coprod_training.content.course import load_course
from coprod_training.hub.demo import COHORT
from coprod_training.hub.enrolment import EnrolmentBook
from coprod_training.hub.membership import Place
from coprod_training.hub.roles import LEARNERS
from coprod_training.lab.collector_deletion import CollectorDeletion
from coprod_training.lab.sender import Sender
from coprod_training.lab.unsent import Sent, asked_by, unsent
from hub.whole_platform import OPERATOR, Platform

COURSE = load_course(STAFF / "course")
ASKED_FOR = asked_by(COURSE)
ASKED = [(module.id, one) for module in COURSE.modules for one in module.activities]
DAYS_OFF = (0, 0, 0, 0, 0, 0, 0, 0, 2, -2)  # of ten learners' clocks


@dataclass
class Learner:
    """One of them. told: the ids of the answers that they were told are saved."""

    name: str
    folder: Path
    days_off: int
    token: str = ""
    told: list[str] = field(default_factory=list)

    def file(self, slug: str) -> Path:
        return self.folder / f"{slug}.answers.jsonl"

    def answer(self, number: int) -> None:
        """Answer the next activity, as a page of the course does: what returns is on the disk."""
        slug, activity = ASKED[number % len(ASKED)]
        at = datetime.now(UTC) + timedelta(days=self.days_off)
        told = Answer(
            id=f"{self.name}-{number}",
            activity=activity.id,
            response=response_to(activity, "words"),
            at=f"{at:%Y-%m-%dT%H:%M:%S.%f}"[:-3] + "Z",
        )
        AnswerStore(self.file(slug)).add(told)
        self.told.append(told.id)

    def statements(self):
        """All that is to be known of them, as their server derives it."""
        return [
            statement
            for path in sorted(self.folder.glob("*.answers.jsonl"))
            for part in unsent(path.read_bytes(), Sent(), ASKED_FOR)
            for statement in part.statements
        ]

    def sender(self, address: str, log) -> Sender:
        place = SimpleNamespace(answers_of=lambda slug, _exercise: self.file(slug))
        home = SimpleNamespace(folder=self.folder, course=lambda: COURSE, place=lambda: place)
        return Sender(home, CollectorDeletion(self.folder, address, self.token), log)


def enrolled(platform: Platform, many: int, folder: Path) -> list[Learner]:
    """Learners whom the hub knows, with the token that their own server would have."""
    people = [
        Learner(f"learner-{number:03}", folder / f"{number:03}", DAYS_OFF[number % len(DAYS_OFF)])
        for number in range(many)
    ]
    names = [one.name for one in people]
    place = Place("learner", COHORT)
    book = EnrolmentBook(platform.folder / "state")
    book.enrol([(name, place) for name in names], datetime.now(UTC))
    for name in names:
        book.begin(name, "sample-a", True, datetime.now(UTC))
    with httpx.Client(
        base_url=f"{platform.address}hub/api/",
        headers={"Authorization": f"token {OPERATOR}"},
        timeout=60,
    ) as hub:
        hub.post("users", json={"usernames": names}).raise_for_status()
        # The hub follows the book; this is so before it first looks.
        hub.post(f"groups/{LEARNERS}/users", json={"users": names}).raise_for_status()
        for one in people:
            one.folder.mkdir(parents=True)
            wanted = {"scopes": [f"{LEARN}!user"], "note": "as a server has"}
            made = hub.post(f"users/{one.name}/tokens", json=wanted).raise_for_status()
            one.token = made.json()["token"]
    return people


class Heard(logging.Handler):
    """How often a sender said that something waits."""

    def __init__(self):
        super().__init__()
        self.times = 0

    def emit(self, record):
        self.times += 1


async def work(platform, people, answers, faults, chance):
    """Everybody answers and sends while faults happen.

    Gives how many batches were sent again, and by fault how often senders were held up during it.
    It comes back when the last fault is over and everybody has sent what waited.
    """
    log, heard = logging.getLogger("senders"), Heard()
    log.addHandler(heard)
    AsyncHTTPClient.configure(None, max_clients=100)
    going = [asyncio.create_task(one.sender(platform.collecting, log).run()) for one in people]
    resender = Resender(platform, people, chance)
    again = asyncio.create_task(resender.run())
    during = asyncio.create_task(_faults(platform, faults, heard))
    order = [(one, number) for number in range(answers) for one in people]
    while order:
        # Slowly enough that there is something to send at the last fault; then all that is left.
        some = max(2, len(order) // 200)
        for one, number in order[:some]:
            one.answer(number)
        del order[:some]
        await asyncio.sleep(0.3 if not during.done() else 0)
    felt = await during
    again.cancel()
    with suppress(asyncio.CancelledError):
        await again
    await _all_sent(platform, people)
    for one in going:
        one.cancel()
    await asyncio.gather(*going, return_exceptions=True)
    log.removeHandler(heard)
    return resender.batches, felt


async def _faults(platform, faults, heard):
    felt = []
    for one in faults:
        await asyncio.sleep(3)
        before = heard.times
        await asyncio.to_thread(one, platform)
        felt.append((one.__name__, heard.times - before))
    return felt


@dataclass
class Resender:
    """Sends somebody's statements once more, in batches of another size and in another order.

    batches: those of which the collector said that it had something of them already.
    """

    platform: Platform
    people: list[Learner]
    chance: random.Random
    batches: int = 0

    async def run(self) -> None:
        async with httpx.AsyncClient(timeout=20) as client:
            while True:
                await asyncio.sleep(0.2)
                await self.once(client)

    async def once(self, client: httpx.AsyncClient) -> None:
        """All of one person."""
        one = self.chance.choice(self.people)
        statements = await asyncio.to_thread(one.statements)
        self.chance.shuffle(statements)
        size = self.chance.randint(1, 5)
        for at in range(0, len(statements), size):
            with suppress(httpx.HTTPError):  # it is away, or refuses
                sent = await client.post(
                    f"{self.platform.collecting}/statements",
                    json=statements[at : at + size],
                    headers={"Authorization": f"Bearer {one.token}"},
                )
                self.batches += sent.raise_for_status().json()["known"] > 0


async def _all_sent(platform, people, patience=360):
    """Wait until the collector says of everybody's files what is in them."""
    end = time.monotonic() + patience
    left = list(people)
    async with httpx.AsyncClient(timeout=20) as client:
        while left and time.monotonic() < end:
            still = []
            for one in left:
                with suppress(httpx.HTTPError, ValueError, KeyError):
                    said = await client.get(
                        f"{platform.collecting}/state",
                        headers={"Authorization": f"Bearer {one.token}"},
                    )
                    known = said.json()["files"]
                    sizes = {
                        path.name.partition(".")[0]: path.stat().st_size
                        for path in one.folder.glob("*.answers.jsonl")
                    }
                    if all(known.get(slug, {}).get("bytes") == n for slug, n in sizes.items()):
                        continue
                still.append(one)
            left = still
            await asyncio.sleep(1)
    assert not left, f"{len(left)} wait still, such as {left[0].name}"
