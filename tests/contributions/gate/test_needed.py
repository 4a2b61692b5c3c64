"""What `coprod gate --hours` adds up, stage by stage, and what it says that it leaves out."""

from dataclasses import fields, replace

import pytest

from contributions.gate.made_up_case import case, contribution, course
from contributions.made_up import LEAD, ONE, THREE, TWO, on, point, review, reviewer, walked_to
from coprod_training.cli.hours_words import hours_lines
from coprod_training.contributions.gate.case import Beside, Cited, Material
from coprod_training.contributions.gate.needed import NOT_COUNTED, Course, not_yet_paid
from coprod_training.contributions.gate.needed import still_needed as needed
from coprod_training.contributions.gate.plan import PANEL, Plan, cost
from coprod_training.contributions.record import Payment, Support
from coprod_training.contributions.review import Change, Dissent

BESIDE = Beside(day=on(24))
COURSE = Course(minutes={"safe-sharing": 60, "fair-terms": 60}, beside=BESIDE)
EMPTY = case(contributions=(), filled=frozenset(), review=None)
CHANGE = Change(ref="c-1", on=on(23), what="words", kind="wording")


def still_needed(cases, plan=None, **changes):
    return needed(cases, replace(COURSE, **changes), plan)


def hours(*cases, plan=None, **changes):
    """Hours by the beginning of each line."""
    return {
        one.what.split(":")[0].split(",")[0]: one.hours
        for one in still_needed(list(cases), plan, **changes)
    }


def people(*cases, **changes):
    lines = still_needed(list(cases), **changes)
    return {one.what.split(":")[0].split(",")[0]: one.people for one in lines}


def reviewed(*reviewers, **changes):
    return case(review=review(reviewers=reviewers, **changes))


def test_nothing_is_needed_where_everything_is_done():
    assert still_needed([case()]) == ()


def test_a_module_that_nobody_has_seen_needs_every_stage_of_the_process():
    plan = Plan(start=1, advice=2, rescope=1, read_times=2, talk=1, write=5, approve=2, lead=3)

    found = hours(EMPTY, plan=plan)

    assert found == {
        "Starting well": 3 * 1,  # two reviewers and a contributor
        "Independent benefits advice": 3 * 2,
        "Answering what a module is for": 2 * 1,
        "Reviewing modules": 2 * (2 * 1 + 1),
        "Contributions": 5,
        "Every edit of a contribution": 2,
        "A check-in after drafting": plan.check_in,
        "The lived-experience lead": 3,
        "The keeper": 3 * plan.keeper,
        "Named contacts": 3 * plan.contact,
        "Authors": plan.change + plan.edit,
        "Checking modules against their facts": plan.claims,
    }


def test_one_panel_covers_several_modules():
    both = [EMPTY, replace(EMPTY, module="fair-terms")]

    assert people(*both)["Reviewing modules"] == PANEL[0]


def test_a_reviewer_who_has_passed_it_is_not_asked_for_again():
    half = reviewed(reviewer(ONE))

    assert hours(half, plan=Plan(read_times=2, talk=1))["Reviewing modules"] == 3
    assert people(half)["Reviewing modules"] == people(half)["Starting well"] == 1


def test_somebody_who_has_begun_to_review_does_not_start_anew():
    going = reviewed(reviewer(ONE), reviewer(TWO, outcome=None), signed_on=None)

    assert people(going)["Reviewing modules"] == 1
    assert "Starting well" not in people(going)


@pytest.mark.parametrize(
    "reviewers",
    [
        (reviewer(ONE, outside=False), reviewer(TWO, outside=False)),
        (reviewer(ONE, joined_at="draft"), reviewer(TWO, joined_at="final")),
        (reviewer(ONE), reviewer(TWO), reviewer(LEAD, outcome="not_pass")),
        (reviewer(ONE, checked=frozenset()), reviewer(TWO, checked=frozenset())),
    ],
)
def test_a_third_reader_is_counted_where_two_passes_are_not_enough(reviewers):
    found = hours(reviewed(*reviewers))

    assert found["Reviewing modules"] == 3
    assert found["The lived-experience lead"] == Plan().lead  # who decides again


