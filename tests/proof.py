"""Runs every campaign in full and writes docs/proof.md: how many cases, how many held.

    python tests/proof.py              all campaigns: `make proof`
    python tests/proof.py "Any" …      only those with these words in their names
    python tests/proof.py "How much"   how much of the code tests go through: `make coverage`
    python tests/proof.py --report     none, only the page anew

The sample that `make test` runs is seeded; this runs all of it. A test is one case unless it says
how many it tried: it does so with `record_property("cases", n)`, and property tests do by
themselves (conftest.py). A campaign in which nothing was tried has not held. What came of each is
kept in docs/proof.json as it ends, so that a part can be run again by itself; the page says of
which commit each is. What each printed is in proof/. How much of the code that must not
err is gone through is no campaign: it is measured only where it is asked for, over the sample
(proof_coverage.py), and stands on the same page.
"""

import argparse
import os
import platform
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Semaphore

from proof_commit import commit_of, commit_since
from proof_coverage import ENDING, covered_in
from proof_outcome import ASKED, Outcome, outcome_in, tried
from proof_report import report
from proof_store import Store

ROOT = Path(__file__).parents[1]
OUT = ROOT / "proof"
PAGE, KEPT = ROOT / "docs" / "proof.md", Store(ROOT / "docs" / "proof.json")
FAULTS = "Faults: lesson, tab and server killed while answers are saved"
DISCLOSURE = "Disclosure control: every world, every attack, 24 months"
GONE = "Browser gone two seconds after the last key, every kind"
PLAIN = "Plain JupyterLab and Notebook 7, every kind"
# No campaign, but it runs as one, by itself: what must not err, as `make test` samples it. It takes
# twice as long to measure, and the full counts try more cases of the same ways.
COVERAGE = "How much of the code a sample goes through"
# The longest first, so that none is left running by itself at the end.
CAMPAIGNS = {
    FAULTS: "tests/walk/test_faults.py",
    # Beside it, as it needs one processor and no browser.
    DISCLOSURE: "tests/disclosure",
    "Every module in every setting, by keyboard": "tests/walk/test_whole_course.py",
    "Every page of the course in JupyterLab, and axe": "tests/learner tests/lab",
    "A hub's learners kept apart, and what its collector takes": (
        "tests/hub tests/collector tests/monitor"
    ),
    # Each file of grading's by its name, so that all of its long stories are told: commands of
    # nbgrader, which what is drawn may leave out.
    COVERAGE: " ".join(
        [
            *sorted(f"{path.relative_to(ROOT)}" for path in ROOT.glob("tests/grading/test_*.py")),
            "tests/trainer tests/exchange tests/test_jsonl.py tests/answers tests/activities",
            "tests/survey tests/contributions",
        ]
    ),
    GONE: "tests/walk/test_coming_back.py",
    "A trainer's round, and words that try to act on its pages": "tests/trainer",
    PLAIN: "tests/walk/test_without_our_extension.py",
    "Hostile hand-ins through real nbgrader": "tests/grading tests/exchange",
    "Every activity by keyboard, and axe (WCAG 2.2 AA)": "tests/browser",
    "One answer's whole journey, and a contributor's way": (
        "tests/walk/test_walk.py tests/walk/test_contributors_way.py"
        " tests/walk/test_changed_course.py tests/walk/test_a_recording_plays.py"
    ),
    "Any bytes as an answers file, any JSON as an answer": (
        "tests/test_jsonl.py tests/answers tests/activities"
    ),
    "No staff word in the published course, any learner's draw": "tests/content tests/course",
    "Any table and any YAML": "tests/test_spreadsheet.py tests/test_yamlfile.py",
    "Whatever stands on a sheet of paper": "tests/paper",
    "Survey: consent, withdrawal, planted words": "tests/survey",
    "Certificates with one byte changed": "tests/certificates",
    "Backup, wipe and restore, and no file that is half there": (
        "tests/backup tests/test_file_in_place.py tests/test_no_half_files.py"
        " tests/test_on_the_disk.py"
    ),
    "Contributions: planted words, two keepers, every rule": "tests/contributions",
    "The documents as a site, and what measures": (
        "tests/house/test_docs_site.py tests/benchmarks tests/test_proof.py"
    ),
    "The wheel with all that it asks for, fetched anew": "tests/test_wheel.py",
}
# Workers of one campaign: where most of the time is waiting, for a fault to last or a page to open.
WORKERS = {FAULTS: 3}
# Campaigns at a time: one more than processors, as each also waits. Faults count as two. What gives
# way counts as none: it computes in what the others leave.
LANES = (os.cpu_count() or 1) + 1
TAKES = {FAULTS: 2, DISCLOSURE: 0}
# Computes and waits for nothing, so it gives way: a page beside it is timed.
GIVES_WAY = {DISCLOSURE}
APART = []  # processes in sessions of their own
STOPPED = Event()  # by Ctrl+C
LONGEST = 45 * 60  # s that one test may take: in full, some try hundreds of thousands of cases
# Those in which a browser's own processes, storage and end matter have all of Chromium. The others
# have its headless shell, which is the same engine without a window, and leaves the others time.
# Faults choose by themselves: one part in five has all of it.
WHOLE_BROWSER = {GONE, PLAIN}


