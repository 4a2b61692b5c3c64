"""`coprod gate --hours` counts what a rule of the gate still asks for on its day, and no less."""

from dataclasses import replace

import pytest

from contributions.gate.made_up_case import case, course
from contributions.made_up import on, review, walked_to
from coprod_training.contributions.gate.case import Beside, Cited, Material
from coprod_training.contributions.gate.needed import Course, still_needed
from coprod_training.contributions.record import Support

LATER = on(99)
"""After the day of the case, and so not done yet."""
CHECK_IN = "A check-in after drafting"


def lines(one, links=None):
    beside = Beside(day=one.day, links=links or {})
    return {
        found.what for found in still_needed([one], Course(minutes={one.module: 60}, beside=beside))
    }


@pytest.mark.parametrize(
    ("status", "support", "to_come"),
    [
        ("terms agreed", {"checked_in_on": on(5)}, True),  # there is no draft yet
        ("drafted", {"checked_in_on": on(9)}, True),  # it was drafted on day 10
        ("drafted", {"checked_in_on": LATER}, True),
        ("drafted", {"declined_on": LATER}, True),
        ("drafted", {"checked_in_on": on(10)}, False),
        ("drafted", {"declined_on": on(5)}, False),
        ("terms agreed", {"declined_on": on(5)}, False),
    ],
)
def test_a_check_in_is_to_come_until_one_follows_the_draft(status, support, to_come):
    one = walked_to(status, support=Support(contact="test record", **support))

    assert (CHECK_IN in lines(case(contributions=(one,)))) == to_come


def test_facts_links_terms_and_pages_with_a_day_to_come_are_still_to_be_done():
    fact = Cited(fact="F139", confidence="C", checked_on=LATER)
    material = Material(name="test record", licence="x", needs="test record", met_on=LATER)
    page = replace(course().drawn[0], keyboard_on=LATER)

    found = lines(
        case(course=course(cited=(fact,), materials=(material,), drawn=(page,))),
        links={"a-guide": LATER},
    )

    assert found == {
        "Checking facts at their source",
        "Opening the links of resources",
        "Terms of material of others",
        "Checking each kind of page",
    }


@pytest.mark.parametrize("signed_on", [LATER, on(19)])
def test_a_lead_has_to_sign_after_everybody_has_decided_and_by_the_day(signed_on):
    (line,) = lines(case(review=review(signed_on=signed_on)))

    assert line.startswith("The lived-experience lead")


def test_a_module_is_checked_against_its_facts_by_the_day():
    assert lines(case(review=review(facts_checked_on=LATER))) == {
        "Checking modules against their facts"
    }
