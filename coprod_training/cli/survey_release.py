"""`coprod survey release`: publishes figures of the survey, or says why it may not."""

import argparse
import sys
import time
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from coprod_training.cli import survey_hub
from coprod_training.cli.options import add_course, add_workspace, private_of, staff_copy_of
from coprod_training.content.course import load_course
from coprod_training.errors import CoprodError, not_installed
from coprod_training.survey.instruments import instruments_of

NEEDED = ("numpy", "scipy")
_WIDTH = 24


def arguments(what: Any) -> None:
    """Offer `release`. what: the subparsers of `coprod survey`."""
    parser = what.add_parser("release", help="publish figures, protected and audited")
    parser.add_argument("folder", type=Path, metavar="DIR", help="where to write the release")
    parser.add_argument(
        "--dataset", type=Path, metavar="DATASET", help="what `coprod survey build` wrote"
    )
    parser.add_argument(
        "--by", default="", metavar="NAME", help="who you are, for the log: initials or a role"
    )
    parser.add_argument(
        "--check", action="store_true", help="as the second person: make it again, then release it"
    )
    parser.add_argument(
        "--again", metavar="DAY", help="write an earlier release again, such as 2027-03-01"
    )
    survey_hub.add_options(parser)
    add_course(parser)
    add_workspace(parser)
    parser.set_defaults(part=run)


def run(asked: argparse.Namespace) -> int:
    """Prepare, check or write again; says what was done."""
    if missing := not_here():
        raise not_installed(" and ".join(missing), "survey")
    from coprod_training.survey.release import two_people

    if not asked.again and asked.dataset is None:
        raise CoprodError(
            "A release is made from a dataset.",
            fix="Make one with `coprod survey build DATASET`, and give it with --dataset.",
        )
    root = staff_copy_of(asked) / "course"
    current, *earlier = instruments_of(load_course(root))
    case = two_people.Case(
        course=root,
        instrument=current,
        dataset=asked.dataset or Path(),
        store=private_of(asked) / "survey",
        today=datetime.now(UTC).date(),
        by=asked.by,
        hub=None if asked.again else survey_hub.hub_reader(asked),
        earlier=earlier,
    )
    case.store.mkdir(mode=0o700, parents=True, exist_ok=True)
    if asked.again:
        two_people.again(case, asked.again, asked.folder)
        print(f"The release of {asked.again} is in {asked.folder} again, byte for byte.")
        return 0
    bar = _Bar()
    if asked.check:
        done = two_people.check(case, asked.folder, bar)
        print(*done.report, f"Released into {asked.folder}.", sep="\n")
    else:
        done = two_people.prepare(case, bar)
        print(*done.report, sep="\n")
        print("Nothing is released yet. Now somebody else does the same, and adds: --check")
    return 0


def not_here() -> list[str]:
    """The packages that a release needs and that are not installed here."""
    return [name for name in NEEDED if find_spec(name) is None]


class _Bar:
    """A line that shows how far the audit is, on a terminal only."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        if not sys.stderr.isatty():
            return
        full = _WIDTH * done // max(total, 1)
        spent = time.monotonic() - self._began
        left = f", about {spent / done * (total - done):.0f} s left" if 0 < done < total else ""
        bar = "#" * full + "." * (_WIDTH - full)
        end = "\n" if done == total else ""
        print(f"\rAudit [{bar}] {done} of {total}{left}   ", end=end, file=sys.stderr, flush=True)
