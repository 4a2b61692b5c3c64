"""A low answer of one's own self-check leads to the part of the course that comes to it."""

import re

import pytest
from lab.served import keep
from playwright.sync_api import expect
from visiting import MODULE

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
ANSWERS = {"SD1": "1", "SD2": "LO", "DES1": "2", "DES3": "1", "PRO1": "5", "_done": True}


def test_from_the_self_check_to_the_part_that_comes_to_it(visit, server):
    """This course has its first module alone, so nothing leads to a module that is not there."""
    assert keep(server, "service-self-check", ANSWERS).status == 200
    visit.open(f"module/{MODULE}/your-service-today")
    check = visit.activity("service-self-check")

    expect(check.get_by_role("link", name=re.compile("^Module"))).to_have_count(1)
    check.get_by_role("link", name="Module 1, Finish one yourself").press("Enter")

    visit.page.wait_for_url(re.compile(f"#/module/{MODULE}/Finish-one-yourself$"))
    expect(visit.page.get_by_role("heading", name="Finish one yourself", level=2)).to_be_visible()
