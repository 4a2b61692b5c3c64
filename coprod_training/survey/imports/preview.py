"""What a steward reads before anything is written, and of what was brought in before.

No line holds an answer, a name, or a word that somebody wrote: only headings, words of the
instrument, dates and counts.
"""

from collections.abc import Iterator
from itertools import groupby

from coprod_training.errors import CoprodError
from coprod_training.survey.imports.alike import expected_answers, told_once
from coprod_training.survey.imports.plain import shortened
from coprod_training.survey.imports.plan import Plan
from coprod_training.survey.imports.records import KEEPS_NOTHING, Batch
from coprod_training.survey.imports.store import Kept
from coprod_training.survey.imports.understand import Understood

_MOST_SHOWN = 10


def preview_lines(found: Understood, planned: Plan) -> Iterator[str]:
    """What the file is, what each column is, what would become of its rows, and what is wrong."""
    layout, table = found.layout, found.layout.table
    where = f', sheet "{table.sheet}"' if table.sheet else ""
    yield f"This is an export of {table.kind.title}{where}, with {len(found.rows)} rows of answers."
    understood = [one for one in layout.places if one.target.role not in ("left_out", "unknown")]
    left_out, unknown = layout.of_role("left_out"), layout.of_role("unknown")
    yield f"Its questions are those of {layout.instrument.id}. {_settled(found)}"
    yield from found.notes
    yield (
        f"Columns: {len(understood)} understood, {len(left_out)} left out,"
        f" {len(unknown)} not understood."
    )
    if left_out:
        names = ", ".join(shortened(one.heading.whole, 30) or "(empty)" for one in left_out)
        yield f"  Left out, and never read: {names}."
    for one in unknown[:_MOST_SHOWN]:
        place = one.heading
        yield f'  Not in the instrument: column {place.letter}, "{shortened(place.whole)}".'
    if len(unknown) > _MOST_SHOWN:
        yield f"  And {len(unknown) - _MOST_SHOWN} more."
    yield ""
    counts = {name: planned.count(name) for name in ("accepted", "unchanged", "replaced")}
    kept_out = planned.count("quarantined")
    total = " + ".join(f"{count} {name}" for name, count in counts.items())
    yield f"Rows: {len(found.rows)} = {total} + {kept_out} kept out."
    yield from _reasons(planned.by_code)
    if planned.wiped:
        yield (
            "Rows that are here now and whose yes is taken back in this file:"
            f" {planned.wiped}. They will be wiped."
        )
    words = len(planned.texts)
    if words:
        flagged = sum(bool(text.flags) for text in planned.texts)
        yield f"Texts for the restricted file: {words}. Of these may name somebody: {flagged}."
    reasons = told_once(planned.problems)
    yield from (f"  {reason}" for reason in reasons[:_MOST_SHOWN])
    if len(reasons) > _MOST_SHOWN:
        yield f"  And {len(reasons) - _MOST_SHOWN} more reasons."
    yield from (f"  {line}" for line in expected_answers(planned.problems, layout))
    if found.issues:
        yield ""
        yield "This has to be settled first:"
        for fix, issues in groupby(found.issues, key=lambda one: one.fix):
            yield from (f"- {issue.what}" for issue in issues)
            yield f"    {fix}"


def batch_lines(kept: Kept) -> Iterator[str]:
    """Every file that was brought in, with its counts."""
    if not kept.batches:
        yield "No answers were brought in from other survey tools."
    for batch in kept.batches:
        one, now = batch.about, sum(row.batch == batch.about.id for row in kept.rows.values())
        yield f"{one.id}: {one.tool}, {one.instrument}, brought in on {one.day}. {_counts(one)}"
        yield f"  Rows that count now: {now}. File: sha256 {one.sha256[:16]}…"
        yield from _reasons(one.by_code)


def kept_out_lines(kept: Kept, batch_id: str) -> Iterator[str]:
    """Why rows of one file were kept out, by reason. Raises CoprodError when there is none."""
    found = next((one for one in kept.batches if one.about.id == batch_id), None)
    if found is None:
        known = ", ".join(one.about.id for one in kept.batches) or "none"
        raise CoprodError(f'There is no batch called "{batch_id}".', fix=f"There are: {known}.")
    yield _counts(found.about)
    yield from _reasons(found.about.by_code)
    yield from told_once(found.problems, every=True)


def _settled(found: Understood) -> str:
    if found.issues:
        return "That is the nearest version. What has to be settled first is below."
    return (
        "Questions are told by code."
        if found.layout.coded
        else "Every one is there, word for word."
    )


def _counts(one: Batch) -> str:
    return (
        f"Rows: {one.rows_in} = {one.accepted} accepted + {one.unchanged} unchanged"
        f" + {one.replaced} replaced + {one.quarantined} kept out."
    )


def _reasons(by_code: dict[str, int]) -> Iterator[str]:
    for code, count in by_code.items():
        if code in KEEPS_NOTHING:
            yield f"  Kept out, {KEEPS_NOTHING[code]}: {count}. Nothing of them is kept."
