"""Section 5 of GRIPP2: what went well and what did not, with the yes of both who wrote it.

All words are test records.
"""

from dataclasses import replace

import pytest

from contributions.made_up import AUTHOR, LEAD, ONE, PERSON, REF, THREE, on, review, walked_to
from contributions.test_history import LAST, NOTHING
from coprod_training.contributions.gripp2 import short_form
from coprod_training.contributions.history import as_data, from_data, module_history, without
from coprod_training.contributions.history_page import history_page
from coprod_training.contributions.reflections import not_together
from coprod_training.contributions.review import Reflection
from coprod_training.contributions.review_form import carried_over, reviewed

WELL, NOT_WELL = "test record: it was early", "test record: it was hurried"
BOTH = {"lead_yes_on": on(20), "person_yes_on": on(21)}
WRITTEN = Reflection(ref="r-1", person=ONE, well=WELL, not_well=NOT_WELL, **BOTH)
EDITION = ("safe-sharing", "0.1", "")


def history(*reflections, day=24, shown=("released",), **changes):
    found = review(reflections=reflections, **changes)
    here = [walked_to(one) for one in shown]
    module = module_history("m", "test record: m", 6, found, here, {}, on(day))
    return replace(NOTHING, modules=(module,), paid=True)


def last_of(made):
    return next(one for one in short_form(made) if one.name == LAST)


def without_name(*people):
    return tuple(
        replace(one, name_withdrawn_on=on(22)) if one.person in people else one
        for one in review().reviewers
    )


def test_what_both_said_yes_to_fills_the_last_item_and_stands_on_the_page():
    made = history(WRITTEN)
    item = last_of(made)

    assert item.blank == ""
    assert [one.partition(", in ")[0] for one in item.said] == [
        "What went well",
        "What did not go well",
    ]
    page = history_page(made)
    assert page.count(WELL) == page.count(NOT_WELL) == 2  # of the module, and in the short form
    assert from_data(as_data(made)) == made


@pytest.mark.parametrize("missing", ["lead_yes_on", "person_yes_on"])
def test_without_the_yes_of_both_nothing_is_shown_and_the_blank_says_so(missing):
    made = history(replace(WRITTEN, **{missing: None}))
    item = last_of(made)

    assert item.said == ()
    assert item.blank.endswith("Written, and without the yes of both so far: 1.")
    assert WELL not in history_page(made)
    assert WELL not in str(as_data(made))


def test_a_yes_counts_from_its_day():
    assert last_of(history(WRITTEN, day=20)).said == ()
    assert last_of(history(WRITTEN, day=21)).said


@pytest.mark.parametrize(
    ("half", "blank"), [("well", "What went well,"), ("not_well", "What did not go well,")]
)
def test_one_half_alone_leaves_the_other_as_a_blank(half, blank):
    item = last_of(history(replace(WRITTEN, **{half: ""})))

    assert len(item.said) == 1
    assert item.blank.startswith(blank)


def test_where_nobody_wrote_anything_both_halves_are_blanks():
    assert last_of(history()).blank.startswith("What went well and what did not go well, written")


def test_other_words_need_the_yes_of_both_again():
    before = review(reflections=(WRITTEN,))
    said = {"reflections": [{"ref": "r-1", "well": "test record: other words"}]}
    (changed,) = reviewed(before, said, *EDITION).reflections
    yes = {"ref": "r-1", "lead_yes_on": str(on(22)), "person_yes_on": str(on(22))}
    (again,) = reviewed(
        replace(before, reflections=(changed,)), {"reflections": [yes]}, *EDITION
    ).reflections
    (same,) = reviewed(before, {"signed_on": str(on(22))}, *EDITION).reflections

    assert (changed.lead_yes_on, changed.person_yes_on) == (None, None)
    assert (again.well, again.person_yes_on) == ("test record: other words", on(22))
    assert same == WRITTEN


@pytest.mark.parametrize("person", [AUTHOR, LEAD, THREE])
def test_it_takes_the_lead_and_somebody_else_with_lived_experience(person):
    assert not_together(None, review(reflections=(replace(WRITTEN, person=person),)))
    assert last_of(history(replace(WRITTEN, person=person))).said == ()


def test_a_review_without_a_lead_has_nobody_to_write_it_with():
    assert not_together(None, review(reflections=(WRITTEN,), lead=None))
    assert not_together(None, review(reflections=(WRITTEN,))) == ()


def test_a_contributor_writes_it_too_and_their_withdrawal_takes_it_out():
    theirs = replace(WRITTEN, person=PERSON)
    made = history(theirs)

    assert not_together(None, review(reflections=(theirs,), contributors=frozenset({PERSON}))) == ()
    assert last_of(made).said
    assert REF in made.refs
    assert last_of(without(made, REF)).said == ()
    assert last_of(history(theirs, shown=())).said == ()


def test_a_reviewer_who_takes_their_name_back_takes_it_out_of_the_next_copy():
    assert last_of(history(WRITTEN, reviewers=without_name(ONE))).said == ()


def test_it_comes_along_into_a_new_edition_with_its_review():
    before = review(reflections=(WRITTEN,), reviewed_digest="read")

    assert carried_over(before, "0.2", "read", on(40)).reflections == (WRITTEN,)
