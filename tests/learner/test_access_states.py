"""What axe finds once a person has acted: feedback, endings, receipts, mistakes and banners."""

from contextlib import contextmanager

import keyboard
import pytest
from lab.served import TASK
from playwright.sync_api import expect
from shipped import COURSE
from visiting import LAID_OUT, MODULE, OF_COLOURS, TASK_SECTIONS, WIDE

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
CHECK = "Check my answer"
# The links and controls that a notice lies on: those at the end of a section, scrolled down as far
# as each can still be seen, and each of the section that gets the focus.
COVERED = """() => {
  const place = document.querySelector('.coprod-lesson .jp-WindowedPanel-outer');
  const seen = of => [...of.querySelectorAll('a, button, input, summary')]
    .filter(one => one.checkVisibility({visibilityProperty: true}));
  const covered = one => {
    const {left, top, width, height} = (one.closest('label') ?? one).getClientRects()[0];
    const above = document.elementFromPoint(left + width / 2, top + height / 2);
    return !above || above.closest('.cp-waiting, .cp-connection') !== null;
  };
  const {top} = place.getBoundingClientRect();
  const scrolledTo = one => {
    place.scrollTop = place.scrollHeight;
    place.scrollTop -= Math.max(0, top - one.getBoundingClientRect().top);
    return one;
  };
  const end = seen(place.querySelector('.cp-lesson__foot'));
  const found = end.filter(one => covered(scrolledTo(one)))
    .map(one => `at the end: ${one.innerText}`);
  for (const one of seen(place)) {
    one.focus();
    if (covered(one)) found.push(`with the focus: ${one.outerHTML.slice(0, 120)}`);
  }
  return end.length ? found : ['the section has no end'];
}"""


def choose(page, name):
    keyboard.choose(page, name, COURSE.find(name)[1].options[0].text)


def tick(page, name):
    keyboard.tick(page, name, [COURSE.find(name)[1].options[0].text])


def sort(page, name):
    activity = COURSE.find(name)[1]
    keyboard.sort(page, name, {card.text: card.step for card in activity.cards})


def rate(page, name):
    keyboard.rate(page, name, value=1)


def follow(page, name):
    keyboard.follow(page, name, ["Tell the team leader", "Ask the reviewers", "Agree the"])


def agree(page, name):
    assert keyboard.agree(page, name)


def check_nothing(page, name):
    section = keyboard.at(page, name)
    section.get_by_role("button", name=CHECK).press("Enter")
    expect(section.get_by_role("alert").filter(has_text="Choose")).to_be_visible()


# An activity, and what somebody does there. The last one of a kind leaves its feedback on the page.
ACTED = {
    "single choice, nothing chosen": ("explain-the-difference", check_nothing),
    "single choice, feedback": ("explain-the-difference", choose),
    "multiple choice, feedback": ("peer-leaflet", tick),
    "sort, feedback": ("ladder-sort", sort),
    "self-check, finished": ("service-self-check", rate),
    "scenario, its end": ("deadline-friday", follow),
    "consent, receipt": ("survey-consent", agree),
}


@pytest.mark.sampled(2)
@pytest.mark.parametrize("what", ACTED)
def test_axe_finds_nothing_once_an_activity_was_answered(tab, what):
    name, act = ACTED[what]
    tab.go(f"module/{MODULE}?at={name}")
    keyboard.at(tab.page, name)

    act(tab.page, name)

    assert tab.axe_in_colours() == []
    assert tab.narrow(360) == []


def test_axe_finds_nothing_where_a_form_says_what_is_missing(tab):
    found = {}
    tab.go(f"report/{MODULE}/six-steps")
    tab.body.get_by_role("button", name="Send").press("Enter")
    tab.body.get_by_role("alert").filter(has_text="Write what is not right.").wait_for()
    found["report"] = [*tab.axe_in_colours(), *tab.narrow(360)]
    tab.go("my-data")
    tab.body.get_by_role("button", name="Delete my data").press("Enter")
    tab.body.get_by_text("Tick the box first.").wait_for()
    found["my data"] = [*tab.axe_in_colours(), *tab.narrow(360)]

    assert {name: faults for name, faults in found.items() if faults} == {}


def test_whoever_asks_for_more_contrast_gets_it_on_our_pages_and_in_a_lesson(tab):
    tab.page.emulate_media(contrast="more")
    found = {}
    for place in ("", f"module/{MODULE}/check-a-claim"):
        tab.go(place)
        colours = tab.page.locator(".cp-soft:visible, .cp-panel__words:visible").evaluate_all(
            "all => all.map(node => getComputedStyle(node).color)"
        )
        words = tab.page.locator(".cp-top__name").evaluate("node => getComputedStyle(node).color")
        found[place] = [{*colours} - {words}, tab.axe(OF_COLOURS)]
        assert colours
    tab.page.emulate_media(contrast="no-preference")

    assert [*found.values()] == [[set(), []]] * 2


