import json
import re
from dataclasses import fields

import pytest
import yaml
from house.tree import ROOT

from contributions.made_up import (
    HASH,
    MODULE,
    ONE,
    REF,
    SLOT,
    everything_filled,
    on,
    review,
    reviewer,
    walked_to,
)
from coprod_training.contributions.public import (
    PublicGate,
    PublicManifest,
    PublicReview,
    PublicSlot,
    as_plain,
    public_review,
    public_slot,
    read_public,
)
from coprod_training.contributions.review import Dissent
from coprod_training.errors import CoprodError

SLOTS = {SLOT: MODULE}
SLOT_LINE = {"slot": SLOT, "module": MODULE, "required": True, "status": "open", "reference": None}


def manifest(**more):
    return {"slots": [{**SLOT_LINE, **more}]}


def test_only_the_listed_fields_exist():
    # Source: contribution-process.md, "What git may hold". Another field is a decision of its own.
    listed = {
        kind.__name__: {one.name for one in fields(kind)}
        for kind in (PublicSlot, PublicReview, PublicGate)
    }

    assert listed == {
        "PublicSlot": {
            "slot", "module", "required", "status", "reference", "approved_hash", "review_by",
        },
        "PublicReview": {
            "module", "version", "lived_experience_reviewers", "joined_at_scope", "passed",
            "rescoped", "dissent_published", "expires",
        },
        "PublicGate": {
            "module", "version", "gate", "blocked_by", "facts_unchecked", "built",
        },
    }  # fmt: skip


def test_nothing_private_of_a_full_record_gets_into_the_manifest():
    words = "test record: PLANTED-dissent"
    plain = as_plain(
        PublicManifest(
            slots=(public_slot(everything_filled(), required=True),),
            reviews=(public_review(review(dissents=(Dissent(person=ONE, because=words),))),),
        )
    )

    said = json.dumps(plain)
    assert REF in said
    assert HASH in said
    assert re.findall(r"PLANTED|test record|98765|chosen_name|primary-care", said) == []
    assert ONE not in said
    assert read_public(plain, SLOTS).slots[0].review_by == "2027-12"


@pytest.mark.parametrize("status", ["open", "invited", "terms agreed"])
def test_before_a_draft_there_is_nothing_to_refer_to(status):
    assert public_slot(walked_to(status), required=True).reference is None


@pytest.mark.parametrize("status", ["paused", "declined", "withdrawn", "replaced"])
def test_what_is_taken_out_points_to_nothing_any_more(status):
    slot = public_slot(walked_to(status), required=True)

    assert (slot.status, slot.reference, slot.approved_hash, slot.review_by) == (
        status, None, None, None,
    )  # fmt: skip


def test_a_review_is_counts_and_a_name_taken_off_is_not_counted():
    gone = reviewer("f" * 16, name_withdrawn_on=on(30))
    found = public_review(review(reviewers=(*review().reviewers, gone)))

    assert (found.lived_experience_reviewers, found.joined_at_scope, found.passed) == (2, 2, 2)
    assert found.rescoped
    assert found.expires == "2028-01"


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"name": "test record: PLANTED"}, "name (not a listed field)"),
        ({"display_text": "test record: PLANTED"}, "display_text (not a listed field)"),
        ({"amount": 98765}, "amount (not a listed field)"),
        ({"status": "PLANTED"}, "status"),
        ({"reference": "PLANTED"}, "reference"),
        ({"approved_hash": "PLANTED"}, "approved_hash"),
        ({"review_by": "PLANTED"}, "review_by"),
        ({"review_by": "2026-13"}, "review_by"),
        ({"slot": "planted-name"}, "slot"),
        ({"module": "planted-name"}, "module"),
        ({"required": "PLANTED"}, "required"),
    ],
)
def test_a_value_that_could_be_words_is_refused_and_never_quoted(more, named):
    with pytest.raises(CoprodError) as caught:
        read_public(manifest(**more), SLOTS)

    assert named in str(caught.value)
    assert not re.search("PLANTED|planted-name|98765", str(caught.value))
    assert caught.value.__cause__ is None


GATE = {"module": MODULE, "version": "0.1", "gate": "blocked", "built": "2026-11"}


@pytest.mark.parametrize(
    "more",
    [
        {"blocked_by": ["test record: PLANTED"]},
        {"facts_unchecked": ["F13"]},
        {"built": "November"},
        {"version": "test record"},
        {"gate": "overridden"},
        {"module": "another"},
    ],
)
def test_a_gate_result_holds_rules_facts_and_a_month(more):
    whole = {**GATE, "blocked_by": ["G01", "G12"], "facts_unchecked": ["F139"]}

    assert read_public({"gates": [whole]}, SLOTS).gates[0].blocked_by == ("G01", "G12")
    with pytest.raises(CoprodError, match=next(iter(more))):
        read_public({"gates": [{**whole, **more}]}, SLOTS)


@pytest.mark.parametrize("number", [-1, 100, 1.5, True, "2"])
def test_a_count_is_a_small_whole_number(number):
    plain = as_plain(PublicManifest(reviews=(public_review(review()),)))
    plain["reviews"][0]["passed"] = number

    with pytest.raises(CoprodError, match="passed"):
        read_public(plain, SLOTS)


@pytest.mark.parametrize("plain", [None, [], 3, {"words": []}, {"slots": [None]}, {"slots": [{}]}])
def test_what_is_no_manifest_is_refused_in_words(plain):
    with pytest.raises(CoprodError, match="may not hold this"):
        read_public(plain, SLOTS)


def test_the_manifest_of_the_course_is_one():
    course = ROOT / "course"
    slots = {
        slot["id"]: path.stem
        for path in (course / "modules").glob("*.yaml")
        for slot in yaml.load(path.read_text(), yaml.CSafeLoader).get("slots", ())
    }
    plain = yaml.load((course / "contributors" / "manifest.yaml").read_text(), yaml.CSafeLoader)

    modules = [path.stem for path in (course / "modules").glob("*.yaml")]

    assert len(read_public(plain, slots, modules).slots) == len(slots)
