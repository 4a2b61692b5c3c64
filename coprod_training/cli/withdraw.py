"""Take a contribution out of everything, at once; no reason is asked for."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from coprod_training.cli.options import (
    add_course,
    add_key,
    add_workspace,
    private_of,
    staff_copy_of,
)
from coprod_training.errors import CoprodError
from coprod_training.plain_words import plain_lines


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    parser.add_argument(
        "reference", nargs="?", default="", metavar="REF", help="the contribution's reference"
    )
    parser.add_argument(
        "--serve",
        type=int,
        metavar="PORT",
        help="instead: serve the links by which contributors withdraw without a login",
    )
    parser.add_argument(
        "--tell",
        default="",
        metavar="COMMAND",
        help="with --serve: run after each withdrawal, such as a mail to the keeper; the reference"
        " is in COPROD_REFERENCE",
    )
    parser.add_argument(
        "--in",
        dest="places",
        type=Path,
        action="append",
        default=[],
        metavar="PLACE",
        help="another folder or file to search, such as packs or a wheel; may be given again",
    )
    parser.add_argument(
        "--may-ask-again",
        action="store_true",
        help="the person said that they may be asked again",
    )
    add_key(parser)
    add_course(parser)
    add_workspace(parser)


def run(asked: argparse.Namespace) -> int:
    """Withdraw it, say what was done, and list what cannot be called back.

    1 while anything is left to do, such as words that still stand somewhere. Raises CoprodError,
    before anything is done, for a place that is not there.
    """
    from coprod_training.cli.private_records import own_key
    from coprod_training.cli.withdrawal import withdraw

    private = private_of(asked)
    if asked.serve is not None:
        from coprod_training.cli.withdrawal_server import serve

        serve(staff_copy_of(asked), private, asked.serve, asked.tell)
        return 0
    places = list(map(_to_search, asked.places))
    done = withdraw(
        staff_copy_of(asked),
        private,
        own_key(private, asked.key),
        asked.reference,
        datetime.now(UTC).date(),
        places=places,
        may_be_asked_again=asked.may_ask_again,
    )
    for line in done.lines():
        print(plain_lines(line))
    return 0 if done.is_done else 1


def _to_search(place: Path) -> Path:
    """The file or folder itself, where a link was named: links are not followed in a search."""
    try:
        is_there = place.exists()
    except OSError:  # nobody may look: the search says so, and stops nothing
        is_there = True
    if not is_there:
        raise CoprodError(
            "There is nothing here to search, and nothing was withdrawn.",
            where=str(place),
            fix="Check what you gave with --in. Without it the rest is done at once.",
        )
    return place.resolve()
