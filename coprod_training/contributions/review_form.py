"""What a form says of a module's review, laid over what is on record. Nothing is ever taken out."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from coprod_training.contributions.forms import laid_over
from coprod_training.contributions.review import ModuleReview, Point, PointReply
from coprod_training.contributions.review_rules import own_review
from coprod_training.contributions.said import Said
from coprod_training.contributions.sections import SECTIONS, structured, to_plain
from coprod_training.contributions.stages import Refused
from coprod_training.errors import CoprodError

_KNOWN_BY = {
    "reviewers": "person",
    "points": "ref",
    "dissents": "person",
    "settlements": "against",
    "changes": "ref",
}
_FIXED = frozenset({"module", "module_version"})


def reviewed(
    review: ModuleReview | None, given: Mapping[str, Any], module: str, version: str
) -> ModuleReview:
    """The review with what the form says. review: None for the first form of this version.

    Raises Refused where the author would review or sign their own module, and CoprodError for what
    does not fit.
    """
    fields = [name for name in SECTIONS["review"]["review"].fields if name not in _FIXED]
    wrong = sorted(set(map(str, given)) - set(fields))
    if wrong:
        raise CoprodError(
            f"A review has no place for this: {', '.join(wrong)}.",
            fix="Its lines: coprod contribution form review",
        )
    if review is None and "author" not in given:
        raise CoprodError("The author of the module is missing.", fix="Give their reference.")
    every = {name: getattr(review, name) for name in (*fields, *_FIXED)} if review else {}
    before = to_plain("review", "review", every) if review else {}
    merged = {
        name: _merged(before.get(name), value, _KNOWN_BY[name])
        if name in _KNOWN_BY
        else laid_over(None, value)
        for name, value in given.items()
    }
    found = structured("review", merged)
    made = (
        replace(review, **found)
        if review
        else ModuleReview(module=module, module_version=version, **found)
    )
    if meet := own_review(made):
        raise Refused(meet, fix="Somebody else reviews and signs this module.")
    return made


def with_points(review: ModuleReview, said: Iterable[Said], person: str, on: date) -> ModuleReview:
    """The review with the points of a pack that came back, and the author's answers to them.

    person: the reference of whoever's pack it was. A reply that is on record keeps its day.
    """
    known = {one.ref: one for one in review.points}
    for one in said:
        old = known.get(one.ref)
        reply = _reply(one, on)
        if old is not None and (reply is None or _same(old.reply, reply)):
            continue
        fresh = old or Point(
            ref=one.ref,
            person=person,
            words=one.words or one.new or "(taken out)",
            passage=one.passage,
            must_change=one.must,
        )
        known[one.ref] = replace(fresh, reply=reply)
    return replace(review, points=tuple(known.values()))


def _reply(one: Said, on: date) -> PointReply | None:
    return PointReply(answer=one.answer, on=on, reason=one.why) if one.answer else None


def _same(old: PointReply | None, new: PointReply) -> bool:
    return old is not None and (old.answer, old.reason) == (new.answer, new.reason)


def _merged(before: Any, given: Any, key: str) -> Any:
    """Records of a list by their key: those that are known are changed, new ones come last."""
    if not isinstance(given, list) or not all(isinstance(one, Mapping) for one in given):
        return given  # what it should be is said when it is read
    known = {str(one.get(key)): one for one in before or ()}
    for one in given:
        name = str(one.get(key))
        known[name] = laid_over(known.get(name), one)
    return list(known.values())
