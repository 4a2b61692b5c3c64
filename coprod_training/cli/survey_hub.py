"""The survey's own database on a hub: what the dataset takes from it, and taking answers out of it.

The database is read as it is. Answers are taken out by the collector, which alone has the key that
finds a receipt code.
"""

import argparse
import json
import os
from collections.abc import Callable
from functools import partial
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

from coprod_training.cli.database_options import (
    add_database,
    database_address,
    refuse_without_hub,
)
from coprod_training.errors import CoprodError
from coprod_training.survey.from_hub import FromHub

VARIABLE = "COPROD_SURVEY_DATABASE"
_PATIENCE = 20.0  # seconds
_AWAY = (
    "The collector did not answer as it should, so it is not known whether anything was taken out"
    " there.",
    "Check the address, and that the collector runs. Then do the same again: doing it twice does"
    " no harm.",
)
_REFUSED = {
    404: (
        "There is no collector at this address, so nothing was taken out there.",
        "Give its whole address, as the settings of the hub have it.",
    ),
    422: ("The collector says that this is not a receipt code.", "Check the code."),
    429: (
        "The collector has been given many codes, so this one has to wait.",
        "Do the same again in a minute.",
    ),
}
"""What each number of HTTP means here, and what to do."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Offer the options that name the survey's own database."""
    add_database(parser, "survey-", VARIABLE)


def add_collector(parser: argparse.ArgumentParser) -> None:
    """Offer --collector."""
    parser.add_argument(
        "--collector",
        metavar="URL",
        help="on a hub's server: also out of its survey, such as"
        " http://127.0.0.1:8010/services/collector",
    )


def is_asked_for(asked: argparse.Namespace) -> bool:
    """Whether a database was named, on the command line or in the environment."""
    named = asked.survey_database or asked.survey_database_from or os.environ.get(VARIABLE)
    return bool(named)


def address_of(asked: argparse.Namespace) -> str:
    """The address of the database that was named. Raises CoprodError."""
    refuse_without_hub("coprod_training.collector.survey_for_steward")
    given = asked.survey_database, asked.survey_database_from
    return database_address(*given, VARIABLE, "survey-")


def read_hub_if_asked(asked: argparse.Namespace) -> FromHub | None:
    """What the collector keeps now; None where no database was named. Raises CoprodError."""
    read = hub_reader(asked)
    return read() if read else None


def hub_reader(asked: argparse.Namespace) -> Callable[[], FromHub] | None:
    """Asks what the collector keeps now, each time; None where no database was named."""
    if not is_asked_for(asked):
        return None
    address = address_of(asked)
    from coprod_training.collector.survey_for_steward import read_hub

    return partial(read_hub, address)


def withdraw_there(address: str, code: str) -> str:
    """Have a collector take out what belongs to a receipt code; its sentence.

    Raises CoprodError when it does not answer, or refuses. Never says the code back.
    """
    request = Request(  # noqa: S310  # the operator names it
        f"{address.rstrip('/')}/withdraw",
        json.dumps({"receipt": code}).encode(),
        {"Content-Type": "application/json"},
    )
    try:
        # It is on this machine: a proxy of the environment would see the code.
        with build_opener(ProxyHandler({})).open(request, timeout=_PATIENCE) as reply:
            return str(json.loads(reply.read())["words"])
    except HTTPError as error:
        with error:
            what, fix = _REFUSED.get(error.code, _AWAY)
        raise CoprodError(what, where="--collector", fix=fix) from error
    except (OSError, HTTPException, ValueError, KeyError, TypeError) as error:
        what, fix = _AWAY
        raise CoprodError(what, where="--collector", fix=fix) from error
