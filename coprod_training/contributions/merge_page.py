"""What was written on a pack's page, passage by passage. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from coprod_training.contributions.merge import NOBODY_NAMED, Merged, is_keepers
from coprod_training.contributions.passages import Pack, Passage
from coprod_training.contributions.said import Said

_KEY = re.compile(r"(\d{1,6})\.(comment|new|must|answer)")


def merge_page(
    pack: Pack, values: Mapping[str, str], *, name: str, credit: str = "", day: str = ""
) -> Merged:
    """Lay what was written beside what was sent; see `merge.merge`.

    values: by key, as the page keeps them.
    """
    said, lost = [], []
    for key, value in values.items():
        found = _KEY.fullmatch(key)
        number = int(found[1]) if found else 0
        if not 1 <= number <= len(pack.passages):
            lost.append(f"Written in a place that the pack does not have ({key}): {value}")
    for number, passage in pack.numbered():
        here = {
            part: values.get(f"{number}.{part}") for part in ("comment", "new", "must", "answer")
        }
        said += [
            replace(one, who=credit or NOBODY_NAMED, day=day, way="page", number=number)
            for one in _about(passage, here)
        ]
    said = [replace(one, ref=f"{name}-{at}") for at, one in enumerate(said, 1)]
    return Merged(
        said=tuple(one for one in said if not is_keepers(pack.passages[one.number - 1])),
        not_landed=tuple(lost),
        for_keeper=tuple(one for one in said if is_keepers(pack.passages[one.number - 1])),
    )


def _about(passage: Passage, here: Mapping[str, str | None]) -> Iterator[Said]:
    must = here["must"] is not None
    bare = Said(ref="", sort="comment", passage=passage.id, number=0, old=passage.text, must=must)
    answer, new, comment = (here[part] for part in ("answer", "new", "comment"))
    if answer and answer.strip():
        yield replace(bare, sort="contribution" if passage.slot else "answer", new=answer.strip())
    changed = new is not None and " ".join(new.split()) != passage.text
    if new is not None and changed:
        gone = not new.strip()
        yield replace(bare, sort="taken out" if gone else "edit", new=new.strip())
    if comment and comment.strip():
        yield replace(bare, words=comment.strip())
    elif must and not changed:
        yield replace(bare, words="(No words: marked as something that must change.)")
