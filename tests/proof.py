"""Runs every campaign in full and writes proof/report.md: how many cases, how many held.

`make proof`. The sample that `make test` runs is seeded; this runs all of it. A test is one case
unless it says how many it tried: it does so with `record_property("cases", n)`, and property tests
do by themselves (conftest.py). A campaign in which nothing was tried has not held.
"""

import os
import subprocess
import sys
import time
import xml.etree.ElementTree as Xml
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
OUT = ROOT / "proof"
# The longest first, so that none is left running by itself at the end.
CAMPAIGNS = {
    "Every module in every setting, by keyboard": "tests/walk/test_whole_course.py",
    "Faults: lesson, tab and server killed during 200 saves": "tests/walk/test_faults.py",
    "Every page of the course in JupyterLab, and axe": "tests/learner tests/lab",
    "Browser gone two seconds after the last key, every kind": "tests/walk/test_coming_back.py",
    "A trainer's round, and words that try to act on its pages": "tests/trainer",
    "Plain JupyterLab and Notebook 7, every kind": "tests/walk/test_without_our_extension.py",
    "Hostile hand-ins through real nbgrader": "tests/grading",
    "Every activity by keyboard, and axe (WCAG 2.2 AA)": "tests/browser",
    "One answer's whole journey, and a contributor's way": (
        "tests/walk/test_walk.py tests/walk/test_contributors_way.py"
        " tests/walk/test_changed_course.py tests/walk/test_a_recording_plays.py"
    ),
    "Any bytes as an answers file, any JSON as an answer": "tests/test_jsonl.py tests/activities",
    "No staff word in the published course, any learner's draw": "tests/content tests/course",
    "Any table and any YAML": "tests/test_spreadsheet.py tests/test_yamlfile.py",
    "Whatever stands on a sheet of paper": "tests/paper",
    "Survey: consent, withdrawal, planted words": "tests/survey",
    "Disclosure control: every world, every attack, 24 months": "tests/disclosure",
    "Certificates with one byte changed": "tests/certificates",
    "Contributions: planted words, two keepers, every rule": "tests/contributions",
}
COLUMNS = ("campaign", "tests", "cases", "held", "did not hold", "skipped", "time")
HEAD = f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}"


@dataclass(frozen=True)
class Outcome:
    """What came of one campaign. tests: all of them. cases: tried by the tests that ran."""

    tests: int = 0
    cases: int = 0
    wrong: int = 0
    skipped: int = 0
    ended: bool = True

    @property
    def held(self):
        """How many tests ran to their end and found nothing wrong."""
        return self.tests - self.wrong - self.skipped

    @property
    def proves(self):
        """Whether the campaign came to its end, tried something, and all of it held."""
        return self.ended and self.held > 0 and self.wrong == 0

    def row(self, name, seconds):
        """One row of the report."""
        note = "" if self.proves else f" **{self._why()}**"
        return (
            f"| {name}{note} | {self.tests} | {self.cases} | {self.held} | {self.wrong} "
            f"| {self.skipped} | {seconds:.0f} s |"
        )

    def _why(self):
        if self.wrong:
            return "Did not hold."
        return (
            "Everything was skipped." if self.tests and self.ended else "Did not come to its end."
        )


def outcome_in(results, code):
    """The outcome in pytest's junit XML. code: pytest's exit code; a missing file is no result."""
    try:
        tests = list(Xml.parse(results).getroot().iter("testcase"))
    except (OSError, Xml.ParseError):
        return Outcome(ended=False)
    wrong = [one for one in tests if {"failure", "error"} & {part.tag for part in one}]
    skipped = [one for one in tests if one not in wrong and one.find("skipped") is not None]
    ran = [one for one in tests if one not in skipped]
    cases = sum(map(_cases, ran))
    # 0: all well; 1: some tests failed, which their own lines say.
    return Outcome(len(tests), cases, len(wrong), len(skipped), ended=code in (0, 1))


def _cases(test):
    said = [int(one.get("value")) for one in test.iter("property") if one.get("name") == "cases"]
    return sum(said) if said else 1


def run(places, results):
    """Run one campaign in full; pytest's exit code. What it prints stands beside its results."""
    results.unlink(missing_ok=True)  # an earlier run's must not pass for this one's
    command = [sys.executable, "-m", "pytest", "-q", "--campaign=full", f"--junitxml={results}"]
    # The older form of the file is the one that has properties for each test.
    command += ["-o", "junit_family=xunit1", *places.split()]
    with results.with_suffix(".log").open("w") as said:
        return subprocess.run(command, cwd=ROOT, check=False, stdout=said, stderr=said).returncode


def _prove(number, name, places):
    print(f"Begun: {name}", flush=True)
    results, begin = OUT / f"{number}.xml", time.monotonic()
    outcome = outcome_in(results, run(places, results))
    row = outcome.row(name, time.monotonic() - begin)
    print(row, flush=True)
    return outcome, row


def main() -> int:
    """Run as many campaigns at a time as there are processors; 1 when anything did not hold."""
    OUT.mkdir(exist_ok=True)
    with ThreadPoolExecutor(os.cpu_count()) as lanes:
        numbers = range(len(CAMPAIGNS))
        came = list(lanes.map(_prove, numbers, CAMPAIGNS, CAMPAIGNS.values()))
    report = f"# Proof, {datetime.now(UTC).date()}\n\n{HEAD}\n"
    (OUT / "report.md").write_text(report + "".join(f"{row}\n" for _, row in came))
    print(f"\nThe report is in {OUT / 'report.md'}, and what each campaign printed beside it.")
    return 0 if all(outcome.proves for outcome, _ in came) else 1


if __name__ == "__main__":
    sys.exit(main())
