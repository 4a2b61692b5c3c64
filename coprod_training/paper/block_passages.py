"""The passages of one block of a lesson or an exercise: a heading, words, a list, a table."""

from collections.abc import Iterator

from coprod_training.contributions.one_line import one_line
from coprod_training.contributions.passages import Passage, row
from coprod_training.paper.blocks import Block, Heading, Items, Picture, Run, Runs, Table, Words


def passages_of(block: Block) -> Iterator[Passage]:
    """The passages of one block; their ids follow."""
    match block:
        case Heading(level, text):
            yield Passage(id="", sort="heading", text=one_line(text), level=level)
        case Words(runs, sort):
            yield Passage(id="", sort="quote" if sort == "quote" else "words", text=_plain(runs))
        case Items(items, numbered):
            for at, item in enumerate(items, 1):
                label = f"{at}." if numbered else ""
                yield Passage(id="", sort="item", text=_plain(item), label=label)
        case Table(_, heads, rows):
            yield row("", heads, "heads")
            for cells in rows:
                yield row("", map(_plain, cells))
        case Picture(_, _, alt):
            yield Passage(id="", sort="words", text=one_line(alt), label="A picture, in words")


def _plain(runs: Runs) -> str:
    """The words, each address that leads outside beside what leads there."""
    return one_line("".join(run.text + _leads_to(run) for run in runs))


def _leads_to(run: Run) -> str:
    """An address outside; the numbers of sources have theirs in the list at the end."""
    outside = run.link.startswith("http") and not run.text.startswith("source ")
    return f" {run.link}" if outside else ""
