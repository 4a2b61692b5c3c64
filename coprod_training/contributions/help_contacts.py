"""Whom contributors can turn to, for under every place to write freely on their pages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Protocol

TALK = "If you need to talk to somebody"
NOT_WATCHED = "Nobody reads this page before you send it, and nobody reads it as you write."
# What a person's own terms say about whom to turn to, by its name there.
_OWN = {"support": "Your support", "safeguarding_lead": "The safeguarding lead"}


class Contact(Protocol):
    """Somebody to turn to, as the course names them."""

    @property
    def name(self) -> str:
        """Who it is."""

    @property
    def how(self) -> str:
        """How to reach them."""


@dataclass(frozen=True, kw_only=True)
class OwnContact:
    """Somebody whom a person's own terms name."""

    name: str
    how: str


def contacts_of(
    contacts: Iterable[Contact], details: Mapping[str, str] | None = None
) -> tuple[Contact, ...]:
    """The named people of somebody's own terms first, then those of the course.

    contacts: of the course. details: by the names of `pack_opening.places`; a gap is left out.
    """
    said = {name: (details or {}).get(name, "").strip() for name in _OWN}
    own = (OwnContact(name=_OWN[name], how=how) for name, how in said.items() if how)
    return (*own, *contacts)


def still_gaps(contacts: Iterable[Contact]) -> tuple[str, ...]:
    """Who of them is not named yet, in words: a text in square brackets is a gap."""
    return tuple(one.name.strip("[]") for one in contacts if "[" in f"{one.name}{one.how}")


def gap_lines(contacts: Iterable[Contact]) -> tuple[str, ...]:
    """What whoever sends a page is told while people to turn to are not named on it."""
    if not (gaps := still_gaps(contacts)):
        return ()
    return (
        f"Nobody to turn to is named yet under: {', '.join(gaps)}. The page shows that in square"
        " brackets. Write who it is into course/course.yaml, under contacts.",
    )


def with_the_way_there(main: str) -> str:
    """The page with a link below each place to write freely, so that none is without.

    Not the people themselves: a pack has some hundreds of these places. main: HTML, in which all
    words are escaped, so that what ends a place to write is one.
    """
    way = f'</textarea>\n<p class="to-help"><a href="#help">{TALK}</a></p>'
    return main.replace("</textarea>", way)


def help_block(contacts: Iterable[Contact]) -> str:
    """Where those links lead to."""
    people = "".join(f"<li><b>{escape(one.name)}</b> {escape(one.how)}</li>" for one in contacts)
    return (
        f'<section id="help" class="section" tabindex="-1" aria-labelledby="help-title">\n'
        f'<h2 id="help-title">{TALK}</h2>\n<p>{NOT_WATCHED}</p>\n<ul>{people}</ul>\n</section>'
    )
