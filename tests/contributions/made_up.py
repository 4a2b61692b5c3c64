"""Made-up records for tests. Every name and every word in them says "test record"."""

from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

from coprod_training.contributions import side_routes, stages
from coprod_training.contributions.consent import CHANNELS, Consent, Consents
from coprod_training.contributions.record import (
    SAYINGS,
    Attribution,
    BenefitsAdvice,
    Contribution,
    ImpactNote,
    Payment,
    Status,
    Support,
)
from coprod_training.contributions.review import (
    CHECKLIST,
    RESCOPE_QUESTIONS,
    ModuleReview,
    Point,
    PointReply,
    Reviewer,
)

REF, PERSON, KEEPER, AUTHOR, LEAD, ONE, TWO, THREE = (f"{n:016x}" for n in range(1, 9))
OTHER = f"{9:016x}"
MODULE, VERSION, SLOT, WORDING = "safe-sharing", "0.1", "m3-s1", "terms-1"
STATUSES = get_args(Status)
DAY = date(2026, 1, 5)
"""The day of the invitation. `on(n)` is n days later."""
HASH = "a" * 64
OTHER_HASH = "b" * 64


def on(days):
    return DAY + timedelta(days=days)


def yes(days=7, wording=WORDING, until=700):
    return Consent(yes=True, on=on(days), wording=wording, until=on(until))


def consents(**changes):
    every = Consents(
        use=yes(),
        use_for="test record: shown in one module",
        special_category=yes(),
        channels={channel: yes() for channel in CHANNELS},
    )
    return replace(every, **changes)


def attribution(**changes):
    one = Attribution(how="chosen_name", display_text="test record: a credit", risk_talk=on(1))
    return replace(one, **changes)


def contribution(**changes):
    """One that nobody was invited to yet, with everything ready that a keeper gets ready."""
    one = Contribution(
        ref=REF,
        slot=SLOT,
        module=MODULE,
        module_version=VERSION,
        kind="text",
        age="18 or over",
        said_in_writing=dict.fromkeys(SAYINGS, on(0)),
        route_sent=on(0),
        route_tested=on(0),
        payment=Payment(amount=12345, what_for="test record: one text", offered_on=on(0)),
        benefits_advice=BenefitsAdvice(source="test record: an adviser", offered_on=on(0)),
        support=Support(contact="test record: a colleague"),
    )
    return replace(one, **changes)


def agreed(c, day=7, reply="yes", **changes):
    terms = {
        "wording": WORDING,
        "consents": consents(),
        "attribution": attribution(),
        "review_by": on(700),
        **changes,
    }
    return stages.agree(c, reply, on(day), **terms)


def approved(c, day=18, reply="yes", content_hash=HASH, third_parties="none"):
    return stages.approve(c, reply, content_hash, on(day), third_parties=third_parties)


def reviewer(person, **changes):
    one = Reviewer(
        person=person,
        joined_at="rescope",
        outside=True,
        rescoping=dict.fromkeys(RESCOPE_QUESTIONS, "test record: an answer"),
        settings=("primary-care",),
        checked=frozenset(CHECKLIST),
        outcome="pass",
        outcome_on=on(20),
        pay_offered_on=on(0),
        advice_offered_on=on(0),
        support_offered_on=on(0),
        payment="paid",
    )
    return replace(one, **changes)


def point(ref="test-record-1", person=ONE, **changes):
    reply = PointReply(answer="changed", on=on(21))
    one = Point(ref=ref, person=person, words="test record: a point", reply=reply)
    return replace(one, **changes)


def review(**changes):
    """A review that has passed, signed on `on(22)`."""
    one = ModuleReview(
        module=MODULE,
        module_version=VERSION,
        author=AUTHOR,
        lead=LEAD,
        reviewers=(reviewer(ONE), reviewer(TWO)),
        points=(point(),),
        facts_checked_on=on(20),
        signed_on=on(22),
    )
    return replace(one, **changes)


STEPS = {
    "open": lambda c: c,
    "invited": lambda c: stages.invite(c, PERSON, KEEPER, on(0)),
    "terms agreed": agreed,
    "drafted": lambda c: stages.draft(c, on(10)),
    "edit shown": lambda c: stages.show_edit(c, HASH, on(11)),
    "approved by contributor": approved,
    "module review": lambda c: stages.send_to_review(c, VERSION, on(19)),
    "passed": lambda c: stages.pass_review(c, review(), on(23)),
    "released": lambda c: stages.release(c, (), on(24)),
    "review due": lambda c: stages.fall_due(c, on(600)),
}


def walked_to(status, **changes):
    """A contribution that came to this stage by every step before it."""
    if status == "declined":  # once there are words, they are withdrawn
        return side_routes.decline(walked_to("terms agreed", **changes), on(610))
    c = contribution(**changes)
    for name, step in STEPS.items():
        c = step(c)
        if name == status:
            return c
    side = {
        "paused": side_routes.pause,
        "withdrawn": side_routes.withdraw,
        "replaced": lambda c, day: side_routes.replaced(c, [passed_too(c)], day),
    }
    return side[status](c, on(610))


def passed_too(c):
    """Another contribution to the same place that has passed."""
    return replace(walked_to("passed"), ref=OTHER, slot=c.slot, module=c.module)


def everything_filled(**changes):
    """A released one with every free field filled, for looking for leaks."""
    return walked_to(
        "released",
        perspective="test record: PLANTED-perspective",
        off_limits="test record: PLANTED-off-limits",
        off_limits_followed_on=on(10),
        if_unreachable="test record: PLANTED-if-unreachable",
        impact_note=ImpactNote(text="test record: PLANTED-impact", approved_on=on(12)),
        support=Support(contact="test record: PLANTED-contact", checked_in_on=on(15)),
        payment=Payment(
            amount=98765,
            what_for="test record: PLANTED-purpose",
            offered_on=on(0),
            status="paid",
            settled_on=on(16),
            expenses="none needed",
        ),
        **changes,
    )


def everything_in(folder):
    """All bytes of all files below a folder, for looking for leaks."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
