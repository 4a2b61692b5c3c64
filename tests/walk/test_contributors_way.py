"""Somebody who never saw the course gives their words and takes them back, by keyboard."""

from types import SimpleNamespace

import campaign
import pytest
from axe_rules import AXE, violations
from contributors_way import COMMENT, EDITED, SLOT, WORDS, whole_way
from opened import coprod

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
PACK = "contributor-pack"
PAGES = ("contributor-terms", PACK, "contributor-edit", "contributor-withdraw")
# The pack is long; of a part of it see tests/browser/test_contributor_pack.py.
FOR_AXE = [name for name in PAGES if name != PACK or campaign.is_full()]


@pytest.fixture(scope="module")
def way(browser, tmp_path_factory):
    """The whole way, once: what came of it, and what each page was like.

    found: what axe names on each page, where it is installed. widths: of each page at 400 %.
    """
    found, widths = {}, {}
    # bypass_csp: for axe alone.
    with browser.new_context(bypass_csp=True, accept_downloads=True) as context:
        page = context.new_page()

        def look(name, _):
            if AXE.is_file() and name in FOR_AXE:
                found[name] = [one["id"] for one in violations(page)]
            page.set_viewport_size({"width": 320, "height": 900})  # 1280 at 400 %
            widths[name] = page.evaluate("document.documentElement.scrollWidth")
            page.set_viewport_size({"width": 1280, "height": 900})

        keeper, merged, approved = whole_way(page, tmp_path_factory.mktemp("way"), look)
    return SimpleNamespace(
        keeper=keeper, merged=merged, approved=approved, found=found, widths=widths
    )


def test_somebody_agrees_comments_writes_says_yes_and_takes_it_back(way):
    keeper = way.keeper

    assert "1 comment" in way.merged
    assert COMMENT not in way.merged  # a command says how much, and never what
    assert "approved by contributor" in way.approved
    listed = coprod("register", "list", "--key", keeper.key, "--workspace", keeper.workspace)
    assert f"{keeper.ref}  {SLOT}" in listed
    kept = b"".join(path.read_bytes() for path in keeper.workspace.rglob("*") if path.is_file())
    assert EDITED.encode() not in kept
    assert WORDS.encode() not in kept


def test_no_page_on_their_way_scrolls_sideways_at_400_per_cent(way):
    assert {name: width <= 320 for name, width in way.widths.items()} == dict.fromkeys(PAGES, True)


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: npm ci in tests/browser")
def test_axe_finds_nothing_on_their_way(way):
    assert way.found == {name: [] for name in FOR_AXE}
