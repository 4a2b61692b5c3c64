"""Look after the register of contributors: keys, roles, what is in it, and who read it."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_training.cli.options import add_key, add_workspace, workspace_of
from coprod_training.cli.role_key import ask_passphrase, role_key
from coprod_training.errors import CoprodError
from coprod_training.plain_words import plain_line, plain_lines

if TYPE_CHECKING:
    from coprod_training.contributions.register import Held, Register
    from coprod_training.contributions.sections import Kind

# What opens the register is loaded when it is asked: every other command starts without it.

_ROLES = ("contributor contact", "keeper", "lead", "data protection contact")
_SHOWN = 20


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    key = what.add_parser("key", help="make a key of your own, in a file that you keep")
    key.add_argument("file", type=Path, metavar="FILE", help="where to put it")
    key.add_argument("--passphrase", action="store_true", help="close it with a passphrase")
    for name, words in (("give", "let a key hold a role"), ("take", "take a role from a key")):
        one = what.add_parser(name, help=words)
        one.add_argument("role", choices=_ROLES, metavar="ROLE", help=", ".join(_ROLES))
        one.add_argument("public", metavar="PUBLIC", help='the public half: it begins with "age1"')
        add_key(one)
        add_workspace(one)
    add_workspace(what.add_parser("roles", help="show which keys hold which role"))
    listed = what.add_parser("list", help="list contributions, their stages, what is overdue")
    people = what.add_parser("people", help="list people, with their references")
    show = what.add_parser("show", help="show what your key opens of one record")
    show.add_argument("ref", metavar="REF", help="its reference, as the list shows it")
    log = what.add_parser("log", help="show who read or changed what, the newest last")
    log.add_argument("--all", action="store_true", help=f"all of it, not the last {_SHOWN}")
    for one in (listed, people, show):
        add_key(one)
    for one in (listed, people, show, log):
        add_workspace(one)


def run(asked: argparse.Namespace) -> int:
    """Do what was asked; returns 0."""
    if asked.what == "key":
        return _make_key(asked)
    private = workspace_of(asked).private
    if asked.what == "roles":
        return _print_roles(private)
    if asked.what == "log":
        return _print_log(private, everything=asked.all)
    from coprod_training.contributions.register import Register

    register = Register(private, role_key(asked.key))
    if asked.what == "give":
        register.give_key(asked.role, asked.public)
        print(f"This key holds the role of {asked.role} now, and opens earlier records as well.")
    elif asked.what == "take":
        register.take_key(asked.role, asked.public)
        print(
            f"This key no longer holds the role of {asked.role}."
            " It still opens copies of the register that were made before."
        )
    elif asked.what == "list":
        _print_list(register)
    elif asked.what == "people":
        _print_people(register)
    else:
        _print_record(register, asked.ref)
    return 0


def _make_key(asked: argparse.Namespace) -> int:
    from coprod_training.contributions.role_keys import make_key

    passphrase = ""
    if asked.passphrase:
        passphrase = ask_passphrase("A passphrase: ")
        if not passphrase or ask_passphrase("Once more: ") != passphrase:
            raise CoprodError("The two passphrases are not the same.", fix="Try again.")
    key = make_key(asked.file, passphrase)
    print(
        f"Your key is in {asked.file}. Keep it to yourself, and a copy in another safe place:"
        " without it nobody can open what only it opens.\n"
        f"Its public half, for a keeper to give you a role: {key.public}"
    )
    return 0


def _print_roles(private: Path) -> int:
    from coprod_training.contributions.role_keys import RoleKeys

    for role, keys in RoleKeys(private / "register").read().items():
        print(f"{role}: {', '.join(sorted(keys)) or 'nobody'}")
    return 0


def _print_log(private: Path, *, everything: bool) -> int:
    from coprod_training.contributions.access_log import AccessLog

    entries = AccessLog(private / "register").entries()
    for one in entries if everything else entries[-_SHOWN:]:
        roles, sections = ", ".join(one["roles"]) or "no role", ", ".join(one["sections"])
        print(f"{one['at']}  key {one['key']} ({roles})  {one['did']}  {one['of']}  {sections}")
    print(f"{len(entries)} in all." if entries else "Nobody has opened the register yet.")
    return 0


def _print_people(register: "Register") -> None:
    refs = register.refs("person")
    # Read before anything is printed: half a list looks like a whole one.
    names = [register.read("person", ref).fields.get("name", "") for ref in refs]
    lines = (plain_line(f"{ref}  {name}") for ref, name in zip(refs, names, strict=True))
    print(*lines, sep="\n", end="")
    print("\n" if refs else "Nobody is kept here yet.\n", end="")


def _print_list(register: "Register") -> None:
    from coprod_training.contributions.content_store import ContentStore
    from coprod_training.contributions.record import ENDED
    from coprod_training.contributions.requests import asking_again, overdue
    from coprod_training.contributions.to_confirm import Confirmations, waiting_lines

    refs, today, late = register.refs("contribution"), datetime.now(UTC).date(), []
    gone = ContentStore(register.folder.parent).withdrawn()
    for ref in refs:
        fields = register.read("contribution", ref).fields
        if ref in gone and fields["status"] != "withdrawn":
            late.append(f"{ref}: withdrawn on {gone[ref]}, and not in the register yet. Finish it:")
            late.append(f"  coprod withdraw {ref} --key with your key")
        print(f"{ref}  {fields['slot']}  {fields['status']}")
        late += [f"{ref}: {words}" for words in overdue(fields.get("requests", ()), today)]
        if ref not in gone and fields["status"] not in ENDED:
            late += [f"{ref}: {words}" for words in asking_again(fields["review_by"], today)]
    late += waiting_lines(Confirmations(register.folder.parent).waiting())
    print(*late, sep="\n", end="\n" if late else "")
    print(f"{len(refs)} in all." if refs else "There are no contributions yet.")
    if register.unreadable:
        torn = "torn line" if register.unreadable == 1 else "torn lines"
        print(f"{register.unreadable} {torn}: nothing in it was ever said to be kept.")


def _print_record(register: "Register", ref: str) -> None:
    import yaml

    from coprod_training.contributions.sections import SECTIONS, to_plain

    held = _found(register, ref)
    opened = [name for name in SECTIONS[held.kind] if name in held.seen]
    plain = {name: to_plain(held.kind, name, held.fields) for name in opened}
    print(plain_lines(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False)))
    if held.closed:
        print(f"# Your key does not open: {', '.join(sorted(held.closed))}.")


def _found(register: "Register", ref: str) -> "Held":
    kinds: tuple[Kind, ...] = ("contribution", "person", "review")
    kind = next((one for one in kinds if ref in register.refs(one)), kinds[0])
    return register.read(kind, ref)
