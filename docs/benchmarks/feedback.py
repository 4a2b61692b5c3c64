"""How long nbgrader takes to make feedback with our page, beside its own page.

Real `nbgrader generate_feedback`, the same graded hand-ins, in turn in one run; the only setting
that differs is the exporter. Run with: python docs/benchmarks/feedback.py [HAND-INS] [ROUNDS]

a hand-in: what each adds where nbgrader runs already, as behind formgrader's button; what starting
costs is not in it. command: the whole `nbgrader generate_feedback`, most of which is starting.
Both are seconds of processor time, since other work on the machine stretches the clock; the clock
is printed beside them. Each time starts without pages, and every page must appear.

What is asked for is feedback five times as fast as stock, and not of what. We read it as making
feedback for a hand-in, as is said of grading, so the button is judged by 5. The command as a whole
is printed and judged too, but only has to be no slower than stock: starting nbgrader is the same
for both, no exporter can make it less, and with few hand-ins it is nearly all.

page: bytes of the largest page. plan: bytes of an action plan, with the longest answer that each of
its five parts takes, marked, and a comment of 900 letters on each.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.apps import NbGrader, NbGraderAPI
from targets import Targets

from coprod_training.activities.free_text import FreeText
from coprod_training.answers import Answer, AnswerStore
from coprod_training.content.course import load_course
from coprod_training.grading import config

ROOT = Path(__file__).parents[2]
TASK = "where-is-it-really"
EXPORTERS = {
    "nbgrader's own": "nbconvert.exporters.HTMLExporter",
    "ours": config.FEEDBACK,
}
ANSWERS = {
    "job-guide-step": "asked",
    "job-guide-step-5": "lead-sessions",
    "evacuation-notice": "vote",
    "one-thing-called-co-production": "Staff decide what goes in, and people help. " * 20,
}


PLAN = "your-action-plan"
LONG_COMMENT = ("You weighed who decides, and you say what you don't know yet. " * 20)[:900]


def longest_plan() -> dict[str, str]:
    """An answer to each part of the action plan, as long as it may be."""
    asked = load_course(ROOT / "course").assessment(PLAN)
    assert asked is not None
    parts = [one.activity for one in asked.questions]
    words = "Staff decide what goes in, and people don't. " * 200
    return {one.id: words[: one.max_characters] for one in parts if isinstance(one, FreeText)}


def nbgrader(trainer: Path, *command: str) -> None:
    """One of nbgrader's commands in the course root."""
    subprocess.run(
        [sys.executable, "-m", "nbgrader", *command],
        cwd=trainer,
        check=True,
        capture_output=True,
        env=os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
    )


def processor() -> float:
    """Seconds of processor time of this process and of those it has waited for."""
    return sum(os.times()[:4])


def graded_course(
    root: Path,
    count: int,
    task: str = TASK,
    answers: Mapping[str, str] = ANSWERS,
    comment: str = "You weighed who decides.",
) -> Path:
    """The trainer's course root with this many hand-ins, graded, marked and commented on."""
    trainer = root / "trainer"
    trainer.mkdir(parents=True)
    (trainer / "nbgrader_config.py").write_text(
        config.trainer_config(trainer, ROOT / "exercises", root / "exchange", ROOT / "course")
    )
    nbgrader(trainer, "generate_assignment", task)
    for number in range(count):
        folder = trainer / "submitted" / f"learner-{number:04}" / task
        folder.mkdir(parents=True)
        shutil.copy(trainer / "release" / task / f"{task}.ipynb", folder)
        store = AnswerStore(folder / f"{task}.answers.jsonl")
        for name, response in answers.items():
            at = "2026-11-23T14:00:00Z"
            store.add(Answer(id=f"1-{name}", activity=name, response=response, at=at))
    nbgrader(trainer, "autograde", task)
    with Gradebook(f"sqlite:///{trainer}/gradebook.db", config.COURSE_ID) as book:
        for hand_in in book.assignment_submissions(task):
            for notebook in hand_in.notebooks:
                for one in notebook.comments:
                    one.manual_comment = comment
                for grade in notebook.grades:
                    if grade.needs_manual_grade:
                        grade.manual_score, grade.needs_manual_grade = grade.max_score, False
        book.db.commit()
    return trainer


