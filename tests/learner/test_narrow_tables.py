"""A table of a lesson on a phone: each row a block, each cell a label with its words beside it."""

import pytest
from visiting import MODULE

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]

# A section whose table has links among the words of its cells.
WITH_LINKS = f"module/{MODULE}/two-definitions"
# Of each link in a labelled cell: how far it begins from the cell's own left edge, in widths of it.
BEGINS = """() => [
    ...document.querySelectorAll('.coprod-lesson .jp-MarkdownCell:not(.cp-away) td a')
  ]
  .filter(link => link.checkVisibility() && link.closest('td').matches(':not(:first-child)'))
  .map(link => {
    const cell = link.closest('td').getBoundingClientRect();
    return (link.getBoundingClientRect().left - cell.left) / cell.width;
  })"""


def test_a_link_stands_among_the_words_of_its_cell_and_not_below_the_label(tab):
    tab.go(WITH_LINKS)
    tab.page.set_viewport_size({"width": 360, "height": 800})

    begins = tab.page.evaluate(BEGINS)

    assert begins
    assert min(begins) > 0.37  # the label has 38 % in lesson.css; the browser rounds it
