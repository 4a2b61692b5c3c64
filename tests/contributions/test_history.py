"""What was said and done, credits, shares and the GRIPP2 form. All of it is made up for tests."""

from dataclasses import replace
from html import escape
from typing import get_args

import yaml

from contributions.made_up import ONE as REVIEWER
from contributions.made_up import REF, on, review, reviewer, walked_to
from contributions.made_up import point as made_up_point
from coprod_training.contributions.citation import OURS, citation_of
from coprod_training.contributions.given import CREDIT_ROLES, IN_WORDS, Given, role_words
from coprod_training.contributions.gripp2 import short_form
from coprod_training.contributions.history import (
    Credit,
    History,
    OfOne,
    as_data,
    from_data,
    module_history,
    on_day,
    shares,
    without,
)
from coprod_training.contributions.history_files import DATA, files_of, take_out
from coprod_training.contributions.history_page import history_page
from coprod_training.contributions.history_words import NOBODY
from coprod_training.contributions.review import RESCOPE_QUESTIONS as QUESTIONS
from coprod_training.contributions.review import Dissent, PointReply

NOTE, CREDIT, CITED = (f"test record: {what}" for what in ("a note", "a credit", "cited so"))
LAST = "Reflections and critical perspective"
NOTHING = History(
    course="test record: a course",
    edition="2026.11",
    made="2026-11",
    modules=(module_history("empty", "test record: empty", 4, None, (), {}, on(24)),),
)


def history(points=None, dissents=(), **changes):
    found = review(points=points or (made_up_point(),), dissents=tuple(dissents), **changes)
    shown, notes = [walked_to("released")], {REF: NOTE}
    module = module_history("safe-sharing", "test record: safe", 6, found, shown, notes, on(24))
    return replace(
        NOTHING,
        modules=(*NOTHING.modules, module),
        credits=(Credit(ref=REF, text=CREDIT, role="Validation"),),
        cited=(OfOne(ref=REF, text=CITED),),
        purposes=("test record: a purpose",),
        paid=True,
    )


def test_shares_are_counts_that_anybody_can_count_again():
    assert [(one.name, one.part, one.whole) for one in shares(history())] == [
        ("What contributors said, or wrote with us, beside the sections of all lessons", 1, 10),
        ("Points of reviewers that changed the course", 1, 1),
        ("Modules that a lived-experience lead signed last, after everybody else", 1, 2),
    ]


def test_every_point_ends_as_changed_or_not_changed_or_is_counted_as_open():
    points = [
        made_up_point("p-1"),
        made_up_point("p-2", reply=PointReply(answer="not changed", on=on(21), reason="x")),
        made_up_point("p-3", reply=PointReply(answer="not changed", on=on(21))),
        made_up_point("p-4", reply=PointReply(answer="discuss", on=on(21))),
        made_up_point("p-5", reply=None),
    ]
    one = history(tuple(points)).modules[-1]

    assert (one.points, one.changed, one.not_changed, one.open_points) == (5, 1, 1, 3)
    assert one.decided == {
        "p-1": "changed",
        "p-2": "not changed",
        "p-3": "open",
        "p-4": "open",
        "p-5": "open",
    }


def test_perspectives_are_said_for_the_course_alone_as_yes_or_not_yet():
    found = replace(history(), perspectives={"test record: a setting": True, "another": False})
    page = history_page(found)

    assert "speaks for test record: a setting: yes." in page
    assert "speaks for another: not yet." in page
    assert "speaks for" not in history_page(history())


def test_a_reviewers_words_are_shown_only_where_they_agreed():
    words = made_up_point().words
    assert words not in history_page(history())
    assert words in history_page(history((made_up_point(may_be_shown=True),)))


def test_a_dissent_is_kept_and_its_reason_shown_only_where_they_agreed():
    kept = Dissent(person=REVIEWER, because="test record: a reason")

    assert "One reviewer disagreed.</p>" in history_page(history(dissents=[kept]))
    shown = history_page(history(dissents=[replace(kept, shown=True)]))
    assert "One reviewer disagreed because test record: a reason." in shown


