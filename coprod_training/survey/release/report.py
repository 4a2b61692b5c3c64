"""What a release is like, for the two people who check it: how many tables are hidden, and why.

It names no count below the thresholds, but says why a group is hidden, which readers are never
told. So it is restricted, as the ledger is.
"""

from collections import Counter
from collections.abc import Mapping

from coprod_training.disclosure.decide import Tables
from coprod_training.disclosure.gate import Hidden
from coprod_training.survey.release.make import Made


def report(made: Made, day: str, left_out: Mapping[str, int]) -> list[str]:
    """The release of one day in words, one line each."""
    tables = [table for groups in made.tables.values() for table in groups.values()]
    reasons = Counter(table.hidden for table in tables if table.hidden is not None)
    forms = Counter[str]()
    for question, many in made.joined.items():
        form = question.split("/")[0]
        forms[form] = max(forms[form], many)
    lines = [
        f"Release {day}: {len(made.tables)} questions, {len(tables)} tables,"
        f" {len(tables) - sum(reasons.values())} shown.",
        *(f"  hidden, {reason}: {reasons[reason]}" for reason in Hidden if reasons[reason]),
        "New in it, at most, by form: "
        + ", ".join(f"{form} {many}" for form, many in sorted(forms.items()))
        + ".",
    ]
    if made.waiting:
        lines.append(
            "Answers that wait, because too few would join a group together, or since people took"
            f" a yes back, said yes again and may be counted already: {made.waiting}."
        )
    if made.held:
        lines.append(
            "Nobody joined or left these, since their answers could be worked out even if all of"
            f" it were hidden; they wait for others: {', '.join(sorted(made.held))}."
        )
    if made.rebased:
        lines.append(f"Yearly re-base. Answers taken out of the counts: {made.left}.")
    lines += [f"Rows not taken, {why}: {many}." for why, many in sorted(left_out.items())]
    withheld = sum(len(groups) for groups in made.narrowed.values())
    lines.append(
        f"Audit: {made.effort.cells} small counts and {made.effort.people} joiners and leavers"
        f" looked at, {made.effort.exact} of them by the integer program."
    )
    if withheld:
        lines.append(
            f"The audit found {withheld} that could be told too well, withheld rows for good, and"
            " then found none."
        )
    return lines


def gated(tables: Mapping[str, Tables]) -> dict[str, int]:
    """How many tables are hidden, by reason; for the ledger."""
    found = Counter(
        str(table.hidden)
        for groups in tables.values()
        for table in groups.values()
        if table.hidden is not None
    )
    return dict(sorted(found.items()))
