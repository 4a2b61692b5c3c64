"""The part of `coprod hub` that erases an account, for an operator on the server."""

import argparse
from datetime import UTC, datetime

from coprod_training.cli.database_options import refuse_without_hub
from coprod_training.cli.hub_layout import add_places, layout_of
from coprod_training.cli.sure import is_sure
from coprod_training.hub.enrolment_file import account_typed


def add_erase(
    what: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> argparse.ArgumentParser:
    """Offer it; returns it, for the options that all parts share."""
    erase = what.add_parser(
        "erase", help="delete an account that has left, and everything held about it, for good"
    )
    erase.add_argument("account", type=account_typed, metavar="ACCOUNT")
    erase.add_argument("--yes", action="store_true", help="do not ask before deleting")
    add_places(erase)
    return erase


def run_erase(asked: argparse.Namespace) -> int:
    """Do it, and say what is gone and what is not."""
    refuse_without_hub("coprod_training.hub.erasing")
    from coprod_training.hub.erasing import erase, refuse_erasing

    layout = layout_of(asked)
    refuse_erasing(layout, asked.account)
    what = (
        f"This deletes the account {asked.account} and everything held about that person: their"
        " course, answers, hand-ins and marks. It cannot be undone."
    )
    if not asked.yes and not is_sure(what, asked.account):
        print("Nothing was deleted.")
        return 1
    for line in erase(layout, asked.account, datetime.now(UTC)):
        print(line)
    return 0
