"""How many statements a second the collector keeps, over HTTP with tokens that a hub vouches for.

Run with `make bench`, or: python docs/benchmarks/collector.py [BATCHES]

bare: the same batches with executemany into the same table of the same database, each batch in a
transaction of its own, by as many threads as the collector has connections; nothing else is done.
collector: a real process, asked by 16 senders. Each sends its next batch of 50 when the last is
answered; what is sent is written out before, on both sides. 500 learners: each sends a batch of 10
every 10 s, three times, as a busy hub does; p95 is of what they wait, asking the hub for their
tokens included. lost: statements that a sender was told are kept and that are not there.
Bare and collector take turns in one run. PostgreSQL is judged, with its own settings (fsync on);
SQLite is printed beside it. Senders, the stand-in for the hub, and the database share the machine.
"""

import asyncio
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path += [str(ROOT / "tests" / "collector")]

from own_postgres import OwnPostgres, why_not  # noqa: E402
from sqlalchemy import func, insert, select, text  # noqa: E402
from targets import Targets  # noqa: E402
from tiny_hub import TinyHub  # noqa: E402

from coprod_training.answers import Outcome  # noqa: E402
from coprod_training.collector.database import Database, open_database  # noqa: E402
from coprod_training.collector.tables import statement  # noqa: E402
from coprod_training.content.course import load_course  # noqa: E402
from coprod_training.progress.statements import NAMESPACE, statements_of  # noqa: E402
from coprod_training.progress.vocabulary import VERBS  # noqa: E402

BATCHES = int(sys.argv[1]) if len(sys.argv) > 1 else 640  # of each round
BATCH, SENDERS, ROUNDS = 50, 16, 3
LEARNERS, EVERY, THEIRS = 500, 10.0, 10
CONNECTIONS = 8
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
            "service": "",
        }
        for number in itertools.islice(NUMBERS, size)
    ]


