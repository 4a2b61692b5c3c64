"""Write the report of a release: pictures with tables, in one page."""

import argparse
from pathlib import Path
from typing import Any

from coprod_training.cli.options import add_course, staff_copy_of
from coprod_training.content.course import load_course
from coprod_training.file_in_place import put_file_in_place
from coprod_training.survey.report.published import published_of


def arguments(what: Any) -> None:
    """Offer `report`. what: the subparsers of `coprod survey`."""
    made = what.add_parser("report", help="write the pictures of a release as one HTML page")
    made.add_argument("release", type=Path, metavar="RELEASE_DIR", help="a released folder")
    made.add_argument("out", type=Path, metavar="OUT.html", help="the page to write")
    made.add_argument(
        "--programme",
        type=Path,
        metavar="FILE",
        help="who finished and which services answered, as docs/survey-report.md says",
    )
    add_course(made)
    made.set_defaults(part=_report)


def _report(asked: argparse.Namespace) -> int:
    from dataclasses import replace

    from coprod_training.survey.report.page import report
    from coprod_training.survey.report.programme import read_programme

    published = published_of(asked.release, load_course(staff_copy_of(asked) / "course"))
    if asked.programme:
        rules = published.release.info.rules
        published = replace(published, programme=read_programme(asked.programme, rules))
    put_file_in_place(asked.out, report(published).encode())
    print(asked.out)
    return 0
