"""Runs every campaign in full and writes proof/report.md: how many cases, how many held.

`make proof`. The sample that `make test` runs is seeded; this runs all of it.
"""

import subprocess
import sys
import time
import xml.etree.ElementTree as Xml
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
OUT = ROOT / "proof"
CAMPAIGNS = {
    "Faults: lesson, tab and server killed during 200 saves": "tests/walk/test_faults.py",
    "Hostile hand-ins through real nbgrader": "tests/grading",
    "One answer's whole journey": "tests/walk/test_walk.py",
    "Any bytes as an answers file, any JSON as an answer": "tests/test_jsonl.py tests/activities",
    "No staff word in the published course": "tests/content",
    "Survey: consent, withdrawal, planted words": "tests/survey",
    "Every page by keyboard, and axe (WCAG 2.2 AA)": "tests/browser",
}


def main() -> int:
    """Run the campaigns one after the other; 1 when anything did not hold."""
    OUT.mkdir(exist_ok=True)
    rows, failed = [], 0
    for number, (name, places) in enumerate(CAMPAIGNS.items()):
        print(f"\n{name}", flush=True)
        results = OUT / f"{number}.xml"
        begin = time.monotonic()
        subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-q",
                "--campaign=full",
                f"--junitxml={results}",
                *places.split(),
            ],
            cwd=ROOT,
            check=False,
        )
        suite = Xml.parse(results).getroot().find("testsuite")
        count = {key: int(suite.get(key)) for key in ("tests", "failures", "errors", "skipped")}
        wrong = count["failures"] + count["errors"]
        failed += wrong
        rows.append(
            f"| {name} | {count['tests']} | {count['tests'] - wrong - count['skipped']} "
            f"| {wrong} | {count['skipped']} | {time.monotonic() - begin:.0f} s |"
        )
    head = "| campaign | tests | held | did not hold | skipped | time |\n|---|---|---|---|---|---|"
    day = datetime.now(UTC).date()
    (OUT / "report.md").write_text(f"# Proof, {day}\n\n{head}\n" + "\n".join(rows) + "\n")
    print(f"\nThe report is in {OUT / 'report.md'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
