"""From one published figure back to its rows, the code that made them, and the days.

For staff: what it finds are rows of people. The figure itself was rounded, and may be hidden.
A row with the answer is not always counted: it may wait until more join its group. The ledger says.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coprod_training.content.instrument import Instrument
from coprod_training.content.released import EVERYBODY, Release, read_release
from coprod_training.disclosure.derived import CHANGE, CHANGES
from coprod_training.errors import CoprodError
from coprod_training.survey.coding import code_of
from coprod_training.survey.figure_name import FigureName
from coprod_training.survey.lineage import NOT_ASKED, Lineage, lineage
from coprod_training.survey.release.rows import read_rows
from coprod_training.survey.responses import PHASES
from coprod_training.survey.wide.package import Package, Resource, read_package, read_table
from coprod_training.survey.wide.table import EMPTY, Wide, wide_of

NEVER_RELEASED = ("draft", "pilot")


@dataclass(frozen=True)
class Traced:
    """One figure with where it comes from. count, base: as published; None is hidden.

    rows: the ids of the rows with this answer, in order. tables: the files they are in. lineage:
    what the ledger says. counted: those of the rows that the figure counts; None where the ledger
    is not here, or no row is known by its answers.
    """

    name: FigureName
    release: Release
    package: Package
    tables: tuple[Resource, ...]
    count: int | None
    base: int | None
    rows: tuple[str, ...]
    lineage: Lineage
    counted: tuple[str, ...] | None

    def lines(self) -> list[str]:
        """All of it in words, but for the ids."""
        info, package = self.release.info, self.package
        rules = info.rules
        of = f" of {_said(self.base)}" if self.name.answer else ""
        published = self.count if self.name.answer else self.base
        code = " ".join(filter(None, (package.code.get("version"), package.code.get("commit"))))
        lines = [
            f"Figure: {self.name}",
            f"Published: {_said(published)}{of}, on {info.published},"
            f" in the release {info.release}",
            f"Answers: given from {info.first_month} to {info.last_month}, to {info.instrument}",
            f"Rounded to the nearest {rules.round_to}; below {rules.smallest_count} hidden",
            f"Dataset: {package.folder}, built {package.created}, SHA-256 {package.sha256}",
            f"Code that built it: {code or 'not on record'}",
            *(f"Table: {one.path}, SHA-256 {one.sha256}" for one in self.tables),
            "Every table of the dataset is as it was built: its fingerprint is the same.",
            *self.lineage.sentences,
        ]
        # Its day was agreed before it was made; the ledger knows whether this was its dataset.
        if package.created[:10] > info.published and not self.lineage.agrees:
            lines.append(
                "This dataset was built after the release: rows may have been added or removed."
            )
        if self.counted is None:
            said = "Which of them the figure counts, only the ledger can say."
            return [*lines, f"Rows in it with this answer: {len(self.rows)}. {said}"]
        lines.append(f"Rows in it that this figure counts: {len(self.counted)}")
        if others := len(self.rows) - len(self.counted):
            lines.append(
                f"Rows with this answer that it does not count: {others}. They wait for others to"
                " join with them, came later, were changed after they were counted, or name no"
                " setting or region, without which no row is counted."
            )
        return lines


def trace(
    name: FigureName,
    release_dir: Path,
    dataset: Path,
    instrument: Instrument,
    store: Path | None = None,
) -> Traced:
    """Where a figure comes from.

    release_dir: a released folder. dataset: the built dataset that it was made from. store:
    private/survey, whose ledger says if it was. Raises CoprodError when either folder is not
    there, is made up, was changed by hand, or does not have the figure; and when the ledger was
    changed.
    """
    release = read_release(release_dir, instrument)
    if release is None:
        raise CoprodError("Nothing has been released yet.", where=str(release_dir))
    asked = (name.group, name.value, name.phase, name.item)
    figures = release.tables.get(asked)  # type: ignore[arg-type]  # as it was typed
    if figures is None or (name.answer and name.answer not in figures.counts):
        raise CoprodError(
            f"The release {release.info.release} has no figure called {name}.",
            where=str(release_dir),
            fix="Look for it in figures.csv: form, question, answer and group are in each line.",
        )
    package = read_package(dataset)
    if package.synthetic:
        raise CoprodError(
            "These rows are made up, and no released figure comes from them.", where=str(dataset)
        )
    found: list[str] = []
    tables = []
    for resource in package.resources:
        wide = wide_of(read_table(dataset, resource), resource.fields)
        ids = _rows(wide, name, instrument)
        if ids:
            tables.append(resource)
        found += ids
    count = figures.counts[name.answer] if name.answer else None
    known = lineage(store, release_dir, release, package) if store else NOT_ASKED
    counted = None if known.counted is None else _counted(found, name, dataset, instrument, known)
    return Traced(
        name, release, package, tuple(tables), count, figures.base, tuple(sorted(found)),
        known, counted,
    )  # fmt: skip


def _counted(
    found: list[str], name: FigureName, dataset: Path, instrument: Instrument, known: Lineage
) -> tuple[str, ...]:
    """Those of the rows found that stand in the published counts with these very answers."""
    rows = read_rows(dataset, instrument)
    prints = dict(zip(rows.ids, rows.prints, strict=True))
    question = f"{name.phase}/{name.item}"
    if name.phase != CHANGE:
        return tuple(
            sorted(one for one in found if known.has(question, one, prints.get(one, "none")))
        )
    places = {one: at for at, one in enumerate(rows.ids)}
    pairs: dict[str, dict[str, str]] = {}
    for one in found:
        if one in places:
            at = places[one]
            pairs.setdefault(rows.pairs[at], {})[rows.phases[at]] = one
    return tuple(
        sorted(
            one
            for pair, both in pairs.items()
            if known.has(question, pair, "".join(prints[both[p]] for p in PHASES if p in both))
            for one in both.values()
        )
    )


def _rows(wide: Wide, name: FigureName, instrument: Instrument) -> list[str]:
    """The rows of one table that a figure counts: of its answer, or of all that shares count."""
    if name.item not in wide.items:
        return []
    if name.phase == CHANGE:
        return _changed(wide, name, instrument)
    values = wide.column(name.item)
    if name.answer:
        wanted = code_of(instrument, instrument.item(name.item), name.answer)
        chosen = values == wanted
    else:
        chosen = values >= 0
    chosen = chosen & _of_form(wide, name, instrument, name.phase)
    ids = wide.texts["submission_id"].to_pylist()
    return [one for one, counts in zip(ids, chosen.tolist(), strict=True) if counts]


def _of_form(wide: Wide, name: FigureName, instrument: Instrument, phase: str) -> Any:
    """Which rows are of a form and of the figure's group, and may be released; one truth each."""
    asked = {"phase": phase, "instrument_version": instrument.id}
    if name.group != EVERYBODY:
        asked[name.group] = name.value
    chosen = wide.column(name.item) >= EMPTY  # every row, to begin with
    for column, word in asked.items():
        codes, words = wide.codes(column)
        chosen = chosen & (codes == words.index(word) if word in words else False)
    if "course_status" in wide.texts:
        codes, words = wide.codes("course_status")
        for status in NEVER_RELEASED:
            if status in words:
                chosen = chosen & (codes != words.index(status))
    return chosen


def _changed(wide: Wide, name: FigureName, instrument: Instrument) -> list[str]:
    """Both rows of each person whose answer changed as the figure says, or of all matched ones."""
    values = wide.column(name.item).tolist()
    ids, pairs = (wide.texts[one].to_pylist() for one in ("submission_id", "pair_id"))
    before, after = (
        {
            pair: (row, value)
            for pair, row, value, counts in zip(
                pairs, ids, values, _of_form(wide, name, instrument, phase).tolist(), strict=True
            )
            if counts and value >= 0
        }
        for phase in PHASES
    )
    found: list[str] = []
    for pair in before.keys() & after.keys():
        (first, then), (last, now) = before[pair], after[pair]
        if not name.answer or name.answer == CHANGES[(now <= then) + (now < then)]:
            found += [first, last]
    return found


def _said(number: int | None) -> str:
    return "hidden" if number is None else str(number)
