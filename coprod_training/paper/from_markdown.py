"""The words of a lesson as blocks. Source: CommonMark 0.31, with GitHub's tables."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from coprod_training.paper.blocks import (
    Block,
    Heading,
    Items,
    Picture,
    Run,
    Runs,
    Table,
    Words,
    plain,
)

_KINDS = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif"}


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def blocks_of(source: str, folder: Path, name: str = "") -> tuple[Block, ...]:
    """The blocks of one text. folder: where its pictures lie. name: of a table with none above it.

    A table is named after the last heading before it.
    """
    found: list[Block] = []
    for node in SyntaxTreeNode(_reader().parse(source)).children:
        for block in _blocks(node, folder):
            if isinstance(block, Heading):
                name = block.text
            if isinstance(block, Table):
                block = replace(block, name=name or " and ".join(filter(None, block.heads)))
            found.append(block)
    return tuple(found)


def _blocks(node: SyntaxTreeNode, folder: Path) -> Iterator[Block]:
    if node.type == "heading":
        yield Heading(int(node.tag[1:]), _text(_runs(node)))
    elif node.type == "paragraph":
        yield from _paragraph(node, folder)
    elif node.type in ("bullet_list", "ordered_list"):
        yield Items(tuple(_items(node)), numbered=node.type == "ordered_list")
    elif node.type == "table":
        head, *body = [row for part in node.children for row in part.children]
        heads = tuple(_text(_runs(cell)) for cell in head.children)
        yield Table("", heads, tuple(tuple(_runs(cell) for cell in row.children) for row in body))
    elif node.type == "blockquote":
        for one in node.children:
            yield Words(_runs(one), "quote")
    elif node.content.strip():  # code, or HTML, which lessons do not use: nothing is lost
        yield plain(node.content.strip())


def _items(node: SyntaxTreeNode) -> Iterator[Runs]:
    """Each item; one of a list inside follows the item that holds it."""
    for item in node.children:
        own = [one for one in item.children if not one.type.endswith("_list")]
        yield tuple(_joined(_runs(one) for one in own))
        for inner in item.children:
            if inner.type.endswith("_list"):
                yield from _items(inner)


def _paragraph(node: SyntaxTreeNode, folder: Path) -> Iterator[Block]:
    runs = _runs(node)
    if runs:
        yield Words(runs)
    for one in node.walk():
        if one.type == "image":
            path = folder / unquote(urlsplit(str(one.attrs["src"])).path)
            if path.is_file() and path.suffix.lower() in _KINDS:
                yield Picture(path.read_bytes(), _KINDS[path.suffix.lower()], one.content)


def _runs(node: SyntaxTreeNode, style: Run | None = None) -> Runs:
    """The words inside a node, neighbours in the same style as one."""
    style = style or Run(text="")
    found: list[Run] = []
    for one in node.children:
        if one.type == "image":
            continue
        if one.type in ("softbreak", "hardbreak"):
            found.append(replace(style, text=" "))
        elif one.type in ("text", "code_inline", "html_inline"):
            found.append(replace(style, text=one.content))
        else:
            found += _runs(one, _styled(one, style))
    return tuple(_joined([found]))


def _styled(node: SyntaxTreeNode, style: Run) -> Run:
    if node.type == "strong":
        return replace(style, bold=True)
    if node.type == "em":
        return replace(style, italic=True)
    if node.type == "link":
        return replace(style, link=str(node.attrs["href"]))
    return style


def _joined(parts: Iterable[Iterable[Run]]) -> list[Run]:
    found: list[Run] = []
    for number, part in enumerate(parts):
        for at, run in enumerate(part):
            text = f" {run.text}" if number and not at else run.text
            if found and replace(found[-1], text="") == replace(run, text=""):
                found[-1] = replace(found[-1], text=found[-1].text + text)
            elif text:
                found.append(replace(run, text=text))
    return found


def _text(runs: Runs) -> str:
    return "".join(run.text for run in runs).strip()
