"""Show a real hub on this machine, with three people to look around as."""

import argparse
import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coprod_training.cli.database_options import refuse_without_hub
from coprod_training.cli.ends_in_order import end_as_with_ctrl_c
from coprod_training.cli.options import add_course, staff_copy_of
from coprod_training.errors import CoprodError


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    add_course(parser)
    parser.add_argument(
        "--folder",
        type=Path,
        metavar="DIR",
        help="keep all of its files there (default: a folder that is deleted when it ends)",
    )
    parser.add_argument(
        "--port", type=int, default=8000, metavar="N", help="where it listens (default: 8000)"
    )


def run(asked: argparse.Namespace) -> int:
    """Start it, print who can sign in, wait for Ctrl+C."""
    refuse_without_hub("coprod_training.hub.demo")
    from coprod_training.hub.demo import demo

    end_as_with_ctrl_c()
    staff = staff_copy_of(asked)
    with tempfile.TemporaryDirectory(prefix="coprod-demo-") as gone, _log_kept(Path(gone)):
        folder = asked.folder or Path(gone) / "demo"
        print("Starting a hub. This takes a moment.", flush=True)
        with demo(folder.resolve(), staff, asked.port) as (hub, people):
            print(f"\n{hub.address}\n")
            for one in people:
                print(f"  {one.account:8}  password: {one.password}")
            print(
                "\nThis is for looking around on one machine: people's folders are not closed to"
                " each other here.\nThe figures are about 60 made-up learners, and you."
                "\nUse another browser, or a private window, to sign in as somebody else."
                " Stop with Ctrl+C.",
                flush=True,
            )
            signal.pause()
    return 0


@contextmanager
def _log_kept(gone: Path) -> Iterator[None]:
    """Keep the log that a refusal names in a folder that goes, and name where it is kept."""
    try:
        yield
    except CoprodError as error:
        log = Path(error.where)
        if not log.is_relative_to(gone.resolve()) or not log.is_file():
            raise
        handle, kept = tempfile.mkstemp(prefix="coprod-demo-", suffix=".log")
        with os.fdopen(handle, "wb") as file:
            file.write(log.read_bytes())
        raise CoprodError(error.what, where=kept, fix=error.fix) from error
