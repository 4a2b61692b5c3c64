"""That what was changed can stay is no point, also where it is on record as one. Test records."""

import json
from dataclasses import replace

import pytest

from contributions.made_up import ONE, on, point, review
from contributions.small_pack import PACK
from coprod_training.cli import main
from coprod_training.contributions.gripp2 import short_form
from coprod_training.contributions.history import History, module_history, shares
from coprod_training.contributions.history_words import in_numbers
from coprod_training.contributions.merge import Merged
from coprod_training.contributions.pack_opening import CHANGES, pack_words
from coprod_training.contributions.pack_shelf import PackShelf
from coprod_training.contributions.review_points import on_record, with_points
from coprod_training.contributions.review_rules import points_without_reply
from coprod_training.contributions.said import Said

CAN_STAY, *OTHERS = pack_words()["changes"]["choices"]
STAYS = Said(ref="abc123-1", sort="answer", passage=CHANGES, number=9, new=CAN_STAY)
OTHER = Said(ref="abc123-2", sort="comment", passage="a/1", number=9, words="test record: why?")
KNOWN = point(STAYS.ref, passage=CHANGES, words=CAN_STAY, reply=None)


def test_one_that_is_on_record_as_a_point_keeps_no_review_from_passing():
    assert points_without_reply(review(points=(KNOWN,))) == ()
    for words in OTHERS:
        other = point("abc123-3", passage=CHANGES, words=words, reply=None)
        assert points_without_reply(review(points=(KNOWN, other)))


def test_one_that_is_on_record_as_a_point_takes_the_answer_that_its_author_gave():
    before = review(points=(KNOWN,))

    (now,) = with_points(before, [STAYS.answered("changed", "")], ONE, on(9)).points

    assert (now.ref, now.reply.answer, now.reply.on) == (STAYS.ref, "changed", on(9))
    assert on_record(before, [STAYS], ONE) == {STAYS.ref}
    assert with_points(review(points=()), [STAYS.answered("changed", "")], ONE, on(9)).points == ()


def test_what_is_published_counts_it_only_where_its_author_answered_it():
    """Nobody can answer it now, so it would be said to be still open for good."""

    def published(*points):
        found = review(points=points)
        one = module_history("m", "test record: m", 1, found, (), {}, on(24))
        return History(course="test record", edition="2026.11", made="2026-11", modules=(one,))

    waits = published(point(), KNOWN)
    (one,) = waits.modules
    results = next(item for item in short_form(waits) if item.name == "Results")
    assert (one.points, one.open_points, one.decided) == (1, 0, {"test-record-1": "changed"})
    assert "Their points: 1. Changed: 1." in " ".join(in_numbers(one))
    assert results.blank == ""
    assert [(share.part, share.whole) for share in shares(waits)][1] == (1, 1)

    (answered,) = published(replace(KNOWN, reply=point().reply)).modules
    assert (answered.points, answered.changed, answered.decided) == (1, 1, {STAYS.ref: "changed"})


@pytest.fixture
def place(tmp_path):
    shelf = PackShelf(tmp_path / "private" / "packs")
    return shelf.keep_merged(PACK, Merged(said=(STAYS, OTHER), not_landed=()), "abc123")


def test_the_author_reads_it_and_is_asked_for_no_answer(place):
    page = (place / "side-by-side.html").read_text(encoding="utf-8")

    assert "<p>1 point on edition" in page
    assert page.count("This needs no answer.") == 1
    assert f"What do you answer to {OTHER.ref}?" in page
    assert f"What do you answer to {STAYS.ref}?" not in page
    assert CAN_STAY in page


def test_it_is_not_still_open_once_the_author_has_answered_the_rest(place, tmp_path, capsys):
    saved = json.dumps({"at": "2027-01-11", "values": {f"{OTHER.ref}.answer": "changed"}})
    page = (place / "side-by-side.html").read_text(encoding="utf-8")
    answers = tmp_path / "answers.html"
    answers.write_text(page.replace('id="said">null', f'id="said">{saved}'), encoding="utf-8")

    assert main(["merge", str(answers), "--workspace", str(tmp_path)]) == 0

    said = capsys.readouterr().out
    assert "1 of 1 points have an answer." in said
    assert "Still open" not in said
