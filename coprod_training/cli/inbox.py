"""Read what learners say is not right, and write back."""

import argparse
import textwrap
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from coprod_training.cli.options import add_workspace, workspace_there
from coprod_training.errors import CoprodError
from coprod_training.lab.reports import LONGEST, STATUS_WORDS, Report, ReportBook
from coprod_training.plain_words import plain_line


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    add_workspace(parser)
    what = parser.add_subparsers(dest="what", metavar="WHAT")
    reply = add_reply(what)
    # Without a default of its own, which would take back what was given before the word reply.
    reply.add_argument(
        "--workspace",
        type=Path,
        default=argparse.SUPPRESS,
        metavar="DIR",
        help="as for the inbox itself",
    )


def add_reply(
    what: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> argparse.ArgumentParser:
    """Offer the part that writes back; returns it."""
    reply = what.add_parser("reply", help="write back to one report, or change its status")
    reply.add_argument("id", metavar="ID", help="as the inbox shows it")
    reply.add_argument(
        "--status",
        required=True,
        choices=[name for name in STATUS_WORDS if name != "sent"],
        help="what became of it",
    )
    reply.add_argument("--words", default="", help="a sentence for the person who wrote")
    return reply


def reply_of(asked: argparse.Namespace) -> str:
    """The words that were given. Raises CoprodError for too many."""
    words: str = asked.words.strip()
    if len(words) > LONGEST:
        raise CoprodError(f"A reply may have {LONGEST:,} characters. Make it shorter.")
    return words


def print_answered(asked: argparse.Namespace) -> None:
    """That it was kept."""
    print(f"{asked.id}: {STATUS_WORDS[asked.status]}. The person who wrote can see this now.")


def run(asked: argparse.Namespace) -> int:
    """Print every report, oldest first, or keep one reply."""
    book = ReportBook(workspace_there(asked).private)
    if asked.what == "reply":
        book.answer(asked.id, asked.status, reply_of(asked), datetime.now(UTC))
        print_answered(asked)
        return 0
    print_reports(book.all())
    return 0


def print_reports(reports: Sequence[Report]) -> None:
    """Each of them, and how many there are."""
    for report in reports:
        print(_words(report), end="\n\n")
    open_ = sum(report.status in {"sent", "looking"} for report in reports)
    print(f"{len(reports)} in all, {open_} still open." if reports else "Nothing was reported.")


def _words(report: Report) -> str:
    where = ", ".join(part for part in (report.page, report.section) if part)
    head = f"{plain_line(report.id)}  {plain_line(report.at)}  {STATUS_WORDS[report.status]}"
    lines = [head, f"  {plain_line(where)}"]
    words = plain_line(report.words)
    lines += textwrap.wrap(words, 94, initial_indent="  ", subsequent_indent="  ")
    if report.reply:
        lines.append(f"  Reply: {plain_line(report.reply)}")
    return "\n".join(lines)
