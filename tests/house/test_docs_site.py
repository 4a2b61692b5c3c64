"""The documents build into a site with no dead link, which asks no other host and passes axe."""

import importlib.util
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest
from axe_rules import TAGS
from in_colours import axe_in_colours

from house.tree import ROOT

WIDTHS = (1280, 320)  # a desk, and what is left of it at 400 %
ROLES = ("learner", "trainer", "monitor", "author", "operator", "data-steward", "developer")
LOOKED_AT = [
    "index",
    "demonstration",
    "records",
    "accessibility",
    *(f"guides/{role}" for role in ROLES),
    "for-contributors",
    "privacy",
    "architecture",
    "licences",
]


class Addresses(HTMLParser):
    """What a page links to or loads, and the anchors that it offers."""

    def __init__(self):
        super().__init__()
        self.links, self.loads, self.anchors = [], [], set()

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        self.anchors |= {held[name] for name in ("id", "name") if held.get(name)}
        if tag == "a" and held.get("href"):
            self.links.append(held["href"])
        elif held.get("src") or (tag == "link" and held.get("href")):
            self.loads.append(held.get("src") or held["href"])


def addresses(page):
    reader = Addresses()
    reader.feed(page.read_text(encoding="utf-8"))
    return reader


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    if importlib.util.find_spec("mkdocs") is None:
        pytest.skip("MkDocs is not installed: make docs")
    folder = tmp_path_factory.mktemp("site")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    return folder


def test_every_link_inside_the_site_leads_to_a_page_and_an_anchor_that_exist(site):
    pages = {page: addresses(page) for page in site.rglob("*.html") if page.name != "404.html"}
    dead = []
    for page, held in pages.items():
        for link in [*held.links, *held.loads]:
            to = urlparse(link)
            if to.scheme or to.netloc:
                continue
            target = (page.parent / unquote(to.path)).resolve() if to.path else page
            target = target / "index.html" if target.is_dir() else target
            known = pages[target].anchors if target in pages else set()
            if not target.is_file() or (to.fragment and unquote(to.fragment) not in known):
                dead.append((str(page.relative_to(site)), link))

    assert len(pages) > 30
    assert dead == []


def test_no_page_of_the_site_loads_anything_from_another_host(site):
    loaded = [one for page in site.rglob("*.html") for one in addresses(page).loads]
    styles = "".join(one.read_text(encoding="utf-8") for one in site.rglob("*.css"))

    assert [one for one in loaded if urlparse(one).netloc] == []
    assert re.findall(r"url\(['\"]?(?:https?:)?//[^)]*", styles) == []


def test_what_makes_the_documents_is_not_in_the_site(site):
    made_by = [one for one in site.rglob("*") if one.suffix in {".py", ".ipynb"}]

    # The page of the benchmarks leads to each of these.
    assert {one.relative_to(site).parts[0] for one in made_by} == {"benchmarks"}


def test_every_role_has_a_guide_that_the_first_page_leads_to():
    first = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    guides = sorted(one.stem for one in Path(ROOT, "docs", "guides").glob("*.md"))

    assert guides == sorted(ROLES)
    assert [role for role in ROLES if f"guides/{role}.md" not in first] == []
    assert "for-contributors.md" in first


@pytest.mark.browser
@pytest.mark.sampled(4)
@pytest.mark.parametrize("name", LOOKED_AT)
def test_axe_finds_nothing_on_a_page_of_the_site(site, new_context, name):
    page = new_context().new_page()
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto((site / f"{name}.html").as_uri())
        found += [f"{width} {one}" for one in axe_in_colours(page, TAGS)]

    assert found == []
