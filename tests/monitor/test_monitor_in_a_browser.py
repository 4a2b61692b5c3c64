"""The pages in Chromium, without JavaScript of their own: axe finds nothing, nothing is cut off."""

import pytest
from house.tree import ROOT
from monitor_world import programme, some

from coprod_training.monitor import site

pytestmark = pytest.mark.browser
AXE = ROOT / "tests" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = {
    "overview": lambda words: site.overview(some(), words, "service"),
    "report": lambda words: site.overview(some(), words, "region", report=True),
    "module": lambda words: site.module_page(some(), words, "what-co-production-is"),
    "nobody": lambda words: site.overview(programme(), words, "region"),
    "refused": lambda words: site.refused(),
}


@pytest.fixture
def opened(new_context, words, tmp_path):
    def at(name, width, scheme):
        file = tmp_path / f"{name}.html"
        file.write_text(PAGES[name](words), encoding="utf-8")
        context = new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page = context.new_page()
        page.goto(file.as_uri())
        return page

    return at


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light")])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(opened, name, width, scheme):
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci in tests/browser")
    page = opened(name, width, scheme)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)["violations"]

    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_shows_all_of_it_without_scrolling_sideways(opened, name):
    page = opened(name, 360, "light")

    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for table in page.locator(".scroll").all():
        assert table.evaluate("one => one.scrollWidth <= one.clientWidth + 1")
