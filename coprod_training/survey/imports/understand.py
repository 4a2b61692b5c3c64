"""From a file to judged rows: which tool, which version of the instrument, and each row's answers.

A version is chosen when the words of the file are the words of that version alone. Where two fit,
the steward says which; where none does, the nearest is shown with all that differs.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from coprod_training.content.instrument import Instrument
from coprod_training.errors import CoprodError
from coprod_training.garbage_collection import without_collecting
from coprod_training.survey.imports.alike import NOT_AN_ANSWER, places_in_words
from coprod_training.survey.imports.dates import Order, learn_dates
from coprod_training.survey.imports.differences import nearest_to
from coprod_training.survey.imports.grid import SourceFile
from coprod_training.survey.imports.import_map import NO_MAP, ImportMap
from coprod_training.survey.imports.judge import CONSENT, Judge, Judged
from coprod_training.survey.imports.kinds import FORM, Tool
from coprod_training.survey.imports.matching import match
from coprod_training.survey.imports.places import Issue, Layout
from coprod_training.survey.imports.plain import shortened, shown
from coprod_training.survey.imports.sheet import Table, find_table
from coprod_training.survey.pseudonym import Key

_MANY = 0.1
"""From this share of rows on, an answer that the instrument does not have is told of the form."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the steward said with the command. Empty or None: it is to be told from the file."""

    tool: Tool | None = None
    instrument: str = ""
    order: Order | None = None
    said: ImportMap = NO_MAP


@dataclass(frozen=True)
class Understood:
    """A file as it was understood. issues: what keeps it out. rows: one for each row of answers."""

    sha256: str
    layout: Layout
    rows: tuple[Judged, ...]
    issues: tuple[Issue, ...]
    notes: tuple[str, ...]


@without_collecting()
def understand(
    source: SourceFile, instruments: Sequence[Instrument], asked: Asked, key: Key, now: datetime
) -> Understood:
    """Everything that can be told of a file. key: the survey key.

    Raises CoprodError when there is no table of answers in it, or nothing in it about consent.
    """
    table = find_table(source, asked.tool or asked.said.tool or None)
    days = [
        (line.number, line.cell(heading.index))
        for heading in (table.of_sort(table.kind.started), table.of_sort(table.kind.done))
        if heading is not None
        for line in table.lines
    ]
    dates, unclear, about_dates = learn_dates(days, asked.order)
    fitting = _fitting(table, instruments, asked)
    tried = []
    for layout in fitting:
        _refuse_without_consent(layout)
        judge = Judge(layout, dates, key, now)
        rows = tuple(map(judge.judge, table.lines))
        tried.append((_strangers(rows), layout, rows))
    fewest = min(strangers for strangers, *_ in tried)
    best = [(layout, rows) for strangers, layout, rows in tried if strangers == fewest]
    layout, rows = best[0]
    issues = [*unclear, *layout.issues, *_required_columns(table), *_changed_answers(rows, layout)]
    if len(best) > 1 and not issues:
        names = " or ".join(one.instrument.id for one, _ in best)
        issues.append(
            Issue(
                f"The words of this file are those of {names}: for what it has, they are the same.",
                "Say which version the form was, with --instrument.",
            )
        )
    notes = [*source.notes, *_about(table), *about_dates, *layout.notes]
    if gaps := layout.instrument.consent_gaps():
        notes.append(
            f"The consent text of {layout.instrument.id} is not finished: it waits for"
            f" {' '.join(gaps)} Figures of these answers can never be published."
        )
    return Understood(source.sha256, layout, rows, tuple(issues), tuple(notes))


