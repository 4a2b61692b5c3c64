"""How fast hand-ins are graded: in one go, through nbgrader's steps as we set them, and stock.

The same hand-ins, in one run. Run with: python docs/benchmarks/grading.py [HAND-INS] [MOST]

Stock and our settings take turns, ROUNDS times; shares are of the medians.

stock: nbgrader's own steps with a kernel for each hand-in, on the same notebooks, in a course that
has none of our settings; seconds a hand-in behind formgrader's button, loading not counted.
otter: otter-grader in an environment of its own, on notebooks with the same questions of one right
answer, without the container that it starts for each (peers/grading_otter.py).
ours, by nbgrader's steps: the same with our settings. in one go: `coprod grade`, first time and
again, on the same hand-ins and on MOST of them, with the memory each took at its highest.
Judged are the shares of stock in the same run. How many hand-ins there were a second is
printed for comparison and not judged: it says as much of a processor as of us.
"""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from environments import NoEnvironment, run
from feedback import ANSWERS, ROOT, TASK, nbgrader
from targets import Targets

from coprod_training.answers import Answer, AnswerStore
from coprod_training.grading import config

# Hand-ins a second that were asked for on another machine.
FLOORS = {"first": 45, "again": 130}
STOCK = 10  # hand-ins graded by a kernel: each takes seconds
BY_STEPS = 30  # by nbgrader's steps as we set them
OTTER = 5
ROUNDS = 3
ONE_GO = """
import json, resource, sys, time
from pathlib import Path
from coprod_training.grading import marking_round
from coprod_training.grading.records import Regrading
root = Path(sys.argv[1])
again = Regrading("benchmark", "Measured.") if sys.argv[2] == "again" else None
marking_round.open_api(root)  # loading nbgrader is not counted
began, used = time.perf_counter(), time.process_time()
done = marking_round.grade(root, sys.argv[3], again=again)
assert all(one.done for one in done), "not everything was graded"
print(json.dumps([len(done), time.perf_counter() - began, time.process_time() - used,
                  resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""
STEPS = """
import json, sys, time
from pathlib import Path
from nbgrader.apps import NbGrader, NbGraderAPI
from coprod_training.grading.gradebook import put_scripts_on_path
put_scripts_on_path()
app = NbGrader()
app.load_cwd_config = False
app.initialize([], root=sys.argv[1])
app.log_level = "ERROR"
api = NbGraderAPI(app.coursedir, config=app.config)
began = time.perf_counter()
done = api.autograde(sys.argv[2], "*", force=True)
assert done["success"], done["log"]
print(json.dumps(time.perf_counter() - began))
"""


def released(root: Path) -> Path:
    """A trainer's course root with the exercise released, to be copied: nbgrader takes seconds."""
    trainer = root / "trainer"
    trainer.mkdir(parents=True)
    _configure(root, trainer)
    nbgrader(trainer, "generate_assignment", TASK)
    return trainer


def _configure(root: Path, trainer: Path) -> None:
    settings = config.trainer_config(
        trainer, ROOT / "exercises", root / "exchange", ROOT / "course"
    )
    (trainer / "nbgrader_config.py").write_text(settings)


def handed_in(root: Path, count: int, empty: Path) -> Path:
    """A trainer's course root with this many collected hand-ins. empty: the same without any."""
    trainer = root / "trainer"
    shutil.copytree(empty, trainer)
    _configure(root, trainer)
    first = None
    for number in range(count):
        folder = trainer / "submitted" / f"learner-{number:05}" / TASK
        if first:
            shutil.copytree(first, folder)
            continue
        folder.mkdir(parents=True)
        shutil.copy(trainer / "release" / TASK / f"{TASK}.ipynb", folder)
        (folder / "timestamp.txt").write_text("2026-11-23 14:00:00.000000 UTC")
        (folder / "submission_secret.txt").write_text("0" * 128)
        store = AnswerStore(folder / f"{TASK}.answers.jsonl")
        for name, response in ANSWERS.items():
            at = "2026-11-23T14:00:00Z"
            store.add(Answer(id=f"1-{name}", activity=name, response=response, at=at))
        first = folder
    return trainer


