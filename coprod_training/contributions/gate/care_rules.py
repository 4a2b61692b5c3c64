"""G08 to G11: whoever worked was paid, advised, supported, and can always take it back."""

from datetime import date

from coprod_training.contributions.gate.case import LEFT, Case, Reasons, about
from coprod_training.contributions.months import still_open
from coprod_training.contributions.record import Contribution


def contributors_are_paid(case: Case) -> Reasons:
    """G08. Paid, declined or donated, after an offer in writing that came before the work.

    Work that is not used, or was withdrawn, counts too: pay already agreed is still paid.
    """
    found = []
    for one in case.worked_on:
        offered = one.payment.offered_on
        if not one.payment.offered or offered is None:
            found.append(about(one, "there is no written offer of payment with its day."))
        elif offered > one.reached["drafted"]:
            found.append(about(one, "payment was offered only after the work had begun."))
        if not one.payment.settled:
            found.append(about(one, "its contributor has not been paid, and has not declined it."))
    return tuple(found)


def benefits_advice_came_first(case: Case) -> Reasons:
    """G09. An independent source of advice was offered in writing before payment."""
    found = []
    for one in case.worked_on:
        advised, settled = one.benefits_advice.offered_on, one.payment.settled_on
        if not one.benefits_advice.offered or advised is None:
            found.append(about(one, "independent benefits advice has not been offered."))
        elif one.payment.settled and settled is None:
            found.append(about(one, "the day on which payment was settled is not on record."))
        elif settled is not None and advised > settled:
            found.append(about(one, "benefits advice was offered only after payment."))
    return tuple(found)


def somebody_checked_in(case: Case) -> Reasons:
    """G10. After drafting somebody checked in, or the person did not want that.

    Whoever declined or withdrew is not written to again.
    """
    return tuple(
        about(one, "nobody has checked in with its contributor since it was drafted.")
        for one in case.worked_on
        if one.status not in LEFT and check_in_is_open(one, case.day)
    )


def check_in_is_open(one: Contribution, day: date) -> bool:
    """Whether somebody still has to check in on that day; before there is a draft it is to come."""
    if not still_open(one.support.declined_on, day):
        return False
    drafted, checked = one.reached.get("drafted"), one.support.checked_in_on
    if drafted is None or checked is None:
        return True
    return checked < drafted or still_open(checked, day)


def withdrawing_works(case: Case) -> Reasons:
    """G11. The way to withdraw was sent, and has been tried since."""
    found = []
    for one in case.shown:
        sent, tested = one.route_sent, one.route_tested
        if sent is None or sent > case.day:
            found.append(about(one, "its contributor has not been sent the way to withdraw."))
        elif tested is None or not sent <= tested <= case.day:
            found.append(about(one, "nobody has tried whether the way to withdraw works."))
    return tuple(found)
