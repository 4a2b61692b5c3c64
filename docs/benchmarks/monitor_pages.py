"""How long IPS Grow's pages take at 20,000 learners, and whether statements make a difference.

Rows of `learner`, `cell` and `step` are written for made-up learners in 400 services, and
statements for the same; then the first page is read and drawn, again
with twice as many statements. The design names 12 million statements: 60,000 and 120,000 stand for
them here, since what is asked for is that the ratio is 1. Run:
python docs/benchmarks/monitor_pages.py [LEARNERS, default 20000]

page: processor milliseconds of one answer, the median of 9; reading and drawing are in it.
"""

import random
import statistics
import sys
import tempfile
import time
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Table, insert
from targets import Targets

from coprod_training.collector.database import Database, open_database
from coprod_training.collector.outline import Outline, outline_of
from coprod_training.collector.programme import read_programme
from coprod_training.collector.repair import repair
from coprod_training.collector.tables import cell, learner, service, statement, step
from coprod_training.content.course import load_course
from coprod_training.monitor.completion import WAYS
from coprod_training.monitor.site import overview
from coprod_training.monitor.words import Words, words_of

ROOT = Path(__file__).parents[2]
SERVICES, EACH, ASKED = 400, 3, 9  # EACH: statements of a learner
MOST, FLAT = 100, 1.25  # milliseconds; and the ratio that noise may make of 1
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
REGIONS = ("EE", "LO", "MI", "NY", "NW", "SE", "SW")


def put(store: Database, table: Table, rows: list[dict[str, object]]) -> None:
    """Write rows in one transaction."""
    with store.writing() as connection:
        connection.execute(insert(table), rows)


def fill(store: Database, outline: Outline, learners: int) -> None:
    """Services, learners in every state, and the counts of each service."""
    dice = random.Random(8)
    places = [
        {
            "code": f"s{n}", "name": f"Made-up service {n}", "setting": str(n % 5 + 1),
            "region": REGIONS[n % 7], "icb": f"Made-up ICB {n % 42}",
            "provider": f"Made-up provider {n % 90}", "made_up": True,
        }
        for n in range(SERVICES)
    ]  # fmt: skip
    put(store, service, places)
    slugs = [one.slug for one in outline.modules]
    people = []
    for n in range(learners):
        last = NOW - timedelta(days=dice.randrange(60))
        done = dice.random() < 0.5
        people.append(
            {
                "learner": f"{n:024}", "hub_name": f"made-up-{n}", "service": f"s{n % SERVICES}",
                "setting": "smi", "cohort": "", "first_stored": last, "last_stored": last,
                "finished_modules": 10 if done else 2, "open_module": "" if done else slugs[3],
                "finished_at": last if done else None,
            }
        )  # fmt: skip
    put(store, learner, people)
    each = learners // SERVICES
    cells = [
        {"service": one["code"], "module": slug, "started": each, "finished": each // 2, "done": 9}
        for one in places
        for slug in slugs
    ]
    put(store, cell, cells)
    steps = [
        {"service": one["code"], "module": m.slug, "activity": p.activity, "learners": each}
        for one in places
        for m in outline.modules
        for p in m.parts
    ]
    put(store, step, steps)


def say(store: Database, outline: Outline, learners: int) -> None:
    """`EACH` more statements of every learner."""
    part = outline.modules[1].parts[0]
    rows = [
        {
            "learner": f"{n:024}", "id": uuid.uuid4(), "module": part.module,
            "activity": part.activity, "kind": "activity", "verb": "answered", "completion": True,
            "attempt": 1, "course_version": "1", "said": NOW, "stored": NOW,
            "service": f"s{n % SERVICES}",
        }
        for n in range(learners)
        for _ in range(EACH)
    ]  # fmt: skip
    put(store, statement, rows)


def page(store: Database, words: Words, way: str) -> float:
    """Milliseconds of processor for one page."""
    began = time.process_time()
    with store.reading() as connection:
        found = read_programme(connection, NOW)
    overview(found, words, way)
    return 1000 * (time.process_time() - began)


def main() -> None:
    """Measure, print, and say whether the goals are met."""
    learners = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    course = load_course(ROOT / "course")
    outline, words = outline_of(course), words_of(course, course.instrument)
    targets = Targets()
    with tempfile.TemporaryDirectory() as folder:
        store = open_database(f"sqlite:///{folder}/collector.sqlite")
        store.upgrade()
        repair(store, outline)
        fill(store, outline, learners)
        took = []
        for _ in range(2):
            say(store, outline, learners)
            page(store, words, "region")
            took.append({w: statistics.median(page(store, words, w) for _ in range(ASKED))
                         for w in WAYS})  # fmt: skip
        store.close()
    for way in WAYS:
        targets.at_most(f"page by {way}", f"{took[1][way]:.0f} ms", took[1][way], MOST)
    ratio = sum(took[1].values()) / sum(took[0].values())
    targets.at_most("twice the statements", f"{ratio:.2f} times", ratio, FLAT)
    targets.end()


if __name__ == "__main__":
    main()
