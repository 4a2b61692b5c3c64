"""Who works on these pages, and who did what: asked for once, said in words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from coprod_training.content.course import HelpContact
from coprod_training.grading.trainer_names import TrainerNames, is_of_a_browser
from coprod_training.stored_time import stored

_OURS = re.compile(r"(coprod/trainer|formgrader/submissions)(/[A-Za-z0-9-]+)*/?")


@dataclass(frozen=True)
class Who:
    """account: of whoever looks at the page. names: of all trainers here."""

    account: str
    names: TrainerNames

    @property
    def name(self) -> str:
        """What they are called from now on, or ""."""
        return self.names.of(self.account, stored(datetime.now(UTC)))

    def called(self, by: str, at: str) -> str:
        """A person's name or account; "" for a browser in which nobody gave a name."""
        return self.names.of(by, at) or ("" if is_of_a_browser(by) else by)

    def said(self, by: str, at: str) -> str:
        """Who did something. by: the account on record. at: when, UTC, ISO 8601, ends in Z."""
        name = self.names.of(by, at)
        if not is_of_a_browser(by):
            return f"{name} ({by})" if name else by
        which = "this" if by == self.account else "another"
        return name or f"A trainer in {which} browser ({by[:4]})"


def not_a_contact(name: str, contacts: Iterable[HelpContact]) -> str:
    """A sentence where whoever saw or closed a flag is not who the service named; else "".

    name: "" when none is on record. A contact may say the person in its name or in how to reach
    them. While the service has set none there is nobody to compare with.
    """
    named = [f"{one.name} {one.how}" for one in contacts if not one.waits]
    if not named:
        return ""
    if not name:
        return "No name is on record, so it may not have been the named person."
    sought = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    if any(sought.search(" ".join(one.split())) for one in named):
        return ""
    return f"{name} is not among the contacts of your service."


def place_after(back: str) -> str:
    """Where to go once a name is kept: the page it was asked on, never one of another server."""
    return back if _OURS.fullmatch(back) else "coprod/trainer"
