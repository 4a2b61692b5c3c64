"""Passages: ids that stay, and a pack that says when it was changed."""

from dataclasses import replace

import pytest

from contributions.small_pack import PACK, REF
from coprod_training.contributions.activity_passages import activity_passages
from coprod_training.contributions.pack_opening import closing, opening, places, waiting
from coprod_training.contributions.passages import as_data, from_data
from coprod_training.errors import CoprodError, NewerRecord

ACTIVITY = {
    "kind": "single_choice",
    "id": "test-record",
    "title": "Test record",
    "question": "Which one?",
    "made_up": True,
    "minutes": 2,
    "facts": ["F001"],
    "options": [
        {"id": "first", "text": "This one", "feedback": "It is the first."},
        {"id": "second", "text": "That one", "feedback": "It is the second."},
    ],
    "key": "second",
}


def ids(activity):
    return {one.id: one.text for one in activity_passages(activity)}


def test_a_pack_is_read_as_it_was_written():
    assert from_data(as_data(PACK)) == PACK


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another"},
        {"ref": "f" * 16},
        {"schema": 0},
        {"passages": []},
        {"passages": [{"id": "x"}]},
        {"passages": None},
        {"passages": [as_data(PACK)["passages"][0] | {"level": float("inf")}]},
    ],
)
def test_a_pack_that_was_changed_on_the_way_is_refused(change):
    with pytest.raises(CoprodError, match="has changed since it was sent"):
        from_data({**as_data(PACK), **change})


def test_a_pack_of_a_newer_version_is_said_to_be_newer():
    with pytest.raises(NewerRecord, match="newer version"):
        from_data({**as_data(PACK), "schema": 99})


@pytest.mark.parametrize("data", [None, [], "pack", {}, {"schema": 1}])
def test_what_is_no_pack_is_refused(data):
    with pytest.raises(CoprodError):
        from_data(data)


def test_each_persons_copy_has_an_id_of_its_own():
    assert len({PACK.id, replace(PACK, ref="").id, replace(PACK, version="0.1").id}) == 3
    assert REF not in PACK.id


def test_an_option_keeps_its_id_when_options_change_their_order():
    turned = {**ACTIVITY, "options": ACTIVITY["options"][::-1]}

    assert ids(turned)["test-record/options.first.text"] == "This one"
    assert ids(turned).keys() == ids(ACTIVITY).keys()


def test_what_we_say_and_what_we_call_right_can_be_commented_on():
    by_id = {one.id: one for one in activity_passages(ACTIVITY)}

    assert by_id["test-record/options.first.feedback"].text == "It is the first."
    assert by_id["test-record/key"].text == "Option B: That one"
    assert by_id["test-record/key"].label == "The answer we call right"
    assert by_id["test-record/made_up"].text == "Made-up scenario for practice"


def test_nothing_that_only_steers_the_page_becomes_a_passage():
    said = " ".join(ids(ACTIVITY).values())

    assert not any(one in said for one in ("single_choice", "F001", "second-", "True"))


def test_a_pack_opens_with_the_rescoping_questions_and_then_the_terms():
    found = opening("Test record", {})
    parts = list(dict.fromkeys(one.cell for one in found))

    assert parts == ["rescope", "terms", "credit", "look-for"]
    assert [one.label for one in found if one.sort == "answer"] == [
        "Should there be a module on this?",
        "What should it be for?",
        "Where would you start?",
    ]


def test_a_gap_in_the_terms_stays_in_brackets_until_it_is_filled_in():
    gaps = " ".join(one.text for one in opening("Test record", {}))
    filled = " ".join(one.text for one in opening("T", dict.fromkeys(places(), "test record.")))

    assert all(f"[still to be decided: {gap}]" in gaps for gap in places().values())
    assert "[" not in filled
    assert "test record.." not in filled
    assert waiting({"payment": " "}) == tuple(places())
    assert waiting(dict.fromkeys(places(), "test record")) == ()


@pytest.mark.parametrize(
    "said",
    [
        "Taking part never affects your care",
        "Silence is not a yes",
        "at least 7 days before you agree",
        "Every answer starts at no",
        "never use them to train AI",
        "Nothing goes out before your yes",
        "with no reason",
        "cannot call back copies",
        "18 and over",
        "independent benefits adviser",
    ],
)
def test_the_terms_say_what_the_process_promises(said):
    assert said in " ".join(one.text for one in opening("Test record", {}))


def test_it_ends_with_the_decision_and_its_four_choices():
    decision, _ = [one for one in closing() if one.cells]

    assert len(decision.cells) == 4
