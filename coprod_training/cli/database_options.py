"""Options that name the collector's databases, and the address that they give."""

import argparse
import os
import re
from importlib import import_module
from pathlib import Path

from coprod_training.errors import CoprodError, not_installed
from coprod_training.key_files import refuse_open

_PASSWORD = re.compile(r"://[^/@]*:[^/@]*@")


def add_database(parser: argparse.ArgumentParser, which: str, variable: str) -> None:
    """Offer the options that name a database. which: "" for the main one, or "survey-"."""
    of = "of the survey's own database" if which else "of the database"
    parser.add_argument(
        f"--{which}database",
        metavar="URL",
        help=f"the address {of}, such as sqlite:////srv/coprod/{which}collector.db or"
        f" postgresql://coprod@127.0.0.1/coprod; without a password (default: {variable})",
    )
    parser.add_argument(
        f"--{which}database-from",
        type=Path,
        metavar="FILE",
        help="instead: a file of mode 600 that holds the address, and may hold the password",
    )


def database_address(given: str | None, file: Path | None, variable: str, which: str = "") -> str:
    """The address of a database. Raises CoprodError for none, and for a secret in the open.

    given, file: of the options that `add_database` offers; which: as there.
    """
    option = f"--{which}database"
    if given and _PASSWORD.search(given):
        raise CoprodError(
            "A password on a command line can be read by everybody on this machine.",
            where=option,
            fix=f"Put the address into a file for {option}-from, or into {variable}. PostgreSQL"
            " also reads passwords from the file that PGPASSFILE names.",
        )
    if given:
        return given
    if file is not None:
        refuse_open(file, "This file holds an address, and other people can read it.", "600")
        return file.read_text(encoding="utf-8").strip()
    # A cluster's secret that was made from a file has the file's line end.
    if address := os.environ.get(variable, "").strip():
        return address
    raise CoprodError(
        "Which database do you mean?",
        where=option,
        fix=f"Give its address with {option} or {option}-from, or set {variable}.",
    )


def refuse_without_hub(module: str) -> None:
    """Raises CoprodError when what a hub needs is not installed. module: one that needs it."""
    try:
        import_module(module)
    except ModuleNotFoundError as error:
        raise not_installed(str(error.name), "hub") from error
