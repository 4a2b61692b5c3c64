"""What `coprod gate --hours` prints: the sum, what it rests on, and what it leaves out."""

from collections.abc import Iterator, Sequence

from coprod_training.contributions.gate.needed import NOT_COUNTED
from coprod_training.contributions.gate.plan import PANEL, Line, Plan, cost


def hours_lines(
    lines: Sequence[Line],
    rate: float | None = None,
    staff_rate: float | None = None,
    not_paid: int = 0,
) -> Iterator[str]:
    """The table, hours and money, what is not in it, and the plan.

    rate, staff_rate: pounds an hour, of people with lived experience and of your own staff.
    not_paid: people who have worked and wait for their money.
    """
    if lines:
        yield "People   Hours  What is still needed"
    else:
        yield "Before a release, nothing is left that takes hours."
    for one in lines:
        whose = "" if one.paid else " (your own staff)"
        yield f"{one.people:6}  {one.hours:6.2f}  {one.what}{whose}"
    if lines:
        yield ""
        yield from _money(lines, rate, staff_rate)
    if not_paid:
        who = "1 person waits" if not_paid == 1 else f"{not_paid} people wait"
        yield f"For work that is done {who} for their pay. What was agreed is in the register."
    yield ""
    yield "Not included:"
    yield from (f"  - {one}" for one in NOT_COUNTED)
    if lines:
        yield ""
        yield from _plan()


def _money(lines: Sequence[Line], rate: float | None, staff_rate: float | None) -> Iterator[str]:
    paid = sum(one.hours for one in lines if one.paid)
    yield f"Paid time of people with lived experience: {paid:.2f} hours."
    if rate is None:
        yield "Money: give what you pay for an hour with --rate. The course has no rate of its own."
    else:
        yield f"At £{rate:.2f} an hour: £{cost(lines, rate):,.2f}."
    yield f"Time of your own staff: {sum(one.hours for one in lines if not one.paid):.2f} hours."
    if staff_rate is None:
        yield "It has no cost here: give what an hour costs with --staff-rate."
    else:
        yield f"At £{staff_rate:.2f} an hour: £{cost(lines, staff_rate, paid=False):,.2f}."
    yield "Where an amount is already agreed with somebody, it counts instead of their hours."


def _plan() -> Iterator[str]:
    p = Plan()
    yield f"One paid panel of {PANEL[0]} to {PANEL[1]} people can cover all modules, if between"
    yield "them they speak for each setting and for racialised communities."
    yield "The hours are our own plan, not based on a study: adjust them to what you find."
    yield "Our plan, in hours:"
    yield f"  for each person: {p.start:g} to start well, {p.advice:g} for benefits advice;"
    yield f"  of your staff {p.keeper:g} of the keeper and {p.contact:g} of a named contact"
    yield f"  for each module and reviewer: {p.rescope:g} on what it is for, {p.talk:g} to talk,"
    yield f"  {p.read_times:g} times the module's own minutes to read it;"
    yield f"  {p.difference:g} for a single change or a light check"
    yield f"  for each module: {p.lead:g} of the lead, {p.tick:g} for each tick or reply;"
    yield f"  of your staff {p.change:g} of its author, {p.answer:g} for each reply to a point,"
    yield f"  and {p.claims:g} to check it against its facts"
    yield f"  for each contribution: {p.write:g} to write or speak, {p.approve:g} to read each"
    yield f"  edit and answer, {p.check_in:g} for a check-in, {p.renew:g} to be asked again;"
    yield f"  of your staff {p.edit:g} of its author, {p.transcript:g} for a transcript"
    yield f"  for each part of a lesson that waits to be written together: {p.part:g}"
    yield f"  of your staff: {p.fact:g} for a fact, {p.link:g} for a link, {p.material:g} for"
    yield f"  terms of material, {p.page:g} for a kind of page"
