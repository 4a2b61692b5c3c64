"""How long it takes to bring 5,000 answers to the survey in from another tool, to the disk.

Run with: python docs/benchmarks/survey_import.py [ROWS]

Judged is one import of each tool's file, from its bytes to a batch on the disk, preview included:
3 seconds at most. The same file a second time adds nothing and is printed for comparison. What the
computer did meanwhile for others counts in the clock, so that the processor's time stands beside.
"""

import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from targets import Targets

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from survey.imports import forms  # noqa: E402 (the tests' own exports)

from coprod_training.survey.imports.open_file import open_file  # noqa: E402
from coprod_training.survey.imports.plan import keep, plan  # noqa: E402
from coprod_training.survey.imports.preview import preview_lines  # noqa: E402
from coprod_training.survey.imports.store import ImportStore  # noqa: E402
from coprod_training.survey.imports.understand import Asked, understand  # noqa: E402
from coprod_training.survey.keys import load_key  # noqa: E402
from coprod_training.survey.store import SurveyStore  # noqa: E402

MOST_SECONDS = 3.0
TRIES = 3  # the quickest counts: what else the computer does only ever adds
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def bring_in(path: Path, private: Path) -> tuple[float, float, int]:
    """Seconds by the clock, seconds of the processor, and rows that were accepted."""
    began, used = time.perf_counter(), time.process_time()
    store, key = SurveyStore(private), load_key(private, "survey")
    found = understand(open_file(path), [forms.INSTRUMENT], Asked(), key, NOW)
    assert not found.issues, found.issues
    with store.locked():
        planned = plan(found, ImportStore(store))
        list(preview_lines(found, planned))
        keep(found, planned, ImportStore(store), NOW)
    return time.perf_counter() - began, time.process_time() - used, planned.count("accepted")


def main(rows: int) -> None:
    """Measure each tool's file in both forms."""
    targets, said = Targets(), forms.people(rows, OPN1="We changed the form together.")
    with tempfile.TemporaryDirectory() as folder:
        for tool, write in forms.WRITERS.items():
            for form, made in (("csv", forms.as_csv), ("xlsx", forms.as_xlsx)):
                path = Path(folder) / f"{tool}.{form}"
                path.write_bytes(made(write(said)))
                tries = []
                for number in range(TRIES):
                    private = Path(folder) / f"{tool}-{form}-{number}"
                    tries.append(bring_in(path, private))
                    assert tries[-1][2] == rows, "a row is missing"
                clock, processor, _ = min(tries)
                words = f"{clock:.2f} s ({processor:.2f} s of the processor), {rows:,} rows"
                targets.at_most(f"{tool} {form}", words, clock, MOST_SECONDS)
                again, _, accepted = bring_in(path, private)
                assert accepted == 0, "the same file added something"
                targets.beside("  the same file again", f"{again:.2f} s", "adds nothing", [again],
                               unit="s")  # fmt: skip
    targets.end()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
