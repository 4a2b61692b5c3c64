"""How costs grow: 10 and 100 times as many learners, hand-ins, statements, and survey answers.

Run with `make bench`, or: python docs/benchmarks/growth.py [SHARE, default 1: of the sizes below]

Each cost is the least of its tries at each size, one size after the other in the same run.
exercises: the query behind the trainer's page, eight exercises. grading: `coprod grade` the first
time. figures: what the monitor's pages read of the collector, with SQLite. repair: making its
counts again from the statements. survey: reading, checking, counting and writing the dataset.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import exercises_page
import grading
import survey_dataset
from sqlalchemy import insert
from targets import Targets

from coprod_training.collector import figures
from coprod_training.collector.database import open_database
from coprod_training.collector.outline import outline_of
from coprod_training.collector.repair import repair
from coprod_training.collector.tables import learner, statement
from coprod_training.content.course import load_course
from coprod_training.grading.overview import overview
from coprod_training.lab.opening import prepare
from coprod_training.lab.workspace import open_workspace
from coprod_training.progress.vocabulary import VERBS

ROOT = Path(__file__).parents[2]
TRIES = 3
LEARNERS, HAND_INS, STATEMENTS, PEOPLE = 10, 20, 1_000, 200  # and 10 and 100 times as many
EACH = 20  # statements of a learner
NOW = datetime(2026, 11, 23, tzinfo=UTC)

Points = list[tuple[float, float]]


def sizes(first: int, share: float) -> list[int]:
    """The three sizes. share: of all of them, for a quick look."""
    return [max(1, int(first * share)) * times for times in (1, 10, 100)]


def least(work: Callable[[], object]) -> float:
    """Seconds of the quickest of a few tries."""
    took = []
    for _ in range(TRIES):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return min(took)


def of_learners(folder: Path, many: list[int]) -> Points:
    """Milliseconds of the query behind the page of exercises, all handed in and marked."""
    staff, names = exercises_page.staff_copy(folder / "staff")
    workspace = folder / "coprod"
    prepare(open_workspace(workspace), "trainer", staff)
    trainer = workspace / "trainer"
    exercises_page.one_hand_in(trainer)
    one = (trainer / "gradebook.db").read_bytes()
    points = []
    for count in many:
        (trainer / "gradebook.db").write_bytes(one)
        exercises_page.LEARNERS = count
        exercises_page.multiply(trainer / "gradebook.db", names)
        exchange = workspace / "exchange" / "coprod"
        points.append((count, 1000 * least(lambda: overview(trainer, exchange, names))))  # noqa: B023
    return points


def of_hand_ins(folder: Path, many: list[int]) -> Points:
    """Seconds in which all are graded the first time, by one process each."""
    points, empty = [], grading.released(folder)
    for count in many:
        root = grading.handed_in(folder / f"grading-{count}", count, empty)
        _, clock, *_ = grading.asked(grading.ONE_GO, root, "first", grading.TASK)
        points.append((count, clock))
    return points


def of_statements(folder: Path, many: list[int]) -> tuple[Points, Points]:
    """Milliseconds of reading all figures of the pages, and seconds of a repair."""
    outline = outline_of(load_course(ROOT / "course"))
    parts = [part.activity for one in outline.modules for part in one.parts][:EACH]
    read: Points = []
    mended: Points = []
    for count in many:
        store = open_database(f"sqlite:///{folder}/collector-{count}.db")
        store.upgrade()
        people = [f"{number:024}" for number in range(max(1, count // EACH))]
        with store.writing() as connection:
            connection.execute(insert(learner), [
                {"learner": who, "hub_name": who, "service": f"service-{int(who) % 50}",
                 "setting": "smi", "cohort": "", "finished_modules": 0, "open_module": ""}
                for who in people])  # fmt: skip
            connection.execute(insert(statement), [
                {"learner": who, "id": UUID(int=EACH * int(who) + at), "module": "",
                 "activity": activity, "kind": "activity", "verb": VERBS["answered"],
                 "completion": True, "attempt": 1, "course_version": "1", "stored": NOW}
                for who in people for at, activity in enumerate(parts)])  # fmt: skip
        mended.append((count, least(lambda: repair(store, outline))))  # noqa: B023

        def pages() -> None:
            with store.reading() as connection:  # noqa: B023
                since = NOW - timedelta(days=21)
                found = figures.read_figures(connection, since)
                assert found.people
                assert found.modules

        read.append((count, 1000 * least(pages)))
        store.close()
    return read, mended


def of_answers(folder: Path, many: list[int]) -> Points:
    """Seconds of working through the survey's dataset, by how many answers it holds."""
    instrument = ROOT / "course" / "instruments" / "cps-0.1.yaml"
    points = []
    for count in many:
        own = folder / f"survey-{count}"
        own.mkdir()
        survey_dataset.asked(survey_dataset.MADE, own, instrument, count, max(1, count // 40))
        clocks, _, answers, *_ = survey_dataset.asked(survey_dataset.WIDE, own, instrument, TRIES)
        points.append((answers, min(clocks)))
    return points


def main(share: float) -> None:
    """Measure every curve, and print it."""
    targets = Targets()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        targets.curve("exercises, by learners", "ms", of_learners(folder, sizes(LEARNERS, share)))
        targets.curve("grading, by hand-ins", "s", of_hand_ins(folder, sizes(HAND_INS, share)))
        read, mended = of_statements(folder, sizes(STATEMENTS, share))
        targets.curve("figures, by statements", "ms", read)
        targets.curve("repair, by statements", "s", mended)
        targets.curve("survey, by answers", "s", of_answers(folder, sizes(PEOPLE, share)))
    targets.end()


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
