"""Printed sheets in Chromium: nothing that axe finds, no width lost, nothing asked for."""

from pathlib import Path

import pytest
from in_colours import axe_in_colours
from shipped import COURSE

from coprod_training.paper.html import html_of
from coprod_training.paper.pages import paper_of

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
SLUGS = [one.id for one in (*COURSE.modules, *COURSE.assessments)]


@pytest.fixture
def sheet(new_context, tmp_path):
    """Opens a sheet as the file that it is; asked: what it asked for besides itself."""

    def opened(slug, large=False):
        path = tmp_path / f"{slug}.html"
        drawn = getattr(COURSE.assessment(slug), "pool", None) is not None
        paper = paper_of(ROOT, COURSE, slug, learner="ann" if drawn else "", large=large)
        path.write_text(html_of(paper), encoding="utf-8")
        # Its own policy would refuse axe's script as well.
        page = new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True).new_page()
        page.asked = []
        page.on("request", lambda one: page.asked.append(one.url))
        page.goto(path.as_uri())
        return page

    return opened


@pytest.mark.sampled(2, always="where-is-it-really")
@pytest.mark.parametrize("slug", SLUGS)
def test_axe_finds_nothing_and_nothing_is_asked_for(sheet, slug):
    page = sheet(slug)
    asked = [url for url in page.asked if not url.startswith(("file:", "data:"))]

    assert axe_in_colours(page) == []
    assert asked == []


@pytest.mark.parametrize("large", [False, True])
def test_on_a_narrow_page_nothing_has_to_be_scrolled_sideways(sheet, large):
    page = sheet("what-co-production-is", large)
    page.set_viewport_size({"width": 320, "height": 900})  # 1280 at 400 %

    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_large_print_is_at_least_18_points_on_paper(sheet):
    page = sheet("what-co-production-is", large=True)
    page.emulate_media(media="print")
    sizes = page.locator("main :is(p, li, th, td, caption, h1, h2, h3)").evaluate_all(
        "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
    )

    assert min(sizes) >= 24  # 18 points
