"""Each thing that was said, in words beside the words of the course, for the author to answer.

No JSON and no marks to learn: the passage as it was in the pack, the passage as somebody would
write it, and what was put in and taken out. The page keeps the answers in itself, as a pack does.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from html import escape
from itertools import groupby
from typing import Literal

from coprod_training.contributions.one_file_page import choice, one_file_page
from coprod_training.contributions.passages import Pack
from coprod_training.contributions.review_points import needs_no_answer
from coprod_training.contributions.said import Said

SORT = "answers"
Part = tuple[Literal["same", "out", "in"], str]
_NAMES = {
    "comment": "a comment",
    "edit": "other words",
    "split": "split in two",
    "joined": "joined with another",
    "taken out": "taken out",
    "moved": "moved",
    "added": "new words below it",
    "answer": "an answer",
    "contribution": "a contribution",
}
_ANSWERS = {
    "changed": "Changed",
    "not changed": "Not changed, and I say why",
    "discuss": "I would like to talk about it",
}
_IN_PACK = "The passage as it was in the pack"


def word_changes(old: str, new: str) -> tuple[Part, ...]:
    """The words of both, in order: what is the same, what went out, what came in."""
    before, after = old.split(), new.split()
    found: list[Part] = []
    for sort, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if sort == "equal":
            found.append(("same", " ".join(before[a:b])))
            continue
        if a < b:
            found.append(("out", " ".join(before[a:b])))
        if c < d:
            found.append(("in", " ".join(after[c:d])))
    return tuple(found)


def beside(old: str, new: str, names: tuple[str, str], *, parted: bool = False) -> Iterator[str]:
    """Both in two columns with what went out and came in, and the same in words, as HTML.

    names: of the columns. parted: the new one as it is, since only where it is parted differs.
    """
    changes = word_changes(old, new)
    right = escape(new) if parted else _marked(changes, "in", "ins")
    yield '<div class="two">'
    yield _column(escape(names[0]), _marked(changes, "out", "del") or "(nothing)")
    yield _column(escape(names[1]), right or "(nothing)")
    yield "</div>"
    yield from _in_words(changes)


def side_by_side(pack: Pack, said: Sequence[Said], not_landed: Sequence[str], name: str) -> str:
    """The whole page. name: of this file of answers, as `merge.merge` was given it."""
    count = sum(not needs_no_answer(one) for one in said)
    parts = [
        f"<p>{count} {'point' if count == 1 else 'points'} on edition {escape(pack.version)}. Each"
        " one gets an answer: changed, or not changed and why.</p>",
        "<p>The lesson may have changed since this pack was made: look at it first.</p>",
        *_rest(not_landed),
    ]
    for (number, passage), group in groupby(said, lambda one: (one.number, one.passage)):
        parts.append(f'<h2 class="section">Passage {number}</h2>')
        parts.append(f'<p class="number">{escape(passage)}</p>')
        parts += [_point(one) for one in group]
    return one_file_page(
        title=f"Said about: {pack.title}",
        main="\n".join(parts),
        carried={"sort": SORT, "pack": pack.id, "name": name},
        shelf=f"coprod-answers-{pack.id}-{name}",
        file=f"{pack.module}-{name}-answers.html",
        save="Save my answers",
        no_script="This page cannot save in your browser. Open it in one that runs JavaScript.",
    )


def _rest(not_landed: Sequence[str]) -> Iterator[str]:
    if not_landed:
        yield '<h2 class="section">What has no passage</h2>'
        yield "<p>Read these too. Nothing of the file is left out.</p>"
        yield f"<ul>{''.join(f'<li>{escape(one)}</li>' for one in not_landed)}</ul>"


def _point(one: Said) -> str:
    must = '<p class="label">They say that this must change.</p>' if one.must else ""
    when = f", {one.day}" if one.day else ""
    return (
        f'<div class="passage" id="point-{one.ref}">\n'
        f"<h3>{escape(one.ref)}: {_NAMES[one.sort]}</h3>\n"
        f'<p class="number">{escape(one.who)}{escape(when)}</p>\n'
        f"{must}{''.join(_shown(one))}\n{_reply(one)}\n</div>"
    )


def _shown(one: Said) -> Iterator[str]:
    if one.sort == "comment":
        yield f'<p class="words">{escape(one.words)}</p>'
        if one.about:
            yield f'<p class="note">On these words: {escape(one.about)}</p>'
        yield _column(_IN_PACK, escape(one.old)) if one.old else ""
    elif one.sort in ("moved", "joined"):
        yield f"<p>{escape(one.new)}</p>{_column(_IN_PACK, escape(one.old))}"
    elif one.sort in ("answer", "added"):
        yield f'<p class="words">{escape(one.new)}</p>'
    else:
        names = ("As it was in the pack", "As they would have it")
        yield from beside(one.old, one.new, names, parted=one.sort == "split")


def _in_words(changes: Sequence[Part]) -> Iterator[str]:
    """The same without colour and lines, for whoever does not see them."""
    for sort, name in (("out", "Taken out"), ("in", "Put in")):
        words = "; ".join(text for kind, text in changes if kind == sort)
        if words:
            yield f"<p><b>{name}:</b> {escape(words)}</p>"


def _marked(changes: Sequence[Part], sort: str, tag: str) -> str:
    return " ".join(
        f"<{tag}>{escape(text)}</{tag}>" if kind == sort else escape(text)
        for kind, text in changes
        if kind in ("same", sort)
    )


def _column(name: str, words: str) -> str:
    return f'<div><p class="label">{name}</p><p class="words">{words}</p></div>'


def _reply(one: Said) -> str:
    if needs_no_answer(one):
        return '<p class="note">This needs no answer.</p>'
    answer = choice(f"{one.ref}.answer", f"What do you answer to {one.ref}?", _ANSWERS)
    return (
        f"{answer}\n"
        f'<label for="w-{one.ref}">What you tell them about {one.ref}</label>\n'
        f'<textarea id="w-{one.ref}" data-key="{one.ref}.why"></textarea>'
    )