def formgraders_button(trainer: Path, exporter: str) -> NbGraderAPI:
    """The API of nbgrader, set up as in formgrader's server."""
    app = NbGrader()
    app.load_cwd_config = False
    app.initialize([], root=str(trainer))
    app.config.GenerateFeedback.exporter_class = exporter
    return NbGraderAPI(app.coursedir, config=app.config)


def measured(trainer: Path, count: int, make: Callable[[], object]) -> tuple[float, float]:
    """Processor seconds and clock seconds of making every page anew."""
    shutil.rmtree(trainer / "feedback", ignore_errors=True)
    used, clock = processor(), time.perf_counter()
    make()
    took = processor() - used, time.perf_counter() - clock
    made = len(list((trainer / "feedback").rglob("*.html")))
    if made != count:
        raise SystemExit(f"{made} of {count} pages were made, so nothing was measured.")
    return took


def main(count: int, rounds: int) -> None:
    """Measure both in turn, and print what came of it."""
    targets = Targets()
    found: dict[tuple[str, str], list[tuple[float, float]]] = {}
    pages = {}
    with tempfile.TemporaryDirectory() as folder:
        trainer = graded_course(Path(folder), count)
        for _ in range(rounds):
            for name, exporter in EXPORTERS.items():
                api = formgraders_button(trainer, exporter)
                words = ["generate_feedback", TASK, f"--GenerateFeedback.exporter_class={exporter}"]
                for what, make in (
                    ("button", partial(api.generate_feedback, TASK)),
                    ("command", partial(nbgrader, trainer, *words)),
                ):
                    found.setdefault((name, what), []).append(measured(trainer, count, make))
                pages[name] = max(p.stat().st_size for p in (trainer / "feedback").rglob("*.html"))
        plan = graded_course(Path(folder) / "plan", 1, PLAN, longest_plan(), LONG_COMMENT)
        nbgrader(plan, "generate_feedback", PLAN)
        (page,) = (plan / "feedback").rglob("*.html")
        pages["plan"] = page.stat().st_size
    used = {case: statistics.median(one for one, _ in took) for case, took in found.items()}
    clock = {case: statistics.median(one for _, one in took) for case, took in found.items()}
    print(f"{count} hand-ins, median of {rounds} rounds; {os.cpu_count()} processors")
    for name in EXPORTERS:
        button, command = (name, "button"), (name, "command")
        print(
            f"{name:14} a hand-in: {1000 * used[button] / count:.1f} ms"
            f" (clock {1000 * clock[button] / count:.1f}),"
            f" command: {used[command]:.2f} s (clock {clock[command]:.2f}),"
            f" page: {pages[name]:,} bytes"
        )
    own, ours = EXPORTERS
    meant = {
        "button": ("for a hand-in", 5),
        "command": ("with starting nbgrader, the same for both: no slower than stock", 1),
    }
    for what, (which, least) in meant.items():
        spread = [a / b for (a, _), (b, _) in zip(found[own, what], found[ours, what], strict=True)]
        share = used[own, what] / used[ours, what]
        said = f"x{share:.1f} ({min(spread):.1f} to {max(spread):.1f} in single rounds), {which}"
        mine, theirs = (
            [1000 * one / count for one, _ in found[name, what]] for name in (ours, own)
        )
        targets.at_least(what, said, share, least, unit="ms a hand-in", runs=mine,
                         peers={own: theirs})  # fmt: skip
    for what, size in (("page", pages[ours]), ("plan", pages["plan"])):
        targets.at_most(what, f"{size / 1000:.1f} kB", size / 1000, 30, timed=False)
    targets.end()


if __name__ == "__main__":
    main(*(int(word) for word in (sys.argv[1:] + ["40", "3"][len(sys.argv) - 1 :])))
