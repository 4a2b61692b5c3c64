"""Names what differs between a form and the instrument, so that a steward can settle it."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from coprod_training.content.instrument import Item
from coprod_training.survey.imports.places import Issue, Place, Target
from coprod_training.survey.imports.plain import match_key, shortened
from coprod_training.survey.imports.sheet import Heading
from coprod_training.survey.imports.wordings import Wordings

_ALIKE_FROM = 0.5
"""How alike two wordings are before one is shown beside the other. It decides nothing else."""
_MOST_COMPARED = 200
_NEW_VERSION = (
    "If the form asks something else, it is a different version: add its instrument file. If only"
    " the"
    " tool writes it differently, say so under `headings` in an import map, and say why."
)


def changed_words(
    unknown: Sequence[Heading], absent: Sequence[Item], words: Wordings
) -> Iterator[Issue]:
    """A question that is nearly one of the instrument's which has no column of its own."""
    left = [item for item in absent if item.type != "consent"]
    for heading in unknown[:_MOST_COMPARED]:
        text = match_key(heading.part or heading.question)
        nearest, most = None, _ALIKE_FROM
        for item in left:
            for wording in filter(None, (item.text, item.text_not_staff)):
                alike = _alike(text, match_key(wording))
                if alike > most:
                    nearest, most = (item, wording), alike
        if nearest is not None:
            item, wording = nearest
            yield Issue(
                f'Column {heading.letter} asks: "{shortened(heading.whole, 200)}".'
                f' {words.instrument.id} asks: "{shortened(wording, 200)}" ({item.id}).'
                " The words differ, so the answers are not taken as answers to it.",
                _NEW_VERSION,
            )


def nearest_to(wording: str, headings: Sequence[Heading]) -> Heading | None:
    """The heading that is most like a question, to be shown beside it; None when none is near."""
    wanted = match_key(wording)
    alike = {
        heading: _alike(match_key(heading.part or heading.question), wanted)
        for heading in headings[:_MOST_COMPARED]
    }
    best = max(alike, key=lambda one: alike[one], default=None)
    return best if best is not None and alike[best] > _ALIKE_FROM else None


def missing(places: Sequence[Place], words: Wordings) -> Iterator[Issue]:
    """Items that nothing in the file answers, and answers of an item that have no column."""
    found: dict[str, list[Place]] = {}
    for place in places:
        if place.target.role in ("answer", "part"):
            found.setdefault(place.target.item, []).append(place)
    version, said = words.instrument.id, words.said
    absent = []
    for item in words.items.values():
        if item.type in ("text", "consent") or not item.in_dataset:
            continue
        has = found.get(item.id, [])
        if not has and item.id not in said.not_asked:
            absent.append(item.id)
            continue
        if has and item.id in said.not_asked:
            yield Issue(
                f"The import map says that {item.id} was not asked, and the file has answers.",
                "Take it out of `not_asked`.",
            )
        whole = [place for place in has if place.target.role == "answer"]
        parts = {place.target.value for place in has if place.target.role == "part"}
        if whole and parts:
            yield Issue(
                f"{item.id} is both in one column and in several, in this file.",
                "Export the answers again, in one way or the other.",
            )
        written = any(one.target == Target("own_words", item.id) for one in places)
        covered = parts | ({words.other_of(item)} if written else set())
        lacking = [one for one in words.values(item).values() if one not in covered]
        if parts and lacking:
            yield Issue(
                f"{item.id} has no column for its answer {', '.join(lacking)}.",
                f"If the form does not offer it, the form is a different version from {version}.",
            )
    if absent:
        yield Issue(
            f"Nothing in this file answers {', '.join(absent)} of {version}.",
            "If the form leaves them out, say so under `not_asked` in an import map: their place is"
            " then marked as not asked.",
        )


def _alike(one: str, other: str) -> float:
    found = SequenceMatcher(None, one, other, autojunk=False)
    # The quick look is never below the true one.
    return found.ratio() if found.quick_ratio() > _ALIKE_FROM else 0.0
