"""Ask every contributor the same four questions, and count what comes back, without names."""

import argparse
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from coprod_training.cli.options import private_of, refuse_inside, staff_copy_of
from coprod_training.contributions.asked import SMALLEST_BASE, Asked
from coprod_training.contributions.quarter import last_day, quarter_of, quarter_page, send_by
from coprod_training.day_words import day_words
from coprod_training.errors import CoprodError
from coprod_training.file_in_place import put_file_in_place


def ask_all(asked: argparse.Namespace) -> Iterator[str]:
    """Write the page of this quarter, outside the repository.

    Which pages were counted in earlier quarters is forgotten. Raises CoprodError where it is too
    late in the quarter for anybody to answer in time.
    """
    today = _today()
    quarter = quarter_of(today)
    refuse_inside(staff_copy_of(asked), asked.to)
    Asked(private_of(asked)).forget_pages(quarter)
    if today >= send_by(quarter):
        next_one = last_day(quarter) + timedelta(days=1)
        raise CoprodError(
            "It is too late to ask in this quarter: its page says to answer by"
            f" {day_words(send_by(quarter))}.",
            fix=f"Ask from {day_words(next_one)}, when the next quarter begins.",
        )
    path = asked.to / f"four-questions-{quarter.lower()}.html"
    put_file_in_place(path, quarter_page(quarter, asked.return_to).encode())
    yield str(path)
    yield "Send the same file to everybody who contributed or reviewed. It names nobody: let the"
    yield "answers go to somebody who does not know whose they are, or to a box that all can use."
    yield f"It asks for answers by {day_words(send_by(quarter))}. Take them in after that, by"
    yield f"{day_words(last_day(quarter))}: later they are refused."


def take_answers(asked: argparse.Namespace) -> Iterator[str]:
    """Count each page; a page that cannot be counted is named, and the others are."""
    store, root = Asked(private_of(asked)), staff_copy_of(asked)
    quarter = quarter_of(_today())
    store.begin(quarter)
    for path in asked.files:
        refuse_inside(root, path)
        try:
            store.take(path.read_bytes(), quarter)
        except CoprodError as error:
            yield f"{path.name}: not counted. {error.what}"
        else:
            yield f"{path.name}: counted for {quarter}."
    yield "Delete these files and the messages they came in."
    yield f"Copies show the answers of a quarter that is over, if at least {SMALLEST_BASE} came in."


def _today() -> date:
    """Never another day: what a quarter that is over says may have been published."""
    return datetime.now(UTC).date()
