"""How long IPS Grow's pages take at 20,000 learners, beside counting from every statement.

Made-up learners of 400 services say what they have done: 600 statements each. `coprod collector
repair` counts them, and every page is drawn: as the first of its minute, for which the figures are
read, and as any other, which shows what was read. That is done when they have said a twelfth of it,
and again when they have said all: the pages should take as long. Beside them stands the one
question of how many finished each module, asked of the statements themselves; its answer has to be
what the pages show.
Run with `make bench`, or:
python docs/benchmarks/monitor_pages.py [LEARNERS] [STATEMENTS OF EACH, in fifties]

At the end there are 12 million statements, as design/hub.md names them. On PostgreSQL, as a hub for
many has it; where that is not installed, on SQLite. Times are of the clock, the median of 9.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import insert, text
from targets import Targets

from coprod_training.collector.database import Database, open_database
from coprod_training.collector.figures import read_figures
from coprod_training.collector.outline import Outline, outline_of
from coprod_training.collector.repair import repair
from coprod_training.collector.services import put_services
from coprod_training.collector.tables import learner, statement
from coprod_training.content.course import load_course
from coprod_training.content.services import Service
from coprod_training.monitor.counts import WAYS
from coprod_training.monitor.definitions import WORDS
from coprod_training.monitor.made_ready import change_of
from coprod_training.monitor.names import names_of
from coprod_training.monitor.pages import PAGES, Chosen, Places, page
from coprod_training.monitor.watched import Watched, still_since

ROOT = Path(__file__).parents[2]
sys.path += [str(ROOT / "tests" / "collector")]

from own_postgres import OwnPostgres, why_not  # noqa: E402 (found by the line above)

LEARNERS, EACH, SERVICES, ASKED, AT_ONCE = 20_000, 600, 400, 9, 20_000
ONCE = 50  # of each that are made here; the database says them again, as later attempts
MOST, FLAT = 100, 1.25  # milliseconds; and what noise may make of a ratio of 1
WHY = "one processor draws a page, and how fast it is stands beside the machine."
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
REGIONS = ("East of England", "London", "Midlands", "North East and Yorkshire", "North West",
           "South East", "South West")  # fmt: skip
FROM_STATEMENTS = text("""
    SELECT module, COUNT(*) FROM (
      SELECT said.learner, said.module, COUNT(DISTINCT said.activity) AS done
      FROM statement AS said JOIN course_activity AS part
        ON part.activity = said.activity AND part.module = said.module
      WHERE said.completion AND part.core GROUP BY said.learner, said.module
    ) AS theirs JOIN (
      SELECT module AS which, COUNT(*) AS needed FROM course_activity WHERE core GROUP BY module
    ) AS modules ON which = module AND needed = done
    GROUP BY module
""")


def services() -> list[Service]:
    """Made-up places in every region."""
    return [
        Service(
            code=f"s{n:03}", name=f"Made-up service {n}", setting=str(n % 3 + 1),
            region=REGIONS[n % 7], icb=f"Made-up ICB {n % 42}",
            provider=f"Made-up provider {n % 90}", made_up=True,
        )
        for n in range(SERVICES)
    ]  # fmt: skip


def people(learners: int) -> Iterator[dict[str, object]]:
    """Learners of whom nothing is counted yet."""
    for n in range(learners):
        yield {
            "learner": f"{n:024}", "hub_name": f"made-up-{n}", "service": f"s{n % SERVICES:03}",
            "setting": "smi", "cohort": "", "finished_modules": 0, "open_module": "",
        }  # fmt: skip


SAY_AGAIN = """
    INSERT INTO statement
      (learner, id, module, activity, kind, verb, completion, attempt, course_version, said, stored)
    SELECT learner, {new_id}, module, activity, kind, verb, completion, attempt + :later,
           course_version, said, stored
    FROM statement WHERE attempt <= :last
"""
NEW_ID = {"postgresql": "gen_random_uuid()", "sqlite": "lower(hex(randomblob(16)))"}


def said(outline: Outline, learners: int, each: int) -> Iterator[dict[str, object]]:
    """What everybody did: the course from its beginning, a part of it or the whole."""
    parts = [part for module in outline.modules for part in module.parts]
    for n in range(learners):
        dice = random.Random(n)
        until = dice.randrange(1, len(parts) + 1)
        at = NOW - timedelta(days=dice.randrange(60))
        for number in range(each):
            part = parts[number % until]
            again = 1 + number // until
            yield {
                "learner": f"{n:024}", "id": UUID(int=dice.getrandbits(96) << 32 | again),
                "module": part.module, "activity": part.activity, "kind": "activity",
                "verb": "answered", "completion": True, "attempt": again, "course_version": "1",
                "said": at, "stored": at,
            }  # fmt: skip


@contextmanager
def database(folder: Path) -> Iterator[Database]:
    """One of its own, with the collector's tables."""
    server = None if why_not() else OwnPostgres()
    try:
        url = server.new_database("monitor") if server else f"sqlite:///{folder}/collector.sqlite"
        store = open_database(url)
        store.upgrade()
        yield store
        store.close()
    finally:
        if server:
            server.end()


