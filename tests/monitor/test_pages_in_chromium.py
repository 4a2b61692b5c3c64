"""The pages in a real browser: WCAG AA in all colours, narrow, printed, without JavaScript."""

import campaign
import pytest
from in_colours import axe_in_colours
from survey.made_release import made_release, with_change

from coprod_training.monitor.counts import WAYS
from coprod_training.monitor.made_ready import change_of
from coprod_training.monitor.pages import PAGES, Chosen, Places, draw, page, report
from coprod_training.survey.report.charts.change import change as change_chart
from coprod_training.survey.report.published import Published

pytestmark = [pytest.mark.drawn, pytest.mark.browser]
WIDTHS = (1280, 375, 320)


@pytest.fixture
def drawn(watched, course, tmp_path):
    """Every page and the report as files that a browser opens, with their style beside them."""
    from coprod_training.monitor.pages import style

    change, places = change_of(course), Places(tmp_path.as_uri())
    (tmp_path / "style.css").write_text(style(), encoding="utf-8")
    pages = {name or "overview": page(name, watched, Chosen(), change, places) for name in PAGES}
    pages |= {f"by-{way}": page("", watched, Chosen(way), change, places) for way in WAYS}
    pages["report"] = report(watched, change)
    # The shipped course has published no survey; these are drawn from figures of test records.
    made = change_chart(Published(with_change(made_release(tmp_path / "made")), course.instrument))
    pages["published"] = page("before-and-after", watched, Chosen(), made, places)
    pages["published-report"] = report(watched, made)
    pages["message"] = draw(
        "message.html.j2", to=tmp_path.as_uri(), heading="There is no such page",
        words="Go to the overview.", go="/", go_words="Go to the overview",
    )  # fmt: skip
    for name, text in pages.items():
        (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: (tmp_path / f"{name}.html").as_uri() for name in pages}


def test_every_page_passes_axe_in_colours(drawn, browser):
    context = browser.new_context(bypass_csp=True)
    opened = context.new_page()
    found = []
    for name, address in drawn.items():
        for width in WIDTHS if campaign.is_full() else WIDTHS[:1]:
            opened.set_viewport_size({"width": width, "height": 900})
            opened.goto(address)
            found += [f"{name} {width}: {one}" for one in axe_in_colours(opened)]
    context.close()

    assert found == []


def test_no_page_is_wider_than_a_phone(drawn, browser):
    context = browser.new_context(viewport={"width": 320, "height": 800}, java_script_enabled=True)
    opened = context.new_page()
    wide = {}
    for name, address in drawn.items():
        opened.goto(address)
        wide[name] = opened.evaluate("document.documentElement.scrollWidth")
    context.close()

    assert {name: width for name, width in wide.items() if width > 320} == {}


def test_without_javascript_every_page_says_the_same(drawn, browser):
    said = []
    for scripts in (True, False):
        with browser.new_context(java_script_enabled=scripts) as context:
            opened = context.new_page()
            said.append({})
            for name, address in drawn.items():
                opened.goto(address)
                said[-1][name] = opened.locator("body").inner_text()

    assert said[0] == said[1]
    assert all(len(words) > 50 for words in said[1].values())


def test_every_picture_has_a_table_with_its_figures(drawn, browser):
    """What stands at the end of each bar stands in a row of that name in the table beside it."""
    pictures = 0
    with browser.new_context(java_script_enabled=False) as context:
        opened = context.new_page()
        for name, address in drawn.items():
            opened.goto(address)
            for bars in opened.locator("figure:has(.cp-bars)").all():
                twin = bars.locator("xpath=following::table[1]")
                rows = [one.inner_text().split() for one in twin.locator("tbody tr").all()]
                for bar in bars.locator("li").all():
                    called, share = bar.locator("span").all_inner_texts()
                    mine = [row for row in rows if " ".join(row).startswith(called)]
                    assert mine, f"{name}: {called}"
                    said = share.rstrip("%")  # "–" where there is nothing to count
                    assert any(one.startswith(said) for one in mine[0]), f"{name}: {called}"
                pictures += 1
    assert pictures > 8


def test_before_and_after_is_drawn_with_its_tables_and_how_many_were_lost(drawn, browser):
    with browser.new_context(java_script_enabled=False) as context:
        opened = context.new_page()
        for name in ("published", "published-report"):
            opened.goto(drawn[name])
            assert opened.locator(".cp-changed svg").count() == 1
            row = opened.locator("table:has-text('Lost') tbody tr").first
            assert row.locator("td").all_inner_texts()[:4] == ["30", "45", "15", "90"]
            assert "c: hidden, so that nobody can be picked out." in opened.inner_text("body")


def test_a_report_with_a_published_survey_is_the_same_twice(watched, course, tmp_path):
    made = [with_change(made_release(tmp_path / one)) for one in ("a", "b")]
    first, second = (
        report(watched, change_chart(Published(one, course.instrument))) for one in made
    )

    assert first == second


def test_printing_shows_what_is_folded(drawn, browser, watched):
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(drawn["where-people-stop"])
    opened.emulate_media(media="print")
    first = watched.names.modules[1].parts[0].title

    assert opened.get_by_text("Joined", exact=True).count() == 2  # the bars and their table
    assert opened.get_by_role("row", name=first).is_visible()
    assert opened.pdf()[:4] == b"%PDF"
    context.close()
