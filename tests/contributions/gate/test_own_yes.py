"""Somebody sees what was changed in their words, and answers themselves. All are test records."""

import json
import re

import pytest

from contributions.gate.a_keeper import FIRST
from contributions.gate.conftest import WORDS
from contributions.made_up import on
from coprod_training.contributions.edit_page import Edit, edit_page

YES = {"decision": "yes"}


@pytest.fixture
def shown(keeper, tmp_path):
    """The keeper has shown an edit, and the page of it lies there."""
    keeper.agreed()
    keeper.step("draft", keeper.file(FIRST, "draft.txt"), day=8)
    said = keeper.step("show", keeper.file(WORDS, "words.txt"), "--to", tmp_path / "out", day=9)
    page = tmp_path / "out" / f"edit-{keeper.ref}.html"
    assert f"Send them this page: {page}" in said
    return page


def saved(keeper, page, values, day=16):
    said = json.dumps({"at": f"{on(day)}T10:00:00Z", "values": values})
    return keeper.file(page.read_text().replace('id="said">null', f'id="said">{said}'), "back.html")


def approve(keeper, path, status=0):
    return keeper.step("approve", path, "--others", "none", status=status)


def test_the_page_shows_their_words_beside_ours_and_is_for_the_owner_alone(shown):
    page = shown.read_text()

    assert "What is different" in page
    assert all(word in page for word in (*FIRST.split(), *WORDS.split()))
    assert "checked" not in re.sub("<script>.*?</script>", "", page, flags=re.DOTALL)
    assert shown.stat().st_mode & 0o777 == 0o600


def test_their_own_yes_counts_for_exactly_those_words_from_the_day_they_gave_it(keeper, shown):
    assert "approved by contributor" in approve(keeper, saved(keeper, shown, YES))

    record = keeper.record()
    assert record.edits.approved_at == on(16)
    assert keeper.course.store.read(keeper.ref, record.edits.approved_hash) == WORDS.encode()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"decision": "no"}, "They said no to these words."),
        ({"decision": "talk", "wish": "test record"}, "They want to talk about it first."),
        ({"wish": "test record"}, "No reply is never a yes."),
    ],
)
def test_anything_else_is_no_yes(keeper, shown, values, said):
    assert said in approve(keeper, saved(keeper, shown, values), status=1)


def test_a_yes_with_a_wish_beside_it_waits_until_somebody_has_talked_with_them(keeper, shown):
    said = approve(keeper, saved(keeper, shown, YES | {"wish": "test record: no surname"}), 1)

    assert "They said yes, and wrote what should be different." in said
    assert "talk with them first" in said
    assert "surname" not in said
    assert keeper.record().edits.approved_hash is None
    approve(keeper, saved(keeper, shown, YES | {"wish": "  \n"}))
    assert keeper.record().edits.approved_at == on(16)


def test_seven_days_are_theirs_unless_they_choose_not_to_wait(keeper, shown):
    early = saved(keeper, shown, YES, day=12)
    assert f"counts from {on(16)}" in approve(keeper, early, status=1)

    approve(keeper, saved(keeper, shown, YES | {"faster": "yes"}, day=12))

    record = keeper.record()
    assert record.edits.faster["approval"] == on(12)


def test_a_yes_to_other_words_a_page_from_tomorrow_and_an_empty_one_are_refused(keeper, shown):
    back = saved(keeper, shown, YES).read_text()
    assert "in the future" in approve(keeper, saved(keeper, shown, YES, day=900), status=1)
    assert "Nothing was saved on this page." in approve(keeper, shown, status=1)
    keeper.step("show", keeper.file(f"{WORDS} And.", "words.txt"), day=10)

    assert "about different words" in approve(keeper, keeper.file(back, "back.html"), status=1)
    assert "Give the page" in keeper.step("approve", "--others", "none", status=1)


def test_an_answer_that_was_given_in_another_way_needs_no_file(keeper, shown):
    words = keeper.file(WORDS, "words.txt")
    given = ("--others", "none", "--reply", "yes")

    assert "leave out the file" in keeper.step("approve", words, *given, day=16, status=1)
    assert "approved by contributor" in keeper.step("approve", *given, day=16)


def test_no_page_goes_into_the_repository(keeper):
    keeper.agreed()
    keeper.step("draft", keeper.file(FIRST, "draft.txt"), day=8)
    words = keeper.file(WORDS, "words.txt")

    said = keeper.step("show", words, "--to", keeper.course.root, day=9, status=1)
    assert "keeps everything for ever" in said
    assert len(keeper.course.store.versions(keeper.ref)) == 1


def test_a_page_shows_no_recording(keeper, tmp_path):
    path = keeper.course.root / "course" / "modules" / "listening.yaml"
    listed = "    form: A few words"
    path.write_text(path.read_text().replace(listed, f"{listed}\n    kinds: [audio]"))
    keeper.gives = {"kind": "audio"}
    keeper.added()
    sound = keeper.file("test record", "voice.mp3")

    assert "shows words only" in keeper.step("show", sound, "--to", tmp_path, day=9, status=1)


def test_words_that_nobody_changed_are_said_to_be_theirs():
    edit = Edit(ref="a" * 16, title="T", old="test <b>.\n\nTwo.", new="test <b>.\n\nTwo.", hash="0")
    page = edit_page(edit)

    assert "We changed nothing." in page
    assert '<p class="words">test &lt;b&gt;.</p>\n<p class="words">Two.</p>' in page
