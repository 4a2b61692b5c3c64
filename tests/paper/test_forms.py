"""A form on paper for each kind of activity, and for kinds that have none of their own."""

from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import ClassVar

import pytest
from read_back import Page

from coprod_training import widgets
from coprod_training.activities import kind_named, kinds
from coprod_training.activities.free_text import FreeText
from coprod_training.activities.scenario import Scenario
from coprod_training.content.course import Help, HelpContact
from coprod_training.content.facts import Fact
from coprod_training.paper.blocks import Form, Lines, Paper
from coprod_training.paper.fields import fields_of, lettered
from coprod_training.paper.forms import activity_blocks
from coprod_training.paper.html import html_of
from coprod_training.paper.typed_in import can_be_typed_in, response_of

HELP = Help(contacts=(HelpContact(name="A lead", how="ring 12345"),), working_days="5")
ON_SCREEN = Path(widgets.__file__).parent / "static" / "writing.js"


@dataclass(frozen=True, kw_only=True)
class NewKind(FreeText):
    """A kind that paper knows nothing of."""

    kind: ClassVar[str] = "new_kind"


def page_of(activity, facts=None):
    blocks = activity_blocks(activity, facts or {}, HELP, level=1)
    return Page(html_of(Paper(activity.title, 14, blocks)))


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_has_its_title_id_and_question_on_paper(kind):
    activity = kind_named(kind).example().activity
    words = page_of(activity).words

    for one in (activity.title, f"Activity {activity.id}.", " ".join(activity.question.split())):
        assert one in words


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_can_be_filled_in_or_says_who_fills_it_in(kind):
    activity = kind_named(kind).example().activity
    (form,) = [one for one in activity_blocks(activity, {}, HELP, level=1) if isinstance(one, Form)]

    assert form.question == activity.question
    assert len(form.blocks) >= 1
    assert can_be_typed_in(activity) <= bool(fields_of(activity))


def test_a_kind_without_a_form_of_its_own_has_lines_to_write_on():
    activity = NewKind(id="new-one", title="A new kind", question="What now?", max_characters=100)
    blocks = activity_blocks(activity, {}, HELP, level=1)

    assert fields_of(activity) == ()
    assert any(isinstance(inside, Lines) for form in blocks[-1:] for inside in form.blocks)
    assert response_of(activity, {"": ["Words."]}) == (None, "")
    assert "What now?" in page_of(activity).words


WRITTEN_IN_WORDS = {
    "action_plan",
    "free_text",
    "payment_plan",
    "power_map",
    "rewrite",
    "story_plan",
}


@pytest.mark.parametrize("kind", kinds())
def test_beneath_every_place_to_write_stands_who_reads_it_and_who_to_turn_to(kind):
    words = page_of(kind_named(kind).example().activity).words
    who_reads = (
        "Nobody reads private notes."
        " Handed-in work is read within 5 working days; nobody reads it as you write."
    )

    assert (who_reads in words) == (kind in WRITTEN_IN_WORDS)
    assert ("A lead: ring 12345" in words) == (kind in WRITTEN_IN_WORDS)
    assert who_reads.replace("5 working days", "${days}") in ON_SCREEN.read_text(encoding="utf-8")


def test_one_working_day_is_one_day():
    activity = kind_named("free_text").example().activity
    blocks = activity_blocks(activity, {}, replace(HELP, working_days="1"), level=1)

    assert "is read within 1 working day;" in Page(html_of(Paper("Form", 14, blocks))).words


def test_lines_of_a_kind_that_paper_does_not_know_say_who_reads_them_too():
    activity = NewKind(id="new-one", title="A new kind", question="What now?", max_characters=100)

    assert "Nobody reads private notes." in page_of(activity).words


def test_a_warning_about_little_say_is_on_paper_with_its_role():
    words = page_of(kind_named("power_map").example().activity).words

    warning = "Do they have a vote, and the papers in advance?"
    assert f"Clients, with no say or little say? {warning}" in words
    assert words.count("with no say or little say?") == 1


def test_every_option_and_no_key_is_on_paper():
    activity = kind_named("single_choice").example().activity
    words = page_of(activity).words

    assert all(option.text in words for option in activity.options)
    assert not any(option.feedback in words for option in activity.options)


def test_the_order_of_options_is_the_same_on_every_sheet_and_not_that_of_the_file():
    activity = kind_named("multiple_choice").example().activity
    first, second = fields_of(activity), fields_of(activity.without_key())
    shuffled = list(activity.options)
    Random(f"paper\0{activity.id}").shuffle(shuffled)

    assert first == second
    assert [box.id for box in first[0].boxes] == [option.id for option in shuffled]


def test_letters_go_on_after_z():
    boxes = lettered({"id": str(n), "text": "Words"} for n in range(60))

    assert [box.code for box in boxes][25:28] == ["Z", "AA", "AB"]
    assert [box.code for box in boxes][51:54] == ["AZ", "BA", "BB"]
    assert [box.id for box in boxes] == [str(n) for n in range(60)]


def test_a_story_is_numbered_boxes_that_say_where_to_go():
    activity: Scenario = kind_named("scenario").example().activity
    words = page_of(activity).words
    ends = [node for node in activity.nodes if not node.choices]

    assert words.index("Box 1.") < words.index("Box 2.")
    assert "Go to box" in words
    assert words.count("Your path ends here.") == len(ends)
    assert not any(node.end and node.end.debrief in words for node in ends)


def test_what_is_made_up_and_where_it_comes_from_stand_with_the_activity():
    fact = Fact(
        id="F001",
        confidence="A",
        topic="tests",
        text="It is so.",
        source="A <source>",
        url="https://example.org/a",
    )
    activity = FreeText(
        id="with-source",
        code="M1-A9",
        title="One",
        question="What?",
        made_up=True,
        facts=("F001", "F002"),
        question_alternative="What else?",
    )
    words = page_of(activity, {"F001": fact}).words

    assert "Activity M1-A9 · with-source. About 2 minutes." in words
    assert "Made-up scenario for practice" in words
    assert "another way to ask this: What else?" in words
    assert words.endswith("A <source>: https://example.org/a")


def test_a_budget_on_paper_goes_in_the_order_of_the_steps_on_the_screen():
    names = [field.name for field in fields_of(kind_named("payment_plan").example().activity)]

    assert names == [
        *("people", "rate", "rate_from"),
        *("times.meeting", "times.before"),
        "costs.travel",
        *("advice", "approver", "payroll"),
    ]


@pytest.mark.parametrize("kind", ["story_plan", "consent"])
def test_what_is_a_persons_own_is_never_typed_in_for_them(kind):
    activity = kind_named(kind).example().activity
    typed = {
        field.name: [field.boxes[0].id if field.boxes else "x"] for field in fields_of(activity)
    }

    assert not can_be_typed_in(activity)
    assert response_of(activity, typed) == (None, "")
