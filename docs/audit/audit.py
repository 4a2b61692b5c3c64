"""Looks at everything that others wrote and this project uses: `make audit`.

Ends with 0 where all of it was looked at and fits, with 1 where a licence does not fit or a
vulnerability is known, and with 3 where nobody could be asked about vulnerabilities.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from licences import LOCKS, PAGE, ROOT, Package, canonical, fits, installed, locked, page, pins
from vulnerabilities import Answer, of_npm, of_python

DIST = ROOT / "dist"
NOT_ASKED = 3
PAGES_PYTHON = (3, 11)  # what the Makefile takes by itself


def licences() -> bool:
    """Write the page, and say which licences do not fit. Whether all of them do."""
    here = installed()
    pinned = [one for one in here if pins().get(canonical(one.name)) == one.version]
    missing = sorted(set(pins()) - {canonical(one.name) for one in pinned})
    if missing:
        print("Pinned, and not here in that version: " + ", ".join(missing))
        print(f"  docs/licences.md is left as it is. {set_up_again(sys.version_info[:2])}")
    else:
        PAGE.write_text(page(pinned), encoding="utf-8")
        print(f"docs/licences.md is written: {len(pinned)} Python packages.")
    loose = [one.name for one in here if one not in pinned and one.name != "pip"]
    if loose:
        print("Looked at but not on the page, as no pin names their version: " + ", ".join(loose))
    return refused([*here, *(one for folder in LOCKS.values() for one in locked(folder))]) == 0


def set_up_again(python: tuple[int, int]) -> str:
    """What to type where not every pin is installed, in this version of Python."""
    how = "rm -rf .venv && make audit"
    if python == PAGES_PYTHON:
        return f"Set up again: {how}"
    return f"It is written with Python 3.11, as later ones do not need every pin: {how}"


def refused(packages: list[Package]) -> int:
    """Name each package whose licence does not fit; how many."""
    wrong = [one for one in packages if not fits(one)]
    for one in wrong:
        print(f"Does not fit: {one.name} {one.version} ({one.source}): {one.says}")
    if wrong:
        print("  Leave it out, or say in docs/audit/allowed.yaml why it fits.")
    else:
        print(f"Licences: all {len(packages)} packages fit.")
    return len(wrong)


def vulnerabilities(answers: dict[str, Answer]) -> int:
    """Say what is known of each part: 1 if one is vulnerable, 3 if one is unknown, else 0."""
    for part, one in answers.items():
        for line in one.found:
            print(f"Vulnerable: {line}")
        if one.looked_up and not one.found:
            print(f"{part}: no vulnerability is known of the {one.looked_up} that were looked up.")
        if one.not_asked:
            print(f"{part}: NOT LOOKED UP: {one.not_asked}.")
            print("  This says nothing about whether they are vulnerable. Ask again elsewhere.")
    if any(one.found for one in answers.values()):
        return 1
    return NOT_ASKED if any(one.not_asked for one in answers.values()) else 0


def contents() -> None:
    """Write what the environment and the locks hold as CycloneDX, for programs that compare."""
    DIST.mkdir(exist_ok=True)
    made = DIST / "python.cdx.json"
    asked = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible"]
    asked += ["--pyproject", "pyproject.toml", "--of", "JSON", "-o", made, sys.executable]
    subprocess.run(asked, cwd=ROOT, check=True, capture_output=True)
    print(f"What is in it (CycloneDX): dist/{made.name}")
    if shutil.which("npm") is None:
        print("npm is not here: no such file is written for the proxy and the front end.")
        return
    for folder in map(Path, list(LOCKS.values())[:2]):
        asked = ["npm", "sbom", "--sbom-format", "cyclonedx", "--package-lock-only"]
        said = subprocess.run(asked, cwd=ROOT / folder, check=True, capture_output=True).stdout
        (DIST / f"{folder.name}.cdx.json").write_bytes(said)
        print(f"What is in it (CycloneDX): dist/{folder.name}.cdx.json")


def main() -> int:
    """Licences, contents, vulnerabilities: in this order, since only the last asks others."""
    fine = licences()
    contents()
    answers = {"Python": of_python(ROOT / "constraints.txt")}
    answers |= {title: of_npm(ROOT / folder) for title, folder in LOCKS.items()}
    known = vulnerabilities(answers)
    return known if fine else 1


if __name__ == "__main__":
    sys.exit(main())
