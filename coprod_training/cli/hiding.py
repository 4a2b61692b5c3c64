"""Hides a contribution on the same day, and deletes nothing: a pause, a stop, or a no.

Copies that were published, and are where they were, show it no more; the next `coprod publish`
shows what may be shown again. A no to paper, or to reuse by others, is noted in them in the same
way. Source: contribution-process.md, section 8.
"""

from collections.abc import Iterable, Iterator, Set
from datetime import date
from pathlib import Path

from coprod_training.cli.gate_case import CHANNELS
from coprod_training.cli.withdrawal import clean, is_there, may_show, opened_here
from coprod_training.content.take_down import end_uses
from coprod_training.contributions.copies import Copies, alone
from coprod_training.contributions.gate.case import SHOWN, SHOWN_TO_TESTERS
from coprod_training.contributions.gate.consent_rules import answers_needed
from coprod_training.contributions.record import Contribution
from coprod_training.contributions.terms import TERMS_VERSION

STEPS = ("pause", "stop", "decline", "replace", "due", "consent", "renew")
"""The steps that say, or may say: not any more. Earlier copies hide it too.

`show` is none of them. Other words wait for a new yes, and new copies leave the place empty until
then; an earlier copy goes on showing what its contributor approved.
"""

_USES = {"printed": "paper", "reuse": "reuse by others"}


def hidden(private: Path, before: Contribution, now: Contribution, day: date) -> Iterator[str]:
    """Hide it in every copy here, unless it may still be shown; yields what to tell.

    private: of the workspace. before, now: its record before and after the step. day: today, since
    an answer that has ended shows nothing.
    """
    shown, over = _may_be_shown(now, day), _uses_over(now, day)
    with alone(private):
        if not shown:
            yield from _hidden(private, now, day)
        elif over:
            yield from _ended(private, now, over)
    if before.status not in SHOWN:
        return
    if not shown:
        yield "Copies on other machines still show it. Publish again today, install the new copy,"
        yield "and restart the learners' servers. Do not use coprod withdraw for this: it deletes"
        yield "the words for good."
    elif lost := over - _uses_over(before, day):
        yield f"Copies on other machines still say yes to {_named(lost)}. Publish again today,"
        yield "install the new copy, and restart the learners' servers."


def _hidden(private: Path, c: Contribution, day: date) -> Iterator[str]:
    stopped = c.safety is not None and not c.safety.settled
    for folder in _folders(private, c):
        if clean(folder, c.ref, day, removed=False, stopped=stopped) is not None:
            yield f"Hidden in {folder}"
        else:
            yield _not_changed(folder)


def _ended(private: Path, c: Contribution, over: Set[str]) -> Iterator[str]:
    for folder in _folders(private, c):
        try:
            changed = end_uses(folder, c.ref, over)
        except Exception:  # whatever it is, the folder has to be named
            yield _not_changed(folder)
            continue
        if changed:
            yield f"No to {_named(changed)}: noted in {folder}"


def _folders(private: Path, c: Contribution) -> Iterable[Path]:
    copies = [one.folder for one in Copies(private).with_ref(c.ref) if is_there(one.folder)]
    opened = [one for one in opened_here(private) if may_show(one, c.ref)]
    return dict.fromkeys([*copies, *opened])


def _named(uses: Iterable[str]) -> str:
    return " and ".join(sorted(_USES[use] for use in uses))


def _not_changed(folder: Path) -> str:
    return f"Could not be changed, so remove it, or change it as its owner: {folder}"


def _uses_over(c: Contribution, day: date) -> frozenset[str]:
    """The uses of shown words, as a copy notes them, to which there is no yes on that day."""
    said = {"printed": c.consents.channel("printed"), "reuse": c.consents.reuse_licence}
    return frozenset(use for use, one in said.items() if not one.holds(day, TERMS_VERSION))


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
