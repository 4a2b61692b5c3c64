"""Writes a paper as one HTML file that asks for nothing else: for screen and printer."""

from base64 import b64encode
from collections.abc import Iterable
from html import escape
from pathlib import Path
from urllib.parse import unquote

from coprod_training.paper.blocks import (
    Block,
    Boxes,
    Form,
    Heading,
    Items,
    Lines,
    Paper,
    Picture,
    Run,
    Runs,
    Table,
    Words,
)

STYLE = Path(__file__).with_name("paper.css")
# Nothing from outside: the browser itself refuses what this file should never ask for.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def html_of(paper: Paper) -> str:
    """The whole file."""
    style = STYLE.read_text(encoding="utf-8").replace("14pt", f"{paper.size}pt")
    return f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>{escape(paper.title)}</title>
<link rel="icon" href="data:,">
<style>
{style}</style>
</head>
<body>
<main>
{_Writer(paper.blocks).written(paper.blocks)}
</main>
</body>
</html>
"""


class _Writer:
    """Remembers what can be linked to, and numbers the questions."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._anchors = {_anchor(one.text) for one in blocks if isinstance(one, Heading)}
        self._used: set[str] = set()
        self._questions = 0

    def written(self, blocks: Iterable[Block]) -> str:
        return "\n".join(self._block(one) for one in blocks)

    def _block(self, block: Block) -> str:
        match block:
            case Heading(level, text):
                return self._heading(level, text)
            case Words(runs, sort):
                name = "" if sort == "plain" else f' class="{sort}"'
                return f"<p{name}>{self._runs(runs)}</p>"
            case Items(items, numbered):
                tag = "ol" if numbered else "ul"
                return f"<{tag}>{''.join(f'<li>{self._runs(i)}</li>' for i in items)}</{tag}>"
            case Table():
                return self._table(block)
            case Boxes(boxes, short):
                return "".join(
                    [
                        f'<ul class="boxes{" short" if short else ""}">',
                        *(
                            f'<li><span class="box" aria-hidden="true"></span>'
                            f"<b>{escape(code)}</b> <span>{escape(words)}</span></li>"
                            for code, words in boxes
                        ),
                        "</ul>",
                    ]
                )
            case Lines(count, label):
                said = f"<p><b>{escape(label)}</b></p>" if label else ""
                line = '<div class="line"></div>'
                return f'{said}<div class="lines" aria-hidden="true">{line * count}</div>'
            case Picture(content, kind, alt):
                data = b64encode(content).decode()
                return f'<p><img src="data:{kind};base64,{data}" alt="{escape(alt)}"></p>'
            case Form(question, inside):
                return self._form(question, inside)

    def _heading(self, level: int, text: str) -> str:
        anchor = _anchor(text)
        name = "" if anchor in self._used else f' id="{escape(anchor)}"'
        self._used.add(anchor)
        return f"<h{level}{name}>{escape(text)}</h{level}>"

    def _form(self, question: str, inside: tuple[Block, ...]) -> str:
        self._questions += 1
        name = f"question-{self._questions}"
        return (
            f'<div class="form" role="group" aria-labelledby="{name}">\n'
            f'<p class="question" id="{name}">{escape(question)}</p>\n'
            f"{self.written(inside)}\n</div>"
        )

    def _table(self, table: Table) -> str:
        heads = "".join(
            f'<th scope="col">{escape(one)}</th>' if one else "<td></td>" for one in table.heads
        )
        rows = "\n".join(
            f'<tr><th scope="row">{self._runs(first)}</th>{self._cells(table.heads[1:], rest)}</tr>'
            for first, *rest in table.rows
        )
        return (
            f"<table>\n<caption>{escape(table.name)}</caption>\n"
            f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
        )

    def _cells(self, heads: Iterable[str], cells: Iterable[Runs]) -> str:
        """On a narrow page each cell stands on a line of its own, and says which column it is."""
        return "".join(
            f'<td data-label="{escape(head)}">{self._runs(one)}</td>'
            for head, one in zip(heads, cells, strict=True)
        )

    def _runs(self, runs: Runs) -> str:
        return "".join(self._run(run) for run in runs)

    def _run(self, run: Run) -> str:
        words = escape(run.text)
        if run.bold:
            words = f"<b>{words}</b>"
        if run.italic:
            words = f"<i>{words}</i>"
        leads = not run.link.startswith("#") or unquote(run.link[1:]) in self._anchors
        return f'<a href="{escape(run.link)}">{words}</a>' if run.link and leads else words


def _anchor(text: str) -> str:
    """The name of a heading, as a lesson's links know it."""
    return text.replace(" ", "-")
