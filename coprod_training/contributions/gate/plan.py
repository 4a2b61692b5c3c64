"""The hours that we plan with for what a release needs, and one line of the sum they make.

They are our own starting point, and rest on no study: change a number, and the sum follows. Money
is hours times a rate that the manager gives; the course does not know a rate.
"""

from collections.abc import Iterable
from dataclasses import dataclass

PANEL = (4, 6)
"""People on one paid panel. Source: contribution-process.md, corrections ("Lighter work")."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Hours, before anybody has measured them.

    Of people with lived experience, all of them paid. start: once for each person: their terms, the
    talk about being recognised, what they need. advice: once for each, with an independent adviser
    on benefits. rescope: for each module and person, before they see the draft. read_times: how
    often a reviewer goes through a module's minutes: once, and once more when it was changed.
    talk: a meeting about each module. difference: one change as it was and as it is, or a light
    check. write: a contribution, from the first talk to the draft. part: a part of a lesson that is
    written together. approve: reading what would be shown with every edit, and answering. check_in:
    with their named contact, after drafting. renew: being asked again. lead: the lead's decision on
    a module. tick: one tick or reply of the lead.

    Of your own staff. keeper: for each person: offers in writing, terms, ties, pay and the way to
    withdraw. contact: for each person: support before, during and after. answer: the author's
    reply to one point. change: what the author changes in a module under review. edit: of a
    contribution, and the page that shows it. transcript: of a recording. claims: one module against
    its facts. fact, link, material, page: a look at one of each.
    """

    start: float = 1
    advice: float = 1
    rescope: float = 1
    read_times: float = 2
    talk: float = 1
    difference: float = 0.5
    write: float = 4
    part: float = 2
    approve: float = 1
    check_in: float = 0.5
    renew: float = 0.5
    lead: float = 2
    tick: float = 0.25
    keeper: float = 3
    contact: float = 2
    answer: float = 0.25
    change: float = 4
    edit: float = 1
    transcript: float = 1
    claims: float = 1
    fact: float = 0.25
    link: float = 0.25
    material: float = 0.5
    page: float = 0.5


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the sum. paid: whether it is paid time of people with lived experience."""

    what: str
    people: int
    hours: float
    paid: bool


def cost(lines: Iterable[Line], rate: float, *, paid: bool = True) -> float:
    """What hours come to, in pounds. rate: pounds an hour, without on-costs.

    paid: of the time of people with lived experience; else of your own staff's.
    """
    return sum(one.hours for one in lines if one.paid is paid) * rate
