"""The parts of `coprod hub` that show the course team what people left for it on a hub."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from coprod_training.cli.database_options import refuse_without_hub
from coprod_training.cli.forum import print_count, write_list
from coprod_training.cli.hub_layout import people_told
from coprod_training.cli.inbox import add_reply, print_answered, print_reports, reply_of
from coprod_training.content.course import load_course
from coprod_training.hub.settings import read_settings


def add_team(
    what: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> list[argparse.ArgumentParser]:
    """Offer them; returns them, for the options that all parts share."""
    inbox = what.add_parser("inbox", help="list what learners of the hub say is not right")
    reply = add_reply(inbox.add_subparsers(dest="reply", metavar="WHAT"))
    forum = what.add_parser("forum", help="count, or list, who would like to hear of the forum")
    forum.add_argument("file", type=Path, nargs="?", metavar="FILE", help="such as forum.xlsx")
    # A default of a part of a part would take back what was given before its name.
    shared = argparse.SUPPRESS
    reply.add_argument("--settings", type=Path, default=shared, metavar="FILE", help="as above")
    for one in (inbox, reply, forum):
        one.add_argument(
            "--people",
            type=Path,
            default=shared,
            metavar="DIR",
            help="where people's folders are (default: what the settings say)",
        )
    return [inbox, forum]


def run_team(asked: argparse.Namespace) -> int:
    """Print or write what is there, and say how many folders could not be read."""
    refuse_without_hub("coprod_training.hub.backup.layout")
    from coprod_training.hub.left_for_the_team import answer, interests_of, reports_of

    hub = read_settings(asked.settings)
    people = people_told(hub, getattr(asked, "people", None))
    if asked.what == "inbox" and asked.reply:
        answer(people, asked.id, asked.status, reply_of(asked), datetime.now(UTC))
        print_answered(asked)
        return 0
    if asked.what == "inbox":
        reports, unread = reports_of(people)
        print_reports(reports)
    else:
        interested, unread = interests_of(people)
        if asked.file is None:
            print_count(interested)
        else:
            write_list(interested, asked.file, load_course(hub.course / "course").instrument)
    if unread:
        print(f"{unread} cannot be read: they are not as the course writes them.")
    return 1 if unread else 0
