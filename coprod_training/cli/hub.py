"""Set up a hub for many people, and say who is on the course."""

import argparse
import csv
from datetime import UTC, datetime
from pathlib import Path

from coprod_training.cli.database_options import refuse_without_hub
from coprod_training.cli.hub_backup import add_backup, run_backup
from coprod_training.cli.hub_certificate import add_certificate_key, run_certificate_key
from coprod_training.cli.hub_erase import add_erase, run_erase
from coprod_training.cli.hub_team import add_team, run_team
from coprod_training.collector.scopes import COHORT
from coprod_training.content.services import load_services
from coprod_training.errors import CoprodError
from coprod_training.hub.enrolment import EnrolmentBook
from coprod_training.hub.enrolment_file import account_typed, read_people
from coprod_training.hub.membership import Place
from coprod_training.hub.new_hub import write_hub
from coprod_training.hub.settings import HubSettings, database_of, read_settings

DEFAULT = Path("/etc/coprod/hub.toml")
_RESTART = (
    "New cohorts: {}. Restart the hub to open their trainers' pages: nobody loses their page."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    init = what.add_parser("init", help="write everything that a hub on a server needs")
    init.add_argument("folder", type=Path, metavar="DIR", help="where to write it; empty or new")
    init.add_argument("--address", required=True, help="such as https://course.example.org")
    enrol = what.add_parser("enrol", help="give the people in a CSV file their places")
    enrol.add_argument("file", type=Path, metavar="FILE", help="account,role,cohort,service")
    enrol.add_argument(
        "--codes", type=Path, metavar="OUT", help="where to write a personal code for each"
    )
    leave = what.add_parser("leave", help="take an account off the course; its work is kept")
    leave.add_argument("account", type=account_typed, metavar="ACCOUNT")
    code = what.add_parser("join-code", help="make a code by which a service's people join")
    code.add_argument("service", metavar="SERVICE", help="its code in services.csv")
    code.add_argument("--cohort", default="", help="the cohort that they join")
    code.add_argument("--days", type=int, default=60, help="how many days it works (default: 60)")
    code.add_argument("--most", type=int, default=200, help="how many may join (default: 200)")
    close = what.add_parser("close-code", help="let nobody else join with a code")
    close.add_argument("code", metavar="CODE")
    password = what.add_parser("password", help="give an account a new random password")
    password.add_argument("account", type=account_typed, metavar="ACCOUNT")
    more = (add_erase(what), add_certificate_key(what), *add_team(what), *add_backup(what))
    for one in (enrol, leave, code, close, password, *more):
        one.add_argument(
            "--settings",
            type=Path,
            default=DEFAULT,
            metavar="FILE",
            help=f"the hub's settings (default: {DEFAULT})",
        )


def run(asked: argparse.Namespace) -> int:
    """Do what was asked for, and say what came of it."""
    if asked.what == "init":
        for line in write_hub(asked.folder, asked.address):
            print(line)
        return 0
    if asked.what in ("backup", "restore", "deletions"):
        return run_backup(asked)
    if asked.what == "erase":
        return run_erase(asked)
    if asked.what in ("inbox", "forum"):
        return run_team(asked)
    if asked.what == "certificate-key":
        return run_certificate_key(asked)
    hub = read_settings(asked.settings)
    book, now = EnrolmentBook(hub.state), datetime.now(UTC)
    if asked.what == "enrol":
        return _enrol(asked, hub, book, now)
    if asked.what == "join-code":
        return _join_code(asked, hub, book, now)
    if asked.what == "close-code":
        book.close_code(asked.code, now)
        print("Nobody else can join with it. People who have already joined stay.")
    elif asked.what == "leave":
        return _leave(asked.account, book, now)
    else:
        _password(asked.account, hub)
    return 0


def _leave(account: str, book: EnrolmentBook, now: datetime) -> int:
    trained = book.of(account).trains
    if not book.leave(account, now):
        print("This account has no place here.")
        return 1
    print(
        "Off the course within two minutes. A join code that is passed around does not let them"
        " in again."
    )
    for cohort in trained:
        print(
            f"Stop Trainers' pages of {cohort} on Running servers: that closes what is open there,"
            " and its token."
        )
    return 0


def _enrol(asked: argparse.Namespace, hub: HubSettings, book: EnrolmentBook, now: datetime) -> int:
    codes = frozenset(one.code for one in load_services(hub.services))
    people = read_people(asked.file, codes)
    known = book.read()
    before = known.cohorts
    if hub.sign_in == "oidc":
        new = book.enrol(people, now)
        print(f"{len(people)} rows read, {new} new places.")
        for who, place in people:
            if place in known.of(who).places and book.of(who).learnt_before(place):
                print(
                    f"Not moved: {who} has a place in {place.cohort} already, and learns in"
                    f" {book.of(who).cohort}. A join code for {place.cohort} takes them back to it."
                )
    else:
        _write_codes(asked.codes, people, book, now)
        print(f"Personal codes: {len(people)}, in {asked.codes}. Each works once, for its account.")
        for who, place in people:
            theirs = known.of(who)
            learnt_in = {one.cohort for one in theirs.places if one.role == "learner"}
            if place.cohort in learnt_in and theirs.learnt_before(place):
                print(
                    f"{who} has a place in {place.cohort} already, and learns in {theirs.cohort}."
                    f" Their code takes them back to {place.cohort}."
                )
    _say_new_cohorts(before, book)
    return 0


def _write_codes(
    out: Path | None, people: list[tuple[str, Place]], book: EnrolmentBook, now: datetime
) -> None:
    """With passwords anybody can take any account name, so a place goes with a secret."""
    if out is None:
        raise CoprodError(
            "People prove with a personal code that an account is theirs.",
            fix="Say with --codes FILE where to write the codes. It must be a new file.",
        )
    if out.exists():
        raise CoprodError(
            "This file is there already. Codes that are in it may be all that people have.",
            where=str(out),
            fix="Give a new file, or move this one somewhere else.",
        )
    out.touch(mode=0o600)
    with out.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["account", "role", "cohort", "code"])
        for account, place in people:
            code = book.new_code(place, now, days=90, most=1, account=account)
            table.writerow([account, place.role, place.cohort, code])


