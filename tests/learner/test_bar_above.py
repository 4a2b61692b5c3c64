"""The bar above a page is as high as what is in it: with a pixel less it would have a scrollbar."""

import pytest
from visiting import MODULE

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.mark.sampled(1)
@pytest.mark.parametrize("width", [1280, 900])
def test_the_bar_does_not_scroll(tab, width):
    tab.page.set_viewport_size({"width": width, "height": 757})
    tab.go(f"module/{MODULE}/six-steps")

    whole, shown = tab.page.locator("#coprod-top").evaluate(
        "bar => [bar.scrollHeight, bar.clientHeight]"
    )
    assert 0 < whole <= shown
