"""The survey's report and its form on paper in Chromium: axe finds nothing, and a PDF is whole."""

from io import BytesIO

import campaign
import pikepdf
import pypdfium2
import pytest
from in_colours import axe_in_colours
from survey.made_release import made_programme, made_release, with_change
from survey.self_checks import INSTRUMENT

from coprod_training.paper.html import html_of
from coprod_training.paper.survey_form import survey_paper
from coprod_training.survey.report.page import TITLE, report
from coprod_training.survey.report.programme import read_programme
from coprod_training.survey.report.published import Published

pytestmark = [pytest.mark.drawn, pytest.mark.browser]


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The three files, by name."""
    root = tmp_path_factory.mktemp("pages")
    release = with_change(made_release(root / "release"))
    programme = read_programme(made_programme(root / "programme.csv"), release.info.rules)
    written = {
        "report": report(Published(release, INSTRUMENT, programme)),
        "bare": report(Published(release, INSTRUMENT)),
        "form": html_of(survey_paper(INSTRUMENT)),
    }
    for name, html in written.items():
        (root / f"{name}.html").write_text(html, encoding="utf-8")
    return root


@pytest.fixture
def opened(new_context, pages):
    def at(name, width=1280):
        # Its own policy would refuse axe's script as well.
        page = new_context(viewport={"width": width, "height": 900}, bypass_csp=True).new_page()
        page.asked = []
        page.on("request", lambda one: page.asked.append(one.url))
        page.goto((pages / f"{name}.html").as_uri())
        return page

    return at


@pytest.mark.parametrize("name", ["report", "bare", "form"])
def test_axe_finds_nothing_and_nothing_is_asked_for(opened, name):
    """`make test` looks at each in one of the two widths, and in one of the three colours."""
    found = []
    for width in campaign.one_of([1280, 360], name):
        page = opened(name, width)
        found += [f"{width} {one}" for one in axe_in_colours(page)]
        assert [url for url in page.asked if not url.startswith(("file:", "data:"))] == []

    assert found == []


@pytest.mark.parametrize("name", ["report", "form"])
def test_on_a_phone_and_at_400_per_cent_the_page_itself_never_scrolls_sideways(opened, name):
    page = opened(name, 320)

    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_each_picture_is_heard_as_one_picture_with_its_name_and_words(opened):
    page = opened("report")
    pictures = page.get_by_role("img")

    assert pictures.count() == 6
    assert page.get_by_role("img", name="Diverging bars: what usually happens").count() == 1
    # A picture that can be reached by keyboard can be read whole on a narrow page.
    assert page.locator(".scroll[tabindex='0']").count() == page.locator(".scroll").count()


def test_what_is_read_first_is_what_the_figures_cannot_tell(opened):
    page = opened("report")
    headings = page.get_by_role("heading", level=2).all_inner_texts()

    assert headings[:2] == ["What these figures can and cannot tell", "On this page"]
    assert headings[-1] == "Definitions"


def test_words_in_a_picture_stay_inside_it(opened):
    page = opened("report")
    outside = page.evaluate(
        """() => [...document.querySelectorAll('svg')].flatMap(svg => {
          const { width, height } = svg.viewBox.baseVal;
          return [...svg.querySelectorAll('text')].filter(one => {
            const box = one.getBBox();
            return box.x < -1 || box.y < -1 || box.x + box.width > width + 1
              || box.y + box.height > height + 1;
          }).map(one => one.textContent);
        })"""
    )

    assert outside == []


def test_it_prints_to_a_tagged_pdf_with_every_section(opened):
    page = opened("report")
    pdf = page.pdf(prefer_css_page_size=True, tagged=True, outline=True)
    words = "".join(one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(pdf))

    with pikepdf.open(BytesIO(pdf)) as read:
        assert read.Root.MarkInfo.Marked
        assert read.Root.Lang == "en-GB"
    assert TITLE in words.replace("\r\n", " ")
    for heading in page.get_by_role("heading", level=2).all_inner_texts()[2:]:
        assert heading in words.replace("\r\n", " ")
