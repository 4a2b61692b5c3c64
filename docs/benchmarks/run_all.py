"""Runs every benchmark, one at a time, each in a process of its own: `make bench`.

    python docs/benchmarks/run_all.py                  all of them, and then docs/benchmarks.md
    python docs/benchmarks/run_all.py grading …        only these, into bench/
    python docs/benchmarks/run_all.py --page           docs/benchmarks.md from what is in bench/

A benchmark is a file of this folder that makes a `Targets`; what it prints is shown and kept. Its
figures, the machine, the day and the commit go to bench/NAME.json. The exit code is 1 where a
target was missed or a benchmark broke off, else 3 where a figure is not to be trusted.
"""

import argparse
import json
import math
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import capacity
import machine
import page
from targets import MISSED, NOT_JUDGED, RECORD

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
OUT = ROOT / "bench"
LONGEST = 900  # seconds for one benchmark among all, after which it is told to stop
STOPPING = 30  # seconds for it to end its servers


def benchmarks(folder: Path = HERE) -> dict[str, Path]:
    """Every benchmark of the folder by name, in order."""
    return {
        path.stem: path
        for path in sorted(folder.glob("*.py"))
        if "\nfrom targets import Targets" in path.read_text(encoding="utf-8")
    }


def commit() -> str:
    """The commit that is checked out, and whether files differ from it; "unknown" without git."""
    head = _git("rev-parse", "--short=10", "HEAD")
    if not head:
        return "unknown"
    return f"{head}, with changes" if _git("status", "--porcelain") else head


def _git(*words: str) -> str:
    git = ["git", "-C", str(ROOT), *words]
    return subprocess.run(git, capture_output=True, text=True).stdout.strip()


def measured(path: Path, out: Path, longest: float) -> dict[str, Any]:
    """Run one benchmark: what it said, as written to NAME.json; its words go to NAME.log.

    longest: seconds.
    """
    record, log = out / f"{path.stem}.jsonl", out / f"{path.stem}.log"
    record.unlink(missing_ok=True)  # of an earlier run
    began, when = time.monotonic(), datetime.now(UTC)
    running = subprocess.Popen(
        [sys.executable, "-W", "ignore", str(path)],
        cwd=ROOT,
        env=os.environ | {RECORD: str(record), "PYTHONUNBUFFERED": "1"},
        stdout=log.open("wb"),
        stderr=subprocess.STDOUT,
    )
    code, processor = _ended(running, began + longest)
    text = record.read_text(encoding="utf-8") if record.exists() else ""
    lines = [json.loads(line) for line in text.splitlines()]
    loads = {name: one for line in lines if "name" not in line for name, one in line.items()}
    said: dict[str, Any] = {
        "name": path.stem,
        "about": path.read_text(encoding="utf-8").split('"""')[1].split("\n")[0],
        "at": f"{when:%Y-%m-%d %H:%M} UTC",
        "commit": commit(),
        "machine": machine.described(),
        "seconds": round(time.monotonic() - began, 1),
        "processor_seconds": round(processor, 1),
        "exit_code": code,
        "ended": code in (0, MISSED, NOT_JUDGED) and "load_after" in loads,
        **loads,
        "figures": [line for line in lines if "name" in line],
    }
    (out / f"{path.stem}.json").write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
    return said


def _ended(running: subprocess.Popen[bytes], end: float) -> tuple[int, float]:
    """The exit code, and processor seconds of it and of all that it waited for."""
    told = False
    while True:
        found, status, used = os.wait4(running.pid, os.WNOHANG)
        if found:
            running.returncode = os.waitstatus_to_exitcode(status)
            return running.returncode, used.ru_utime + used.ru_stime
        if time.monotonic() > end:
            running.send_signal(signal.SIGKILL if told else signal.SIGINT)
            told, end = True, end + STOPPING
        time.sleep(0.1)


def code_of(results: list[dict[str, Any]]) -> int:
    """The exit code of the whole run."""
    if any(one["exit_code"] == MISSED or not one["ended"] for one in results):
        return MISSED
    return NOT_JUDGED if any(one["exit_code"] for one in results) else 0


def main() -> int:
    """Run what was asked for, and write what came of it."""
    known = benchmarks()
    asked = argparse.ArgumentParser(description="Run the benchmarks.")
    asked.add_argument("names", nargs="*", metavar="NAME", help=f"only these: {', '.join(known)}")
    asked.add_argument("--page", action="store_true", help="write the page from what is in bench/")
    told = asked.parse_args()
    if unknown := sorted(set(told.names) - set(known)):
        asked.error(f"there is no benchmark {', '.join(unknown)}. There are: {', '.join(known)}")
    OUT.mkdir(exist_ok=True)
    if told.names:
        print(f"What they measure goes to {OUT.name}/. Leave the machine to them.", flush=True)
    elif not told.page:
        print("One at a time, in half an hour to an hour. Leave the machine to all of them.")
        print("The page will be docs/benchmarks.md.", flush=True)
    results = []
    for name in [] if told.page else (told.names or known):
        print(f"\n{name}", flush=True)
        results.append(measured(known[name], OUT, math.inf if told.names else LONGEST))
        print((OUT / f"{name}.log").read_text(encoding="utf-8", errors="replace"), end="")
        one = results[-1]
        print(f"{one['seconds']:.0f} s, {one['processor_seconds']:.0f} s of the processor")
        if not one["ended"]:
            print(f"{name} did not finish; what it said is in {OUT.name}/{name}.log.")
    if told.page or not told.names:
        kept = [json.loads((OUT / f"{name}.json").read_text()) for name in known
                if (OUT / f"{name}.json").exists()]  # fmt: skip
        page.write(kept, ROOT / "docs")
        print("\nThe page is docs/benchmarks.md, and its figures are in docs/benchmarks.json.")
        try:
            capacity.PAGE.write_text(capacity.page(), encoding="utf-8")
        except LookupError as missing:
            print(f"docs/{capacity.PAGE.name} is left as it was: {missing}")
    else:
        print("\nTheir figures are in " + ", ".join(f"{OUT.name}/{n}.json" for n in told.names))
    code = code_of(results)
    if code == NOT_JUDGED:
        print("Not all is judged: others used the processor, or a figure is missing (code 3).")
    return code


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("\nStopped. Of what had not ended, the figures from before are kept.")
        sys.exit(130)
