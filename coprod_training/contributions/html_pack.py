"""Writes a pack as one HTML file: every passage with room for a comment and for other words."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from coprod_training.contributions.anchors import said_first
from coprod_training.contributions.help_contacts import Contact
from coprod_training.contributions.one_file_page import choice, one_file_page
from coprod_training.contributions.pack_changes import words_of
from coprod_training.contributions.pack_opening import OPENING, pack_words
from coprod_training.contributions.passages import Pack, Passage, as_data
from coprod_training.contributions.side_by_side import beside

SORT = "pack"
MUST = "This must change before the module is used"


def html_of_pack(
    pack: Pack,
    before: Mapping[str, str] | None = None,
    *,
    contacts: Sequence[Contact] = (),
) -> str:
    """The whole file. before: the earlier words of passages, where it is about what has changed.

    contacts: whom its reader can turn to.
    """
    words, earlier = pack_words()["page"], before or {}
    about = pack_words()["changes" if earlier else "document"]
    heads: tuple[str, ...] = ()
    found: list[str] = []
    first = next((n for n, one in pack.numbered() if one.cell not in OPENING), 0)
    for number, passage in pack.numbered():
        if passage.sort == "heads":
            heads = passage.cells
        if number == first and not earlier:
            found.append(_parts(pack, first))
        found.append(_passage(number, len(pack.passages), passage, heads, earlier))
    said = (f"<p>{escape(words[one])}</p>" for one in ("how", "keeps"))
    return one_file_page(
        title=about["title"].format(title=pack.title),
        main="\n".join([*said, *found]),
        carried={"sort": SORT, "pack": as_data(pack)},
        shelf=f"coprod-pack-{pack.id}",
        file=f"{pack.module}-with-my-comments.html",
        save="Save my comments",
        no_script="This page cannot save in your browser. Ask us: we go through it with you."
        if earlier
        else "This page cannot save without JavaScript. Ask for the Word document.",
        contacts=contacts,
    )


def _passage(
    number: int,
    count: int,
    passage: Passage,
    heads: tuple[str, ...],
    before: Mapping[str, str],
) -> str:
    is_section = _is_section(passage)
    name = "passage section" if is_section else "passage"
    # Elsewhere the line to open says the number.
    which = f'<p class="number">Passage {number} of {count}</p>\n' if is_section else ""
    return (
        f'<div class="{name}" id="passage-{number}">\n{which}'
        f"{''.join(_shown(passage, heads, before))}\n{_room(number, passage)}\n</div>"
    )


def _is_section(passage: Passage) -> bool:
    return passage.sort == "heading" and passage.level <= 2


def _parts(pack: Pack, first: int) -> str:
    """Where each part of the module begins: it is long, and nobody has to read all of it.

    Not higher up: the first questions come before anybody sees what we thought of.
    """
    links = "".join(
        f'<li><a href="#passage-{number}">{escape(passage.text)}</a></li>\n'
        for number, passage in pack.numbered()
        if number >= first and _is_section(passage)
    )
    return f'<nav aria-label="Parts of the module"><ol>\n{links}</ol></nav>'


def _shown(passage: Passage, heads: tuple[str, ...], before: Mapping[str, str]) -> Iterator[str]:
    """The words of the passage, beside those that stood there before if it is about a change."""
    if passage.id in before:
        words = pack_words()["changes"]
        names = (words["before"], words["after"])
        yield from beside(before[passage.id], words_of(passage), names)
    else:
        yield from _said(passage, heads)


def _said(passage: Passage, heads: tuple[str, ...]) -> Iterator[str]:
    text = escape(passage.text)
    label = f"<b>{escape(said_first(passage))}</b>" if passage.label else ""
    if passage.sort == "heading":
        level = min(6, max(2, passage.level))
        yield f"<h{level}>{text}</h{level}>"
    elif passage.sort == "row":
        for head, cell in zip(heads, passage.cells, strict=False):
            yield f'<p class="item"><b>{escape(head)}:</b> {escape(cell)}</p>'
    elif passage.sort != "answer":
        name = "voice" if passage.slot and passage.sort == "label" else passage.sort
        yield f'<p class="{name}">{label}{text}</p>'


def _room(number: int, passage: Passage) -> str:
    """Where something can be written about it."""
    if passage.sort == "answer":
        return _answer(number, passage)
    return (
        f"<details><summary>Comment on passage {number}, or change it</summary>\n"
        f'<label for="c{number}">Your comment on passage {number}</label>\n'
        f'<textarea id="c{number}" data-key="{number}.comment"></textarea>\n'
        f'<label for="n{number}">How you would write passage {number}</label>\n'
        f'<textarea id="n{number}" data-key="{number}.new">{escape(passage.text)}</textarea>\n'
        f'<label class="choice"><input type="checkbox" value="yes" data-key="{number}.must"> '
        f"{MUST}</label></details>"
    )


def _answer(number: int, passage: Passage) -> str:
    name, key = f"a{number}", f"{number}.answer"
    if passage.cells:
        return choice(key, passage.label, {one: one for one in passage.cells})
    label = f'<label for="{name}">{escape(passage.label)}</label>'
    return f'{label}\n<textarea id="{name}" data-key="{key}"></textarea>'
