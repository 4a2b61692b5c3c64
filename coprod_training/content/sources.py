"""Turns the marks of facts, such as [F017], into numbered links and a list of sources."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from coprod_training.content.facts import CITATION, Fact, cited_in
from coprod_training.errors import CoprodError

NOT_READ = "We have not read this at its source yet."


@dataclass(frozen=True)
class Source:
    """One line of the list. number: from 1, in the order in which a lesson first cites it."""

    number: int
    title: str
    url: str
    checked: bool


def sources_of(texts: Iterable[str], facts: Mapping[str, Fact], where: Path) -> dict[str, Source]:
    """The source of each fact that the texts cite, by fact id.

    Facts from the same place share a number. A source counts as checked only when no cited fact
    from it has confidence C. where: the file of the texts, which the CoprodError names that is
    raised for a fact that does not exist.
    """
    cited = [_fact(one, facts, where) for text in texts for one in cited_in(text)]
    numbers: dict[tuple[str, str], int] = {}
    for fact in cited:
        numbers.setdefault((fact.source, fact.url), len(numbers) + 1)
    unread = {(fact.source, fact.url) for fact in cited if fact.confidence == "C"}
    return {
        fact.id: Source(numbers[place], fact.source, fact.url, place not in unread)
        for fact in cited
        for place in [(fact.source, fact.url)]
    }


def _fact(number: str, facts: Mapping[str, Fact], where: Path) -> Fact:
    if number not in facts:
        raise CoprodError(
            f"There is no fact {number} in facts.yaml.",
            where=str(where),
            fix="Check its number, or add the fact.",
        )
    return facts[number]


def linked(text: str, sources: Mapping[str, Source]) -> str:
    """The text with each group of marks as links a reader can follow: ([source 1](…))."""
    return CITATION.sub(lambda found: _links(found[0], sources), text)


def _links(marks: str, sources: Mapping[str, Source]) -> str:
    places = {sources[fact].number: sources[fact] for fact in cited_in(marks)}
    links = [f"[source {number}]({_target(places[number].url)})" for number in sorted(places)]
    return f"({', '.join(links)})"


def sources_list(sources: Mapping[str, Source]) -> str:
    """The section that ends a lesson; empty when it cites nothing."""
    lines = {source.number: f"{source.number}. {_line(source)}" for source in sources.values()}
    if not lines:
        return ""
    return "\n".join(["## Sources", "", *(lines[number] for number in sorted(lines))])


def _line(source: Source) -> str:
    title = source.title.replace("[", "\\[").replace("]", "\\]")
    words = f"[{title}]({_target(source.url)})" if source.url else title
    return words if source.checked else f"{words}. {NOT_READ}"


def _target(url: str) -> str:
    """An address as Markdown can hold it."""
    return url.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
