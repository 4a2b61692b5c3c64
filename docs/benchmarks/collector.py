"""How many statements a second the collector keeps, over a real hub's proxy with its tokens.

Run with `make bench`, or: python docs/benchmarks/collector.py [BATCHES]

bare: the same batches with executemany into the same table of the same database, each batch in a
transaction of its own, one after the other; nothing else is done. Beside it, the same by as many
threads as the collector has connections, which shows what the database could take in at most.
over the proxy: hub, proxy and collector are real processes; 64 senders, each with a token that the
hub gave its learner. Each sends its next batch of 50 when the last is answered; what is sent is
written out before, on both sides. beside the proxy: the same, sent to the collector itself.
500 learners: each sends a batch of 10 every 10 s, three times, as a busy hub does; p95 is of what
they wait, asking the hub for their tokens included, which it does with the first batch of each. So
those and the later ones are also given apart. lost: statements that a sender was told are
kept and that are not there. They take turns in one run, on PostgreSQL with its own settings (fsync
on). Senders, hub, proxy and database share the machine.
"""

import asyncio
import itertools
import json
import os
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests" / one) for one in ("", "walk", "collector")]

from hub.many_at_work import enrolled  # noqa: E402 (the path comes first)
from hub.whole_platform import platform  # noqa: E402
from own_postgres import why_not  # noqa: E402
from sqlalchemy import func, insert, select, text  # noqa: E402
from targets import Targets  # noqa: E402

from coprod_training.answers import Outcome  # noqa: E402
from coprod_training.collector.database import Database, open_database  # noqa: E402
from coprod_training.collector.tables import statement  # noqa: E402
from coprod_training.content.course import load_course  # noqa: E402
from coprod_training.progress.statements import NAMESPACE, statements_of  # noqa: E402
from coprod_training.progress.vocabulary import VERBS  # noqa: E402

BATCHES = int(sys.argv[1]) if len(sys.argv) > 1 else 768  # of each round
BATCH, SENDERS, ROUNDS = 50, 64, 3
LEARNERS, EVERY, THEIRS = 500, 10.0, 10
CONNECTIONS = 8
ASKS = (
    "with somebody's first batch the hub is asked who they are, 50 times a second here. Where it"
    " answers fewer, they queue; the later batches, which ask nothing, are given apart."
)
SHARED = "senders, proxy, hub and database have the same two processors as the collector."
WAIT = (429, 503)  # the replies after which a learner's server asks again
COURSE = load_course(ROOT / "course")
ACTIVITIES = [one.id for module in COURSE.modules for one in module.activities]
NUMBERS = itertools.count()


def batch(size: int) -> list[dict[str, Any]]:
    """New statements, of the activities in turn."""
    outcomes = [
        Outcome(
            answer_id=f"benchmark-{number}",
            activity_id=ACTIVITIES[number % len(ACTIVITIES)],
            at="2026-11-23T10:42:00.000Z",
            attempt=1,
            checked=True,
            done=True,
            score=1.0,
        )
        for number in itertools.islice(NUMBERS, size)
    ]
    return list(statements_of(outcomes, "IGNORED", COURSE.info))


def rows(size: int, who: int) -> list[dict[str, Any]]:
    """The same as rows of the table."""
    from datetime import UTC, datetime
    from uuid import uuid5

    at = datetime.now(UTC)
    return [
        {
            "learner": f"{who:024}",  # nobody's pseudonym
            "id": uuid5(NAMESPACE, f"bare-{number}"),
            "module": "what-co-production-is",
            "activity": ACTIVITIES[number % len(ACTIVITIES)],
            "kind": "activity",
            "verb": VERBS["answered"],
            "completion": True,
            "success": True,
            "scaled": 1.0,
            "attempt": 1,
            "course_version": COURSE.info.version,
            "said": at,
            "stored": at,
        }
        for number in itertools.islice(NUMBERS, size)
    ]


def bare(store: Database, connections: int) -> float:
    """Statements a second by executemany, each batch in a transaction of its own."""
    each = BATCHES // connections
    parts = [[rows(BATCH, me) for _ in range(each)] for me in range(connections)]

    def put(batches: list[list[dict[str, Any]]]) -> None:
        for some in batches:
            with store.writing() as connection:
                connection.execute(insert(statement), some)

    threads = [threading.Thread(target=put, args=(one,)) for one in parts]
    began = time.perf_counter()
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return sum(len(some) for part in parts for some in part) / (time.perf_counter() - began)


class Sender:
    """One connection that sends and waits: as little as HTTP needs, so that it is not measured."""

    def __init__(self, address: str) -> None:
        """address: of the collector, or of the proxy before it."""
        self._to = urlsplit(address)

    async def open(self) -> None:
        """Connect."""
        self._reader, self._writer = await asyncio.open_connection(self._to.hostname, self._to.port)

    async def send(self, content: bytes) -> int:
        """How many statements of a request were new; one that is told to wait asks again."""
        while True:
            self._writer.write(content)
            head = (await self._reader.readuntil(b"\r\n\r\n")).lower()
            length = int(head.partition(b"content-length:")[2].split(b"\r\n")[0])
            said = json.loads(await self._reader.readexactly(length))
            status = int(head.split()[1])
            if status == 200:
                return int(said["new"])
            if status not in WAIT:
                raise SystemExit(f"A batch was refused: {status} {said}")
            await asyncio.sleep(int(head.partition(b"retry-after:")[2].split(b"\r\n")[0] or 1))

    async def close(self) -> None:
        """Hang up."""
        self._writer.close()
        await self._writer.wait_closed()


