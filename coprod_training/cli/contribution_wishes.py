"""What a contributor asked for at any time: written down, and marked as done part by part."""

from collections.abc import Mapping
from dataclasses import replace

from coprod_training.cli.keepers_desk import Desk
from coprod_training.contributions.record import Contribution
from coprod_training.contributions.requests import CREDIT, Request, with_part_done
from coprod_training.contributions.stages import Refused

HOW_DONE: Mapping[str, str] = {
    "stop using it": "coprod withdraw REF",
    "change the credit": "a note with the new words, under credit",
    "change the content": "draft or show, with the new words",
    "pause": "coprod contribution pause REF",
    "delete": "coprod withdraw REF, then coprod contribution delete REF",
}
"""The steps that do what was asked for: writing it down does not."""
_ENTER_IT = "Enter it: coprod contribution note REF FILE, with the new words under credit."


def asked_for(desk: Desk, c: Contribution) -> Contribution:
    """Write down what they asked for. Raises Refused where they wait for another credit already."""
    if desk.asked.wish == CREDIT:
        for one in c.requests:
            if one.wish == CREDIT and one.waits:
                raise Refused(
                    [f"They asked for this on {one.asked_on}, and nothing of it is done yet."],
                    fix=_ENTER_IT if one.entered_on is None else "Finish that first: done.",
                )
    wish = Request(wish=desk.asked.wish, asked_on=desk.on)
    return replace(c, requests=(*c.requests, wish))


def part_done(desk: Desk, c: Contribution) -> Contribution:
    """A part of it is done. Raises Refused when nobody waits for that, or it cannot be done yet."""
    for at, one in enumerate(c.requests):
        if one.wish != desk.asked.wish:
            continue
        now = with_part_done(one, desk.asked.part, desk.on)
        if now != one:
            if one.wish == CREDIT and one.entered_on is None:
                raise Refused(["The new credit is not entered yet."], fix=_ENTER_IT)
            return replace(c, requests=(*c.requests[:at], now, *c.requests[at + 1 :]))
    raise Refused([f'Nobody is waiting for "{desk.asked.wish}" there.'])
