"""Links inside a lesson, and "Something's not right here" from each section to staff's answer."""

import re

import pytest
from opened import coprod
from playwright.sync_api import expect
from visiting import MODULE, MODULE_SECTIONS

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]


def test_the_content_note_skips_the_section_it_is_about(tab):
    tab.go(f"module/{MODULE}/before-you-say-yes")

    link = tab.page.get_by_role("link", name="Skip to the next part: What we mean by it")
    link.press("Enter")
    tab.page.wait_for_url(re.compile("/two-definitions$"))

    expect(tab.page.get_by_role("heading", name="What we mean by it")).to_be_focused()
    assert tab.page.locator("h2:visible", has_text="One word, many meanings").count() == 0


def test_a_source_opens_beside_the_course_and_says_which_one_it_is(tab):
    tab.go(f"module/{MODULE}/six-steps")
    sources = tab.page.locator(".coprod-lesson .jp-MarkdownCell:not(.cp-away) a[href^=http]")

    looks = sources.evaluate_all(
        "all => all.map(one => [one.target, one.rel.includes('noopener'), one.textContent])"
    )

    assert looks
    assert {look[:2] == ["_blank", True] for look in map(list, looks)} == {True}
    assert all(re.fullmatch(r"source \d+", words) for _, _, words in looks)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("section", MODULE_SECTIONS)
def test_every_section_has_the_link_to_say_what_is_wrong(tab, section):
    tab.go(f"module/{MODULE}/{section}")

    tab.page.locator(".coprod-lesson").get_by_role("link", name="Something’s not right here").press(
        "Enter"
    )
    tab.settled()

    assert tab.page.url.endswith(f"#/report/{MODULE}/{section}")
    assert tab.focused() == "Something’s not right here"
    expect(tab.body).to_contain_text("Module 1. What co-production is, and is not")


def test_what_a_learner_writes_reaches_staff_and_their_answer_comes_back(tab, workspace):
    tab.go(f"report/{MODULE}/six-steps")
    tab.body.get_by_label("What is not right?").fill("Step 4 is said twice. Ünïcode <b>too</b>.")
    tab.body.get_by_role("button", name="Send").press("Enter")
    expect(tab.body.get_by_role("heading", level=1)).to_have_text("Thank you. It has been sent.")
    assert tab.focused() == "Thank you. It has been sent."
    tab.go("help")
    sent = tab.body.locator(".cp-reports > li").first
    expect(sent).to_contain_text("Sent")
    expect(sent).to_contain_text("Step 4 is said twice. Ünïcode <b>too</b>.")

    inbox = coprod("inbox", "--workspace", workspace)
    (number,) = re.findall(r"^([0-9a-f]{12})  ", inbox, re.MULTILINE)
    coprod(
        "inbox", "reply", number, "--status", "changed", "--words", "It is said once now.",
        "--workspace", workspace,
    )  # fmt: skip
    tab.go("my-data")
    tab.go("help")

    assert "Ünïcode <b>too</b>" in inbox
    expect(sent).to_contain_text("Changed")
    expect(sent).to_contain_text("It is said once now.")
    assert sent.locator("b", has_text="too").count() == 0
    assert tab.looked_at() == []


def test_an_empty_note_is_not_sent_and_says_why(tab):
    tab.go(f"report/{MODULE}/six-steps")

    tab.body.get_by_role("button", name="Send").press("Enter")

    expect(
        tab.body.get_by_role("alert").filter(has_text="Write what is not right.")
    ).to_be_visible()
    expect(tab.body.get_by_label("What is not right?")).to_be_focused()


def test_a_note_whose_fate_is_not_known_stays_on_the_page_and_is_kept_once(tab):
    tab.go(f"report/{MODULE}/six-steps")
    box = tab.body.get_by_label("What is not right?")
    box.fill("The network went away.")
    tab.page.context.set_offline(True)

    tab.body.get_by_role("button", name="Send").press("Enter")

    expect(tab.body.get_by_text("It is not known whether it was sent.")).to_be_visible()
    expect(box).to_have_value("The network went away.")
    tab.page.context.set_offline(False)
    tab.page.route("**/coprod/api/reports*", _lose_the_answer, times=1)
    tab.body.get_by_role("button", name="Send").press("Enter")
    expect(tab.body.get_by_text("Sending…")).to_have_count(0)
    expect(tab.body.get_by_text("It is not known whether it was sent.")).to_be_visible()

    tab.body.get_by_role("button", name="Send").press("Enter")

    expect(tab.body.get_by_role("heading", level=1)).to_have_text("Thank you. It has been sent.")
    tab.go("help")
    expect(tab.body.get_by_text("The network went away.")).to_have_count(1)


def _lose_the_answer(route):
    route.fetch()
    route.abort()