def test_a_withdrawal_leaves_none_of_their_words_and_no_reference(tmp_path):
    (tmp_path / "credits").mkdir()
    for name, content in files_of(history()).items():
        (tmp_path / name).write_bytes(content)

    take_out(tmp_path, REF)

    left = b"".join(path.read_bytes() for path in (tmp_path / "credits").iterdir())
    for words in (NOTE, CREDIT, CITED, REF):
        assert words.encode() not in left
    assert without(history(), REF).contributions == 0
    take_out(tmp_path / "elsewhere", REF)


def test_what_somebody_agreed_to_until_a_day_is_gone_on_that_day():
    limited = replace(history(), ends={REF: on(20).isoformat()})

    assert on_day(limited, on(19)) == limited
    assert on_day(limited, on(20)).refs == frozenset()
    assert on_day(history(), on(20)).refs == {REF}


def test_what_is_written_is_read_back_as_it_was():
    assert from_data(as_data(history())) == history()
    assert DATA in files_of(history())


def test_a_citation_names_those_who_wish_it_and_nobody_else():
    said = yaml.safe_load(citation_of(history()))

    assert said["authors"] == [{"name": OURS}, {"name": CITED}]
    assert said["cff-version"] == "1.2.0"
    assert yaml.safe_load(citation_of(NOTHING))["authors"] == [{"name": OURS}]


def test_the_short_form_has_five_items_and_names_each_blank():
    items = short_form(NOTHING)

    assert len(items) == 5
    assert all(one.blank and not one.said for one in items)
    assert all(f"Still blank: {escape(one.blank)}" in history_page(NOTHING) for one in items)


def test_the_short_form_counts_the_modules_that_somebody_reviewed():
    methods = next(one for one in short_form(history()) if one.name == "Methods")

    assert len(history().modules) == 2
    assert methods.said[0].endswith("in 1 module.")


def test_what_is_on_record_fills_the_short_form_and_what_is_not_stays_blank():
    items = {one.name: one for one in short_form(history())}

    assert [name for name, one in items.items() if one.blank] == [LAST]
    assert NOTE in items["Discussion"].said
    assert "Points that reviewers raised: 1. Changed: 1." in items["Results"].said[0]


def test_a_module_that_nobody_reviewed_says_so():
    assert NOBODY in history_page(NOTHING)


def test_words_on_the_page_are_words_and_never_html():
    page = history_page(replace(NOTHING, credits=(Credit(ref=REF, text="<b>test record</b>"),)))

    assert "&lt;b&gt;test record&lt;/b&gt;" in page


def test_a_rescoped_module_says_so_only_when_every_question_was_answered():
    def page(**changes):
        found = review(reviewers=(reviewer(REVIEWER, joined_at="rescope", **changes),))
        module = module_history("m", "test record: m", 1, found, (), {}, on(24))
        return history_page(replace(NOTHING, modules=(module,)))

    assert "(rescoped after a draft)" in page(rescoping=dict.fromkeys(QUESTIONS, "test record"))
    assert "(rescoped after a draft)" not in page(rescoping={})


def test_everything_that_can_be_given_has_a_role_or_is_named_as_what_it_is():
    assert set(CREDIT_ROLES) == set(get_args(Given))
    assert set(IN_WORDS) == set(get_args(Given))
    assert role_words("test", "design") == "tried it out; design"
    assert role_words("co-teaching", None) == "taught with us"
    assert f"{CREDIT} (Validation)" in history_page(history())


def test_each_module_has_a_page_of_its_own_that_the_page_of_the_course_leads_to():
    pages = files_of(history((made_up_point(may_be_shown=True),)))
    own = pages["credits/safe-sharing.html"].decode()

    assert made_up_point().words in own
    assert NOTE in own
    assert '<a href="index.html">' in own
    assert '<a href="safe-sharing.html">' in pages["credits/index.html"].decode()