def _fitting(table: Table, instruments: Sequence[Instrument], asked: Asked) -> list[Layout]:
    """The versions that a file fits, or the one that it comes nearest to."""
    said = asked.instrument or asked.said.instrument
    name = said or _made_from(table, [one.id for one in instruments])
    known = [one for one in instruments if name in ("", one.id)]
    if not known:
        ids = ", ".join(one.id for one in instruments)
        raise CoprodError(
            f'There is no version of the instrument called "{name}".', fix=f"There are: {ids}."
        )
    layouts = [match(table, one, asked.said, vouched=bool(said)) for one in known]
    whole = [layout for layout in layouts if not layout.issues]
    if whole:
        return whole
    nearest = max(layouts, key=lambda one: (len(one.items()), -len(one.issues)))
    if nearest.coded and len(layouts) > 1:
        names = " or ".join(one.instrument.id for one in layouts)
        more = Issue(f"It could be {names}.", "Say which with --instrument.")
        return [replace(nearest, issues=(*nearest.issues, more))]
    return [nearest]


def _made_from(table: Table, known: Sequence[str]) -> str:
    """The version that our own XLSForm says it was made from; "" when nothing says so.

    known: ids of versions. Any other word may be somebody's own, and says nothing. Raises
    CoprodError when rows are of more than one version.
    """
    column = table.of_sort((FORM,)) if table.kind.tool == "kobotoolbox" else None
    if column is None:
        return ""
    said = {shown(line.cell(column.index)) for line in table.lines}
    found = [one for one in known if one in said]
    if len(found) > 1:
        raise CoprodError(
            f"This file has answers to more than one version: {', '.join(sorted(found))}.",
            fix="Save the rows of each version as a file of its own, with the headings.",
        )
    return found[0] if len(said) == len(found) else ""


def _refuse_without_consent(layout: Layout) -> None:
    if CONSENT not in layout.items():
        wording = next((i.text for i in layout.instrument.items if i.id == CONSENT), CONSENT)
        near = nearest_to(wording, [one.heading for one in layout.of_role("unknown")])
        there = f' Column {near.letter} asks: "{shortened(near.whole, 200)}".' if near else ""
        raise CoprodError(
            "No column of this file holds the yes to the survey's own consent question.",
            fix=f'It asks: "{wording}"{there} Without it no row can be kept.',
        )


def _required_columns(table: Table) -> list[Issue]:
    """What every row needs: the day it was finished; for two tools also when it was begun."""
    kind = table.kind
    needed = [kind.done] if kind.tool == "limesurvey" else [kind.started, kind.done]
    return [
        Issue(
            f'The file has no column called "{names[0]}".',
            "Export the answers again with it: the month is kept, and the minute is how the same"
            " answers are known again.",
        )
        for names in needed
        if table.of_sort(names) is None
    ]


def _strangers(rows: Sequence[Judged]) -> int:
    return sum(problem.code == NOT_AN_ANSWER for row in rows for problem in row.problems)


def _changed_answers(rows: Sequence[Judged], layout: Layout) -> list[Issue]:
    """Answers that many rows have and the instrument does not: the form has other answers."""
    counted: Counter[tuple[str, str]] = Counter()
    for row in rows:
        wrong = [one for one in row.problems if one.code == NOT_AN_ANSWER]
        counted.update([*dict.fromkeys((one.column, one.what) for one in wrong)])
    least = max(2, _MANY * len(rows))
    columns: dict[str, list[str]] = {}
    most: Counter[str] = Counter()
    for (column, what), count in counted.items():
        if count >= least:
            columns.setdefault(what, []).append(column)
            most[what] = max(most[what], count)
    return [
        Issue(
            f"{places_in_words(columns[what])}: {what.rstrip('.')} in {layout.instrument.id}, but"
            f" it is in {'up to ' if len(columns[what]) > 1 else ''}{count} of {len(rows)} rows.",
            "Look at the form. If it offered this, it is a different version: add its instrument"
            " file."
            " If only the tool writes it differently, say so under `answers` in an import map.",
        )
        for what, count in most.most_common()
    ]


def _about(table: Table) -> list[str]:
    said = []
    if table.banners:
        said.append(f"Lines above the headings that were passed over: {table.banners}.")
    if table.blank:
        said.append(f"Lines with nothing in them: {table.blank}.")
    if table.repeated:
        said.append(f"Headings that are repeated between the answers: {table.repeated}.")
    return said
