"""The gate as a whole: nothing gets past one rule, and the public learns numbers only."""

import inspect
from dataclasses import replace

import pytest

from contributions.gate.made_up_case import case, case_of, contribution, course
from contributions.made_up import ONE, TWO, on, review, reviewer
from coprod_training.contributions.gate import (
    PILOT_MAY_WAIT,
    RULES,
    WHAT,
    Report,
    decide,
    decide_course,
    public_gate,
    what_blocks,
)
from coprod_training.contributions.gate.case import Beside, Cited

SETTINGS = {"primary-care": "test record A", "smi": "test record B"}
BESIDE = Beside(day=on(24))


def test_there_are_the_22_rules_of_the_process_each_with_its_words():
    assert list(RULES) == [f"G{number:02}" for number in range(1, 23)]
    assert list(WHAT) == list(RULES)


def test_a_module_that_every_rule_passes_is_blocked_by_nothing():
    report = decide(case())

    assert report.blocked_by == ()
    assert report.stands_in_the_way("released") == ()


@pytest.mark.parametrize("rule", RULES)
def test_any_one_rule_keeps_a_module_from_being_released(rule):
    reasons = {number: ("test record.",) if number == rule else () for number in RULES}
    report = Report(module="test-record", version="0.1", reasons=reasons)

    assert report.stands_in_the_way("released") == (rule,)
    assert report.stands_in_the_way("draft") == ()
    assert report.stands_in_the_way("pilot") == (() if rule in PILOT_MAY_WAIT else (rule,))


def test_there_is_no_way_to_tell_the_gate_to_look_away():
    assert list(inspect.signature(decide).parameters) == ["case"]
    assert {name for rule in RULES.values() for name in inspect.signature(rule).parameters} == {
        "case"
    }


def test_a_required_slot_that_is_empty_keeps_its_module_back():
    empty = case(contributions=(), filled=frozenset())

    assert decide(empty).blocked_by == ("G01",)


def test_the_course_needs_a_voice_and_a_reviewer_of_each_setting():
    whole = decide_course([case()], SETTINGS, BESIDE)

    assert whole["G01"] == ("No contribution comes from the setting test record B yet.",)
    assert whole["G12"] == (
        "No reviewer speaks for the setting test record B yet.",
        "No reviewer speaks for racialised communities yet.",
    )


def test_the_course_passes_once_every_setting_has_spoken():
    everybody = tuple(SETTINGS)
    spoken = case_of(
        replace(contribution(), settings=everybody),
        review=review(
            reviewers=(reviewer(ONE, settings=everybody, racialised=True), reviewer(TWO))
        ),
    )

    assert decide_course([spoken], SETTINGS, BESIDE) == {"G01": (), "G12": (), "G18": ()}


def test_what_the_course_cites_outside_its_modules_is_checked_too():
    checked, not_yet = (Cited(fact=f"F00{n}", confidence="B", checked_on=on(n)) for n in (4, 5))
    links = {"a-guide": on(4), "a-tool": None}
    beside = Beside(day=on(4), cited=(checked, not_yet), links=links)

    facts, opened = decide_course([case()], SETTINGS, beside)["G18"]

    assert facts.endswith("at their source: F005.")
    assert opened == "Nobody has opened the links of these resources: a-tool."


def test_what_blocks_a_course_is_said_by_module_and_for_the_whole():
    blocked = case(contributions=(), filled=frozenset())
    whole = decide_course([blocked], SETTINGS, BESIDE)

    found = what_blocks([decide(blocked)], whole, "released")

    assert found == {"safe-sharing": ("G01",), "": ("G01", "G12")}
    assert what_blocks([decide(blocked)], whole, "pilot") == {}


def test_the_public_learns_rule_numbers_and_no_reason():
    blocked = case(course=course(uncited=("test record",)))

    public = public_gate(decide(blocked), blocked)

    assert (public.gate, public.blocked_by, public.built) == ("blocked", ("G18",), "2026-01")
    assert public_gate(decide(case()), case()).gate == "passed"