def test_nobody_at_scope_means_that_somebody_is_asked_what_the_module_is_for():
    late = reviewed(reviewer(ONE, joined_at="draft"), reviewer(TWO, joined_at="final"))

    assert hours(late)["Answering what a module is for"] == Plan().rescope


@pytest.mark.parametrize(
    "over",
    [
        case(day=on(780), contributions=()),
        case(review=review(changes=(replace(CHANGE, kind="meaning"),)), contributions=()),
        case(version="0.2", contributions=()),
    ],
)
def test_a_review_that_has_ended_or_is_of_another_edition_is_counted_as_a_whole_one(over):
    found = hours(replace(over, places=()))

    assert found["Reviewing modules"] == 2 * 3
    assert found["The lived-experience lead"] == Plan().lead


def test_a_change_of_wording_takes_one_reader_and_a_typo_the_leads_tick():
    wording = hours(case(review=review(changes=(CHANGE,))))
    typo = hours(case(review=review(changes=(replace(CHANGE, kind="typo"),))))
    unknown = hours(case(course=course(digest="test record: other words")))

    assert wording == unknown == {"Looking at single changes": Plan().difference}
    assert typo == {"The lived-experience lead": Plan().tick}


def test_a_light_check_after_a_year_is_counted():
    late = case(day=on(400), contributions=(), places=())

    assert hours(late) == {"Looking at single changes": Plan().difference}


def test_points_and_objections_without_a_reply_are_the_authors_and_the_leads_time():
    objection = Dissent(person=ONE, ref="d-1", because="test record")
    open_yet = review(points=(point(reply=None),), dissents=(objection,))
    plan = Plan(answer=1, tick=1)

    found = hours(case(review=open_yet), plan=plan)

    assert found == {"The lived-experience lead": 1, "Authors": 2}


@pytest.mark.parametrize(
    ("status", "left"),
    [
        ("invited", {"start", "write", "approve", "check_in"}),
        ("terms agreed", {"write", "approve", "check_in"}),
        ("drafted", {"approve", "check_in"}),
        ("edit shown", {"approve", "check_in"}),
        ("approved by contributor", {"check_in"}),
        ("review due", {"renew", "check_in"}),
    ],
)
def test_a_contribution_takes_less_the_further_it_is(status, left):
    plan = Plan(start=1, write=2, approve=4, check_in=8, renew=16, advice=0)
    one = case(contributions=(walked_to(status),))

    paid = sum(one.hours for one in still_needed([one], plan) if one.paid)

    assert paid == sum(getattr(plan, name) for name in left)


def test_what_has_ended_or_was_agreed_to_other_terms_is_asked_again():
    over = case(contributions=(contribution(review_by=on(20)),))
    other = case(wording="terms-2")

    for one in (over, other):
        assert hours(one) == {"Contributors who are asked again": Plan().renew}


def test_whoever_withdrew_is_not_counted_and_their_place_is():
    gone = case(contributions=(walked_to("withdrawn"),), filled=frozenset())

    assert people(gone)["Contributions"] == 1
    assert people(gone)["A check-in after drafting"] == 1


def test_a_recording_takes_a_transcript():
    spoken = case(contributions=(walked_to("drafted", kind="audio"),))

    assert hours(spoken)["Writing down what recordings say"] == Plan().transcript
    assert "Writing down what recordings say" not in hours(
        case(contributions=(walked_to("drafted"),))
    )


def test_a_setting_that_nobody_speaks_for_takes_a_contribution_beyond_the_places_that_wait():
    assert "Contributions" not in people(case())
    assert people(case(), missing_settings=2)["Contributions"] == 2
    assert people(EMPTY, missing_settings=1)["Contributions"] == 1