def request(size: int, address: str, token: str) -> bytes:
    """A whole request with a batch of new statements."""
    body, to = json.dumps(batch(size)).encode(), urlsplit(address)
    head = f"POST {to.path.rstrip('/')}/statements HTTP/1.1\r\nHost: {to.netloc}\r\n"
    head += f"Authorization: Bearer {token}\r\n"
    head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def full(address: str, tokens: list[str]) -> tuple[float, int]:
    """Statements a second from senders that wait for nothing but their replies; and how many."""
    ready = [
        [request(BATCH, address, one) for _ in range(BATCHES // len(tokens))] for one in tokens
    ]

    async def send(mine: list[bytes]) -> int:
        sender = Sender(address)
        await sender.open()
        kept = sum([await sender.send(one) for one in mine])
        await sender.close()
        return kept

    began = time.perf_counter()
    kept = sum(await asyncio.gather(*map(send, ready)))
    return kept / (time.perf_counter() - began), kept


async def busy_hub(address: str, tokens: list[str]) -> tuple[list[list[float]], int]:
    """Seconds that learners waited, by first, second and third batch; and how many were kept."""
    waited: list[list[float]] = [[], [], []]
    ready = {token: [request(THEIRS, address, token) for _ in range(3)] for token in tokens}

    async def learn(token: str, offset: float) -> int:
        kept = 0
        await asyncio.sleep(offset)
        for content, took in zip(ready[token], waited, strict=True):
            began = time.perf_counter()
            sender = Sender(address)
            await sender.open()
            kept += await sender.send(content)
            await sender.close()
            took.append(time.perf_counter() - began)
            await asyncio.sleep(max(0, EVERY - took[-1]))
        return kept

    spread = [EVERY * number / len(tokens) for number in range(len(tokens))]
    kept = await asyncio.gather(*map(learn, tokens, spread))
    return waited, sum(kept)


def stored(store: Database) -> int:
    """How many statements there are."""
    with store.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(statement)).scalar_one())


def bytes_of_one(store: Database) -> float:
    """How much of the disk PostgreSQL takes for a statement, with its indexes."""
    with store.reading() as connection:
        whole = connection.execute(text(f"SELECT pg_total_relation_size('{statement.name}')"))
        return float(whole.scalar_one()) / stored(store)


def main() -> None:
    """Measure, and say what came of it."""
    targets = Targets()
    if why_not():
        raise SystemExit(f"Without PostgreSQL nothing can be measured here: {why_not()}")
    bares: list[float] = []
    most: list[float] = []
    over: list[float] = []
    beside: list[float] = []
    lost = 0
    with tempfile.TemporaryDirectory() as name, platform(Path(name) / "hub", ROOT) as hub:
        print(f"{os.cpu_count()} processors")
        tokens = [one.token for one in enrolled(hub, LEARNERS, Path(name) / "people")]
        store = open_database(hub.url)
        for _ in range(ROUNDS):
            bares.append(bare(store, 1))
            most.append(bare(store, CONNECTIONS))
            for address, rates in ((hub.collecting, over), (hub.direct, beside)):
                before = stored(store)
                rate, kept = asyncio.run(full(address, tokens[:SENDERS]))
                rates.append(rate)
                lost += kept - (stored(store) - before)
        before = stored(store)
        waited, kept = asyncio.run(busy_hub(hub.collecting, tokens))
        lost += kept - (stored(store) - before)
        size = bytes_of_one(store)
        store.close()
    rate, of = statistics.median(over), statistics.median(bares)
    everything = [one for part in waited for one in part]
    p95, first, later = map(_p95, (everything, waited[0], waited[1] + waited[2]))
    peers = {"bare executemany": bares, f"bare, {CONNECTIONS} at once": most}
    targets.at_least(f"over the proxy, batches of {BATCH}", _a_second(over), rate, 4000,
                     unit="a second", runs=over, peers=peers)  # fmt: skip
    share = f"{100 * rate / of:.0f} % of bare executemany ({of:,.0f} a second)"
    targets.at_least("over the proxy, share", share, 100 * rate / of, 40, unit="%", why=SHARED)
    of_most = f"{100 * rate / statistics.median(most):.0f} % of it over the proxy"
    targets.beside(f"bare, {CONNECTIONS} connections at once", _a_second(most), of_most, most,
                   unit="a second")  # fmt: skip
    targets.beside(f"beside the proxy, batches of {BATCH}", _a_second(beside), "not judged",
                   beside, unit="a second")  # fmt: skip
    wait = f"{p95:.0f} ms of {len(everything)} batches"
    targets.at_most(f"{LEARNERS} learners, p95", wait, p95, 300, unit="ms", why=ASKS)
    targets.beside("first batches, p95", f"{first:.0f} ms", "the hub is asked", [first], unit="ms")
    targets.beside("later batches, p95", f"{later:.0f} ms", "nobody is asked", [later], unit="ms")
    targets.beside("a statement", f"{size:.0f} bytes", "with its indexes", [size], unit="bytes")
    targets.at_most("lost", str(lost), lost, 0)
    targets.end()


def _p95(waited: list[float]) -> float:
    """In ms: 95 of 100 waited no longer. waited: seconds."""
    return 1000 * statistics.quantiles(waited, n=20)[-1]


def _a_second(rates: list[float]) -> str:
    return f"{statistics.median(rates):,.0f} a second ({min(rates):,.0f} to {max(rates):,.0f})"


if __name__ == "__main__":
    main()
