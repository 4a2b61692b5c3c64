"""What a contributor contact may enter with their own key, which does not open everything."""

import pytest

from contributions.made_up import on
from coprod_training.contributions.register import Register
from coprod_training.contributions.role_keys import load_key, make_key


@pytest.fixture
def contact(keeper, tmp_path):
    """The keeper has brought a contribution to its terms; from here on a contact types."""
    keeper.agreed()
    own = make_key(tmp_path / "contact.key")
    keeper.course.register.give_key("contributor contact", own.public)
    keeper.keepers_key, keeper.course.key = keeper.course.key, tmp_path / "contact.key"
    return keeper


@pytest.fixture
def keepers_view():
    def read(contact):
        register = Register(contact.course.private, load_key(contact.keepers_key))
        return register.read("contribution", contact.ref).record

    return read


def test_a_contact_enters_a_check_in_and_what_somebody_asked_for(contact, keepers_view):
    check_in = contact.file({"support": {"checked_in_on": on(9)}})

    assert contact.step("note", check_in) == f"Kept: {contact.ref}, test-record-s1.\n"
    contact.step("ask", "pause", day=10)
    said = contact.step("pause", day=10)
    assert "Ask a keeper to bring the public manifest up to date" in said
    assert "contact.key" not in said

    now = keepers_view(contact)
    assert now.support.checked_in_on == on(9)
    assert now.support.contact == "test record: a colleague"
    assert (now.status, now.requests[0].wish) == ("paused", "pause")
    assert now.payment.offered


def test_a_contact_changes_nothing_that_their_key_does_not_open(contact, keepers_view):
    before = keepers_view(contact)
    paid = contact.file({"support": {"checked_in_on": on(9)}, "payment": {"status": "paid"}})

    assert "does not open: payment" in contact.step("note", paid, status=1)
    assert "does not open" in contact.step("decline", status=1)
    assert keepers_view(contact) == before


def test_what_is_refused_changes_nothing_that_copies_take(contact):
    store = contact.course.store
    before = {part: store.versions(contact.ref, part) for part in ("credit", "citation")}
    credit = {"how": "named", "display_text": "test record: other", "cited_as": "test record"}
    note = contact.file({"support": {"checked_in_on": on(9)}, "attribution": credit})

    assert "does not open: terms" in contact.step("note", note, status=1)

    assert {part: store.versions(contact.ref, part) for part in before} == before
