"""What each figure means, in one line: the same words on the pages, in files and in the report."""

from collections.abc import Mapping
from dataclasses import dataclass

STILL_DAYS = 21
"""Days without activity after which somebody has stalled. Source: design/hub.md, the monitor."""


@dataclass(frozen=True)
class Words:
    """What is said of the figures of one moment, and kept with them.

    definitions: by the name of a figure. rule: who waits for help. limits: what the counts are not
    for. still_days: after so many without activity somebody has stalled.
    """

    definitions: Mapping[str, str]
    rule: str
    limits: str
    still_days: int


_DEFINITIONS = {
    "Joined": "People who have opened their course, and said that they may be counted. Somebody who"
    " changes to no is taken out of every figure. Somebody who changes to yes is counted with all"
    " that they did.",
    "Started": "Of those who joined, people who began at least one activity. Finished and stalled"
    " are among them.",
    "Finished": "People who did every activity that each numbered module needs.",
    "Stalled": "People who started, did not finish, and did nothing for"
    f" {STILL_DAYS} days or more.",
    "Not started": "People who joined and have done nothing yet.",
    "Share": "Finished, of those who started, as a whole percentage.",
    "Nobody learning": "A service on the list of services where nobody has started.",
    "Started a module": "People who began at least one activity of this module.",
    "Finished a module": "People who did every activity that this module needs.",
    "Did it": "People who did this activity at least once.",
    "Section": "The heading of the lesson that an activity is under. Nothing is kept of what"
    " people read, so a section without an activity has no figure.",
    "Setting": "For people: the setting they chose in the course, if they chose one. For services:"
    " the setting on the list of services.",
    "Region, ICB, provider": "Of the service somebody works for, from the list of services."
    " Somebody who changes service is counted in the new one, with all that they did.",
    "Module open": "The first numbered module that somebody began and did not finish. If there is"
    " none, the next one.",
    "Time": "When the programme's computer received it. All times are UTC.",
}
_RULE = (
    "Somebody has not started when they joined and have done nothing yet. Somebody has stalled when"
    f" they did nothing for {STILL_DAYS} days or more and have a module open. Nobody has a score."
)
_LIMITS = (
    "Counts are of people, exact, for running the programme. They are not for publishing: small"
    " numbers can point at somebody."
)
WORDS = Words(_DEFINITIONS, _RULE, _LIMITS, STILL_DAYS)
"""What is said of figures that are counted now."""