def put(store: Database, table: Any, rows: Iterator[dict[str, object]]) -> None:
    """Write rows, thousands at a time."""
    while some := list(islice(rows, AT_ONCE)):
        with store.writing() as connection:
            if connection.dialect.name == "postgresql":
                _copy(connection.connection.cursor(), table.name, some)
            else:
                connection.execute(insert(table), some)


def _copy(cursor: Any, table: str, rows: list[dict[str, object]]) -> None:
    """With INSERT, a million rows would take most of the time of this benchmark."""
    names = ", ".join(rows[0])
    with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(list(row.values()))


def say_again(store: Database, times: range) -> None:
    """Have the database write what everybody said first once more for each of `times`.

    PostgreSQL writes the table first and its key afterwards, which takes half as long.
    """
    kind = store.engine.dialect.name
    asked = text(SAY_AGAIN.format(new_id=NEW_ID[kind]))
    with store.writing() as connection:
        if kind == "postgresql":
            connection.execute(text("ALTER TABLE statement DROP CONSTRAINT statement_pkey"))
        for number in times:
            connection.execute(asked, {"later": number * ONCE, "last": ONCE})
        if kind == "postgresql":
            connection.execute(text("SET LOCAL maintenance_work_mem = '512MB'"))
            connection.execute(text("ALTER TABLE statement ADD PRIMARY KEY (learner, id)"))


def took(work: Callable[[], object], times: int = ASKED) -> list[float]:
    """Milliseconds of each time, after one that does not count."""
    work()
    found = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        found.append(1000 * (time.perf_counter() - began))
    return found


def main(learners: int, each: int) -> None:
    """Measure, print, and say whether the goals are met."""
    own = min(each // 2, ONCE)
    times = each // own
    each = own * times
    course, targets = load_course(ROOT / "course"), Targets()
    outline, names, change = outline_of(course), names_of(course), change_of(course)
    with tempfile.TemporaryDirectory() as folder, database(Path(folder)) as store:
        kind = store.engine.dialect.name
        with store.writing() as connection:
            put_services(connection, services())
        put(store, learner, people(learners))

        def watched() -> Watched:
            with store.reading() as connection:
                figures = read_figures(connection, still_since(NOW))
            return Watched(at=NOW, words=WORDS, names=names, figures=figures)

        def draw(name: str, way: Any, of: Watched | None = None) -> str:
            return page(name, of or watched(), Chosen(way), change, Places())

        def counted() -> dict[str, int]:
            with store.reading() as connection:
                return {module: many for module, many in connection.execute(FROM_STATEMENTS)}

        every = [("", way) for way in WAYS] + [(name, "region") for name in PAGES if name]
        drawn: list[dict[tuple[str, str], list[float]]] = []
        of_one_minute: dict[tuple[str, str], list[float]] = {}
        put(store, statement, said(outline, learners, own))
        for more in (range(0), range(1, times)):
            if more:
                say_again(store, more)
            repair(store, outline)
            with store.writing() as connection:
                connection.execute(text("ANALYZE"))  # as a database does by itself, a while later
            drawn.append({one: took(partial(draw, *one)) for one in every})
            now = watched()
            of_one_minute = {one: took(partial(draw, *one, of=now)) for one in every}
        for which, found in (("first", drawn[1]), ("any", of_one_minute)):
            for (name, way), runs in found.items():
                usual = statistics.median(runs)
                called = PAGES[name] if name else f"{PAGES[name]} by {way}"
                targets.at_most(f"{which}: {called}", f"{usual:.0f} ms", usual, MOST, unit="ms",
                                runs=runs, why=WHY)  # fmt: skip
        some, all_ = (sum(map(statistics.median, one.values())) for one in drawn)
        targets.at_most(f"{times} times the statements", f"{all_ / some:.2f} times as long",
                        all_ / some, FLAT)  # fmt: skip
        needed = {one.slug for one in outline.modules if not one.optional}
        shown = {one.module: one.finished for one in watched().figures.modules}
        shown = {one: many for one, many in shown.items() if many and one in needed}
        found = {one: many for one, many in counted().items() if one in needed}
        if found != shown:
            raise SystemExit("The pages do not show what the statements say.")
        raw = took(counted, 1)
        first = drawn[1]["", "region"]
        targets.beside("first page", f"{statistics.median(first):.0f} ms",
                       f"one question of {learners * each:,} statements: {raw[0]:,.0f} ms",
                       first, unit="ms", peers={"from all statements": raw})  # fmt: skip
    print(f"{kind}: {learners:,} learners, {SERVICES} services, {learners * each:,} statements")
    targets.end()


if __name__ == "__main__":
    asked = [int(one) for one in sys.argv[1:]]
    main(*(asked + [LEARNERS, EACH][len(asked) :]))
