"""What went well in working together and what did not: whose yes it needs before it is shown.

The lived-experience lead and somebody else with lived experience write it together. It stands in
the review of a module, sealed, and in a copy only with the yes of both to exactly these words.
Source: GRIPP2, short form, section 5; decision 0036.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from coprod_training.contributions.one_line import one_line
from coprod_training.contributions.record import Contribution
from coprod_training.contributions.review import ModuleReview, Reflection

NOT_TOGETHER = (
    "A reflection is written by the lived-experience lead and somebody else: a reviewer of the"
    " module, or whoever has a contribution in it."
)


@dataclass(frozen=True, kw_only=True)
class Reflected:
    """One that a copy may show. ref: of its writer's contribution, whose withdrawal takes it out.

    ref is "" where a reviewer wrote it with the lead.
    """

    well: str
    not_well: str
    ref: str = ""


def not_together(before: ModuleReview | None, now: ModuleReview) -> tuple[str, ...]:
    """Why a reflection that is new does not have two people; empty when each has.

    before: the review as it was. now: it knows everybody who has a contribution in the module.
    """
    known = before.reflections if before else ()
    new = [one for one in now.reflections if one not in known]
    others = {one.person for one in now.reviewers} | now.contributors
    others -= {now.author, now.lead}
    alone = any(one.person not in others for one in new) or (new and now.lead is None)
    return (NOT_TOGETHER,) if alone else ()


def reflected(
    review: ModuleReview, shown: Iterable[Contribution], day: date
) -> tuple[tuple[Reflected, ...], int]:
    """What a copy of that day may show, and how many reflections wait for somebody's yes.

    shown: the contributions of the module that the copy credits. Whoever took their name or their
    words back has taken their yes back too.
    """
    refs: dict[str, str] = {one.person: "" for one in review.reviewers if one.counts}
    for one in shown:
        if one.person is not None:
            refs.setdefault(one.person, one.ref)
    refs = {who: ref for who, ref in refs.items() if who not in (review.author, review.lead)}
    mine = [one for one in review.reflections if one.person in refs and review.lead is not None]
    ready = [one for one in mine if _has_both(one, day)]
    made = (
        Reflected(well=one_line(r.well), not_well=one_line(r.not_well), ref=refs[r.person])
        for r in ready
    )
    return tuple(made), len(mine) - len(ready)


def without_old_yes(
    before: ModuleReview | None, made: ModuleReview, given: Mapping[str, Any]
) -> ModuleReview:
    """The review in which a yes to other words does not count. given: what the form says."""
    known = {one.ref: one for one in before.reflections} if before else {}
    said = {str(one.get("ref")): one for one in given.get("reflections") or ()}
    return replace(
        made,
        reflections=tuple(
            _anew(known.get(one.ref), one, said.get(one.ref, {})) for one in made.reflections
        ),
    )


def _anew(old: Reflection | None, new: Reflection, said: Mapping[str, Any]) -> Reflection:
    if old is None or _words(old) == _words(new):
        return new
    return replace(
        new,
        lead_yes_on=new.lead_yes_on if "lead_yes_on" in said else None,
        person_yes_on=new.person_yes_on if "person_yes_on" in said else None,
    )


def _words(one: Reflection) -> tuple[str, str, str]:
    return one.person, one.well, one.not_well


def _has_both(one: Reflection, day: date) -> bool:
    days = (one.lead_yes_on, one.person_yes_on)
    return all(yes is not None and yes <= day for yes in days) and any(
        map(str.strip, _words(one)[1:])
    )
