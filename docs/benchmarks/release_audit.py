"""How long a release of the survey takes: a made-up year of monthly releases, all of the plan.

Run with: python docs/benchmarks/release_audit.py [PEOPLE] [RELEASES]

PEOPLE answer the survey each month, half as many begin the course, and most of these finish it.
The figure that is judged is the last release of the year: every question of course/publication.yaml
in every group, audited over all twelve releases, on the cores of this machine. What all of them
took is printed beside it: each is made on a day of its own. No figure that it makes is a finding.
"""

import resource
import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from targets import Targets

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests" / "disclosure")]
from made_up_dataset import INSTRUMENT, Made  # noqa: E402 (its folder has to be known first)

from coprod_training.survey.release import two_people  # noqa: E402

PEOPLE, RELEASES, MINUTES = 100, 12, 10.0


def months(many: int) -> list[str]:
    """The first day of so many months, from January 2027."""
    return [date(2027 + n // 12, 1 + n % 12, 1).isoformat() for n in range(many)]


def course_in(root: Path, days: list[str]) -> Path:
    """A course folder with the real plan and settings, and these dates."""
    course = root / "course"
    course.mkdir()
    shutil.copy(ROOT / "course" / "disclosure.yaml", course)
    plan = (ROOT / "course" / "publication.yaml").read_text(encoding="utf-8")
    dates = f"dates: [{', '.join(days)}]"
    (course / "publication.yaml").write_text(plan.replace("dates: []", dates), encoding="utf-8")
    return course


def say(targets: Targets, releases: int, last: float, whole: float) -> None:
    """Judge the last of so many releases, and give all of them beside it, each in seconds."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    others = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    targets.at_most("full audit", f"{last / 60:.1f} min, {releases} releases", last / 60, MINUTES)
    targets.beside(f"all {releases} releases", f"{whole / 60:.1f} min", "made one by one",
                   [whole], unit="s")  # fmt: skip
    targets.beside("memory at its highest", f"{own // 1024} MB", f"{others // 1024} MB a core",
                   [own / 1024], unit="MB")  # fmt: skip
    targets.end()


def main() -> None:
    """Make all releases, one by one, and say what they took."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    releases = int(sys.argv[2]) if len(sys.argv) > 2 else RELEASES
    targets, made = Targets(), Made()
    with tempfile.TemporaryDirectory() as folder:
        root, days = Path(folder), months(releases)
        course, store = course_in(root, days), root / "store"
        store.mkdir(mode=0o700)
        whole = last = 0.0
        for day in days:
            made.answer(people)
            before = made.answer(people // 2, "pre", status="released")
            made.finish(before[: people * 7 // 20])
            dataset = made.write(root / "dataset")
            today = date.fromisoformat(day)
            case = two_people.Case(course, INSTRUMENT, dataset, store, today, "A")
            began = time.perf_counter()
            found = two_people.ready(case)
            last = time.perf_counter() - began
            whole += last
            # The second person's step without its second making, which would only double the time.
            ledger = two_people.Ledger(store / two_people.LEDGER)
            admitted = found.made.admitted
            two_people.admitted_file.save(store, ledger.lines(), INSTRUMENT.id, admitted)
            ledger.append({**found.record, "prepared_by": "A", "checked_by": "B"})
            effort = found.made.effort
            print(
                f"{day}  {len(made.rows)} rows  {last:.0f} s  {effort.cells} small counts,"
                f" {effort.exact} left to the integer program, solved {effort.programs} times",
                flush=True,
            )
    say(targets, releases, last, whole)


if __name__ == "__main__":
    main()
