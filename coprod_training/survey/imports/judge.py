"""Judges one row of a file: answers that can be kept, or every reason why they cannot.

Consent comes first: of a row without a yes no answer is looked at. Names, e-mails and addresses are
in columns that are never looked at. Source: survey-instrument.md, sections 1, 2, 3 and 8.
"""

from dataclasses import dataclass
from datetime import datetime

from coprod_training.activities.rating_grid import STEP5_FLAGS, TOP_STEP
from coprod_training.content.resources import SCALE
from coprod_training.errors import CoprodError
from coprod_training.survey.coding import (
    NOT_ASKED,
    REGION_ITEM,
    SETTING_ITEM,
    SETTINGS,
    dataset_items,
)
from coprod_training.survey.imports.answers import NOTHING, Chosen, Misfit
from coprod_training.survey.imports.dates import Dates
from coprod_training.survey.imports.grid import Line
from coprod_training.survey.imports.item_columns import ItemColumns
from coprod_training.survey.imports.matching import places_by_item
from coprod_training.survey.imports.places import Layout, Role
from coprod_training.survey.imports.plain import match_key, shown
from coprod_training.survey.imports.records import NO_CONSENT, RowProblem
from coprod_training.survey.imports.response_ids import Identities
from coprod_training.survey.imports.wordings import PHASE, Wordings
from coprod_training.survey.pseudonym import (
    Key,
    KeyedHash,
    Pseudonym,
    receipt_hash,
    service_pseudonym,
)
from coprod_training.survey.receipts import tidied_receipt
from coprod_training.survey.responses import Content

