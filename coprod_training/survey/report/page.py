"""The report as one HTML file that asks for nothing else: for screen, reader and printer.

The same release gives the same bytes. The words claim nothing that figures like these cannot show.
Source: survey-dataset.md, "Analysis": never claim.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from html import escape
from pathlib import Path

from coprod_training.content.released import Rules
from coprod_training.day_words import day_words, months_words
from coprod_training.disclosure.cells import PROTECTS
from coprod_training.survey.code_version import code_version
from coprod_training.survey.report.chart import Chart, Table, html_table
from coprod_training.survey.report.charts import CHARTS
from coprod_training.survey.report.published import Group, Published

STYLE = Path(__file__).with_name("report.css")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
TITLE = "Co-production in IPS services: what people said"
LIMITS = (
    "People chose to answer. They do not stand for all services, and some services have no answer.",
    "The figures count people, and not services.",
    "They show what people say they do. Nobody has watched them do it.",
    "They cannot show that a course caused a change.",
    "A lower step can be the right one for the task. Nothing here ranks services or regions.",
    "A hidden number is not a zero.",
)


def report(published: Published) -> str:
    """The whole file."""
    charts = [draw(published) for draw in CHARTS]
    sections = [*map(_section, charts), *_groups(published), _definitions(published)]
    body = "\n".join(sections)
    listed = [(one.id, one.title) for one in charts]
    contents = [*listed, ("groups", "By setting and by region"), ("definitions", "Definitions")]
    return f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>{escape(TITLE)}</title>
<link rel="icon" href="data:,">
<style>
{STYLE.read_text(encoding="utf-8")}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<main id="main" tabindex="-1">
<h1>{escape(TITLE)}</h1>
<p class="as-at">{escape(_as_at(published))}</p>
<h2 id="limits">What these figures can and cannot tell</h2>
{_list(LIMITS)}
<nav aria-labelledby="contents"><h2 id="contents">On this page</h2>
<ul>{"".join(f'<li><a href="#{name}">{escape(words)}</a></li>' for name, words in contents)}</ul>
</nav>
{body}
</main>
</body>
</html>
"""


def _as_at(published: Published) -> str:
    info = published.release.info
    day = date.fromisoformat(info.published)
    return (
        f"Published on {day_words(day)}."
        f" Answers given {months_words(info.first_month, info.last_month)}."
        f" Release {info.release}, survey {info.instrument}."
    )


def _section(chart: Chart) -> str:
    head = f'<section>\n<div class="together">\n<h2 id="{chart.id}">{escape(chart.title)}</h2>'
    about = f"<p>{escape(chart.about)}</p>"
    if chart.missing:
        return f'{head}\n{about}\n<p class="none">{escape(chart.missing)}</p>\n</div></section>'
    named = ", ".join(f"<code>{escape(one)}</code>" for one in chart.figures)
    traced = f'<p class="small">Drawn from the figures {named}.</p>' if named else ""
    drawn = (
        '<div class="scroll" role="region" tabindex="0"'
        f' aria-label="{escape(chart.title)}: picture">'
        f"<figure>{chart.svg}<figcaption>The same figures are in the table below."
        "</figcaption></figure></div>"
    )
    tables = "\n".join(map(html_table, chart.tables))
    return (
        f'{head}\n{about}\n<p class="main-point">{escape(chart.sentence)}</p>\n{drawn}\n</div>\n'
        f"{tables}\n{_list(chart.notes)}\n{traced}\n</section>"
    )


def _groups(published: Published) -> Iterator[str]:
    """The share at step 4 or 5 in each setting and each region, as tables alone."""
    yield '<section><h2 id="groups">By setting and by region</h2>'
    yield (
        "<p>The share at step 4 or 5, of the people who chose a step. Settings and regions are in"
        " alphabetical order. Setting and region are never shown together.</p>"
    )
    tables = [_group_table(published, "setting", "By setting"),
              _group_table(published, "region", "By region")]  # fmt: skip
    if any(tables):
        yield from (html_table(one) for one in tables if one)
    else:
        yield '<p class="none">Not published yet.</p>'
    yield "</section>"


def _group_table(published: Published, group: Group, name: str) -> Table | None:
    values = published.values(group)
    if not values:
        return None
    rows = []
    for area, items, _ in published.areas():
        for item in items:
            there = [published.figures(item.id, group=group, value=value) for value in values]
            if any(there):
                found = [published.shared(item.id, group=group, value=value) for value in values]
                # Where no part of it is shown, a span would say nothing.
                cells = (str(one) if one and one.low else "c" for one in found)
                rows.append((f"{area.title}: {item.text}", *cells))
    heads = ("Kind of work", *(published.name_of(group, value) for value in values))
    numbers = frozenset(range(1, len(heads)))
    return Table(name=name, heads=heads, rows=tuple(rows), numbers=numbers) if rows else None


def _definitions(published: Published) -> str:
    rules = published.release.info.rules
    code = code_version()
    made = " ".join(filter(None, (code["version"], code["commit"])))
    return (
        '<section>\n<h2 id="definitions">Definitions</h2>\n'
        f"{_list(_protection(rules))}\n"
        "<p>Step 4: people helped to shape it from the start and agreed the main choices, and staff"
        " carried it out. Step 5: people and staff decided and did the work together.</p>\n"
        "<p>A share is worked out from published numbers: the rounded number of people who gave an"
        " answer, of the rounded number who chose a step. So shares may not add up to 100.</p>\n"
        '<p class="small">Each figure has a name, such as <code>baseline.DES1.2</code>: the form,'
        " the question, and the answer. Staff can follow it back to the rows, the code and the day"
        f" with <code>coprod survey trace</code>. This page was made by version"
        f" <code>{escape(made)}</code>.</p>\n</section>"
    )


def _protection(rules: Rules) -> Iterator[str]:
    most = rules.smallest_count - 1
    yield f"c: hidden. The number is {most} or fewer, or all of its row is hidden."
    yield "A row is hidden where its group is too small, or where it could tell too much."
    yield "A share that a hidden number is part of lies between two others, such as 14% to 18%."
    yield f"Every other number is rounded to the nearest {rules.round_to}."
    yield f"A group is shown from {rules.smallest_base} people on."
    if rules.smallest_services:
        yield f"It also needs people of at least {rules.smallest_services} services."
    yield PROTECTS
    yield (
        "The documents of the course say what this does not cover, on the page “What published"
        " figures can tell”."
    )


def _list(sentences: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(one)}</li>' for one in sentences)}</ul>"
