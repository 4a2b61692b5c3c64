"""A table of a lesson on a phone: each row a block, each cell a label with its words beside it."""

import pytest
from visiting import MODULE

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]

# A section whose table has links among the words of its cells.
WITH_LINKS = f"module/{MODULE}/two-definitions"
SHOWN = ".coprod-lesson .jp-MarkdownCell:not(.cp-away)"
# The parts of a table whose role would be taken from how they are drawn.
WITHOUT_A_ROLE = """table => [...table.querySelectorAll('thead, tbody, tr, th, td')]
  .filter(part => !part.hasAttribute('role')).map(part => part.outerHTML)"""
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


def test_a_table_is_one_for_a_screen_reader_though_its_rows_are_blocks(tab):
    tab.go(WITH_LINKS)
    tab.page.set_viewport_size({"width": 360, "height": 800})
    table = tab.page.locator(f"{SHOWN} table[role=table]").first

    assert table.evaluate("table => getComputedStyle(table).display") == "block"
    assert table.evaluate(WITHOUT_A_ROLE) == []
    assert tab.page.locator(SHOWN).get_by_role("table").count()
    assert table.get_by_role("columnheader").count() > 1
