"""Which services somebody is offered where they say for which one they work. Pure."""

from collections.abc import Sequence

from coprod_training.content.services import Service
from coprod_training.hub.membership import Membership


def services_to_choose(every: Sequence[Service], membership: Membership) -> tuple[Service, ...]:
    """Those of the list that fit; one that came with somebody's place is the only one.

    every: the list as it is now. What somebody has and the list does not is offered under its code:
    else the people of a service that was closed or got another code could neither begin nor say no
    to being counted.
    """
    given = {one.service for one in membership.places if one.service}
    listed = tuple(one for one in every if not given or one.code in given)
    theirs = (given or {membership.service}) - {"", *(one.code for one in every)}
    return listed + tuple(_not_listed(code) for code in sorted(theirs))


def _not_listed(code: str) -> Service:
    return Service(
        code=code,
        name=f"{code} (not on the list of services)",
        setting="",
        region="",
        icb="",
        provider="",
        made_up=False,
    )
