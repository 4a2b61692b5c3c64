"""How long a trainer waits for the page of exercises: its query, and all of it over HTTP.

1,000 learners and 8 exercises, in five states: everything waits to be collected, waits for a person
to mark it, is marked, has a tenth marked twice and too far apart, went back. Run with `make bench`,
or: python docs/benchmarks/exercises_page.py [LEARNERS]

Each line says whether the query and the page reach the target of issue 4; one that does not makes
the exit code 1. The query is the one after a change of the gradebook; the page is then asked again
and again, as a trainer does, and the answer to the query is kept meanwhile. The last line has our
list of the hand-ins of one exercise, and how long nbgrader's own lists of all exercises take
together, from the same server and gradebook in the same run: they say what the page says. The
folders of hand-ins are empty here, so that nbgrader has less to look at than in a real round.
"""

import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen
from uuid import NAMESPACE_OID, uuid5

import yaml
from feedback import ANSWERS, ROOT, TASK
from targets import Targets

from coprod_training.answers import Answer, AnswerStore
from coprod_training.grading import hand_in_rows, marking_round, second_marks
from coprod_training.grading.gradebook import put_scripts_on_path
from coprod_training.grading.overview import overview
from coprod_training.grading.returned import note_returned
from coprod_training.lab.opening import prepare
from coprod_training.lab.workspace import open_workspace

LEARNERS, EXERCISES = 1000, 8
ROUNDS = 7
MOST = 0.2  # seconds
WHY = "one processor computes all of it, and how fast it is stands beside the machine."
AT = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f}"  # now: a time of another day is doubted
# Where a learner's row names something of the released form, which all learners share.
OF_THE_FORM = {("submitted_notebook", "notebook_id"), ("submitted_assignment", "assignment_id")}


