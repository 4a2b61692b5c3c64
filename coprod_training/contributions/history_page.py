"""Accessible pages: what people said and what was done, credits, shares, and the GRIPP2 form."""

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from coprod_training.contributions.gripp2 import Item, short_form
from coprod_training.contributions.history import History, ModuleHistory, shares
from coprod_training.contributions.history_words import (
    ASKED,
    ASKED_HOW,
    credit_line,
    in_numbers,
    perspective_lines,
    reflection_lines,
    share_line,
    we_did,
)

SHARES = "How much of this course is in the hands of people with lived experience"
_STYLE = Path(__file__).with_name("static") / "one_file_page.css"


def history_page(history: History) -> str:
    """The whole course. It needs no script and no network."""
    return _page(f"You said, we did: {history.course}", history, _main(history))


def module_page(history: History, one: ModuleHistory) -> str:
    """One module of it."""
    back = f'<p><a href="index.html">{escape(history.course)}: all modules, and credits</a></p>'
    return _page(f"You said, we did: {one.title}", history, [*_module(one), back])


def _page(title: str, history: History, parts: Iterable[str]) -> str:
    style = _STYLE.read_text(encoding="utf-8")
    main = "\n".join(parts)
    return f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body>
<main>
<h1>{escape(title)}</h1>
<p>Edition {escape(history.edition)}, made in {escape(history.made)}. Each point of a review ends as
changed, or as not changed with a reason.</p>
{main}
</main>
</body>
</html>
"""


def _main(history: History) -> Iterator[str]:
    for one in history.modules:
        yield f'<section aria-labelledby="{one.module}">'
        link = f'<a href="{one.module}.html">{escape(one.title)}</a>'
        yield f'<h2 id="{one.module}">{link}</h2>'
        yield from _module(one)
        yield "</section>"
    yield '<h2 id="credits">Credits</h2>'
    yield (
        _list([credit_line(one) for one in history.credits])
        or "<p>Nobody is credited here yet.</p>"
    )
    yield f'<h2 id="shares">{SHARES}</h2>'
    yield _list([share_line(one) for one in shares(history)])
    yield _list(list(perspective_lines(history.perspectives)))
    if history.asked:
        yield f'<h2 id="asked">{ASKED}</h2>'
        yield f"<p>{ASKED_HOW}</p>"
        yield _list(list(history.asked))
    yield '<h2 id="gripp2">How people were involved: the GRIPP2 short form</h2>'
    for item in short_form(history):
        yield from _item(item)


def _module(one: ModuleHistory) -> Iterator[str]:
    yield from (f"<p>{escape(line)}</p>" for line in in_numbers(one))
    for point in one.said:
        yield (
            f"<p><b>You said:</b> {escape(point.words)}</p>"
            f"<p><b>Our answer:</b> {escape(we_did(point))}</p>"
        )
    if one.impact:
        yield "<p><b>What contributors changed:</b></p>"
        yield _list([note.text for note in one.impact])
    yield from (f"<p>{escape(line)}</p>" for line in (*one.dissents, *reflection_lines(one)))


def _item(item: Item) -> Iterator[str]:
    yield f"<h3>{item.name}</h3>"
    yield "".join(f"<p>{escape(one)}</p>" for one in item.said)
    if item.blank:
        yield f'<p class="label">Still blank: {escape(item.blank)}</p>'
    yield f'<p class="note">From: {escape(item.rests_on)}.</p>'


def _list(lines: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(one)}</li>' for one in lines)}</ul>" if lines else ""
