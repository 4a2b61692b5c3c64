"""A question whose new people could be found out waits with them; all others are released."""

import pytest

from coprod_training.survey.release import two_people

from .test_release_command import DAYS, Office

PLAN = """
dates: [{days}]
groups: [all, setting, region]
answers:
  - phases: [baseline]
    items: [CON1, CON2]
"""
HELD, OTHER = "baseline/CON1", "baseline/CON2"
DO_NOT_KNOW = "-9"


@pytest.fixture
def office(tmp_path):
    """12 people come of whom it can be told that they do not know, even with all of it hidden.

    From the first release it can be told that the South East has 10 to 16 whose answer counts. It
    stays hidden as too small, so no batch of ten with an answer that counts has come since.
    """
    office = Office(tmp_path)
    office.plan(DAYS, PLAN)
    for region, halves in (("LO", (15, 15)), ("NW", (20, 20)), ("SE", (6, 5))):
        for step, many in zip("12", halves, strict=True):
            _answer(office, many, region, CON1=step, CON2=step)
    office.release(DAYS[0])
    for step in "12":
        _answer(office, 6, "SE", CON1=DO_NOT_KNOW, CON2=step)
    return office


def _answer(office, many, region, **answers):
    office.made.answer(many, consent_dataset="1", setting="PC", region=region, **answers)


def tables(office, question):
    lines = two_people.Ledger(office.store / two_people.LEDGER).lines()
    return [line["questions"][question]["tables"] for line in lines]


def test_nobody_joins_it_and_what_was_published_stands(office):
    done = office.release(DAYS[1])

    assert done.made.held == {HELD}
    assert done.made.joined == {HELD: 0, OTHER: 12}
    assert done.made.waiting == 12
    assert any("wait for others: baseline/CON1" in line for line in done.report)
    first, second = tables(office, HELD)
    assert first == second
    first, second = tables(office, OTHER)
    assert first != second


def test_they_join_with_others_who_hide_them(office):
    office.release(DAYS[1])
    for step in "12":
        _answer(office, 6, "SE", CON1=step, CON2=step)

    done = office.release(DAYS[2])

    assert done.made.held == frozenset()
    assert done.made.joined == {HELD: 24, OTHER: 12}
    assert done.made.waiting == 0


def test_a_release_with_nobody_else_is_none(office):
    office.plan(DAYS, PLAN.replace(", CON2", ""))

    assert "Too few new records" in office.refused(DAYS[1])
    assert "Too few new records" in office.refused(DAYS[2])
