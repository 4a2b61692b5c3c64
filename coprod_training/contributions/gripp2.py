"""The short form of GRIPP2, filled from the record: five items, each with what it rests on.

An item that the record cannot fill is a blank with a name, never a sentence of ours; so is each
part of one that it fills in part.
Source: Staniszewska and others, GRIPP2 reporting checklists, BMJ 2017;358:j3453 (the short form).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coprod_training.contributions.history import History, ModuleHistory
from coprod_training.contributions.reflections import Reflected


@dataclass(frozen=True, kw_only=True)
class Item:
    """One item. said: sentences from the record. rests_on: where from. blank: what is missing."""

    name: str
    said: tuple[str, ...]
    rests_on: str
    blank: str = ""


def short_form(history: History) -> tuple[Item, ...]:
    """The five items of the short form."""
    return (
        _aim(history),
        _methods(history),
        _results(history),
        _discussion(history),
        _reflections(history.modules),
    )


def _aim(history: History) -> Item:
    return Item(
        name="Aim",
        said=history.purposes if _took_part(history) else (),
        rests_on="the purpose of each place for a contribution, in the course's files",
        blank=""
        if _took_part(history)
        else "What the involvement was for, once somebody takes part.",
    )


def _methods(history: History) -> Item:
    reviewed = [one for one in history.modules if one.reviewers]
    reviewers = sum(one.reviewers for one in reviewed)
    said = (
        f"Reviews by people with lived experience: {reviewers}, in {_of(reviewed)}.",
        f"Contributions in this edition: {history.contributions}.",
        *(f"Rescoped after a draft: {one.title}." for one in history.modules if one.rescoped),
        *(("Everybody who worked was paid, or declined payment.",) if history.paid else ()),
    )
    there = _took_part(history)
    unpaid = "" if history.paid else "Whether everybody who worked was paid, or declined payment."
    return Item(
        name="Methods",
        said=said if there else (),
        rests_on="the register's reviews and contributions, and rules G08, G13 and G16",
        blank=unpaid if there else "How people were involved.",
    )


def _results(history: History) -> Item:
    every = history.modules
    points, changed = sum(one.points for one in every), sum(one.changed for one in every)
    not_changed, left = sum(o.not_changed for o in every), sum(o.open_points for o in every)
    said = (
        f"Points that reviewers raised: {points}. Changed: {changed}. Not changed, with a reason:"
        f" {not_changed}."
    )
    waits = f"What came of {left} of them, which still wait for an answer." if left else ""
    return Item(
        name="Results",
        said=(said,) if points else (),
        rests_on="the points of each review, and the author's answers",
        blank=waits if points else "What the involvement led to.",
    )


def _discussion(history: History) -> Item:
    impact = [note.text for one in history.modules for note in one.impact]
    dissents = [line for one in history.modules for line in one.dissents]
    return Item(
        name="Discussion",
        said=(*impact, *dissents),
        rests_on="impact notes that contributors approved, and objections on record",
        blank="" if impact else "How far it influenced the course, in contributors' own view.",
    )


def _reflections(every: Sequence[ModuleHistory]) -> Item:
    """Each half by itself: what went well alone is no critical perspective."""
    found = [(one.title, said) for one in every for said in one.reflections]
    halves = ("What went well", "What did not go well")
    said = [
        f"{half}, in {title}: {words}"
        for title, one in found
        for half, words in zip(halves, _halves(one), strict=True)
        if words
    ]
    there = [any(_halves(one)[at] for _, one in found) for at in range(len(halves))]
    missing = [half for half, written in zip(halves, there, strict=True) if not written]
    blank = (
        f"{' and '.join(missing).capitalize()}, written by the lived-experience lead and"
        " a contributor together."
        if missing
        else ""
    )
    waiting = sum(one.reflections_waiting for one in every)
    if waiting:
        blank = f"{blank} Written, and without the yes of both so far: {waiting}.".strip()
    return Item(
        name="Reflections and critical perspective",
        said=tuple(said),
        rests_on="what the lived-experience lead and a contributor wrote together, with both their"
        " yes to the words",
        blank=blank,
    )


def _halves(one: Reflected) -> tuple[str, str]:
    return one.well, one.not_well


def _took_part(history: History) -> bool:
    return bool(history.contributions) or any(one.reviewers for one in history.modules)


def _of(every: Sequence[object]) -> str:
    return f"{len(every)} {'module' if len(every) == 1 else 'modules'}"
