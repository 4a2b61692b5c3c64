"""A published copy gets its state and its contributors' words from outside the repository."""

import json
from dataclasses import replace
from datetime import date

import pytest

from coprod_training.content.build import Build
from coprod_training.content.course import Holds, load_course
from coprod_training.content.on_a_day import course_on
from coprod_training.content.passages import (
    FOR_REUSE,
    NO_NAME,
    NOT_FOR_PAPER,
    REMOVED,
    THEIRS,
    slot_view,
)
from coprod_training.content.publish import publish, read_manifest
from coprod_training.content.slot import SlotWords

SLOT = """slots:
  - id: test-record-s1
    purpose: A test record.
    prompt: What would you ask?
    form: A few words
    not_to_include: Names
    required: true
"""
WORDS = SlotWords(text="A test record, first.\n\nAnd second.", credit="test record: A credit")


@pytest.fixture
def with_slot(staff_copy, module_yaml, lesson):
    module_yaml.write_text(module_yaml.read_text() + SLOT)
    lesson.add("code", "no-claim", 'slot("test-record-s1")')
    return staff_copy


@pytest.fixture
def built(with_slot, tmp_path):
    def make(build=None):
        out = tmp_path / "out"
        publish(with_slot, out, *([build] if build else []))
        return out

    return make


def view_of(out):
    return slot_view(load_course(out / "course"), "test-record-s1", 3)


def test_a_place_waits_when_nothing_was_handed_in(built):
    view = view_of(built())

    assert view["words"] is None
    assert view["removed"] is False


def test_a_slot_shows_the_words_and_the_credit_as_they_were_typed(built):
    view = view_of(built(Build(words={"test-record-s1": WORDS})))

    assert view["words"] == {"text": WORDS.text, "credit": WORDS.credit}
    assert view["no_name"] == NO_NAME
    assert view["terms"] == THEIRS


def test_the_terms_of_the_words_are_said_beside_them(built):
    view = view_of(built(Build(words={"test-record-s1": replace(WORDS, reuse=True)})))

    assert view["terms"] == FOR_REUSE


def test_words_without_a_yes_to_paper_say_so_to_the_page_that_is_printed(built):
    assert view_of(built(Build(words={"test-record-s1": WORDS})))["not_for_paper"] == NOT_FOR_PAPER
    agreed = replace(WORDS, printed=True, printed_until="2999-01-02")
    assert view_of(built(Build(words={"test-record-s1": agreed})))["not_for_paper"] == ""


def test_a_yes_to_paper_or_to_reuse_ends_on_a_day_of_its_own(built):
    words = replace(
        WORDS, printed=True, reuse=True, printed_until="2027-03-02", reuse_until="2027-05-02"
    )
    course = load_course(built(Build(words={"test-record-s1": words})) / "course")

    def on(*day):
        now = next(one.slots[0].words for one in course_on(course, date(*day)).modules if one.slots)
        return now.printed, now.reuse

    assert on(2027, 3, 1) == (True, True)
    assert on(2027, 3, 2) == (False, True)
    assert on(2027, 5, 2) == (False, False)


def test_the_words_stand_in_one_file_and_in_no_notebook(built):
    out = built(Build(words={"test-record-s1": WORDS}))

    there = [path for path in out.rglob("*") if path.is_file() and "second." in path.read_text()]

    assert [path.name for path in there] == ["listening.yaml"]


def test_of_a_withdrawn_contribution_only_a_note_is_left(built, with_slot):
    path = with_slot / "course" / "contributors" / "manifest.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text("slots:\n  - {slot: test-record-s1, status: withdrawn}\n")

    view = view_of(built())

    assert view["removed"] is True
    assert view["removed_words"] == REMOVED == "A contribution was here. It has been removed."


def test_a_course_file_that_says_released_releases_nothing(built, with_slot, replace_in):
    replace_in(with_slot / "course" / "course.yaml", "status: draft", "status: released")

    out = built()

    assert load_course(out / "course").info.status == "draft"
    assert read_manifest(out)["status"] == "draft"
    assert "This course is a draft" in json.dumps(json.loads((out / "home.ipynb").read_text()))


def test_the_state_and_the_banner_come_from_whoever_asked_the_gate(built):
    released = load_course(built(Build(status="released")) / "course").info
    out = built(Build(banner="A test record has ended.", certificate="It is off."))
    ended = load_course(out / "course").info

    assert released.status == "released"
    assert ended.status == "draft"
    assert ended.status_words == "A test record has ended."
    assert ended.certificate_off == "It is off."
    assert "A test record has ended." in (out / "home.ipynb").read_text()


def test_a_released_copy_with_a_banner_says_it_on_its_home_page(built):
    out = built(Build(status="released", banner="A test record was removed."))

    assert load_course(out / "course").info.notice == "A test record was removed."
    assert "A test record was removed." in (out / "home.ipynb").read_text()


def test_a_released_copy_is_a_draft_from_the_day_on_which_its_review_ended(built):
    holds = Holds(until="2028-11-24", status_words="It ended.", certificate_off="It is off.")
    course = load_course(built(Build(status="released", holds=holds)) / "course")

    before, after = (course_on(course, date(2028, 11, day)).info for day in (23, 24))

    assert (before.status, after.status) == ("released", "draft")
    assert (after.status_words, after.certificate_off) == ("It ended.", "It is off.")


def test_words_are_shown_until_the_day_that_was_agreed_and_not_on_it(built):
    words = replace(WORDS, until="2028-11-24")
    course = load_course(built(Build(words={"test-record-s1": words})) / "course")

    def shown(day):
        return slot_view(course_on(course, date(2028, 11, day)), "test-record-s1", 3)["words"]

    assert shown(23) == {"text": WORDS.text, "credit": WORDS.credit}
    assert shown(24) is None


def test_a_staff_copy_cannot_say_how_long_it_holds(built, with_slot):
    path = with_slot / "course" / "course.yaml"
    path.write_text(path.read_text() + 'notice: "Said by hand."\nholds: null\n')

    info = load_course(built(Build(status="released")) / "course").info

    assert (info.notice, info.holds) == ("", None)
