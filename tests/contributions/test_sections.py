import json
from dataclasses import fields
from traceback import format_exception

import pytest

from contributions.made_up import (
    AUTHOR,
    HASH,
    KEEPER,
    LEAD,
    ONE,
    STATUSES,
    THREE,
    everything_filled,
    on,
    review,
    walked_to,
)
from coprod_training.contributions import side_routes
from coprod_training.contributions.person import Person
from coprod_training.contributions.requests import Request
from coprod_training.contributions.review import Change, Dissent, Settlement
from coprod_training.contributions.sections import (
    CLASSES,
    ROLES,
    SECTIONS,
    from_plain,
    section_of,
    to_plain,
)
from coprod_training.errors import CoprodError

PERSON = Person(
    ref=ONE,
    name="test record: a name",
    reach="test record: an address",
    ties={KEEPER: frozenset({"clinician", "line manager"})},
    ties_asked_on=on(1),
)
REVIEW = review(
    contributors=frozenset({ONE, THREE}),
    dissents=(Dissent(person=ONE, because="test record", lead_replied_on=on(1)),),
    settlements=(Settlement(against=ONE, third=THREE, lead_agreed_on=on(2)),),
    changes=(Change(ref="test-record", on=on(30), what="words", kind="typo"),),
)
ASKED = everything_filled(requests=(Request(wish="pause", asked_on=on(40)),))
STOPPED = side_routes.stop_for_safety(everything_filled(), on(40))


@pytest.mark.parametrize("kind", SECTIONS)
def test_every_field_of_a_record_is_in_one_section(kind):
    listed = [name for section in SECTIONS[kind].values() for name in section.fields]

    assert sorted(listed) == sorted({one.name for one in fields(CLASSES[kind])} - {"ref"})


def test_who_may_read_what():
    # Source: contribution-process.md, section 2. Opening a section to one more role is a decision.
    contact, keeper, lead, protection = ROLES
    found = {
        f"{kind} {name}": set(section.readers)
        for kind, sections in SECTIONS.items()
        for name, section in sections.items()
    }

    assert found == {
        "contribution stage": {contact, keeper, lead, protection},
        "contribution terms": {keeper, protection},
        "contribution payment": {keeper, protection},
        "contribution support": {contact, keeper},
        "contribution requests": {contact, keeper, protection},
        "contribution impact": {keeper, lead},
        "person identity": {contact, keeper, protection},
        "person needs": {contact, keeper},
        "person ties": {keeper, protection},
        "review review": {keeper, lead, protection},
    }


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        *(("contribution", walked_to(status)) for status in STATUSES),
        ("contribution", everything_filled()),
        ("contribution", STOPPED),
        ("contribution", ASKED),
        ("person", PERSON),
        ("review", REVIEW),
        ("review", review(reviewers=())),
    ],
)
def test_a_record_comes_back_from_its_sections_as_it_was(kind, record):
    back = {}
    for name in SECTIONS[kind]:
        values = {field: getattr(record, field) for field in SECTIONS[kind][name].fields}
        plain = json.loads(json.dumps(to_plain(kind, name, values)))
        back |= from_plain(kind, name, plain)

    own = {} if kind == "review" else {"ref": record.ref}
    assert CLASSES[kind](**own, **back) == record


def test_a_field_that_an_older_record_lacks_is_as_in_a_new_one():
    whole = {"name": "test record", "reach": ""}

    assert from_plain("person", "identity", {"name": "test record"}) == whole
    assert from_plain("person", "identity", {"reach": ""}) == {"reach": ""}


def test_a_value_that_does_not_fit_is_never_quoted():
    planted = {"payment": {"amount": "-".join(["secret", "amount"])}}

    with pytest.raises(CoprodError) as caught:
        from_plain("contribution", "payment", planted)

    assert "secret-amount" not in "".join(format_exception(caught.value))


def test_a_field_leads_to_its_section():
    assert section_of("contribution", "payment") == "payment"
    with pytest.raises(KeyError):
        section_of("contribution", "diagnosis")


def test_what_everybody_with_a_role_may_read_has_no_free_words_and_no_money():
    values = {one.name: getattr(everything_filled(), one.name) for one in fields(STOPPED)}
    said = json.dumps(to_plain("contribution", "stage", values))

    assert HASH in said
    assert not any(word in said for word in ("test record", "PLANTED", "98765", AUTHOR, LEAD))
