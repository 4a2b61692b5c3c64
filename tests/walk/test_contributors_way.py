"""Somebody who never saw the course gives their words and takes them back, by keyboard."""

import campaign
import pytest
from axe_rules import AXE, TAGS
from contributors_way import COMMENT, EDITED, SLOT, WORDS, whole_way
from opened import coprod

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]


def test_somebody_agrees_comments_writes_says_yes_and_takes_it_back(new_context, tmp_path):
    page = new_context(bypass_csp=True, accept_downloads=True).new_page()  # for axe alone
    found = {}

    def look(name, _):
        # The pack is long; of a part of it see tests/browser/test_contributor_pack.py.
        if AXE.is_file() and (name != "contributor-pack" or campaign.is_full()):
            page.evaluate(AXE.read_text(encoding="utf-8"))
            broken = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)["violations"]
            found[name] = [one["id"] for one in broken]
        page.set_viewport_size({"width": 320, "height": 900})  # 1280 at 400 %
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            found[name] = ["scrolls sideways"]
        page.set_viewport_size({"width": 1280, "height": 900})

    keeper, merged, approved = whole_way(page, tmp_path, look)

    assert [name for name, wrong in found.items() if wrong] == []
    assert "1 comment" in merged
    assert COMMENT not in merged  # a command says how much, and never what
    assert "approved by contributor" in approved
    listed = coprod("register", "list", "--key", keeper.key, "--workspace", keeper.workspace)
    assert f"{keeper.ref}  {SLOT}" in listed
    kept = b"".join(path.read_bytes() for path in keeper.workspace.rglob("*") if path.is_file())
    assert EDITED.encode() not in kept
    assert WORDS.encode() not in kept
