"""The part of `coprod hub` that gives trainers of a hub the key that signs certificates."""

import argparse
from pathlib import Path

from coprod_training.cli.database_options import refuse_without_hub
from coprod_training.cli.hub_layout import people_told
from coprod_training.collector.scopes import COHORT
from coprod_training.errors import CoprodError
from coprod_training.hub.settings import HubSettings, read_settings
from coprod_training.lab.workspace import Workspace

# The room of certificates is loaded where it is used: it takes seconds, and nobody else needs it.


def add_certificate_key(
    what: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> argparse.ArgumentParser:
    """Offer it; returns it, for the options that all parts share."""
    key = what.add_parser(
        "certificate-key", help="let the trainers of cohorts sign certificates with one key"
    )
    key.add_argument("cohorts", nargs="+", metavar="COHORT", help="whose trainers")
    key.add_argument(
        "--workspace",
        type=Path,
        required=True,
        metavar="DIR",
        help="where `coprod certificate key --new` made the key",
    )
    key.add_argument(
        "--over", action="store_true", help="also in the place of a key that is not known there"
    )
    key.add_argument(
        "--people",
        type=Path,
        metavar="DIR",
        help="where people's folders are (default: what the settings say)",
    )
    return key


def run_certificate_key(asked: argparse.Namespace) -> int:
    """Copy it into the folder of each cohort's trainers, as theirs."""
    refuse_without_hub("coprod_training.hub.backup.layout")
    from coprod_training.certificates.issuer import known_issuers, load_signing, take_key
    from coprod_training.hub.as_their_owner import as_their_owner

    private = Workspace(asked.workspace.expanduser().resolve()).private
    if not private.is_dir():
        raise CoprodError(
            "There is no workspace here, so there is no key.",
            where=str(asked.workspace),
            fix="Make one, with the name of your organisation: coprod certificate key --new …"
            " --workspace DIR",
        )
    signing, known = load_signing(private), known_issuers(private)
    hub = read_settings(asked.settings)
    homes = [_home_of(one, hub, asked.people) for one in asked.cohorts]
    for cohort, home in zip(asked.cohorts, homes, strict=True):
        as_their_owner(
            home,
            lambda: take_key(Path("coprod", "private"), signing, known, over=asked.over),
            "The key could not be written into the folder of these trainers.",
        )
        print(f"Trainers of {cohort} can make certificates of {signing.issuer.name}.")
    return 0


def _home_of(cohort: str, hub: HubSettings, given: Path | None) -> Path:
    """The folder of the account that holds a cohort's gradebook."""
    from coprod_training.hub.roles import grader_of

    home = people_told(hub, given) / grader_of(cohort)
    if not COHORT.fullmatch(cohort) or not (home / "coprod").is_dir():
        raise CoprodError(
            f"Nobody has opened the trainers' pages of {cohort} yet, so they have no folder.",
            where=str(home),
            fix="Check the name of the cohort. Open these pages once, then type this again. No key"
            " was copied.",
        )
    return home
