"""Whoever declines leaves no words here: once there are some, they are withdrawn. Test records."""

import json

from contributions.gate.a_keeper import FIRST, before_work
from contributions.made_up import KEEPER, on


def test_a_draft_is_withdrawn_and_not_declined(keeper):
    keeper.agreed()
    keeper.step("draft", keeper.file(FIRST, "draft.txt"), day=8)

    said = keeper.step("decline", day=9, status=1)
    assert f"coprod withdraw {keeper.ref}" in said
    keeper.says("withdraw", keeper.ref)
    assert keeper.record().status == "withdrawn"
    assert keeper.course.store.versions(keeper.ref) == ()


def test_words_that_came_back_in_a_pack_are_words_too(keeper):
    keeper.agreed()
    kept = keeper.course.private / "packs" / "abcdef0123"
    kept.mkdir(parents=True)
    (kept / "whose.json").write_text(json.dumps({"ref": keeper.ref}))

    assert "Their words are here already" in keeper.step("decline", day=9, status=1)
    (kept / "whose.json").write_text(json.dumps({"ref": "0" * 16}))
    assert "declined" in keeper.step("decline", day=9)


def test_nobody_needs_a_reason_before(keeper):
    keeper.added()
    keeper.step("note", keeper.file(before_work()))
    keeper.step("invite", "--by", KEEPER, day=0)

    assert f"declined, since {on(2)}" in keeper.step("decline", day=2)
