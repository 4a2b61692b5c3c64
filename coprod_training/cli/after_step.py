"""What a keeper hears after a step of a contribution, and the pages that are written then."""

from collections.abc import Iterator
from datetime import UTC, datetime

from coprod_training.cli.contribution_entry import to_decide
from coprod_training.cli.contribution_wishes import HOW_DONE
from coprod_training.cli.edit_shown import edit_written
from coprod_training.cli.hiding import STEPS, hidden, why_nowhere
from coprod_training.cli.keepers_desk import Desk
from coprod_training.cli.made_parts import write_parts
from coprod_training.cli.recognised import recognised
from coprod_training.content.course import load_course
from coprod_training.contributions.record import Contribution
from coprod_training.contributions.requests import due_lines
from coprod_training.contributions.sections import KEEPER


def after_step(desk: Desk, c: Contribution, now: Contribution) -> Iterator[str]:
    """Everything after where it is. c, now: the record before the step and after it, as kept."""
    asked = desk.asked
    if asked.what in ("draft", "show"):
        yield from recognised(desk, now)
    if asked.what == "show" and asked.to is not None:
        yield from edit_written(desk, now)
    if asked.what == "made":
        course = load_course(desk.root / "course")
        yield str(write_parts(desk.root, course, now, desk.outside(asked.to)))
    if now.status != c.status:
        if KEEPER in desk.register.roles:
            yield f"Bring the public manifest up to date: coprod gate --manifest --key {asked.key}"
        else:  # it reads every record, and this key opens parts of them
            yield "Ask a keeper to bring the public manifest up to date: coprod gate --manifest"
    for one in now.requests[len(c.requests) :]:
        yield from due_lines(one)
    if asked.what == "ask":
        yield f"Written down, and not done yet: {HOW_DONE[asked.wish]}"
    if asked.what == "invite":
        yield from to_decide(desk, now)
    if asked.what in ("agree", "consent", "renew"):
        yield from why_nowhere(now, datetime.now(UTC).date())
    if asked.what in STEPS:
        yield from hidden(desk.private, c, now, datetime.now(UTC).date())
