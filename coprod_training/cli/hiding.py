"""Hides a contribution on the same day, and deletes nothing: a pause, a stop, or a no.

Copies that were published, and are where they were, show it no more; the next `coprod publish`
shows what may be shown again. Source: contribution-process.md, section 8.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from coprod_training.cli.gate_case import CHANNELS
from coprod_training.cli.withdrawal import clean, is_there, may_show, opened_here
from coprod_training.contributions.copies import Copies, alone
from coprod_training.contributions.gate.case import SHOWN, SHOWN_TO_TESTERS
from coprod_training.contributions.gate.consent_rules import answers_needed
from coprod_training.contributions.record import Contribution
from coprod_training.contributions.terms import TERMS_VERSION

STEPS = ("pause", "stop", "decline", "replace", "due", "consent")
"""The steps that say: not any more. What an earlier copy still shows is hidden there too.

`show` is none of them. Other words wait for a new yes, and new copies leave the place empty until
then; an earlier copy goes on showing what its contributor approved.
"""


def hidden(private: Path, before: Contribution, now: Contribution, day: date) -> Iterator[str]:
    """Hide it in every copy here, unless it may still be shown; yields what to tell.

    private: of the workspace. before, now: its record before and after the step. day: today, since
    an answer that has ended shows nothing.
    """
    if not _may_be_shown(now, day):
        with alone(private):
            yield from _hidden(private, now)
    if before.status in SHOWN:
        yield "Copies on other machines still show it. Publish again today, install the new copy,"
        yield "and restart the learners' servers. Do not use coprod withdraw for this: it deletes"
        yield "the words for good."


def _hidden(private: Path, c: Contribution) -> Iterator[str]:
    copies = [one.folder for one in Copies(private).with_ref(c.ref) if is_there(one.folder)]
    opened = [one for one in opened_here(private) if may_show(one, c.ref)]
    for folder in dict.fromkeys([*copies, *opened]):
        if clean(folder, c.ref, removed=False) is not None:
            yield f"Hidden in {folder}"
        else:
            yield f"Could not be changed, so remove it, or change it as its owner: {folder}"


def why_nowhere(c: Contribution, day: date) -> Iterator[str]:
    """Says which answers keep its words from being shown at all: the person may not know that."""
    if "terms agreed" not in c.reached:
        return
    answers = answers_needed(c, CHANNELS).items()
    missing = [one for one, answer in answers if not answer.holds(day, TERMS_VERSION)]
    if missing:
        yield f"Their words are shown nowhere, as there is no yes to: {', '.join(missing)}."
        yield "The website and the download are one so far. Tell them so; the choice is theirs."


def _may_be_shown(c: Contribution, day: date) -> bool:
    return c.status in SHOWN_TO_TESTERS and not any(why_nowhere(c, day))
