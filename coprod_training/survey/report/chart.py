"""What one picture is made of. A file in charts/ draws one, and the page lays it out."""

from dataclasses import dataclass, field
from html import escape

from coprod_training.disclosure.derived import share as whole_share

NOT_YET = "Not published yet."


@dataclass(frozen=True, kw_only=True)
class Table:
    """The same figures as a table. name: its caption. heads: one a column; the first is of rows.

    rows: texts; the first cell of a row is its heading. numbers: the columns with numbers.
    """

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Chart:
    """One picture. id: never changes, for links. sentence: its main point. svg: "" for no picture.

    about: what is counted, and of whom. notes: what has to be read with it. missing: why there is
    nothing to draw; then nothing else is there. figures: names of what it is drawn from, such as
    "baseline.DES1".
    """

    id: str
    title: str
    about: str
    sentence: str = ""
    svg: str = ""
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    missing: str = ""
    figures: tuple[str, ...] = field(default=())


def said(number: int | None) -> str:
    """A published number for a table; a hidden one is never a zero."""
    return "c" if number is None else str(number)


def share(count: int | None, base: int | None) -> int | None:
    """A whole percentage of published numbers; None when either is hidden."""
    return None if count is None or not base else whole_share(count, base)


def percent(number: int | None) -> str:
    """A share for a table."""
    return "c" if number is None else f"{number}%"


def html_table(table: Table) -> str:
    """The table with a caption, and headings for columns and rows."""
    heads = "".join(
        f'<th scope="col"{_sort(table, at)}>{escape(one)}</th>'
        for at, one in enumerate(table.heads)
    )
    rows = "\n".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        + "".join(f"<td{_sort(table, at)}>{escape(one)}</td>" for at, one in enumerate(rest, 1))
        + "</tr>"
        for first, *rest in table.rows
    )
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(table.name)}">'
        f"<table>\n<caption>{escape(table.name)}</caption>\n<thead><tr>{heads}</tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody>\n</table></div>"
    )


def _sort(table: Table, at: int) -> str:
    return ' class="n"' if at in table.numbers else ""