def asked(code: str, *arguments: object) -> Any:
    """What a script prints, run in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def stock_released(root: Path) -> Path:
    """The same exercise in a course of nbgrader as it comes, released, to be copied."""
    course = root / "stock"
    (course / "source" / TASK).mkdir(parents=True)
    notebook = json.loads((ROOT / "exercises" / TASK / f"{TASK}.ipynb").read_text())
    del notebook["metadata"]["coprod"]  # as a course of ours it would be refused
    (course / "source" / TASK / f"{TASK}.ipynb").write_text(json.dumps(notebook))
    _configure_stock(course)
    nbgrader(course, "generate_assignment", TASK)
    return course


def _configure_stock(course: Path) -> None:
    (course / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.CourseDirectory.course_id = 'stock'\n"
        f"c.CourseDirectory.root = {str(course)!r}\n"
    )


def stock(root: Path, empty: Path) -> float:
    """Seconds a hand-in, with nbgrader as it comes. root: has our trainer's. empty: stock's own."""
    course, trainer = root / "stock", root / "trainer"
    shutil.copytree(empty, course)
    _configure_stock(course)
    for number in range(STOCK):
        folder = course / "submitted" / f"learner-{number}" / TASK
        folder.mkdir(parents=True)
        shutil.copy(course / "release" / TASK / f"{TASK}.ipynb", folder)
        shutil.copytree(trainer / "submitted" / "learner-00000" / TASK, folder, dirs_exist_ok=True)
        shutil.copy(course / "release" / TASK / f"{TASK}.ipynb", folder)
    return float(asked(STEPS, course, TASK)) / STOCK


def main(count: int, most: int) -> None:
    """Measure, and print what came of it."""
    targets = Targets()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        kernels, steps = [], []
        empty, stock_empty = released(root), stock_released(root)
        for number in range(ROUNDS):
            trainer = handed_in(root / f"few-{number}", BY_STEPS, empty)
            kernels.append(stock(root / f"few-{number}", stock_empty))
            steps.append(float(asked(STEPS, trainer, TASK)) / BY_STEPS)
        by_kernel, by_steps = statistics.median(kernels), statistics.median(steps)
        print(f"stock, {STOCK} hand-ins: {by_kernel:.2f} s each")
        share = by_kernel / by_steps
        peers = {"stock nbgrader": kernels}
        try:
            otter = peers["otter-grader"] = json.loads(run("otter", "grading_otter.py", OTTER))
            words = f"{min(otter):.2f} s each, by a kernel too"
            targets.beside("otter-grader", words, "no container", otter, unit="s")
        except NoEnvironment as missing:
            targets.missing("otter-grader", str(missing))
        said = f"{by_steps:.3f} s each, x{share:.1f}"
        targets.at_least(f"nbgrader's steps, {BY_STEPS}", said, share, 5, unit="s a hand-in",
                         runs=steps, peers=peers)  # fmt: skip
        fresh = handed_in(root / "fresh", count, empty)
        many = handed_in(root / "many", most, empty)
        memories = []
        for where, name in ((fresh, count), (many, most)):
            for turn, least in (("first", 100), ("again", 300)):
                done, clock, used, memory = asked(ONE_GO, where, turn, TASK)
                rate = done / clock
                said = (
                    f"{rate:.0f} a second, x{by_kernel * rate:.0f}"
                    f" (processor {done / used:.0f}), memory {memory:.0f} MB"
                )
                shown = {"unit": "s a hand-in", "runs": [1 / rate], "peers": peers}
                called = f"in one go, {turn}, {name:,}"
                if name != most:  # what a run costs once weighs on few hand-ins
                    targets.beside(called, said, "only the many are judged", **shown)
                else:
                    targets.at_least(called, said, by_kernel * rate, least, **shown)
                    goal = f"asked for on another machine: at least {FLOORS[turn]}; not judged here"
                    a_second = f"a second, {turn}"
                    targets.beside(a_second, f"{rate:.0f}", goal, [rate], unit="a second")
                memories.append(memory)
        grows = max(memories) / min(memories)
        words = f"x{grows:.2f}"
        targets.at_most(f"memory, {count:,} to {most:,}", words, grows, 1.25, timed=False)
        targets.end()


if __name__ == "__main__":
    main(int((sys.argv[1:] or ["100"])[0]), int((sys.argv[2:] or ["2000"])[0]))
