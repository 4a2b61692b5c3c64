"""Writes docs/capacity.md: what so many learners ask of a hub, and which part is full first.

    python docs/benchmarks/capacity.py

A simulated term, with a seed: each learner takes the course in sittings, at working hours. What
one server can do is measured (docs/benchmarks.json, written by `make bench`). Everything that is
assumed is a constant of this file and stands on the page.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coprod_training.content.course import Course, load_course
from coprod_training.hub.settings import HubSettings

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "capacity.md"
MEASURED = ROOT / "docs" / "benchmarks.json"
SLICE = ROOT / "coprod_training" / "hub" / "server_files" / "systemd" / "coprod-people.slice"

# Assumed. Nobody has taken the course yet, so none of it is a finding.
WEEKS = 12  # in which everybody takes the course
SITTING = 30  # minutes
HOURS = {8: 1, 9: 3, 10: 4, 11: 3, 12: 2, 13: 3, 14: 4, 15: 3, 16: 2, 17: 1}  # weights
TRIES = 1.5  # how often somebody answers each activity
SEED = 1

# As a hub is set, unless somebody sets it otherwise: when a server that nobody uses is stopped.
LEFT_OPEN = round(HubSettings.culling_hours * 60)  # minutes

# One server.
MEMORY = 32.0  # GiB
MACHINES = (4, 8, 16, 32)  # GiB, of the table for operators
STEP = 5  # that table is rounded down to it
CORES = 2  # what was measured has as many
DISK = 100.0  # GB
FIRST_PAGE = 100.0  # ms that a monitor waits at most for the first page of a minute
MEASURED_LEARNERS = 20_000  # of the monitor's benchmark
SIZES = (1_000, 20_000, 1_000_000)
GIB_IN_MB, GB = 1024**3 / 1e6, 1e9


@dataclass(frozen=True)
class Busiest:
    """The busiest minute of a term. open: courses open at once. opened: in that minute, at most.

    answers: a second, at most.
    """

    open: int
    opened: int
    answers: float


@dataclass(frozen=True)
class Part:
    """A part of a server: what it can do, and what so many learners ask of it at the busiest."""

    name: str
    can: float
    asked: Mapping[int, float]
    unit: str
    more: str

    def full_at(self) -> float:
        """With how many learners it is full, as of the largest size."""
        size, asked = max(self.asked.items())
        return size * self.can / asked


def sittings(course: Course) -> int:
    """How many one learner needs for the modules that count."""
    minutes = sum(module.minutes for module in course.modules if not module.optional)
    return -(-minutes // SITTING)


def answers(course: Course) -> float:
    """How many one learner gives."""
    return TRIES * sum(len(one.activities) for one in course.modules if not one.optional)


def busiest(learners: int, course: Course) -> Busiest:
    """Simulate a term: each sitting begins at a minute of its own, on any working day."""
    dice = np.random.default_rng(SEED)
    begun = np.zeros(WEEKS * 5 * 24 * 60 + SITTING + LEFT_OPEN, dtype=np.int64)
    weights = np.array([*HOURS.values()], dtype=float)
    for _ in range(sittings(course)):
        day = dice.integers(WEEKS * 5, size=learners)
        hour = dice.choice([*HOURS], size=learners, p=weights / weights.sum())
        at = (day * 24 + hour) * 60 + dice.integers(60, size=learners)
        begun += np.bincount(at, minlength=len(begun))
    at_once = _last(begun, SITTING + LEFT_OPEN).max()
    working = _last(begun, SITTING).max()
    each = answers(course) / (sittings(course) * SITTING * 60)
    return Busiest(int(at_once), int(begun.max()), float(working * each))


def _last(begun: NDArray[np.int64], minutes: int) -> NDArray[np.int64]:
    """For each minute, how many began in so many minutes up to it."""
    sums = np.cumsum(begun)
    return sums - np.concatenate([np.zeros(minutes, dtype=np.int64), sums[:-minutes]])


def measured(name: str, figure: str) -> float:
    """A figure of the page of benchmarks. Raises LookupError where it was not measured."""
    for one in json.loads(MEASURED.read_text(encoding="utf-8")):
        for said in one["figures"] if one["name"] == name else ():
            if said["name"] == figure and said.get("figure"):
                return float(said["figure"])
    raise LookupError(f"{MEASURED.name} has no figure {figure} of {name}. Run: make bench")


def for_people() -> float:
    """The share of a server's memory that everybody's servers together may take."""
    found = re.search(r"^MemoryHigh=(\d+)%$", SLICE.read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        raise LookupError(f"{SLICE.name} does not say MemoryHigh in per cent.")
    return int(found[1]) / 100


def at_once(memory: float, figure: str) -> int:
    """How many servers fit. memory: of the whole server, GiB. figure: of one, by its name."""
    return int(memory * for_people() * GIB_IN_MB / measured("hub_memory", figure))


def parts(course: Course) -> list[Part]:
    """All parts of a server."""
    found = {learners: busiest(learners, course) for learners in SIZES}
    opening = measured("hub_memory", "processor of opening")
    page = measured("monitor_pages", "first: Overview by region")
    size = measured("collector", "a statement") / GB
    return [
        Part("Memory, a server for each learner", at_once(MEMORY, "server alone"),
             {n: one.open for n, one in found.items()}, "courses open at once",
             "more machines: Kubernetes (Zero to JupyterHub), whose values `hub init` writes"),
        Part("Processor, opening courses", 60 * CORES / opening,
             {n: one.opened for n, one in found.items()}, "opened a minute",
             "more machines, as for memory"),
        Part("Hub, whose token it is", measured("hub_memory", "checks of a token"),
             {n: one.open / 60 for n, one in found.items()}, "checks a second",
             "a hub for each region, each with a collector of its own: one hub is one process"),
        Part("Collector, statements", measured("collector", "over the proxy, batches of 50"),
             {n: one.answers for n, one in found.items()}, "statements a second",
             "one more collector process on the same database"),
        Part("Disk, statements of one course", DISK / size,
             {n: n * answers(course) for n in SIZES}, "statements",
             "a larger disk, as statements are only ever added"),
        Part("Monitor, first page of a minute", FIRST_PAGE,
             {n: page * n / MEASURED_LEARNERS for n in SIZES}, "ms",
             "read the figures every few minutes, whether anybody asks or not, from a copy of"
             " the database that follows it"),
    ]  # fmt: skip


def page() -> str:
    """The whole page."""
    course = load_course(ROOT / "course")
    found = sorted(parts(course), key=Part.full_at)
    return "\n".join([*_head(course), *_memory(), *_table(found), *_what_to_add(found)]) + "\n"


def _head(course: Course) -> Iterator[str]:
    hours = ", ".join(f"{hour}:00 {weight}" for hour, weight in HOURS.items())
    yield from (
        "# How many learners: what is full first",
        "",
        "Written by `python docs/benchmarks/capacity.py`, and by `make bench`.",
        "What one server can do is measured (`docs/benchmarks.md`); what learners ask of it is",
        "simulated.",
        "**Nobody has taken the course yet**, so this is a plan and not a finding:",
        "change what is assumed at the top of that file, and run it again.",
        "",
        "## What is assumed",
        "",
        f"- Everybody takes the course in the same {WEEKS} weeks, from Monday to Friday, in"
        f" {sittings(course)} sittings of {SITTING} minutes: the minutes that the modules give.",
        f"- Sittings begin at random minutes. How likely each hour is: {hours}.",
        f"- A course that nobody uses is stopped after {LEFT_OPEN} minutes, as `culling_hours` in"
        " `hub.toml` says.",
        f"- Each activity is answered {TRIES:g} times: {answers(course):g} answers from one"
        " learner, each of them a statement.",
        f"- One server: {CORES} processors, {MEMORY:g} GiB, {DISK:g} GB for the database. The"
        " collector asks the hub once a minute for each open course.",
        f"- Everybody's servers together may take {for_people():.0%} of the memory, as"
        f" `{SLICE.name}` says.",
        "",
    )


def _memory() -> Iterator[str]:
    yield "## How many at once, by memory"
    yield ""
    yield "Learners who have the course open at the same time. A process runs in a lesson only."
    yield ""
    yield "| memory | every one with a process | none with a process |"
    yield "| --- | ---: | ---: |"
    for memory in MACHINES:
        each = (at_once(memory, figure) for figure in ("server and process", "server alone"))
        found = " | ".join(str(number - number % STEP) for number in each)
        yield f"| {memory} GiB | {found} |"
    yield ""


def _table(found: Sequence[Part]) -> Iterator[str]:
    yield "## What is asked in the busiest minute, and what one server can do"
    yield ""
    yield (
        "| part | "
        + " | ".join(f"{size:,} learners" for size in SIZES)
        + (" | one server can | full at |")
    )
    yield "| --- | " + " | ".join("---:" for _ in SIZES) + " | ---: | ---: |"
    for one in found:
        asked = " | ".join(_short(one.asked[size]) for size in SIZES)
        yield (
            f"| {one.name} ({one.unit}) | {asked} | {_short(one.can)}"
            f" | {_round(one.full_at()):,} learners |"
        )
    yield ""


def _what_to_add(found: Sequence[Part]) -> Iterator[str]:
    first = found[0].name.split(",")[0].lower()
    yield f"**Full first: {first}.** All parts, in the order in which they are full:"
    yield ""
    for one in found:
        times = one.asked[SIZES[-1]] / one.can
        million = (
            f"A million learners need {_short(times)} times what one server can do."
            if times > 1
            else "One is enough for a million."
        )
        full = f"**{one.name}**, at {_round(one.full_at()):,} learners"
        yield f"1. {full}. Then: {one.more}. {million}"


def _short(number: float) -> str:
    return f"{number:,.0f}" if number >= 10 else f"{number:.2g}"


def _round(number: float) -> int:
    """To two digits, as the assumptions allow no more."""
    digits = len(str(int(number))) - 2
    return int(round(number, -digits)) if digits > 0 else int(number)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"Written: docs/{PAGE.name}")
