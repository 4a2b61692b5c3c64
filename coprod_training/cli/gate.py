"""Say what stops each module from being released, rule by rule, or what is still needed."""

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coprod_training.cli.options import (
    add_course,
    add_key,
    add_workspace,
    module_asked_for,
    private_of,
    staff_copy_of,
)

if TYPE_CHECKING:
    from coprod_training.cli.gate_case import Gate

# What the gate needs is loaded when it is asked: every other command starts without it.


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    parser.add_argument(
        "module", nargs="?", metavar="MODULE", help="one module, by number or name, with every rule"
    )
    parser.add_argument("--hours", action="store_true", help="people, hours and money still needed")
    parser.add_argument(
        "--rate",
        type=float,
        metavar="POUNDS",
        help="with --hours: what you pay people with lived experience for an hour",
    )
    parser.add_argument(
        "--staff-rate",
        type=float,
        metavar="POUNDS",
        help="with --hours: what an hour of your own staff costs",
    )
    parser.add_argument(
        "--pages", action="store_true", help="the digest of each kind of page, for page-checks.yaml"
    )
    parser.add_argument(
        "--manifest", action="store_true", help="write course/contributors/manifest.yaml again"
    )
    add_key(parser)
    add_course(parser)
    add_workspace(parser)


def run(asked: argparse.Namespace) -> int:
    """Print what the gate says; 1 while anything keeps the course from being released."""
    if asked.pages:
        return _print_pages()
    from coprod_training.cli.gate_case import ask_gate, keep_manifest
    from coprod_training.cli.private_records import own_key
    from coprod_training.cli.published import searched

    today, root, private = datetime.now(UTC).date(), staff_copy_of(asked), private_of(asked)
    key = own_key(private, asked.key)
    gate = searched(root, private, ask_gate(root, private, key, today))
    if asked.manifest:
        changed = keep_manifest(root, gate)
        print("The manifest is written." if changed else "The manifest says this already.")
        return 0
    if asked.hours:
        _print_hours(gate, asked.rate, asked.staff_rate)
        return 0
    _print_gate(gate, module_asked_for(gate.course, asked.module) if asked.module else None)
    return 1 if gate.blocked("released") else 0


def _print_gate(gate: "Gate", module: str | None) -> None:
    from coprod_training.cli.gate_words import (
        STATES,
        left_out_lines,
        reading_lines,
        report_lines,
        review_lines,
        rule_lines,
        undecided_lines,
        waiting_lines,
    )

    info = gate.course.info
    print(f"{info.title}, edition {info.version}, is {STATES[info.status]}\n")
    cases = [one for one in gate.cases if module in (None, one.module)]
    for line in (*waiting_lines(cases), *undecided_lines(cases), *left_out_lines(cases)):
        print(line)
    for report, case in zip(gate.reports, gate.cases, strict=True):
        if module in (None, report.module):
            print()
            for line in report_lines(report, case, every=module is not None):
                print(line)
    if module is None and any(gate.whole.values()):
        print("\nThe course as a whole:")
        for rule, reasons in gate.whole.items():
            for line in rule_lines(rule, reasons, every=True) if reasons else ():
                print(line)
    print()
    for line in (*review_lines(cases), *reading_lines(cases)):
        print(line)
    print("\nNo rule can be switched off. The gate shows that records exist, not that people felt")
    print("heard: ask them.")


def _print_hours(gate: "Gate", rate: float | None, staff_rate: float | None) -> None:
    from coprod_training.cli.hours_words import hours_lines
    from coprod_training.contributions.gate.needed import Course, not_yet_paid, still_needed

    minutes = {one.id: one.minutes_with_everything for one in gate.course.modules}
    for exercise in gate.course.assessments:  # a review is of its words and keys too
        minutes[exercise.module] += exercise.minutes
    course = Course(
        minutes=minutes,
        beside=gate.beside,
        missing_settings=len(gate.whole["G01"]),
    )
    lines = still_needed(gate.cases, course)
    for line in hours_lines(lines, rate, staff_rate, not_yet_paid(gate.cases)):
        print(line)


def _print_pages() -> int:
    from coprod_training.content.gate_lists import page_digest
    from coprod_training.content.page_script import page_names

    for kind in sorted(page_names()):
        print(f"{page_digest(kind)}  {kind}")
    return 0
