"""Every text of a staff copy that a learner reads, with its place. Pure."""

import re
from collections.abc import Iterator

from coprod_training.content.facts import CITATION
from coprod_training.yamlfile import Route

# Ids, codes and addresses are not read as words; staff-only parts are not read by learners.
NOT_READ = frozenset(
    {
        "id", "kind", "code", "key", "facts", "step", "who", "why", "goto", "start", "items",
        "place", "seal", "phase", "version", "instrument", "licence", "modules", "assessments",
        "module", "rationale", "rubric", "examples", "facilitator_notes", "status", "settings",
        "regions", "brings_back", "practice", "link",
    }
)  # fmt: skip  # one name a line would hide how few they are
_MARKS = re.compile(rf"\s*{CITATION.pattern}|\*\*|\]\([^)\n]*\)|^#+ |^\s*[-*+] |\[(?=\w)", re.M)
_LINES_OF_TABLES = re.compile(r"\s*\|(?:[ :-]+\|)*\s*")


def plain(source: str) -> str:
    """Markdown without citations, bold, links, headings' signs, lists and the lines of tables."""
    return _LINES_OF_TABLES.sub("\n", _MARKS.sub("", source))


def read_in(data: object, route: Route = ()) -> Iterator[tuple[Route, str]]:
    """Every text in plain data of a YAML file that a learner reads, with its route."""
    if isinstance(data, str):
        yield route, data
    elif isinstance(data, list):
        for number, one in enumerate(data):
            yield from read_in(one, (*route, number))
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in NOT_READ:
                yield from read_in(value, (*route, str(key)))
