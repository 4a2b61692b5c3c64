"""The contributor's view of a module: every passage of its review pack, with room for a comment."""

import pytest
from house.tree import ROOT
from shipped import COURSE

from coprod_training.content.publish import publish
from coprod_training.content.slot_offer import STILL_OPEN
from coprod_training.content.upgrade import install
from coprod_training.contributions.pack_opening import GAP, places
from coprod_training.lab.contributor_page import contributor_page
from coprod_training.lab.home import Home
from coprod_training.lab.workspace import Workspace
from coprod_training.paper.module_pack import pack_of

MODULES = [one.id for one in COURSE.modules]


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    out = tmp_path_factory.mktemp("course") / "published"
    publish(ROOT, out)
    return out


@pytest.fixture(scope="module")
def home(published, tmp_path_factory):
    workspace = Workspace(tmp_path_factory.mktemp("workspace"))
    install(published, workspace.learner)
    return Home(workspace, "learner", workspace.learner, workspace.learner, "test-record")


@pytest.mark.parametrize("module", MODULES)
def test_a_comment_lands_on_the_same_passage_as_in_a_pack_from_the_staff_copy(home, module):
    staff = pack_of(ROOT, COURSE, module, details={})
    here = pack_of(home.folder, home.course(), module, details={})

    assert here == staff


def test_every_passage_has_room_for_a_comment_and_no_slot_has_room_for_words(home):
    page = contributor_page(home, "safe-sharing")

    assert page is not None
    assert page.count("<details>") > 400
    assert "Your own words for M3-S1" not in page
    assert "Waiting for a lived-experience contributor." in page


def test_it_repeats_no_terms_which_would_be_gaps_and_sends_to_the_keeper_for_them(home):
    page = contributor_page(home, "safe-sharing")

    assert [gap for gap in places().values() if f"{gap}]" in page] == []
    assert GAP not in page
    assert "Your own terms are in what the contribution keeper sent you" in page
    assert "Should there be a module on this?" in page


def test_what_nobody_has_decided_of_a_place_is_said_and_not_left_out(home):
    page = contributor_page(home, "design-together")
    open_yet = page.count(f"{STILL_OPEN}</p>")

    assert open_yet == 1 + 2 * 2  # m5-s2 says which settings; nothing else is settled yet
    assert "People who know this sort of service: Primary care, Drug and alcohol treatment" in page


def test_under_every_place_to_write_stands_the_way_to_somebody_to_talk_to(home):
    page = contributor_page(home, "safe-sharing")

    assert page.count("<textarea") > 400
    below = [part.strip()[:60] for part in page.split("</textarea>")[1:]]
    way = '<p class="to-help"><a href="#help">'
    assert [one for one in below if not one.startswith(way)] == []
    (_, help_) = page.split('<section id="help"')
    assert [one.name for one in home.course().info.help.contacts if one.name not in help_] == []
    assert "nobody reads it as you write" in help_


def test_a_module_that_there_is_not_has_no_page(home):
    assert contributor_page(home, "moon") is None