def _join_code(
    asked: argparse.Namespace, hub: HubSettings, book: EnrolmentBook, now: datetime
) -> int:
    known = [one.code for one in load_services(hub.services)]
    if asked.service not in known:
        raise CoprodError(
            f'There is no service with the code "{asked.service}".',
            where=str(hub.services),
            fix=f"There are: {', '.join(known) or 'none yet'}.",
        )
    if asked.cohort and not COHORT.fullmatch(asked.cohort):
        raise CoprodError(
            "This is not a valid cohort name.", fix="Use lower-case letters, digits and hyphens."
        )
    before = book.read().cohorts
    place = Place("learner", asked.cohort, asked.service)
    code = book.new_code(place, now, days=asked.days, most=asked.most)
    print(f"{code}\nIt lets up to {asked.most} people in, for {asked.days} days. It is shown once.")
    _say_new_cohorts(before, book)
    return 0


def _say_new_cohorts(before: list[str], book: EnrolmentBook) -> None:
    new = [one for one in book.read().cohorts if one not in before]
    if new:
        print(_RESTART.format(", ".join(new)))


def _password(account: str, hub: HubSettings) -> None:
    if hub.sign_in == "oidc":
        raise CoprodError(
            "Passwords are not kept here: people sign in with their organisation's account.",
            fix="Send them to whoever looks after those accounts.",
        )
    # This loads JupyterHub, which the other parts of this verb do without.
    refuse_without_hub("coprod_training.hub.passwords")
    from coprod_training.hub.passwords import new_password

    print(new_password(database_of(hub), account))
