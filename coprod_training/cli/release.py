"""Release the course, or make it a pilot. While the gate blocks it, say every reason why."""

import argparse
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_training.cli.options import (
    add_course,
    add_key,
    add_workspace,
    private_of,
    staff_copy_of,
)
from coprod_training.errors import CoprodError
from coprod_training.file_in_place import put_file_in_place

if TYPE_CHECKING:
    from coprod_training.cli.gate_case import Gate
    from coprod_training.contributions.gate.case import State
    from coprod_training.contributions.role_keys import RoleKey

_STATUS = re.compile(r"^status: (?:draft|pilot|released)$", re.MULTILINE)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb. None of them lets anything past a rule."""
    to = parser.add_mutually_exclusive_group()
    to.add_argument("--pilot", action="store_true", help="a pilot, for named testers only")
    parser.add_argument(
        "--tester",
        action="append",
        default=[],
        metavar="NAME",
        help="with --pilot: the sign-in name of a tester; may be given again",
    )
    to.add_argument("--draft", action="store_true", help="back to an open draft; never refused")
    add_key(parser)
    add_course(parser)
    add_workspace(parser)


def run(asked: argparse.Namespace) -> int:
    """Ask the gate, then change the state; 1 and nothing changed while a rule blocks."""
    from coprod_training.content.testers import end_pilot, keep_testers

    root, private = staff_copy_of(asked), private_of(asked)
    if asked.draft:
        _say_status(root, "draft")
        end_pilot(private)
        print("The course is an open draft. Publish it again: coprod publish DIR")
        return 0
    from coprod_training.cli.gate_case import ask_gate, keep_manifest
    from coprod_training.cli.private_records import own_key
    from coprod_training.cli.published import searched

    state: State = "pilot" if asked.pilot else "released"
    if bool(asked.tester) != asked.pilot:
        raise CoprodError(
            "Only a pilot has named testers.",
            fix="Name each of them: coprod release --pilot --tester NAME --tester NAME",
        )
    today, key = datetime.now(UTC).date(), own_key(private, asked.key)
    gate = searched(root, private, ask_gate(root, private, key, today, state=state), state)
    if gate.blocked(state):
        _print_refusal(gate, state)
        return 1
    if state == "released":
        listed = frozenset(one.module for one in gate.cases)
        _release_contributions(private, key, today, listed)
        gate = searched(root, private, ask_gate(root, private, key, today, state=state), state)
    keep_manifest(root, gate)
    keep_testers(private, gate.course.info.id, asked.tester)
    # Last: until everything else is kept, the course is what it was.
    _say_status(root, state)
    print(f"The course is {'a pilot, for named testers' if asked.pilot else 'released'}.")
    print("Publish it: coprod publish DIR")
    return 0


def _print_refusal(gate: "Gate", state: "State") -> None:
    from coprod_training.cli.gate_words import rule_lines

    reports = {one.module: one.reasons for one in gate.reports}
    for module, rules in gate.blocked(state).items():
        print(f"{module or 'The course as a whole'}:")
        for rule in rules:
            reasons = reports[module][rule] if module else gate.whole[rule]
            for line in rule_lines(rule, reasons, every=True):
                print(line)
    print("\nRefused: nothing was changed. No rule can be switched off.")
    print("What it still takes: coprod gate --hours")


def _release_contributions(
    private: Path, key: "RoleKey | None", on: date, modules: frozenset[str]
) -> None:
    """Each contribution that passed is now released, in the register.

    modules: those that are released. What passed in a module that a bundle leaves out stays so.
    """
    from coprod_training.cli.private_records import has_records, open_register
    from coprod_training.contributions import stages
    from coprod_training.contributions.content_store import ContentStore

    if not has_records(private):
        return
    register, gone = open_register(private, key), ContentStore(private).withdrawn()
    for ref in register.refs("contribution"):
        if ref in gone:
            continue
        held = register.read("contribution", ref)
        if held.record.status == "passed" and held.record.module in modules:
            register.save(held, stages.release(held.record, (), on))


def _say_status(root: Path, state: "State") -> None:
    path = root / "course" / "course.yaml"
    text = path.read_text(encoding="utf-8")
    if len(_STATUS.findall(text)) != 1:
        raise CoprodError(
            "The line that says the status cannot be found.",
            where=str(path),
            fix="It has to be there once, such as: status: draft",
        )
    put_file_in_place(path, _STATUS.sub(f"status: {state}", text).encode())
