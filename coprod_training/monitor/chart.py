"""A bar chart as SVG. Beside each stands a table with the same figures.

Widths are shares of the chart's own, so names keep the size of the page's text on every screen.
"""

from markupsafe import Markup

from coprod_training.monitor.tables import Table
from coprod_training.spreadsheet import Value

ROW, BAR, BASE = 48, 14, 17
"""Pixels: of a row, of the bar in it, and from the top of a row to the line its name stands on."""
ROOM = 84
"""Percent of the width for bars; the rest is for the figure."""
_LETTERS = 44  # of a name that fit on a phone


def bars(table: Table) -> Markup:
    """The bars of a table's column, one a row. `table` is drawn beside it for who cannot see."""
    place = table.columns.index(table.bars)
    drawn = [_bar(table, row, place, number * ROW) for number, row in enumerate(table.rows)]
    words = f"Bar chart: {table.title}. The table has the same figures."
    return Markup(
        '<svg class="chart" width="100%" height="{}" role="img" aria-label="{}">{}</svg>'
    ).format(ROW * len(table.rows), words, Markup("").join(drawn))


def _bar(table: Table, row: tuple[Value, ...], place: int, top: int) -> Markup:
    value, name = row[place], str(row[0])
    full = min(value / table.largest, 1) * ROOM if isinstance(value, int | float) else 0
    short = name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1].rstrip()}…"
    return Markup(
        '<text x="0" y="{base}">{name}</text>'
        '<rect class="ground" x="0" y="{top}" width="{room}%" height="{bar}" rx="3"/>'
        '<rect class="bar" x="0" y="{top}" width="{full}%" height="{bar}" rx="3"/>'
        '<text class="value" x="100%" y="{line}">{shown}</text>'
    ).format(
        base=top + BASE,
        name=short,
        top=top + BASE + 7,
        room=ROOM,
        bar=BAR,
        full=round(full, 1),
        line=top + BASE + BAR + 5,
        shown=table.shown(table.bars, value),
    )
