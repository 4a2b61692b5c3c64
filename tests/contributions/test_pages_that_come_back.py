"""The HTML pack and the author's page: what is written, read back, answered, and refused."""

import json
import re
import stat
from dataclasses import replace
from datetime import date

import pytest

from contributions.small_pack import (
    ASKED,
    CHOICE,
    ITEM,
    LAST,
    LONG,
    OPTION,
    PACK,
    REF,
    ROW,
    SLOT,
    paragraph,
)
from contributions.small_pack import document as word_document
from contributions.small_pack import merged as merged_word
from coprod_training.cli import main
from coprod_training.contributions.content_store import ContentStore
from coprod_training.contributions.html_pack import html_of_pack
from coprod_training.contributions.merge_page import merge_page
from coprod_training.contributions.pack_shelf import PackShelf
from coprod_training.contributions.page_back import read_page
from coprod_training.contributions.passages import answer, from_data
from coprod_training.contributions.side_by_side import side_by_side, word_changes
from coprod_training.errors import CoprodError

VALUES = {
    f"{ASKED}.answer": "Test record: no. </script><script>alert(1)</script>",
    f"{CHOICE}.answer": "Use it",
    f"{LONG}.comment": "Test record: <b>who</b> opens it?",
    f"{LONG}.must": "yes",
    f"{ITEM}.new": "A test record in other words",
    f"{OPTION}.new": "  ",
    f"{ROW}.must": "yes",
}


def saved(values, text=None):
    """A page as the browser saves it."""
    said = json.dumps({"at": "2027-01-11T10:00:00Z", "values": values}).replace("<", "\\u003c")
    page = text or html_of_pack(PACK)
    assert page.count('id="said">null<') == 1
    return page.replace('id="said">null<', f'id="said">{said}<').encode()


def said(values):
    page = read_page(saved(values))
    return merge_page(PACK, page.values, name="abc123", day=page.day)


def test_a_page_carries_its_pack_and_nothing_was_written_on_it_yet():
    back = read_page(html_of_pack(PACK).encode())

    assert from_data(back.carried["pack"]) == PACK
    assert back.values == {}


def test_the_first_questions_come_before_any_list_of_what_we_wrote():
    asked = answer("rescope/exist", "Should there be a module on this?")
    page = html_of_pack(replace(PACK, passages=(asked, *PACK.passages[:6])))

    assert page.index("Should there be a module") < page.index("<nav") < page.index("<h2>")


def test_what_was_written_lands_on_its_passage():
    found = [(one.sort, one.number, one.new or one.words, one.must) for one in said(VALUES).said]

    assert found == [
        ("comment", LONG, "Test record: <b>who</b> opens it?", True),
        ("edit", ITEM, "A test record in other words", False),
        ("taken out", OPTION, "", False),
        ("comment", ROW, "(No words: marked as something that must change.)", True),
        ("answer", ASKED, VALUES[f"{ASKED}.answer"], False),
        ("answer", CHOICE, "Use it", False),
    ]
    assert {one.day for one in said(VALUES).said} == {"2027-01-11"}


def test_a_slot_and_the_persons_own_terms_are_the_keepers():
    result = said({f"{SLOT}.answer": "Test record: made up.", f"{LAST}.comment": "When?"})

    assert result.said == ()
    assert [one.sort for one in result.for_keeper] == ["contribution", "comment"]


def test_a_comment_beside_somebodys_own_words_is_the_keepers_too():
    result = said({f"{SLOT}.comment": "Test record: leave this out.", f"{SLOT}.must": "yes"})

    assert result.said == ()
    assert [(one.sort, one.number) for one in result.for_keeper] == [("comment", SLOT)]


def test_half_of_an_emoji_and_a_day_that_is_none_stop_nothing():
    page = saved({f"{LONG}.comment": "Test record \ud83d"})
    page = page.replace(b"2027-01-11T10:00:00Z", b"yesterday")
    back = read_page(page)

    (one,) = merge_page(PACK, back.values, name="abc123", day=back.day).said
    assert (one.words.encode().decode(), one.day) == ("Test record \ufffd", "")


def test_a_passage_that_reads_the_same_was_not_changed():
    same = PACK.passages[LONG - 1].text.replace(" ", "\n  ")

    assert said({f"{LONG}.new": same}).said == ()
    (one,) = said({f"{LONG}.new": f"{same} ", f"{LONG}.must": "yes"}).said
    assert (one.sort, one.number, one.must) == ("comment", LONG, True)


@pytest.mark.parametrize("key", ["0.comment", "999.new", "x", "2.other", f"{10**9}.new", "-1.new"])
def test_what_has_no_place_is_listed_with_its_words(key):
    result = said({key: "Test record: kept"})

    assert result.said == ()
    assert "Test record: kept" in result.not_landed[0]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"<html></html>",
        b'<script type="application/json" id="carried">{}</script>',
        b'<script type="application/json" id="carried">[]</script>'
        b'<script type="application/json" id="said">null</script>',
        b'<script type="application/json" id="carried">{}</script>'
        b'<script type="application/json" id="said">{"values": {"1.new": 3}}</script>',
        b"[" * 100_000,
    ],
)
def test_what_is_no_page_of_ours_is_refused(content):
    with pytest.raises(CoprodError, match="not one of our pages"):
        read_page(content)


