"""What only the whole course has, in Chromium: the trainer's guide to every module (T15), and an
exercise that asks each learner other questions, on paper: whose sheet it is comes first.
"""

import json

import pytest
from at_work import axe, go
from handing_in import ASSESSMENT
from lab.served import released
from opened import ROOT, opened
from playwright.sync_api import expect
from shipped import COURSE

from coprod_training.content.draw import drawn
from coprod_training.content.session_plans import load_session_plans

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
GUIDE = "coprod/trainer/guide"
MODULE = COURSE.module(ASSESSMENT.module)
SUMMARY = "An example answer at each level"
WEEKS = [one.module for one in load_session_plans(ROOT / "course")[1][1].sessions]
(WRITTEN,) = [one for one in ASSESSMENT.questions if one.rubric]
DRAWN, LEARNER = "mixed-check", "paper-08"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    return released(tmp_path_factory.mktemp("guide") / "coprod", DRAWN, course=ROOT)


@pytest.fixture(scope="module")
def server(workspace):
    with opened(workspace, "trainer", course=ROOT) as one:
        yield one


def test_the_guide_is_one_press_away_and_names_every_module_and_plan(page, server):
    go(page, server).get_by_role("link", name="Trainer’s guide").press("Enter")

    page.get_by_role("heading", level=1, name="Trainer’s guide").wait_for()
    main = page.get_by_role("main")
    for module in COURSE.modules:
        expect(main.get_by_role("link", name=module.title, exact=True)).to_be_visible()
    expect(main.get_by_role("link", name="Five activities in 90 minutes")).to_be_visible()
    assert axe(page) == []


def test_whoever_asks_for_more_contrast_gets_it(page, server):
    """By the rule of the activities' own style sheet, which these pages have as well."""
    go(page, server)
    page.emulate_media(contrast="more")

    soft = page.locator(".cp-asat, .cp-soft").evaluate_all(
        "all => all.map(node => getComputedStyle(node).color)"
    )

    words = page.locator("h1").evaluate("node => getComputedStyle(node).color")
    assert axe(page) == []
    page.emulate_media(contrast="no-preference")
    assert {*soft} == {words}


def test_a_module_has_its_notes_and_its_marking_guide_on_one_page(page, server):
    go(page, server, GUIDE).get_by_role("main").get_by_role(
        "link", name=MODULE.title, exact=True
    ).press("Enter")

    page.get_by_role("heading", level=1, name=MODULE.title).wait_for()
    notes = MODULE.facilitator_notes
    parts = (notes.before, notes.hard, notes.ask, notes.hard_topic, notes.team_task)
    for line in [*(one for part in parts for one in part), *notes.supervision]:
        expect(page.get_by_text(line, exact=True)).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(ASSESSMENT.facilitator_notes.split(".")[0])
    examples = page.get_by_text(WRITTEN.examples[0].text)
    expect(examples).to_be_hidden()
    page.get_by_text(SUMMARY).press("Enter")
    expect(examples).to_be_visible()
    assert axe(page) == []


@pytest.mark.parametrize("module", COURSE.modules, ids=lambda module: module.id)
def test_every_module_has_a_page_also_one_whose_notes_are_a_text_alone(page, server, module):
    go(page, server, f"{GUIDE}/modules/{module.id}")

    expect(page.get_by_role("heading", level=1)).to_have_text(module.title)
    notes = module.facilitator_notes
    said = notes.strip() if isinstance(notes, str) else notes.purpose
    expect(page.get_by_role("main")).to_contain_text(said.split(".")[0])


@pytest.mark.sampled(2)
@pytest.mark.parametrize("module", COURSE.modules, ids=lambda module: module.id)
def test_axe_finds_nothing_on_the_page_of_a_module(page, server, module):
    go(page, server, f"{GUIDE}/modules/{module.id}")
    folded = page.locator("main details:not([open]) > summary")
    while folded.count():  # each that is opened is one less
        folded.first.press("Enter")

    assert axe(page) == []


def test_a_plan_has_the_minutes_that_the_course_has(page, server):
    go(page, server, f"{GUIDE}/plans/ninety-minutes")
    sorting = COURSE.find("ladder-sort")[1]
    row = page.get_by_role("row", name=f"Activity: {sorting.title} ({sorting.minutes:g} minutes)")
    expect(row).to_be_visible()
    assert axe(page) == []

    go(page, server, f"{GUIDE}/plans/nine-weeks")
    for module in map(COURSE.module, WEEKS):
        alone = page.get_by_role("main").get_by_text(f"{module.title}, {module.minutes} minutes.")
        expect(alone).to_be_visible()
    assert axe(page) == []


@pytest.mark.parametrize("place", ["", f"/modules/{MODULE.id}", "/plans/nine-weeks"])
def test_the_guide_fits_a_narrow_window(page, server, place):
    page.set_viewport_size({"width": 320, "height": 640})
    go(page, server, f"{GUIDE}{place}")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 1280, "height": 900})


def test_beside_the_notes_the_module_opens_as_learners_see_it(page, server):
    go(page, server, f"{GUIDE}/modules/{MODULE.id}")

    with page.context.expect_page() as opening:
        page.get_by_role("link", name="Read the module beside these notes").press("Enter")

    lesson = opening.value
    expect(lesson.get_by_role("heading", level=1, name=MODULE.title)).to_be_visible(timeout=60_000)
    lesson.close()


def test_a_learners_own_twelve_questions_are_printed_typed_in_and_handed_in(
    page, server, workspace
):
    asked = drawn(COURSE.assessment(DRAWN), LEARNER).questions
    go(page, server, f"coprod/trainer/paper/{DRAWN}")
    assert axe(page) == []
    page.get_by_label("Learner").fill(LEARNER)
    page.get_by_role("button", name="Show this learner's sheet").press("Enter")
    expect(page.get_by_role("group")).to_have_count(len(asked))
    with page.expect_download() as got:
        page.get_by_role("link", name="web page", exact=True).press("Enter")
    sheet = got.value.path().read_text(encoding="utf-8")
    assert all(one.activity.question in sheet for one in asked)
    assert axe(page) == []

    page.get_by_role("group").first.get_by_role("radio").first.press("Space")
    page.get_by_role("button", name="Hand in for this learner").press("Enter")
    page.get_by_label("The name is right").press("Space")
    page.get_by_role("button", name="Hand in for this learner").press("Enter")

    expect(page.get_by_role("status")).to_contain_text("Handed in, with receipt")
    (folder,) = (workspace / "exchange" / "coprod" / "inbound").glob(f"{LEARNER}+{DRAWN}+*")
    (line,) = (folder / f"{DRAWN}.answers.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["activity"] == asked[0].activity.id
