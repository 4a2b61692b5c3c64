"""The part of `coprod hub` that erases an account, for an operator on the server."""

import argparse
from datetime import UTC, datetime

from coprod_training.cli.database_options import refuse_without_hub
from coprod_training.cli.hub_layout import add_places, layout_of


def add_erase(
    what: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> argparse.ArgumentParser:
    """Offer it; returns it, for the options that all parts share."""
    erase = what.add_parser(
        "erase", help="delete an account that has left, and everything held about it, for good"
    )
    erase.add_argument("account", metavar="ACCOUNT")
    add_places(erase)
    return erase


def run_erase(asked: argparse.Namespace) -> int:
    """Do it, and say what is gone and what is not."""
    refuse_without_hub("coprod_training.hub.erasing")
    from coprod_training.hub.erasing import erase

    for line in erase(layout_of(asked), asked.account, datetime.now(UTC)):
        print(line)
    return 0
