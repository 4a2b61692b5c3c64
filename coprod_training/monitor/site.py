"""Draws the monitor's pages from their templates. Every word that is put in is escaped."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from coprod_training.collector.programme import Programme
from coprod_training.monitor.chart import bars
from coprod_training.monitor.completion import WAYS, total
from coprod_training.monitor.tables import all_tables, steps_of
from coprod_training.monitor.words import DEFINITIONS, Words

SHOWN = 25
"""Rows of a long list on the page; all of them are in its files, and in a report."""
MOST_BARS = 50
"""With more rows than that a chart shows nobody anything; the table stands alone."""
TEMPLATES = Path(__file__).parent / "templates"
# Not one script, and nothing from outside; the styles stand in the page itself.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self';"
    " frame-ancestors 'none'; base-uri 'none'"
)


def overview(programme: Programme, words: Words, way: str, *, report: bool = False) -> str:
    """The page of all figures. way: of `WAYS`. report: for a file, so without links to pages."""
    return _draw(
        "overview.html",
        programme,
        words,
        way=way,
        ways=WAYS,
        everybody=total(programme),
        tables=all_tables(programme, words, WAYS if report else (way,)),
        most_bars=MOST_BARS,
        most=None if report else SHOWN,
        report=report,
        definitions=DEFINITIONS,
        modules={slug: words.modules[slug] for slug in words.counted},
    )


def module_page(programme: Programme, words: Words, module: str) -> str:
    """The page of one module's activities. Raises KeyError for no module."""
    return _draw("module.html", programme, words, table=steps_of(programme, module, words))


def refused() -> str:
    """The page for somebody who may not see the figures."""
    return _environment().get_template("refused.html").render(style=_style())


def _draw(template: str, programme: Programme, words: Words, **more: Any) -> str:
    return (
        _environment()
        .get_template(template)
        .render(
            style=_style(),
            course=words.title,
            as_at=in_words(programme.as_at),
            made_up=any(one.made_up for one in programme.services),
            bars=bars,
            **more,
        )
    )


def in_words(moment: datetime) -> str:
    """A moment as people in England read it, such as "23 November 2026, 06:00"."""
    there = moment.astimezone(ZoneInfo("Europe/London"))
    return f"{there.day} {there:%B %Y, %H:%M}"


@cache
def _style() -> Markup:
    return Markup((TEMPLATES / "monitor.css").read_text(encoding="utf-8"))  # noqa: S704 (our own)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