def test_parts_that_wait_to_be_written_together_are_counted():
    waits = case(course=course(placeholders=("test record", "test record 2")))

    assert hours(waits) == {"Parts of lessons that wait to be written together": 2 * Plan().part}


@pytest.mark.parametrize("check", ["keyboard_on", "without_drag_on", "text_alternative_on"])
def test_a_page_that_lacks_one_check_is_still_to_be_checked(check):
    page = replace(course().drawn[0], **{check: None})

    (line,) = still_needed([case(course=course(drawn=(page,)))], Plan(page=0.5))

    assert (line.what, line.hours, line.paid) == ("Checking each kind of page", 0.5, False)


def test_facts_links_and_terms_are_counted_in_the_modules_and_beside_them():
    fact = Cited(fact="F139", confidence="C", checked_on=None)
    material = Material(name="test record", needs="test record")
    inside = case(course=course(cited=(fact,), materials=(material,)))
    beside = replace(BESIDE, cited=(fact,), links={"a-guide": None, "a-tool": on(1)})

    assert hours(inside, inside, beside=beside) == {
        "Checking facts at their source": Plan().fact,
        "Opening the links of resources": Plan().link,
        "Terms of material of others": Plan().material,
    }


def test_only_the_time_of_people_with_lived_experience_is_counted_as_their_pay():
    lines = still_needed([EMPTY])
    paid = sum(one.hours for one in lines if one.paid)
    staff = sum(one.hours for one in lines if not one.paid)

    assert cost(lines, 10) == paid * 10
    assert cost(lines, 10, paid=False) == staff * 10
    assert min(paid, staff) > 0


def test_whoever_has_worked_and_waits_for_their_money_is_counted_once():
    owed = replace(contribution(), payment=Payment(), person=ONE)
    unpaid = case(
        contributions=(owed,),
        review=review(reviewers=(reviewer(ONE, payment="not_yet"), reviewer(THREE))),
    )

    assert not_yet_paid([case()]) == 0
    assert not_yet_paid([unpaid]) == 1
    assert "1 person waits for their pay" in "\n".join(hours_lines((), not_paid=1))


def test_no_rate_is_made_up_and_what_is_left_out_is_said():
    said = "\n".join(hours_lines(still_needed([EMPTY])))

    assert "£" not in said
    assert "not based on a study" in said
    assert all(one in said for one in NOT_COUNTED)
    assert "an interpreter, a translation" in said
    money = "\n".join(hours_lines(still_needed([EMPTY]), 10, 20))
    assert money.count("an hour: £") == 2
    assert NOT_COUNTED[0] in "\n".join(hours_lines(()))


def test_every_number_of_the_plan_counts_and_is_said():
    odd = Support(contact="test record")
    everything = [
        replace(EMPTY, course=course(cited=(Cited(fact="F139", confidence="C", checked_on=None),))),
        case(contributions=(walked_to("review due", kind="audio"), walked_to("drafted"))),
        case(contributions=(walked_to("drafted", kind="film", support=odd),)),
        case(
            course=course(placeholders=("a",), materials=(Material(name="a", needs=""),), drawn=()),
            review=review(changes=(CHANGE,), points=(point(reply=None),)),
        ),
        case(review=review(changes=(replace(CHANGE, kind="typo"),))),
        case(course=course(drawn=(replace(course().drawn[0], as_checked=False),))),
    ]
    links = replace(BESIDE, links={"a-guide": None})

    def total(plan):
        lines = (one for case in everything for one in still_needed([case], plan, beside=links))
        return sum(one.hours for one in lines)

    for number in fields(Plan):
        more = Plan(**{number.name: getattr(Plan(), number.name) + 1})
        assert total(more) > total(Plan()), number.name
    said = "\n".join(hours_lines(still_needed([EMPTY], Plan())))
    assert said.count("of your staff") == 4
