"""Whom contributors can turn to: under every place to write, on every page that they are sent."""

import pytest
from house.tree import ROOT

from contributions.small_pack import PACK, REF
from coprod_training.content.course import HelpContact
from coprod_training.contributions.edit_page import Edit, edit_page
from coprod_training.contributions.help_contacts import TALK, contacts_of
from coprod_training.contributions.html_pack import html_of_pack
from coprod_training.contributions.page_back import read_page
from coprod_training.contributions.passages import from_data
from coprod_training.contributions.terms_page import TermsFor, terms_page

CONTACTS = (HelpContact(name="Test <record>", how="a test number & a day"),)
OF = TermsFor(ref=REF, kind="text", title="Test record", prompt="Test record?", form="100 words")
EDIT = Edit(ref=REF, title="Test record", old=None, new="Test record </textarea>", hash="0")
PAGES = {
    "pack": html_of_pack(PACK, contacts=CONTACTS),
    "terms": terms_page(OF, {}, CONTACTS),
    "edit": edit_page(EDIT, CONTACTS),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_way_to_them_stands_below_every_place_to_write(name):
    page = PAGES[name]
    places = page.count("<textarea ")

    assert places > 0
    assert page.count(f'</textarea>\n<p class="to-help"><a href="#help">{TALK}</a></p>') == places
    assert page.count('id="help"') == 1
    assert "<b>Test &lt;record&gt;</b> a test number &amp; a day" in page


def test_the_people_are_no_part_of_the_pack_so_that_answers_land_as_before():
    back = read_page(PAGES["pack"].encode())

    assert from_data(back.carried["pack"]) == PACK


def test_the_people_of_somebodys_own_terms_come_first_and_a_gap_is_none():
    details = {"support": "a test person", "safeguarding_lead": " ", "payment": "a test amount"}

    found = contacts_of(CONTACTS, details)

    assert [(one.name, one.how) for one in found] == [
        ("Your support", "a test person"),
        (CONTACTS[0].name, CONTACTS[0].how),
    ]
    assert contacts_of(CONTACTS) == CONTACTS


def test_every_page_with_a_place_to_write_names_them_where_it_is_made():
    """A page for contributors that leaves them out would look whole."""
    makers = ("html_of_pack(", "terms_page(", "edit_page(")
    found = {
        f"{path.name}: {line.strip()}"
        for folder in ("cli", "lab")
        for path in (ROOT / "coprod_training" / folder).glob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if any(maker in line for maker in makers) and "def " not in line
    }

    assert len(found) == 5
    assert [one for one in found if "contacts" not in one] == []
