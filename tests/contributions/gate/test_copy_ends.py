"""A released copy that loses what it needs ends by itself, also where nobody publishes again."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from contributions.gate.conftest import CREDIT
from contributions.gate.left_of_it import holding
from contributions.made_up import REF, attribution
from coprod_training.cli.withdrawal import clean
from coprod_training.content.course import load_course
from coprod_training.content.on_a_day import course_on, gives_certificate
from coprod_training.content.place import MARKER
from coprod_training.content.upgrade import install
from coprod_training.contributions.content_store import ContentStore
from coprod_training.contributions.gate.standing import NOT_IN_ORDER
from coprod_training.day_words import day_words

OTHER = "f" * 16
TODAY = datetime.now(UTC).date()


@pytest.fixture
def copies(released):
    """The published copy, and the course that is open in the workspace."""
    install(released.out, released.workspace / "learner")
    return [released.out, released.workspace / "learner" / MARKER]


def test_after_a_withdrawal_it_stays_released_for_30_days_with_a_banner(released, copies):
    released.run("withdraw", REF)

    for copy in copies:
        course = load_course(copy / "course")
        assert "A contribution was removed" in course.info.notice
        assert course_on(course, TODAY + timedelta(days=29)).info.status == "released"
        over = course_on(course, TODAY + timedelta(days=30)).info
        assert (over.status, over.status_words) == (
            "draft",
            "A contribution was removed, and no other has taken its place.",
        )


def test_one_that_ends_sooner_says_that_day(released, copies):
    """As after an earlier withdrawal, or where a review is over before."""
    for copy in copies:
        put(copy, holds=holds_until(TODAY + timedelta(days=10)))

    released.run("withdraw", REF)

    for copy in copies:
        info = load_course(copy / "course").info
        assert info.holds.until == f"{TODAY + timedelta(days=10)}"
        assert day_words(TODAY + timedelta(days=10)) in info.notice


def test_whoever_alone_speaks_for_a_setting_is_needed_in_any_place(released, copies):
    for copy in copies:
        assert load_course(copy / "course").info.speakers == ((REF,),)
        not_required(copy)

    released.run("withdraw", REF)

    for copy in copies:
        assert "A contribution was removed" in load_course(copy / "course").info.notice


def test_the_30_days_count_from_when_it_was_taken_back_and_not_from_when_that_is_finished(
    released, copies
):
    ContentStore(released.workspace / "private").take_out(REF, TODAY - timedelta(days=20))

    released.run("withdraw", REF)

    for copy in copies:
        assert load_course(copy / "course").info.holds.until == f"{TODAY + timedelta(days=10)}"


@pytest.mark.parametrize("other_stands", [True, False])
def test_whoever_is_the_last_of_several_who_speak_for_a_setting_is_needed(
    released, copies, other_stands
):
    """The others may have gone since, and nobody published in between."""
    for copy in copies:
        not_required(copy, and_one_of=OTHER)
        put(copy, speakers=[[REF, OTHER]])
        if not other_stands:
            clean(copy, OTHER, TODAY)
            assert holding(copy, OTHER) == []
            assert "A contribution was removed" not in load_course(copy / "course").info.notice

    assert released.run("withdraw", REF) == 0

    for copy in copies:
        ends = "A contribution was removed" in load_course(copy / "course").info.notice
        assert ends is not other_stands
        assert holding(copy, REF) == []
        assert (holding(copy, OTHER) != []) is other_stands


@pytest.fixture
def credited(released):
    """The first did work, and wished no name: the words of another stand in the place."""
    done = approves(released, REF, "We read every page.", credit="")
    said = approves(released, OTHER, "We asked for more time.", CREDIT)
    released.register.add("contribution", replace(released.record(), ref=OTHER, edits=said))
    nameless = attribution(how="anonymous", display_text="")
    released.change(kind="review", edits=done, attribution=nameless)
    released.run("gate", "--manifest")
    assert released.run("publish", released.out) == 0
    install(released.out, released.workspace / "learner")
    return [released.out, released.workspace / "learner" / MARKER]


def test_a_stop_of_credited_work_leaves_nobody_a_certificate_either(released, credited):
    for copy in credited:
        put(copy, holds=holds_until(TODAY + timedelta(days=10)) | {"began_keep": True})

    released.run("contribution", "stop", REF)

    for copy in credited:
        assert not load_course(copy / "course").info.holds.began_keep


@pytest.mark.parametrize("first", [REF, OTHER])
def test_whoever_is_credited_for_work_speaks_for_a_setting_as_well(released, credited, first):
    last = OTHER if first == REF else REF
    for copy in credited:
        assert load_course(copy / "course").info.speakers == ((REF, OTHER),)
        not_required(copy)

    assert released.run("withdraw", first) == 0
    for copy in credited:
        info = load_course(copy / "course").info
        assert (info.speakers, info.notice) == (((last,),), "")
    assert released.run("withdraw", last) == 0

    for copy in credited:
        assert "A contribution was removed" in load_course(copy / "course").info.notice
        assert holding(copy, REF, OTHER) == []


def test_a_stop_of_what_is_not_needed_leaves_nobody_a_certificate_all_the_same(released, copies):
    until = TODAY + timedelta(days=10)
    for copy in copies:
        put(copy, holds=holds_until(until) | {"began_keep": True}, speakers=[])
        not_required(copy)

    released.run("contribution", "stop", REF)

    for copy in copies:
        course = load_course(copy / "course")
        assert course_on(course, TODAY).info.status == "released"
        assert not gives_certificate(course_on(course, until).info, began="2026-01-05")


def approves(released, ref, words, credit):
    found = released.store.keep(ref, words.encode())
    released.store.keep(ref, credit.encode(), part="credit")
    return replace(released.record().edits, shown_hash=found, approved_hash=found)


def put(copy, **more):
    path = copy / "course" / "course.yaml"
    path.write_text(json.dumps(json.loads(path.read_text()) | more))


def not_required(copy, and_one_of=None):
    """No place is required; and_one_of: another stands in one more."""
    path = copy / "course" / "modules" / "listening.yaml"
    module = json.loads(path.read_text())
    (slot,) = module["slots"]
    slot["required"] = False
    if and_one_of:
        words = slot["words"] | {"ref": and_one_of, "text": "test record: another's"}
        module["slots"].append(slot | {"id": f"{slot['id']}-b", "words": words})
    path.write_text(json.dumps(module))


def holds_until(day):
    return {"until": f"{day}", "status_words": "Over.", "certificate_off": "Over."}


@pytest.mark.parametrize("step", ["pause", "stop"])
def test_while_it_hides_what_it_needs_it_is_a_draft_and_gives_no_certificate(
    released, copies, step
):
    released.run("contribution", step, REF)

    for copy in copies:
        now = course_on(load_course(copy / "course"), TODAY).info
        assert (now.status, now.status_words) == ("draft", NOT_IN_ORDER)
        assert not gives_certificate(now, began="2026-01-05")
