"""What a pack opens and ends with: the rescoping questions, the terms, what to look for.

The words are in pack_words.yaml.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from coprod_training.contributions.one_line import one_line
from coprod_training.contributions.passages import Pack, Passage, answer
from coprod_training.contributions.terms import TERMS_VERSION
from coprod_training.yamlfile import read_yaml

OPENING = ("rescope", "terms", "credit", "look-for")
"""The parts of a pack before the module: what ids there begin with."""
GAP = "[still to be decided"
"""How a gap in somebody's terms begins: they see that it is one, and so does whoever sends them."""
SHOW = "outcome/show"
DISAGREE = "outcome/disagree"
"""The question whether a reviewer's points may stand on the module's page."""
CHANGES = "outcome/changes"
"""What a reviewer says to the changes, in a pack of those alone."""


@cache
def pack_words() -> Mapping[str, Any]:
    """The words, as they lie in the file."""
    return dict(read_yaml(Path(__file__).with_name("pack_words.yaml")).data)


def says_can_stay(passage: str, words: str) -> bool:
    """Whether somebody has seen the changes, and they can stay: a choice there, and no point."""
    return passage == CHANGES and one_line(words) == one_line(pack_words()["changes"]["choices"][0])


def places() -> Mapping[str, str]:
    """What each person's own pack says, by name: what belongs there."""
    return dict(pack_words()["places"])


def waiting(details: Mapping[str, str]) -> tuple[str, ...]:
    """The names of what is still to be filled in, or finished, before a pack goes to a person."""
    said = in_terms(details)
    return tuple(name for name in places() if GAP in said[name])


def in_terms(details: Mapping[str, str]) -> dict[str, str]:
    """What stands in each place of the terms. A gap says what is still to be decided there."""
    return {
        name: details.get(name, "").strip().rstrip(".") or f"{GAP}: {gap}]"
        for name, gap in places().items()
    }


def opening(title: str, details: Mapping[str, str] | None) -> tuple[Passage, ...]:
    """The pages before the module. details: by the names of `places`; a gap says that it is one.

    None: whose copy it is was not said, so it repeats no terms, which would be all gaps.
    """
    if details is None:
        return (*_rescope(title), *_own_terms(), *_look_for())
    terms = _terms({"wording": TERMS_VERSION, **in_terms(details)})
    return (*_rescope(title), *terms, *_look_for())


def head_of(pack: Pack) -> tuple[str, str, str]:
    """What a document says before the first passage: title, how to write in it, which it is."""
    words = pack_words()["document"]
    said = {"title": pack.title, "pack": pack.id, "version": pack.version}
    title, how, which = (words[name].format_map(said) for name in ("title", "how", "which"))
    return title, how, which


def closing() -> tuple[Passage, ...]:
    """The page after the module: what a reviewer decides."""
    words = pack_words()["outcome"]
    questions = words["questions"].items()
    return (
        _title("outcome", words),
        _note("outcome", words["lead"]),
        answer("outcome/decision", words["decision"], *words["choices"]),
        *(answer(f"outcome/{name}", question) for name, question in questions),
        answer(SHOW, words["show"], *words["show_choices"]),
    )


def _rescope(title: str) -> Iterator[Passage]:
    first = pack_words()["first"]
    yield _title("rescope", first)
    yield _note("rescope", first["lead"].format(title=title))
    for name, question in first["questions"].items():
        yield answer(f"rescope/{name}", question)


def _own_terms() -> Iterator[Passage]:
    terms = pack_words()["terms"]
    yield _title("terms", terms)
    yield Passage(id="terms/own", sort="words", text=terms["own"])


def _terms(said: Mapping[str, str]) -> Iterator[Passage]:
    terms, credit = pack_words()["terms"], pack_words()["credit"]
    yield _title("terms", terms)
    for name, text in terms["points"].items():
        yield Passage(id=f"terms/{name}", sort="words", text=text.format_map(said))
    yield _title("credit", credit, 3)
    yield _note("credit", credit["lead"])
    for name, text in credit["choices"].items():
        yield Passage(id=f"credit/{name}", sort="item", text=text)


def _look_for() -> Iterator[Passage]:
    look_for = pack_words()["look_for"]
    yield _title("look-for", look_for)
    yield _note("look-for", look_for["lead"])
    for name, text in look_for["questions"].items():
        yield Passage(id=f"look-for/{name}", sort="item", text=text)


def _title(part: str, words: Mapping[str, Any], level: int = 2) -> Passage:
    return Passage(id=f"{part}/title", sort="heading", text=words["title"], level=level)


def _note(part: str, text: str) -> Passage:
    return Passage(id=f"{part}/lead", sort="note", text=text)
