"""What `coprod gate --hours` adds up."""

from dataclasses import replace

import pytest

from contributions.gate.made_up_case import case, course
from contributions.made_up import ONE, review, reviewer
from coprod_training.cli.gate_words import hours_lines
from coprod_training.contributions.gate.case import Cited
from coprod_training.contributions.gate.needed import PANEL, Plan, cost, still_needed

MINUTES = {"safe-sharing": 60, "fair-terms": 60}
EMPTY = case(contributions=(), filled=frozenset(), review=None)


def by_what(lines):
    return {one.what.split(":")[0].split(",")[0]: one for one in lines}


def test_nothing_is_needed_where_everything_is_done():
    assert still_needed([case()], MINUTES) == ()


def test_a_module_that_nobody_has_seen_needs_its_slot_its_reviewers_and_its_lead():
    plan = Plan(start=1, rescope=1, read_times=2, talk=1, slot=5, lead=3)

    lines = by_what(still_needed([EMPTY], MINUTES, plan))

    assert lines["Reviewing modules"].hours == 2 * (2 * 1 + 1)
    assert lines["Required contributions"].hours == 5
    assert lines["The lived-experience lead's decision on each module"].hours == 3
    assert lines["Answering the rescoping questions"].hours == 2
    assert lines["Starting well"].people == 3


def test_one_panel_covers_several_modules():
    both = [EMPTY, replace(EMPTY, module="fair-terms")]

    lines = by_what(still_needed(both, MINUTES))

    assert lines["Reviewing modules"].people == PANEL[0]


def test_a_reviewer_who_has_passed_it_is_not_asked_for_again():
    half = case(review=review(reviewers=(reviewer(ONE),)))

    lines = by_what(still_needed([half], MINUTES, Plan(read_times=2, talk=1)))

    assert (lines["Reviewing modules"].people, lines["Reviewing modules"].hours) == (1, 3)


@pytest.mark.parametrize("check", ["keyboard_on", "without_drag_on", "text_alternative_on"])
def test_a_page_that_lacks_one_check_is_still_to_be_checked(check):
    page = replace(course().drawn[0], **{check: None})

    (line,) = still_needed([case(course=course(drawn=(page,)))], MINUTES, Plan(page=0.5))

    assert (line.what, line.hours, line.paid) == ("Checking each kind of page", 0.5, False)


def test_only_the_time_of_people_with_lived_experience_is_counted_as_pay():
    unchecked = replace(
        EMPTY, course=course(cited=(Cited(fact="F139", confidence="C", checked_on=None),))
    )
    lines = still_needed([unchecked], MINUTES)
    paid = sum(one.hours for one in lines if one.paid)

    assert cost(lines, 10) == paid * 10
    assert any(not one.paid and one.hours == 0.25 for one in lines)


def test_no_rate_is_made_up():
    said = "\n".join(hours_lines(still_needed([EMPTY], MINUTES), None))

    assert "£" not in said
    assert "rest on no study" in said
