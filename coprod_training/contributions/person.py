"""Who is behind a reference: kept in the private register only, and never beside their words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from coprod_training.contributions.people import Tie


@dataclass(frozen=True, kw_only=True)
class Person:
    """A contributor, a reviewer or somebody with a role. Only the reference is ever printed.

    reach: how they wish to be reached. access_needs: what they need to take part, as they say it.
    ties: what other people (by reference) are to them outside the course; empty for nobody.
    ties_asked_on: the day on which they were asked that. None: nobody has asked yet.
    """

    ref: str
    name: str = field(repr=False)
    reach: str = field(default="", repr=False)
    access_needs: str = field(default="", repr=False)
    ties: Mapping[str, frozenset[Tie]] = field(default_factory=dict, repr=False)
    ties_asked_on: date | None = None
