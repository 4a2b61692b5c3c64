"""List what a release says is missing, with what answers it in the course."""

import argparse
from pathlib import Path
from typing import Any

from coprod_training.cli.options import add_course, staff_copy_of
from coprod_training.content.course import load_course
from coprod_training.file_in_place import put_file_in_place
from coprod_training.survey.gaps import NONE_YET, Gap, gaps
from coprod_training.survey.report.published import Published, published_of

_MOST = 5  # resources named in a line; the finder in the course has all of them
_RULE = (
    "A gap: more people gave a low answer than a higher one, for certain, whatever was hidden or"
    " rounded. Low is step 0 to 2, never or once, and not always. A lower step can be right for a"
    " task. Nothing here ranks services, settings or regions."
)


def arguments(what: Any) -> None:
    """Offer `gaps`. what: the subparsers of `coprod survey`."""
    made = what.add_parser(
        "gaps", help="list what a release says is missing, and which part of the course answers it"
    )
    made.add_argument("release", type=Path, metavar="RELEASE_DIR", help="a released folder")
    made.add_argument("--to", type=Path, metavar="FILE.md", help="also write the list there")
    add_course(made)
    made.set_defaults(part=_gaps)


def _gaps(asked: argparse.Namespace) -> int:
    course = load_course(staff_copy_of(asked) / "course")
    published = published_of(asked.release, course)
    found = gaps(published.release, published.instrument, course)
    text = "\n".join(lines(published, found)) + "\n"
    print(text, end="")
    if asked.to:
        put_file_in_place(asked.to, text.encode())
    return 0


def lines(published: Published, found: list[Gap]) -> list[str]:
    """The list as Markdown, one line each."""
    info = published.release.info
    told = [one for one in found if one.state == "gap"]
    hidden = [one for one in found if one.state == "cannot be told"]
    said = [
        f"# Gaps in the release {info.release}, published on {info.published}",
        "",
        _RULE,
        "",
        f"Gaps: {len(told)}. Without an answer in the course: {sum(not g.sections for g in told)}."
        f" Cannot be told, because of what is hidden or rounded: {len(hidden)}.",
        "",
        "| question | where | part of the course | resources |",
        "| --- | --- | --- | --- |",
    ]
    said += [_line(published, one) for one in told]
    if hidden:
        names = ", ".join(f"{one.item.id} ({_where(published, one)})" for one in hidden)
        said += ["", f"Cannot be told: {names}."]
    return said


def _line(published: Published, gap: Gap) -> str:
    shown = gap.resources[:_MOST]
    more = len(gap.resources) - len(shown)
    fit = "; ".join(shown) + (f"; and {more} more" if more else "")
    question = f"{gap.item.id} {gap.item.text}".replace("|", "/")
    part = "; ".join(gap.sections) or NONE_YET
    return f"| {question} | {_where(published, gap)} | {part} | {fit or NONE_YET} |"


def _where(published: Published, gap: Gap) -> str:
    if not gap.value:
        return "England"
    return published.name_of("setting" if gap.group == "setting" else "region", gap.value)
