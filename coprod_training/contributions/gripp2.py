"""The short form of GRIPP2, filled from the record: five items, each with what it rests on.

An item that the record cannot fill is a blank with a name, never a sentence of ours.
Source: Staniszewska and others, GRIPP2 reporting checklists, BMJ 2017;358:j3453 (the short form).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coprod_training.contributions.history import History


@dataclass(frozen=True, kw_only=True)
class Item:
    """One item. said: sentences from the record. rests_on: where from. blank: what is missing."""

    name: str
    said: tuple[str, ...]
    rests_on: str
    blank: str = ""


def short_form(history: History) -> tuple[Item, ...]:
    """The five items of the short form."""
    every = history.modules
    reviewed = [one for one in every if one.reviewers]
    reviewers = sum(one.reviewers for one in reviewed)
    points, changed = sum(one.points for one in every), sum(one.changed for one in every)
    not_changed = sum(one.not_changed for one in every)
    impact = [note.text for one in every for note in one.impact]
    dissents = [line for one in every for line in one.dissents]
    rescoped = [one.title for one in every if one.rescoped]
    return (
        Item(
            name="Aim",
            said=history.purposes if reviewers or history.contributions else (),
            rests_on="the purpose of each place for a contribution, in the course's files",
            blank="What the involvement was for, once somebody takes part."
            if not (reviewers or history.contributions)
            else "",
        ),
        Item(
            name="Methods",
            said=(
                (
                    f"Reviews by people with lived experience: {reviewers}, in {_of(reviewed)}.",
                    f"Contributions in this edition: {history.contributions}.",
                    *(f"Rescoped after a draft: {title}." for title in rescoped),
                    *(
                        ("Everybody who worked was paid, or declined payment.",)
                        if history.paid
                        else ()
                    ),
                )
                if reviewers or history.contributions
                else ()
            ),
            rests_on="the register's reviews and contributions, and rules G08, G13 and G16",
            blank="" if reviewers or history.contributions else "How people were involved.",
        ),
        Item(
            name="Results",
            said=(
                (
                    f"Points that reviewers raised: {points}. Changed: {changed}. Not changed, with"
                    f" a reason: {not_changed}.",
                )
                if points
                else ()
            ),
            rests_on="the points of each review, and the author's answers",
            blank="" if points else "What the involvement led to.",
        ),
        Item(
            name="Discussion",
            said=(*impact, *dissents),
            rests_on="impact notes that contributors approved, and objections on record",
            blank="" if impact else "How far it influenced the course, in contributors' own view.",
        ),
        Item(
            name="Reflection",
            said=(),
            rests_on="nothing on record yet",
            blank="What went well and what did not, written with contributors.",
        ),
    )


def _of(every: Sequence[object]) -> str:
    return f"{len(every)} {'module' if len(every) == 1 else 'modules'}"