CONSENT, QUOTE = "CN1", "CN2"
YES, NO = Chosen(("1",)), Chosen(("0",))
NO_SERVICE, NO_RECEIPT = Pseudonym(""), KeyedHash("")
_YES_NO = {
    **dict.fromkeys(("1", "yes", "y", "true"), 1),
    **dict.fromkeys(("0", "no", "n", "false"), 0),
}
_SERVICE_CODE_SIGNS = 6


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One row. keys: how it is known again. content: None when the row cannot be kept.

    texts: (item, words) of what somebody wrote. problems: every reason, for a row that is kept out.
    refused: CN1 was read as a no; an empty cell, or one that is no answer, is none.
    """

    row: int
    keys: tuple[KeyedHash, ...] = ()
    content: Content | None = None
    quote: bool = False
    service: Pseudonym = NO_SERVICE
    receipt: KeyedHash = NO_RECEIPT
    texts: tuple[tuple[str, str], ...] = ()
    problems: tuple[RowProblem, ...] = ()
    refused: bool = False


class Judge:
    """Judges the rows of one file, whose columns and days are understood already."""

    def __init__(self, layout: Layout, dates: Dates, key: Key, now: datetime) -> None:
        """Make the look-ups. key: the survey key."""
        self.layout, self.key = layout, key
        self.instrument = layout.instrument
        self.written = layout.table.kind.written
        words = Wordings(layout.instrument, layout.said)
        self.identities = Identities(layout, dates, key, now)
        with_columns = {item.id for item in dataset_items(layout.instrument)}
        columns = [
            ItemColumns(words, layout, words.items[item], places, item in with_columns)
            for item, places in places_by_item(layout)
        ]
        self.consents = [one for one in columns if one.item.type == "consent"]
        self.columns = [one for one in columns if one.item.type != "consent"]
        self.flags = [(p.heading.index, p.target.item) for p in layout.of_role("flag")]
        self.open = [
            (place.heading.index, place.target.item)
            for place in layout.of_role("own_words")
            if words.items[place.target.item].type == "text"
        ]

    def judge(self, line: Line) -> Judged:
        """One row. Nothing is raised: whatever is wrong with it is in `problems`."""
        if reason := self._torn(line):
            return Judged(row=line.number, problems=(reason,))
        identity = self.identities.of(line)
        said = {one.item.id: one.read(line) for one in self.consents}
        agreed = said.get(CONSENT, NOTHING)
        if agreed != YES:
            # The reason is told without a place: nothing of this row is kept.
            without = RowProblem(row=line.number, column="", code=NO_CONSENT, what="No yes to CN1.")
            unread = [
                one.problem(line, agreed)
                for one in self.consents
                if one.item.id == CONSENT and isinstance(agreed, Misfit)
            ]
            return Judged(
                row=line.number,
                keys=identity.keys,
                problems=(without, *unread),
                refused=agreed == NO,
            )
        problems, texts = [*identity.problems], []
        chosen: dict[str, tuple[str, ...]] = {}
        values: dict[str, int | None] = {}
        for one in self.columns:
            found = one.read(line)
            if isinstance(found, Misfit):
                problems.append(one.problem(line, found))
                continue
            chosen[one.item.id] = found.values
            values.update(one.numbers(found.values))
            if one.beside or found.own_words:
                texts += [(one.item.id, text) for text in one.own_words(line, found)]
        texts += [(item, text) for at, item in self.open if (text := self.written(line.cell(at)))]
        content = self._content(line, identity.month, chosen, values, problems)
        service, receipt = self._service(line, problems), self._receipt(line, problems)
        if problems:
            return Judged(row=line.number, keys=identity.keys, problems=tuple(problems))
        return Judged(
            row=line.number,
            keys=identity.keys,
            content=content,
            quote=said.get(QUOTE) == YES,
            service=service,
            receipt=receipt,
            texts=tuple(texts),
        )

    def _torn(self, line: Line) -> RowProblem | None:
        """Why the cells of a row cannot be told from one another; None when they can."""
        table = self.layout.table
        beyond = any(map(shown, line.cells[table.width :]))
        if not beyond and not (table.strict and len(line.cells) < table.width):
            return None
        what = f"It has {len(line.cells)} cells, and the headings have {table.width}."
        what += " An answer may be in the wrong column. Export the answers again."
        return RowProblem(row=line.number, column="", code="torn", what=what)

    def _content(
        self,
        line: Line,
        month: str,
        chosen: dict[str, tuple[str, ...]],
        values: dict[str, int | None],
        problems: list[RowProblem],
    ) -> Content:
        shared = self._step5(line, chosen, problems)
        return Content(
            instrument=self.instrument.id,
            region_list_version=self.instrument.region_list_version,
            phase=PHASE,
            completed_month=month,
            setting=SETTINGS.get("".join(chosen.get(SETTING_ITEM, ())), ""),
            region="".join(chosen.get(REGION_ITEM, ())),
            s5_decide=shared["s5_decide"],
            s5_do=shared["s5_do"],
            values=values,
        )

    def _step5(
        self, line: Line, chosen: dict[str, tuple[str, ...]], problems: list[RowProblem]
    ) -> dict[str, int | None]:
        """The check on step 5: asked where the form has it and any work was put on that step."""
        shared: dict[str, int | None] = dict.fromkeys(STEP5_FLAGS, NOT_ASKED)
        if not self.flags:
            return shared
        top = any(
            one.item.codes == SCALE and chosen.get(one.item.id) == (TOP_STEP,)
            for one in self.columns
        )
        for at, flag in self.flags:
            key = match_key(self.written(line.cell(at)))
            if key and key not in _YES_NO:
                problems.append(_problem(line, flag, "not-an-answer", "it is neither yes nor no."))
            elif top:
                shared[flag] = _YES_NO.get(key)
        return shared

    def _service(self, line: Line, problems: list[RowProblem]) -> Pseudonym:
        for text in self._cells(line, "service"):
            code = text.replace(" ", "").replace("-", "").upper()
            if len(code) == _SERVICE_CODE_SIGNS and code.isascii() and code.isalnum():
                return service_pseudonym(code, self.key)
            what = "it does not have the 6 letters and digits of a service code."
            problems.append(_problem(line, "Service code", "service-code", what))
        return NO_SERVICE

    def _receipt(self, line: Line, problems: list[RowProblem]) -> KeyedHash:
        # On our form, the code of a sheet of paper stands after the one that the form made.
        for text in reversed(self._cells(line, "receipt")):
            try:
                return receipt_hash(tidied_receipt(text), self.key)
            except CoprodError:
                what = (
                    "nobody could take these answers back with what is here. A receipt code has"
                    " 6 to 40 letters and digits, with one digit at least."
                )
                problems.append(_problem(line, "Receipt code", "receipt", what))
        return NO_RECEIPT

    def _cells(self, line: Line, role: Role) -> list[str]:
        places = self.layout.of_role(role)
        return [text for one in places if (text := self.written(line.cell(one.heading.index)))]


def _problem(line: Line, column: str, code: str, what: str) -> RowProblem:
    return RowProblem(row=line.number, column=column, code=code, what=what)