def run(places, results, *more, workers=1, measured=False, gives_way=False):
    """Run one campaign in full: pytest's exit code, and seconds of a processor. more: options.

    measured: its sample instead, and how much of the code that goes through.
    gives_way: whether whatever else is at work comes before it.
    What it prints stands beside its results. The seconds are of all that it waited for.
    """
    coverage = results.with_suffix(ENDING)
    for old in (results, coverage):
        old.unlink(missing_ok=True)  # an earlier run's must not pass for this one's
    size = "sample" if measured else "full"
    command = [sys.executable, "-m", "pytest", "-q", f"--campaign={size}", f"--junitxml={results}"]
    # The older form of the file is the one that has properties for each test.
    command += ["-o", "junit_family=xunit1", "-o", f"faulthandler_timeout={LONGEST}", *more]
    command += places.split()
    if workers > 1:
        command += ["-n", str(workers), "--dist", "load"]
    if measured:
        command += ["--cov", "--cov-report="]
    if gives_way:
        command = ["nice", *command]
    with results.with_suffix(".log").open("w") as said:
        running = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "COVERAGE_FILE": str(coverage)},
            stdout=said,
            stderr=said,
            start_new_session=gives_way,
        )
        if gives_way:
            _give_way(running)
        _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    return running.returncode, used.ru_utime + used.ru_stime


def _give_way(running):
    """Let all other processes come first: `nice` does so among those of one session.

    Linux shares processors by session before that (autogroup, sched(7)), and browsers and servers
    have sessions of their own.
    """
    APART.append(running)
    if STOPPED.is_set():  # while it began
        running.terminate()
    with suppress(OSError):  # another system, or one that does not share so
        Path(f"/proc/{running.pid}/autogroup").write_text("19")


def _prove(number, name):
    print(f"Begun: {name}\n", end="", flush=True)  # in one piece: several say it at a time
    results, began, when = OUT / f"{number}.xml", time.monotonic(), datetime.now(UTC)
    before = commit_of(ROOT)
    more = ["--whole-browser"] if name in WHOLE_BROWSER else []
    how = {"workers": WORKERS.get(name, 1), "gives_way": name in GIVES_WAY}
    if STOPPED.is_set():
        return
    code, processor = run(CAMPAIGNS[name], results, *more, measured=name == COVERAGE, **how)
    if STOPPED.is_set():
        return  # what is kept of it is of a run that came to its end
    if name == COVERAGE:
        # Of a run that did not hold, nothing is known.
        found = {} if code else covered_in(results.with_suffix(ENDING), ROOT)
        KEPT.keep_covered(found, commit_since(before, ROOT))
        print(f"{name}: {'measured' if found else 'NOT MEASURED'}", flush=True)
        return
    outcome = outcome_in(results, code)
    kept = {
        "name": name,
        "at": f"{when.date()}",
        "commit": commit_since(before, ROOT),
        "machine": f"{os.cpu_count()} cores, Python {platform.python_version()}",
        "seconds": round(time.monotonic() - began),
        "processor": round(processor),
        "outcome": outcome.as_json(),
    }
    KEPT.keep(kept)
    print(outcome.row(name, kept["seconds"], kept["processor"], kept["commit"]), flush=True)


def _prove_all(chosen):
    free = Semaphore(LANES)

    def prove(number, name):
        try:
            _prove(number, name)
        finally:
            for _ in range(TAKES.get(name, 1)):
                free.release()

    with ThreadPoolExecutor(len(CAMPAIGNS)) as running:
        begun = []
        try:
            for number, name in chosen:
                for _ in range(TAKES.get(name, 1)):
                    free.acquire()
                begun.append(running.submit(prove, number, name))
            for one in begun:
                one.result()
        except KeyboardInterrupt:  # Ctrl+C ends only what is in the terminal's session
            STOPPED.set()
            for one in APART:
                one.terminate()
            raise


def _listed():
    return "\n".join(f"  {name}" for name in CAMPAIGNS)


def main() -> int:
    """Run as many campaigns at a time as there are lanes.

    1 when anything did not hold; of all campaigns, also when too little was tried or gone through.
    130 when it was stopped.
    """
    asked = argparse.ArgumentParser(description="Run the campaigns in full.")
    asked.add_argument("words", nargs="*", help="only campaigns with these words in their names")
    asked.add_argument("--report", action="store_true", help="run nothing, write the report")
    told = asked.parse_args()
    OUT.mkdir(exist_ok=True)
    for words in told.words:
        if not any(words in name for name in CAMPAIGNS):
            asked.error(f'No campaign has "{words}" in its name. These are all:\n{_listed()}')
    whole = not told.words and not told.report
    asked_for = [
        (number, name) for number, name in enumerate(CAMPAIGNS)
        if (name != COVERAGE if not told.words else any(words in name for words in told.words))
    ]  # fmt: skip
    chosen = [] if told.report else asked_for
    if chosen:
        print("Running campaigns in full; all of them take an hour and a half, or longer.")
        print("The report will be docs/proof.md.")
        print("What each prints is in proof/.", flush=True)
    began = time.monotonic()
    try:
        _prove_all(chosen)
    except KeyboardInterrupt:
        print("\nStopped. Of what had not ended, the results from before are kept.")
        return 130
    if whole:
        KEPT.keep_minutes(round((time.monotonic() - began) / 60))
    names = [name for name in CAMPAIGNS if name != COVERAGE]
    kept, (covered, of) = KEPT.results(names), KEPT.covered()
    PAGE.write_text(report(kept, names, covered, of, KEPT.minutes()))
    print(f"\nThe report is in {PAGE}.")
    done = {name: Outcome(**one["outcome"]) for name, one in kept.items()}
    held = all(name in done and done[name].proves for _, name in asked_for if name != COVERAGE)
    enough = all(tried(done.values(), what) >= many for what, many in ASKED.items())
    covers = bool(covered) and all(one.enough for one in covered.values())
    if told.words:  # a part answers for itself alone
        return 0 if held and (covers or COVERAGE not in dict(asked_for).values()) else 1
    return 0 if held and enough and covers else 1


if __name__ == "__main__":
    sys.exit(main())
