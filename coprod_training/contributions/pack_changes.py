"""What differs between two editions of a module, as a pack of those passages alone.

For a reviewer who sees the difference, as a change of wording needs one. Passages are laid beside
each other by their words: a new one in the middle leaves those below it as they are.
Source: contribution-process.md, corrections, "Lighter work, same consent"; features.md, A13.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import zip_longest

from coprod_training.contributions.pack_opening import CHANGES, OPENING, pack_words
from coprod_training.contributions.passages import Pack, Passage, answer

_OUTCOME = "outcome"
_OF_PACK = frozenset({*OPENING, _OUTCOME})


@dataclass(frozen=True)
class Changes:
    """pack: the passages that differ, to send. before: the earlier words by passage; "" for new."""

    pack: Pack
    before: Mapping[str, str]


def changed_since(old: Pack, new: Pack) -> Changes | None:
    """The passages of the module whose words differ; None where none do.

    old, new: packs of the same module. What a pack says before and after it is left out.
    """
    passages: list[Passage] = []
    before: dict[str, str] = {}
    for was, now in _differ(_module(old), _module(new)):
        if now is None and was is not None:
            gone = replace(was, id=f"gone/{len(passages) + 1}", sort="words", cells=(), slot="")
            passages.append(replace(gone, text="", label=""))
            before[gone.id] = words_of(was)
        elif now is not None:
            passages.append(now)
            before[now.id] = words_of(was) if was is not None else ""
    if not passages:
        return None
    words = pack_words()["changes"]
    lead = Passage(
        id="changes/lead",
        sort="note",
        text=words["lead"].format(old=old.version, new=new.version, title=new.title),
    )
    seen = answer(CHANGES, words["decision"], *words["choices"])
    return Changes(replace(new, passages=(lead, *passages, seen)), before)


def words_of(passage: Passage) -> str:
    """What is read there: of a place to answer its question and choices."""
    said = [passage.label, passage.text]
    if passage.sort == "answer":
        said += passage.cells
    return " ".join(one for one in said if one)


def _module(pack: Pack) -> Sequence[Passage]:
    return [one for one in pack.passages if one.cell not in _OF_PACK]


def _differ(
    old: Sequence[Passage], new: Sequence[Passage]
) -> Iterator[tuple[Passage | None, Passage | None]]:
    before, after = ([words_of(one) for one in passages] for passages in (old, new))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for sort, a, b, c, d in matcher.get_opcodes():
        if sort != "equal":
            yield from zip_longest(old[a:b], new[c:d])