def bare(store: Database) -> float:
    """Statements a second by executemany, each batch in a transaction of its own."""
    parts = [[rows(BATCH, me) for _ in range(BATCHES // CONNECTIONS)] for me in range(CONNECTIONS)]

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


@contextmanager
def collector(url: str, hub: TinyHub, folder: Path) -> Any:
    """The address of a running collector."""
    command = [sys.executable, "-m", "coprod_training.cli", "collector", "start"]
    command += ["--database", url, "--hub-api", hub.api, "--private", str(folder / "private")]
    command += ["--survey-database", f"sqlite:///{folder}/survey.db", "--port", "0"]
    command += ["--course", str(ROOT)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if '"started"' in line:
                break
        drain = threading.Thread(target=process.stdout.read, daemon=True)
        drain.start()
        port = int(line.partition('"port": ')[2].partition(",")[0])
        yield f"http://127.0.0.1:{port}"
        process.terminate()
        process.wait(30)


class Sender:
    """One connection that sends and waits: as little as HTTP needs, so that it is not measured."""

    def __init__(self, address: str) -> None:
        """address: of the collector."""
        self._host, _, port = address.removeprefix("http://").partition(":")
        self._port = int(port)

    async def open(self) -> None:
        """Connect."""
        self._reader, self._writer = await asyncio.open_connection(self._host, self._port)

    async def send(self, content: bytes) -> int:
        """How many statements of a request were new."""
        self._writer.write(content)
        head = await self._reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
        said = json.loads(await self._reader.readexactly(length))
        return int(said["new"])

    async def close(self) -> None:
        """Hang up."""
        self._writer.close()
        await self._writer.wait_closed()


def request(size: int, token: str) -> bytes:
    """A whole request with a batch of new statements."""
    body = json.dumps(batch(size)).encode()
    head = f"POST /statements HTTP/1.1\r\nHost: collector\r\nAuthorization: Bearer {token}\r\n"
    head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def full(address: str, tokens: list[str]) -> tuple[float, int]:
    """Statements a second from senders that wait for nothing but their replies; and how many."""
    ready = [[request(BATCH, one) for _ in range(BATCHES // len(tokens))] for one in tokens]

    async def send(mine: list[bytes]) -> int:
        sender = Sender(address)
        await sender.open()
        kept = sum([await sender.send(one) for one in mine])
        await sender.close()
        return kept

    began = time.perf_counter()
    kept = sum(await asyncio.gather(*map(send, ready)))
    return kept / (time.perf_counter() - began), kept


async def busy_hub(address: str, tokens: list[str]) -> tuple[list[float], int]:
    """Seconds that 500 learners waited, each for every batch; and how many were kept."""
    waited: list[float] = []
    ready = {token: [request(THEIRS, token) for _ in range(3)] for token in tokens}

    async def learn(token: str, offset: float) -> int:
        kept = 0
        await asyncio.sleep(offset)
        for content in ready[token]:
            began = time.perf_counter()
            sender = Sender(address)
            await sender.open()
            kept += await sender.send(content)
            await sender.close()
            waited.append(time.perf_counter() - began)
            await asyncio.sleep(max(0, EVERY - waited[-1]))
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


def measured(kind: str, url: str, hub: TinyHub, folder: Path, targets: Targets) -> None:
    """Measure on one database, and say what came of it."""
    folder.mkdir()
    store = open_database(url)
    store.upgrade()
    tokens = [hub.learner(f"{kind}-{number}") for number in range(LEARNERS)]
    bares, fulls, lost = [], [], 0
    with collector(url, hub, folder) as address:
        for _ in range(ROUNDS):
            bares.append(bare(store))
            before = stored(store)
            rate, kept = asyncio.run(full(address, tokens[:SENDERS]))
            fulls.append(rate)
            lost += kept - (stored(store) - before)
        before = stored(store)
        waited, kept = asyncio.run(busy_hub(address, tokens))
        lost += kept - (stored(store) - before)
    size = bytes_of_one(store) if kind == "postgresql" else 0.0
    store.close()
    rate, share = statistics.median(fulls), statistics.median(fulls) / statistics.median(bares)
    p95 = 1000 * statistics.quantiles(waited, n=20)[-1]
    said = f"{rate:,.0f} a second ({min(fulls):,.0f} to {max(fulls):,.0f})"
    of = f"{100 * share:.0f} % of bare executemany ({statistics.median(bares):,.0f} a second)"
    wait = f"{p95:.0f} ms of {len(waited)} batches"
    if kind == "postgresql":
        targets.at_least(f"{kind}, batches of {BATCH}", said, rate, 4000)
        targets.at_least(f"{kind}, share", of, 100 * share, 40)
        targets.at_most(f"{kind}, 500 learners, p95", wait, p95, 300)
        targets.beside(f"{kind}, a statement", f"{size:.0f} bytes", "with its indexes",
                       unit="bytes", runs=[size])  # fmt: skip
    else:
        targets.beside(f"{kind}, batches of {BATCH}", said, "not judged")
        targets.beside(f"{kind}, share", of, "not judged")
        targets.beside(f"{kind}, 500 learners, p95", wait, "not judged")
    targets.at_most(f"{kind}, lost", str(lost), lost, 0)


def main() -> None:
    """Measure both."""
    targets = Targets()
    with tempfile.TemporaryDirectory() as name, TinyHub().running() as hub:
        folder = Path(name)
        print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
        if why_not():
            print(f"Without PostgreSQL, which is judged: {why_not()}")
        else:
            server = OwnPostgres()
            try:
                url = server.new_database("collector").replace("+psycopg", "")
                measured("postgresql", url, hub, folder / "postgresql", targets)
            finally:
                server.end()
        measured("sqlite", f"sqlite:///{folder}/c.db", hub, folder / "sqlite", targets)
    targets.end()


if __name__ == "__main__":
    main()