@pytest.fixture(scope="module")
def begun(one_tab):
    """The same tab as `tab`, once the exercise was started in it."""
    return one_tab.go(f"exercise/{TASK}").start()


def contacts_under(place):
    """The words under a box to write freely: who is there for somebody who needs to talk."""
    return place.locator(".cp-help li").all_inner_texts()


def test_under_every_box_to_write_freely_stands_who_to_turn_to(begun, tab):
    wanted = [f"{one.name} {one.how}" for one in COURSE.info.help.contacts]
    assert len(wanted) == 3
    tab.go(f"exercise/{TASK}?at=one-thing-called-co-production")
    tab.activity("one-thing-called-co-production").wait_for()
    boxes = tab.page.locator("textarea:visible").count()
    found = [contacts_under(tab.activity("one-thing-called-co-production"))]
    tab.go(f"report/{MODULE}/six-steps")
    boxes += tab.page.locator("textarea:visible").count()
    found.append(contacts_under(tab.body))

    assert boxes == 2
    assert found == [wanted, wanted]


def test_axe_finds_nothing_while_an_answer_waits_or_the_connection_is_gone(tab):
    tab.go(f"module/{MODULE}?at=what-to-ask")
    tab.activity("what-to-ask").get_by_role("checkbox").first.wait_for()
    kept = "**/api/activities/what-to-ask*"
    tab.page.route(kept, lambda asked: asked.abort())
    tab.activity("what-to-ask").get_by_role("checkbox").first.press("Space")
    tab.page.locator(".cp-waiting").wait_for()
    waiting = [*tab.axe_in_colours(), *tab.narrow(360)]
    tab.page.unroute(kept)
    tab.saved("what-to-ask")

    @contextmanager
    def not_connected():
        tab.page.context.set_offline(True)
        tab.page.locator(".cp-connection").get_by_text("You are not connected.").wait_for()
        yield
        tab.page.context.set_offline(False)

    gone = tab.axe_in_colours(not_connected)
    with not_connected():
        gone += tab.narrow(360)

    assert (waiting, gone) == ([], [])


def covered(tab):
    """What the notice of the page that is open covers: in a wide window, and at 400 % zoom."""
    found = {}
    for size in (WIDE, {"width": 320, "height": 256}):
        tab.page.set_viewport_size(size)
        tab.page.evaluate(LAID_OUT)
        found[size["width"]] = tab.page.evaluate(COVERED)
    tab.page.set_viewport_size(WIDE)
    return {width: faults for width, faults in found.items() if faults}


def test_a_notice_in_the_corner_leaves_every_link_to_be_reached(tab):
    tab.go(f"module/{MODULE}?at=what-to-ask")
    # One that is still free: to untick the only one, as after the test above, is no answer.
    box = tab.activity("what-to-ask").get_by_role("checkbox", checked=False).first
    box.wait_for()
    kept = "**/api/activities/what-to-ask*"
    tab.page.route(kept, lambda asked: asked.abort())
    box.press("Space")
    tab.page.locator(".cp-waiting").wait_for()
    waiting = covered(tab)
    tab.page.unroute(kept)
    tab.saved("what-to-ask")
    tab.page.context.set_offline(True)
    tab.page.locator(".cp-connection").get_by_text("You are not connected.").wait_for()

    assert (waiting, covered(tab)) == ({}, {})


def test_every_page_of_an_exercise_fits_a_phone_and_says_where_to_tell_what_is_wrong(begun, tab):
    found = {}
    for section in TASK_SECTIONS:
        tab.go(f"exercise/{TASK}/{section}")
        found[section] = [*tab.narrow(360), *tab.narrow(320, 256)]
        link = tab.page.locator(".coprod-lesson")
        link.get_by_role("link", name="Something’s not right here").press("Enter")
        tab.settled()
        assert tab.page.url.endswith(f"#/report/{TASK}/{section}")
        expect(tab.body).to_contain_text("Where is it really?")
    tab.body.get_by_label("What is not right?").fill("Question 2 has no end.")
    tab.body.get_by_role("button", name="Send").press("Enter")
    tab.body.get_by_role("heading", name="Thank you. It has been sent.").wait_for()
    found["sent"] = tab.looked_at()

    assert {name: faults for name, faults in found.items() if faults} == {}
