"""The banner of answers that wait goes with the last of them: not with the focus."""

import pytest

pytestmark = [pytest.mark.drawn, pytest.mark.browser]


@pytest.mark.parametrize("gone", [False, True])
def test_the_focus_goes_back_once_what_waited_was_saved(example, on_a_page, gone):
    activity = example("single_choice").activity
    opened = on_a_page(activity)
    opened.lost = True
    opened.press("Tab", "Space")
    opened.tab_to("Check my answer")
    opened.page.get_by_role("button", name="Try now").wait_for()
    opened.tab_to("Try now")
    came_from = opened.page.get_by_role("button", name="Check my answer")
    if gone:
        came_from.evaluate("button => button.remove()")
    opened.lost = False

    opened.press("Enter")

    opened.page.locator(".cp-waiting").wait_for(state="detached")
    assert opened.focus() == (activity.title if gone else "Check my answer")
