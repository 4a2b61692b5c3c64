"""The plans: if-then, a story, a budget, and the map of who has a say."""

from dataclasses import replace
from random import Random

import pytest

from coprod_training.activities.action_plan import ActionPlan
from coprod_training.activities.payment_plan import PaymentPlan
from coprod_training.activities.power_map import PowerMap
from coprod_training.activities.story_plan import StoryPlan


def example(kind):
    return kind.example().activity, kind.example().right


def test_a_plan_is_looked_at_again_after_two_and_six_weeks():
    plan, right = example(ActionPlan)

    assert plan.feedback(right).notes == (
        ("week-2", "Look at it again on Monday 25 January 2027."),
        ("week-6", "Look at it again on Monday 22 February 2027."),
    )
    assert plan.text_of(right).splitlines()[0] == (
        "If a form is due for change, then I will name what is open before I write,"
        " together with the paid group."
    )


def test_what_is_open_in_a_plan_is_named():
    plan, right = example(ActionPlan)

    assert plan.feedback(right | {"partner": " ", "date": ""}).text == (
        "Still open: together with; I start on."
    )


@pytest.mark.parametrize("day", ["2027-02-29", "20270111", "2027-1-1", "9999-12-31", "0027-01-11"])
def test_a_date_is_a_day_that_there_is(day):
    plan, right = example(ActionPlan)

    assert plan.problem_with(right | {"date": day}) == "Give a real date, such as 11 1 2027."


def test_a_story_plan_needs_every_step_but_those_that_may_be_left_out():
    plan, _ = example(StoryPlan)

    assert not plan.complete({"purpose": "A talk", "long": ""})
    assert plan.feedback({"purpose": "A talk"}).text == "Still open: How long."
    assert plan.complete({"purpose": "A talk", "long": "year"})
    assert plan.text_of({"purpose": "A talk", "long": "year", "limits": " "}) == (
        "Purpose: A talk\nHow long: For one year"
    )


def test_a_budget_is_added_up_from_the_services_own_numbers():
    budget, right = example(PaymentPlan)

    assert budget.feedback(right).text == (
        "For each person: £94.50. For 4 people with all other costs: £458.00."
    )
    assert budget.feedback(right).notes == ()


def test_unpaid_time_and_missing_advice_are_said():
    budget, right = example(PaymentPlan)
    notes = dict(budget.feedback(right | {"rate": 0, "times": {"meeting": 6}, "advice": ""}).notes)

    assert notes["rate"] == "There is no rate, so all of the time is unpaid."
    assert notes["before"].endswith("If people do it, it is unpaid.")
    assert "advice" in notes
    assert not budget.complete(right | {"advice": " "})


def test_where_the_rate_comes_from_who_approves_and_what_payroll_said_are_kept_and_printed():
    budget, right = example(PaymentPlan)

    assert budget.text_of(right).splitlines()[-3:] == [
        "Source and date of the rate: Our own policy, looked up today",
        "Approved by: The service manager",
        "What payroll said: It checks tax for each person",
    ]


def test_a_budget_from_before_those_lines_opens_as_it_was_and_hears_that_they_are_open():
    budget, right = example(PaymentPlan)
    older = {part: right[part] for part in ("people", "rate", "times", "costs", "advice")}

    assert budget.complete(older)
    assert [name for name, _ in budget.feedback(older).notes] == [
        "rate_from",
        "approver",
        "payroll",
    ]
    assert budget.text_of(older).endswith("What payroll said: not said")


def test_who_is_much_affected_and_has_little_say_is_named():
    power, right = example(PowerMap)

    assert power.feedback(right).text == "Much affected, with little say: Clients."
    assert "still to place" in power.feedback({"places": {"funder": [3, 0]}, "change": ""}).text
    assert power.text_of(right).splitlines() == [
        "Clients: most affected, little say",
        "Service manager: affected, the final say",
        "Funder: hardly affected, a lot of say",
        "Clients set half of the agenda",
    ]


def test_a_warning_about_little_say_is_for_all_to_read_and_no_key():
    power, _ = example(PowerMap)

    shown = [role["if_little_say"] for role in power.without_key().view(Random(0))["roles"]]

    assert shown == ["Do they have a vote, and the papers in advance?", "", ""]


def test_a_role_and_a_choice_without_feedback_are_reported():
    power, _ = example(PowerMap)
    plan, _ = example(StoryPlan)
    roles = (*power.roles[:2], replace(power.roles[2], feedback=""))
    long = replace(plan.steps[1], options=(replace(plan.steps[1].options[0], feedback=" "),) * 2)

    assert power.problems() == plan.problems() == []
    assert [found[:2] for found in replace(power, roles=roles).problems()] == [
        (("roles", 2), '"funder" has no feedback.')
    ]
    assert [
        found[:2]
        for found in replace(plan, steps=(plan.steps[0], long)).problems()
        if "feedback" in found[1]
    ] == [(("steps", 1, "options", at), '"once" has no feedback.') for at in (0, 1)]


def test_a_place_that_nothing_is_put_in_is_found_in_a_story_plan():
    plan, _ = example(StoryPlan)
    wrong = replace(plan, keep_safe="Who: {who_can_reach}. Backups: {backups}.")

    assert [what for _, what, _ in wrong.problems()] == ["Nothing can be put in {backups}."]
