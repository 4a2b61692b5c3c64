"""What holds for the page of every kind, found by folder."""

import re

import pytest
from house.tree import ROOT
from learner.visiting import COLOURS

from coprod_training.activities import kinds

pytestmark = pytest.mark.browser
every_kind = pytest.mark.parametrize("kind", kinds())
CONTROLS = {"radio", "checkbox", "button", "textbox", "combobox", "DisclosureTriangle", "link"}


STATIC = ROOT / "coprod_training" / "widgets" / "static"
PAGES = ROOT / "coprod_training" / "lab" / "frontend" / "src" / "pages"
A_BOX = re.compile(r"""labelled\(page|el\(["']textarea["']""")
WRITTEN_IN = [one for one in kinds() if A_BOX.search((STATIC / f"{one}.js").read_text("utf-8"))]


def spoken(opened):
    """(role, name) of everything that assistive technology is told about."""
    client = opened.page.context.new_cdp_session(opened.page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    client.detach()  # or every page after it in this tab is told about as well, which takes time
    return [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in nodes
        if not node["ignored"]
    ]


@every_kind
def test_the_question_names_its_group_word_for_word(kind, example, on_a_page):
    activity = example(kind).activity

    named = [role for role, name in spoken(on_a_page(activity)) if name == activity.question]

    assert {"group", "form", "textbox"} & set(named)


@every_kind
def test_every_control_has_a_name(kind, example, on_a_page):
    controls = [one for one in spoken(on_a_page(example(kind).activity)) if one[0] in CONTROLS]

    assert controls
    assert [role for role, name in controls if not name.strip()] == []


@pytest.fixture
def seen_in(tab):
    """Lets the tab have a person's own colours, one of COLOURS, until the test ends."""
    yield lambda colours: tab.page.emulate_media(**colours)
    tab.page.emulate_media(**COLOURS[0])


@pytest.mark.sampled(9)
@every_kind
@pytest.mark.parametrize(
    ("colours", "width"),
    [*((one, 1280) for one in COLOURS), (COLOURS[0], 360)],
    ids=["light", "dark", "forced", "narrow"],
)
def test_axe_finds_nothing(kind, example, on_a_page, seen_in, colours, width):
    seen_in(colours)
    light = colours["color_scheme"] == "light"

    assert on_a_page(example(kind).activity, light=light, width=width).axe() == []


@pytest.mark.sampled(9)
@every_kind
@pytest.mark.parametrize("width", [320, 360, 700])
def test_nothing_scrolls_sideways(kind, example, on_a_page, width):
    opened = on_a_page(example(kind).activity, width=width)

    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


@every_kind
def test_everything_that_is_pressed_is_tall_enough(kind, example, on_a_page):
    opened = on_a_page(example(kind).activity, width=360)
    low = opened.page.evaluate(
        "[...document.querySelectorAll('button, select, textarea, summary, label:has(input)')]"
        ".filter((one) => one.offsetParent && one.getBoundingClientRect().height < 44)"
        ".map((one) => one.outerHTML)"
    )

    assert low == []


@every_kind
def test_a_graded_activity_has_nothing_to_check(kind, example, on_a_page):
    opened = on_a_page(example(kind).activity.without_key(), graded=True)

    for words in ("Check", "Compare", "Look at", "Work it out"):
        assert opened.page.get_by_role("button", name=words).count() == 0


@every_kind
def test_a_problem_is_said_as_all_kinds_say_it_so_that_its_fields_say_it_too(kind):
    script = (STATIC / f"{kind}.js").read_text("utf-8")

    assert "problemLine(page" in script
    assert "cp-error" not in script.replace('".cp-error"', "")  # which finds those on the page


@pytest.mark.parametrize("kind", WRITTEN_IN)
def test_under_the_boxes_to_write_freely_stands_who_to_turn_to(kind, example, on_a_page):
    page = on_a_page(example(kind).activity).page

    assert page.locator("textarea").count() > 0
    assert page.locator(".cp-help:visible li").all_inner_texts() == ["A service Call them."]


def test_these_are_all_the_kinds_in_which_somebody_writes():
    assert {"action_plan", "free_text", "payment_plan", "power_map", "rewrite", "story_plan"} == {
        *WRITTEN_IN
    }


def test_the_pages_beside_lessons_that_have_such_a_box_name_them_as_well():
    """The forum's form and a report: in a browser, tests/learner looks at the report."""
    sources = {path.name: path.read_text("utf-8") for path in PAGES.glob("*.ts")}
    drawn = {name: text for name, text in sources.items() if A_BOX.search(text)}
    assert {*drawn} == {"forum_fields.ts", "report.ts"}  # the fields are drawn by forum.ts

    for name in ("forum.ts", "report.ts"):
        assert "contacts(ctx)" in sources[name]
