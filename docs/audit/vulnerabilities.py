"""Known vulnerabilities of what is pinned: some, none, or "nobody was asked", which is not none."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Answer:
    """What came back about some packages.

    looked_up: how many were found in a list of vulnerabilities. found: one line for each known one.
    not_asked: why nothing is known about the others, or "" where all were looked up.
    """

    looked_up: int
    found: tuple[str, ...] = ()
    not_asked: str = ""


def of_python(pins: Path) -> Answer:
    """What pip-audit says about every version in this list; nothing is installed."""
    asked = [sys.executable, "-m", "pip_audit", "-r", pins, "--no-deps", "--disable-pip"]
    done = _run([*asked, "--format=json", "--progress-spinner=off"], pins.parent)
    return from_pip_audit(done.stdout, done.stderr)


def from_pip_audit(out: str, errors: str) -> Answer:
    """Read its JSON. What its service does not know it skips, and then ends as if all were well."""
    data = _json(out)
    if "dependencies" not in data:
        return Answer(0, not_asked=_last_line(errors))
    known = [one for one in data["dependencies"] if "skip_reason" not in one]
    skipped = [one["name"] for one in data["dependencies"] if "skip_reason" in one]
    found = tuple(
        f"{one['name']} {one['version']}: {vuln['id']}, mended in "
        f"{', '.join(vuln['fix_versions']) or 'no version yet'}"
        for one in known
        for vuln in one["vulns"]
    )
    names = ", ".join(skipped[:3]) + (", …" if len(skipped) > 3 else "")
    why = f"the service that answers here does not know {len(skipped)} of them ({names})"
    return Answer(len(known), found, why if skipped else "")


def of_npm(folder: Path) -> Answer:
    """What `npm audit` says about the lock in this folder; nothing is installed."""
    if shutil.which("npm") is None:
        return Answer(0, not_asked="npm is not here")
    done = _run(["npm", "audit", "--package-lock-only", "--json"], folder)
    return from_npm(done.stdout, done.stderr)


def from_npm(out: str, errors: str) -> Answer:
    """Read its JSON; without the number of its form it is an error in other words."""
    data = _json(out)
    if "auditReportVersion" not in data:
        return Answer(0, not_asked=str(data.get("message") or _last_line(errors)))
    found = tuple(
        f"{name} {one['range']}: {one['severity']}" for name, one in data["vulnerabilities"].items()
    )
    return Answer(data["metadata"]["dependencies"]["total"], found)


def _run(asked: list, folder: Path) -> subprocess.CompletedProcess:
    try:
        return subprocess.run(asked, cwd=folder, capture_output=True, text=True, timeout=300)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(asked, 1, "", "no answer within five minutes")


def _json(text: str) -> dict:
    try:
        data = json.loads(text)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def _last_line(errors: str) -> str:
    return next(iter(errors.strip().splitlines()[::-1]), "no answer came")[:200]
