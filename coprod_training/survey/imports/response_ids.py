"""How one set of answers is known again: by its id in the tool and the minute it was begun or done.

Two forms may count their answers alike, so an id alone is not enough; and an export as text may
leave the seconds out, so a minute has to be. Only keyed hashes of the two are kept.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from coprod_training.survey.imports.dates import Dates, is_like_a_date
from coprod_training.survey.imports.grid import Line
from coprod_training.survey.imports.places import Layout
from coprod_training.survey.imports.plain import safe_quote, shown
from coprod_training.survey.imports.records import RowProblem
from coprod_training.survey.imports.sheet import Heading
from coprod_training.survey.pseudonym import Key, KeyedHash, response_key

_EARLIEST = datetime.fromisoformat("2020-01-01T00:00")
_NO_DAY = datetime.fromisoformat("1980-01-01T00:00")
"""What LimeSurvey writes when a form keeps no days. Source: its manual, "Anonymized responses"."""
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")
_MONTH_NAMES = """
january february march april may june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec am pm
"""
_MONTHS = frozenset(_MONTH_NAMES.split())


@dataclass(frozen=True)
class Identity:
    """One row's own. keys: none when the id or the day cannot be read. month: YYYY-MM or ""."""

    keys: tuple[KeyedHash, ...]
    month: str
    problems: tuple[RowProblem, ...]


class Identities:
    """Reads the id and the days of each row of one file."""

    def __init__(self, layout: Layout, dates: Dates, key: Key, now: datetime) -> None:
        """Find the columns. now: a day after tomorrow lies in the future, in any time zone."""
        self._tool, self._dates, self._key = layout.table.kind.tool, dates, key
        self._latest = now.replace(tzinfo=None) + timedelta(days=1)
        self._id, self._started, self._done = (
            next((place.heading for place in layout.of_role(role)), None)
            for role in ("id", "started", "done")
        )

    def of(self, line: Line) -> Identity:
        """The id and month of one row, with what is wrong with them."""
        problems: list[RowProblem] = []
        own = self._own_id(line, problems)
        moments = {
            name: self._moment(line, heading, name, problems)
            for name, heading in (("started", self._started), ("done", self._done))
            if heading is not None
        }
        keys = tuple(
            response_key(
                self._tool, own, f"{name} {moment.isoformat(timespec='minutes')}", self._key
            )
            for name, moment in moments.items()
            if own and moment is not None
        )
        done = moments.get("done")
        return Identity(keys, done.strftime("%Y-%m") if done else "", tuple(problems))

    def _own_id(self, line: Line, problems: list[RowProblem]) -> str:
        if self._id is None:
            return ""
        own = shown(line.cell(self._id.index))
        what = code = ""
        if not own:
            code, what = "no-id", "is empty, so these answers could not be known again."
        elif _ROUNDED.fullmatch(own):
            code, what = "rounded-id", "was rounded by a spreadsheet. Export the answers again."
        if code:
            problems.append(_problem(line, self._id, code, what))
        return "" if code else own

    def _moment(
        self, line: Line, heading: Heading, name: str, problems: list[RowProblem]
    ) -> datetime | None:
        cell = line.cell(heading.index)
        text = shown(cell)
        if not text:
            if name == "done":
                what = "is empty: these answers were not finished."
                problems.append(_problem(line, heading, "unfinished", what))
            return None
        moment = self._dates.read(cell)
        if moment is None:
            quoted = f"'{text}'" if is_like_a_date(text) else safe_quote(text, _MONTHS)
            what = f"{quoted} is not {self._dates.in_words()}."
            problems.append(_problem(line, heading, "date", what))
        elif moment == _NO_DAY:
            what = "is 1 January 1980, which LimeSurvey writes when a form keeps no days."
            problems.append(_problem(line, heading, "no-day", what))
            return None
        elif not _EARLIEST <= moment <= self._latest:
            what = f"'{moment:%d/%m/%Y}' is before 2020 or in the future."
            problems.append(_problem(line, heading, "date", what))
            return None
        return moment


def _problem(line: Line, heading: Heading, code: str, what: str) -> RowProblem:
    return RowProblem(row=line.number, column=shown(heading.question), code=code, what=what)
