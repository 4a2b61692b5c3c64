"""How many statements a second the collector keeps, over HTTP with tokens that a hub vouches for.

Run with `make bench`, or: python docs/benchmarks/collector.py [SECONDS]

bare: the same batches with executemany into the same table of the same database, nothing else done;
both with as many connections as the collector has. collector: a real process, asked by 16 senders
with batches of 50. 500 learners: each sends a batch of 10 every 10 seconds, as a busy hub does;
p95 is of what they wait. lost: statements that a learner was told are kept and that are not there.
Bare and collector take turns in one run. PostgreSQL is judged, with its own settings (fsync on);
SQLite is printed beside it. Senders, the stand-in for the hub, and the database share the machine.
"""

import asyncio
import itertools
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

import httpx  # noqa: E402
from own_postgres import OwnPostgres, why_not  # noqa: E402
from sqlalchemy import func, insert, select  # noqa: E402
from targets import Targets  # noqa: E402
from tiny_hub import TinyHub  # noqa: E402

from coprod_training.answers import Outcome  # noqa: E402
from coprod_training.collector.database import Database, open_database  # noqa: E402
from coprod_training.collector.tables import statement  # noqa: E402
from coprod_training.content.course import load_course  # noqa: E402
from coprod_training.progress.statements import NAMESPACE, statements_of  # noqa: E402
from coprod_training.progress.vocabulary import VERBS  # noqa: E402

SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 8.0
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
            "learner": f"{who:024}",
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
    end, counts = time.perf_counter() + SECONDS, [0] * CONNECTIONS

    def put(me: int) -> None:
        while time.perf_counter() < end:
            some = rows(BATCH, me)
            with store.writing() as connection:
                connection.execute(insert(statement), some)
            counts[me] += len(some)

    began = time.perf_counter()
    threads = [threading.Thread(target=put, args=(me,)) for me in range(CONNECTIONS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return sum(counts) / (time.perf_counter() - began)


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


async def full(address: str, tokens: list[str]) -> tuple[float, int]:
    """Statements a second from senders that wait for nothing but their replies; and how many."""
    end, kept = time.perf_counter() + SECONDS, 0

    async def send(client: httpx.AsyncClient, token: str) -> None:
        nonlocal kept
        while time.perf_counter() < end:
            reply = await client.post(
                "/statements", json=batch(BATCH), headers={"Authorization": f"Bearer {token}"}
            )
            kept += reply.raise_for_status().json()["new"]

    began = time.perf_counter()
    async with httpx.AsyncClient(base_url=address, timeout=60, trust_env=False) as client:
        await asyncio.gather(*(send(client, one) for one in tokens))
    return kept / (time.perf_counter() - began), kept


async def busy_hub(address: str, tokens: list[str]) -> tuple[list[float], int]:
    """Seconds that 500 learners waited, each for every batch; and how many were kept."""
    waited: list[float] = []
    kept = 0
    limits = httpx.Limits(max_connections=100, max_keepalive_connections=100)

    async def learn(client: httpx.AsyncClient, token: str, offset: float) -> None:
        nonlocal kept
        await asyncio.sleep(offset)
        for _ in range(3):
            began = time.perf_counter()
            reply = await client.post(
                "/statements", json=batch(THEIRS), headers={"Authorization": f"Bearer {token}"}
            )
            kept += reply.raise_for_status().json()["new"]
            waited.append(time.perf_counter() - began)
            await asyncio.sleep(max(0, EVERY - waited[-1]))

    async with httpx.AsyncClient(
        base_url=address, timeout=60, trust_env=False, limits=limits
    ) as client:
        spread = [EVERY * number / len(tokens) for number in range(len(tokens))]
        await asyncio.gather(
            *(learn(client, one, at) for one, at in zip(tokens, spread, strict=True))
        )
    return waited, kept


def stored(store: Database) -> int:
    """How many statements there are."""
    with store.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(statement)).scalar_one())


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
