"""Which licence each package has, whether that fits, and the page that says so."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "licences.md"
ALLOWED = Path(__file__).with_name("allowed.yaml")
# What each lock of npm is for; its folder is where npm is run.
LOCKS = {
    "The proxy of a hub (npm)": "coprod_training/hub/proxy",
    "What builds the front end (npm)": "coprod_training/lab/frontend",
    "What looks at pages in tests (npm)": "tests/browser",
}
UNKNOWN = "UNKNOWN"
HEAD = """\
# Licences of what this project uses

Written by `make audit`; a test says when it is out of date. Our own code is under the MIT licence,
and the words of the course under CC BY 4.0. Everything below is installed beside it. Our wheel
holds nothing of it but the few packages of which the front end is built:
`third-party-licenses.json` in `coprod_training/lab/labextensions` names those.

`make audit` refuses a licence that is not listed here. It also asks for known vulnerabilities, and
writes what the environment holds as CycloneDX files in `dist/`. Those two are not kept here, since
they change from day to day.
"""


@dataclass(frozen=True, order=True)
class Package:
    """One package. says: its licence in the words of its own data. source: "Python" or "npm"."""

    name: str
    version: str
    says: str
    source: str


@cache
def allowed() -> dict:
    """What allowed.yaml holds."""
    return yaml.safe_load(ALLOWED.read_text(encoding="utf-8"))


def canonical(name: str) -> str:
    """One form of a Python package's name: My.Package and my_package are the same."""
    return re.sub(r"[-_.]+", "-", name).lower()


def fits(one: Package) -> bool:
    """Whether allowed.yaml has the package with these words, or has each licence that they name."""
    singly = {(p["package"], p["from"], p["says"]) for p in allowed()["one_package"]}
    name = canonical(one.name) if one.source == "Python" else one.name
    return (name, one.source, one.says) in singly or _fits(one.says)


def _fits(words: str) -> bool:
    """Of "A OR B" one is enough; "A AND B", and several after one another, must all fit.

    Words that mix the two fit only as those of one package, since somebody has to read them.
    """
    known = {name for group in allowed()["any_package"] for name in group["licences"]}
    if words in known:
        return True
    words = words.removeprefix("(").removesuffix(")")
    every, either = re.split(" AND |; ", words), words.split(" OR ")
    if len(every) > 1 and len(either) > 1:
        return False
    return (
        any(one in known for one in either)
        if len(either) > 1
        else all(one in known for one in every)
    )


def pins() -> dict[str, str]:
    """The version of each package in constraints.txt, by its canonical name."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return {canonical(name): version for name, _, version in (x.partition("==") for x in lines)}


def installed() -> list[Package]:
    """Every package of this environment but our own, as pip-licenses reads it."""
    asked = [sys.executable, "-m", "piplicenses", "--from=mixed", "--with-system", "--format=json"]
    said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    found = {
        canonical(one["Name"]): Package(one["Name"], one["Version"], one["License"], "Python")
        for one in json.loads(said)
    }
    found.pop("coprod-training", None)
    return [found[name] for name in sorted(found)]


def locked(folder: str) -> list[Package]:
    """Every package that a lock of npm names, in order. The lock holds their licences itself."""
    text = (ROOT / folder / "package-lock.json").read_text(encoding="utf-8")
    held = json.loads(text)["packages"]
    return sorted(
        {
            Package(
                path.rpartition("node_modules/")[2],
                one["version"],
                one.get("license", UNKNOWN),
                "npm",
            )
            for path, one in held.items()
            if path
        }
    )


def page(python: list[Package]) -> str:
    """The whole page, from the Python packages; the rest is read from the locks of npm."""
    parts = [HEAD, "## What fits, and why\n", "| licence | why it fits |\n| --- | --- |"]
    for group in allowed()["any_package"]:
        parts.append(f"| {' · '.join(group['licences'])} | {group['why']} |")
    parts += [
        "\nSingle packages:\n",
        "| package | its data says | why it fits |\n| --- | --- | --- |",
    ]
    for one in allowed()["one_package"]:
        parts.append(f"| {one['package']} ({one['from']}) | {one['says']} | {one['why']} |")
    for title, rows in [("Python", python), *((t, locked(f)) for t, f in LOCKS.items())]:
        parts += [f"\n## {title}\n", "| package | version | licence |\n| --- | --- | --- |"]
        parts += [f"| {one.name} | {one.version} | {one.says} |" for one in rows]
    return "\n".join(parts) + "\n"


def on_the_page(text: str) -> list[Package]:
    """The Python packages that a page lists."""
    part = text.partition("\n## Python\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (\S+) \| (\S+) \| (.+) \|$", part, re.MULTILINE)
    return [Package(*row, "Python") for row in rows if row[0] not in ("package", "---")]