def test_the_pages_let_no_script_in_but_their_own():
    page = html_of_pack(PACK)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert page.count("<script>") == 1
    assert re.search(r"(src|href)=\"(?!data:|#passage-|about:blank)", page) is None


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("a b c", "a b c", [("same", "a b c")]),
        ("a b c", "a x c", [("same", "a"), ("out", "b"), ("in", "x"), ("same", "c")]),
        ("a b", "", [("out", "a b")]),
        ("", "x", [("in", "x")]),
    ],
)
def test_changes_are_told_word_by_word(old, new, parts):
    assert list(word_changes(old, new)) == parts


def page_for_author():
    result = said(VALUES)
    return side_by_side(PACK, result.said, ["A picture was put in near: <b>here"], "abc123")


def test_the_author_reads_old_and_new_beside_each_other_in_words():
    page = page_for_author()

    assert "A test record <del>of one item</del> in <del>a list</del>" in page
    assert "A test record in <ins>other words</ins>" in page
    assert "<b>Taken out:</b> of one item; a list" in page
    assert "near: &lt;b&gt;here" in page
    assert "<script>alert" not in page
    assert "{" not in page[page.index("<main>") : page.index("</main>")]


def test_the_page_does_not_call_the_words_of_a_pack_those_that_the_lesson_has_now():
    page = page_for_author()

    assert "The lesson may have changed since this pack was made" in page
    assert page.count(">As it was in the pack<") == page.count(">As they would have it<") > 0
    assert "The passage as it was in the pack" in page


def test_a_page_says_nothing_of_pay_nor_of_whose_copy_it_was():
    made = word_document()
    made.add_comment(paragraph(made, LAST).runs[-1:], text="Test record: when?", author="Planted")
    made.add_comment(paragraph(made, LONG).runs[-1:], text="Test record: who?", author="Planted")
    result = merged_word(made)
    page = side_by_side(PACK, result.said, result.not_landed, "abc123")

    assert "who?" in page
    assert not any(one in page for one in ("12345", "Planted", REF, "when?"))


@pytest.fixture
def shelf(tmp_path):
    return PackShelf(tmp_path / "private" / "packs")


def test_an_authors_answers_are_kept_with_their_points(shelf):
    place = shelf.keep_merged(PACK, said(VALUES), "abc123")
    page = saved(
        {"abc123-1.answer": "changed", "abc123-2.answer": "not changed", "abc123-2.why": "So."},
        (place / "side-by-side.html").read_text(encoding="utf-8"),
    )
    values = read_page(page).values
    points = shelf.answer(place, values)

    assert [(one.answer, one.why) for one in points[:3]] == [
        ("changed", ""),
        ("not changed", "So."),
        ("", ""),
    ]
    assert shelf.said(place) == points
    assert shelf.keep_merged(PACK, said(VALUES), "abc123") == place
    assert shelf.said(place) == points  # merged again: the answers stay


def test_a_no_without_a_reason_is_refused_and_nothing_is_kept(shelf):
    place = shelf.keep_merged(PACK, said(VALUES), "abc123")
    before = (place / "points.json").read_bytes()

    with pytest.raises(CoprodError, match="needs a reason"):
        shelf.answer(place, {"abc123-1.answer": "changed", "abc123-2.answer": "not changed"})
    assert (place / "points.json").read_bytes() == before


def test_only_the_owner_may_look_into_what_is_kept(shelf):
    shelf.keep(PACK)
    shelf.keep_merged(PACK, said({f"{SLOT}.answer": "Test record", **VALUES}), "abc123")
    modes = {
        stat.S_IMODE(path.stat().st_mode): path.is_dir()
        for path in (shelf.root, *shelf.root.rglob("*"))
    }

    assert modes == {0o700: True, 0o600: False}
    assert (shelf.root / PACK.id / "abc123" / "for-the-keeper.json").is_file()


@pytest.mark.parametrize("name", ["", "..", "../../x", "ABC123", "abc12", "a" * 11, "abc123/.."])
def test_a_page_cannot_point_anywhere_else(shelf, name):
    with pytest.raises(CoprodError, match="does not say which pack"):
        shelf.folder(PACK.id, name)
    assert shelf.pack(name) is None


def test_withdrawing_takes_the_pack_and_all_that_came_back_of_it(shelf):
    shelf.keep(PACK)
    shelf.keep_merged(PACK, said({f"{SLOT}.answer": "Test record"}), "abc123")

    assert shelf.forget("f" * 16) == 0
    assert shelf.forget("") == 0
    assert shelf.pack(PACK.id) == PACK
    assert shelf.forget(REF) == 1
    assert list(shelf.root.iterdir()) == []


def test_what_came_back_of_a_pack_that_is_not_kept_here_goes_with_a_withdrawal_too(shelf):
    shelf.keep_merged(PACK, said({f"{SLOT}.answer": "Test record"}), "abc123")

    assert shelf.torn() == ()
    assert shelf.forget("f" * 16) == 0
    assert shelf.forget(REF) == 1
    assert list(shelf.root.iterdir()) == []


def test_what_came_back_and_does_not_say_of_whom_is_named(shelf):
    place = shelf.keep_merged(PACK, said(VALUES), "abc123")
    (place.parent / "whose.json").unlink()

    assert shelf.torn() == (place.parent,)
    shelf.keep(PACK)  # which says it
    assert shelf.torn() == ()


def test_nothing_that_comes_back_of_what_was_withdrawn_is_kept(tmp_path, capsys):
    private, page = tmp_path / "private", tmp_path / "back.html"
    page.write_bytes(saved(VALUES))
    ContentStore(private).take_out(REF, date(2026, 1, 20))

    assert main(["merge", str(page), "--workspace", str(tmp_path)]) == 1

    assert "was withdrawn, so nothing of it is kept" in capsys.readouterr().err
    assert not (private / "packs").exists()