def staff_copy(to: Path) -> tuple[Path, list[str]]:
    """The course with its one exercise many times over; and their names."""
    for folder in ("course", "modules", "exercises"):
        shutil.copytree(ROOT / folder, to / folder)
    names = [TASK, *(f"copy-{number}" for number in range(1, EXERCISES))]
    assessments = to / "course" / "assessments"
    written = (assessments / f"{TASK}.yaml").read_text(encoding="utf-8")
    notebook = (to / "exercises" / TASK / f"{TASK}.ipynb").read_text(encoding="utf-8")
    ids = [one["activity"]["id"] for one in yaml.safe_load(written)["questions"]]
    for name in names[1:]:
        (to / "exercises" / name).mkdir()
        for text, path in (
            (written, assessments / f"{name}.yaml"),
            (notebook, to / "exercises" / name / f"{name}.ipynb"),
        ):
            renamed = text.replace(TASK, name)
            for one in sorted(ids, key=len, reverse=True):
                renamed = renamed.replace(one, f"{name}-{one}")
            path.write_text(renamed, encoding="utf-8")
    path = to / "course" / "course.yaml"
    course = yaml.safe_load(path.read_text(encoding="utf-8"))
    course["assessments"] = names
    path.write_text(yaml.safe_dump(course, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return to, names


def one_hand_in(trainer: Path) -> None:
    """A collected and graded hand-in, for the rows that are multiplied."""
    put_scripts_on_path()
    subprocess.run(
        [sys.executable, "-m", "nbgrader", "generate_assignment", TASK], cwd=trainer, check=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    folder = trainer / "submitted" / "somebody" / TASK
    folder.mkdir(parents=True)
    shutil.copy(trainer / "release" / TASK / f"{TASK}.ipynb", folder)
    (folder / "timestamp.txt").write_text(f"{AT} UTC")
    (folder / "submission_secret.txt").write_text("0" * 128)
    store = AnswerStore(folder / f"{TASK}.answers.jsonl")
    for name, response in ANSWERS.items():
        at = "2026-11-23T14:00:00Z"
        store.add(Answer(id=f"1-{name}", activity=name, response=response, at=at))
    if not all(one.done for one in marking_round.grade(trainer, TASK)):
        raise SystemExit("the one hand-in could not be graded")


def multiply(database: Path, names: list[str]) -> None:
    """Fill a gradebook: the one assignment and hand-in that it holds, many times over."""
    with sqlite3.connect(database) as db:

        def rows(table: str) -> tuple[list[str], list[tuple[Any, ...]]]:
            found = db.execute(f"SELECT * FROM {table}")
            return [column[0] for column in found.description], found.fetchall()

        tables = ("assignment", "notebook", "base_cell", "grade_cells", "solution_cells")
        per_assignment = {table: rows(table) for table in tables}
        tables = ("submitted_assignment", "submitted_notebook", "grade", "comment")
        per_learner = {table: rows(table) for table in tables}
        for table in per_learner:
            db.execute(f"DELETE FROM {table}")
        db.execute("DELETE FROM student")
        everybody = [(f"learner-{number:05}",) for number in range(LEARNERS)]
        db.executemany("INSERT INTO student (id) VALUES (?)", everybody)

        def put(table: str, columns: list[str], row: tuple[Any, ...], a: str, who: str) -> None:
            new = []
            for column, value in zip(columns, row, strict=True):
                if column == "student_id":
                    value = who
                elif column == "name" and table == "assignment":
                    value = a
                elif column.endswith("id") and column != "course_id" and value:
                    of_the_form = column == "cell_id" or (table, column) in OF_THE_FORM
                    value = uuid5(NAMESPACE_OID, f"{value}{a}{'' if of_the_form else who}").hex
                new.append(value)
            marks = ", ".join("?" * len(new))
            db.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", new)

        for table in per_assignment:
            db.execute(f"DELETE FROM {table}")
        for name in names:
            for table, (columns, found) in per_assignment.items():
                for row in found:
                    put(table, columns, row, name, "")
            for (who,) in everybody:
                for table, (columns, found) in per_learner.items():
                    for row in found:
                        put(table, columns, row, name, who)


@contextmanager
def server(workspace: Path, staff: Path) -> Iterator[tuple[str, str]]:
    """A trainer's server: its address and its token."""
    command = [sys.executable, "-m", "coprod_training.cli", "start", "--no-browser"]
    command += ["--as", "trainer", "--workspace", str(workspace), "--course", str(staff)]
    running = subprocess.Popen([*command, "--port", "8932"], text=True, stdout=subprocess.PIPE)
    try:
        assert running.stdout is not None
        address = next(line for line in running.stdout if line.startswith("http"))
        base, token = re.fullmatch(r"(http://[^/]+/).*token=(\w+)", address.strip()).groups()  # type: ignore[union-attr]
        yield base, token
    finally:
        running.terminate()
        running.wait(30)


def waits(
    base: str, token: str, expected: str, path: str = "coprod/trainer", rounds: int = ROUNDS
) -> list[float]:
    """Seconds for each asking; the page has to say what it is expected to, for each exercise."""
    took = []
    for _ in range(rounds):
        asked = Request(f"{base}{path}", headers={"Authorization": f"token {token}"})
        began = time.perf_counter()
        with urlopen(asked) as reply:
            page = reply.read().decode()
        took.append(time.perf_counter() - began)
        if page.count(expected) < EXERCISES:
            raise SystemExit(f"{path} does not say: {expected}")
    return took


def mark_twice(trainer: Path, names: list[str]) -> int:
    """A second mark, too far from the first, for whoever is drawn; how many in each exercise."""
    for name in names:
        drawn = second_marks.draw(trainer, name)
        for one in second_marks.second_markings(trainer, name):
            second_marks.give_second(trainer, one, 0, "second", datetime.now(UTC))
    return drawn


def _words(took: list[float]) -> str:
    least, usual, most = (1000 * one for one in (min(took), statistics.median(took), max(took)))
    return f"{usual:.0f} ms ({least:.0f} to {most:.0f})"


def main() -> None:
    """Measure, and print what came of it."""
    targets = Targets()
    with tempfile.TemporaryDirectory() as folder:
        staff, names = staff_copy(Path(folder) / "staff")
        workspace = Path(folder) / "coprod"
        prepare(open_workspace(workspace), "trainer", staff)
        trainer, exchange = workspace / "trainer", workspace / "exchange" / "coprod"
        one_hand_in(trainer)
        multiply(trainer / "gradebook.db", names)
        for name in names:
            (exchange / "outbound" / name).mkdir(parents=True)
            for number in range(LEARNERS):
                (exchange / "inbound" / f"learner-{number:05}+{name}+{AT} UTC").mkdir(parents=True)
        marked = (trainer / "gradebook.db").read_bytes()
        with sqlite3.connect(trainer / "gradebook.db") as db:
            for table in ("submitted_assignment", "submitted_notebook", "grade", "comment"):
                db.execute(f"DELETE FROM {table}")
            db.execute("UPDATE assignment SET duedate = NULL")
        with server(workspace, staff) as (base, token):

            def say(state: str, expected: str) -> None:
                page, query = waits(base, token, expected), []
                for _ in range(ROUNDS):
                    hand_in_rows.forget()
                    began = time.perf_counter()
                    overview(trainer, exchange, names)
                    query.append(time.perf_counter() - began)
                for what, took in (("query", query), ("page", page)):
                    usual = statistics.median(took)
                    targets.at_most(f"{state}: {what}", _words(took), usual, MOST, unit="s",
                                    runs=took, why=WHY)  # fmt: skip

            say("to collect", f"Collect {LEARNERS} now")
            (trainer / "gradebook.db").write_bytes(marked)
            say("to mark", "Mark the next one")
            with sqlite3.connect(trainer / "gradebook.db") as db:
                db.execute(
                    "UPDATE grade SET manual_score = 2, needs_manual_grade = 0"
                    " WHERE auto_score IS NULL"
                )
            say("marked", f"Return {LEARNERS} to learners")
            say("second marks", f"Agree on {mark_twice(trainer, names)} before returning")
            (points,) = (
                sqlite3.connect(trainer / "gradebook.db")
                .execute("SELECT SUM(COALESCE(manual_score, auto_score)) FROM grade")
                .fetchone()
            )
            each = points / LEARNERS / EXERCISES
            back = [(f"learner-{number:05}", AT, each) for number in range(LEARNERS)]
            for name in names:
                note_returned(trainer, name, back, datetime.now(UTC))
                for one in second_marks.second_markings(trainer, name):
                    second_marks.give_agreed(trainer, one, 2, "second", datetime.now(UTC))
            say("returned", "Nothing to do now")
            ours = waits(base, token, "learner-", f"formgrader/manage_submissions/{TASK}")
            stock = sum(
                waits(base, token, "learner-", f"formgrader/api/submissions/{name}", rounds=1)[0]
                for name in names
            )
            targets.beside("our list of one", _words(ours), f"nbgrader's, of all: {stock:.1f} s",
                           ours, unit="s", peers={"nbgrader's, of all": [stock]})  # fmt: skip
        print(f"{LEARNERS:,} learners, {EXERCISES} exercises")
    targets.end()


if __name__ == "__main__":
    LEARNERS = int(sys.argv[1]) if len(sys.argv) > 1 else LEARNERS
    main()
