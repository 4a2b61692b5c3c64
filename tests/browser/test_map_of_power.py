"""Who has a say: the same roles as a list and as a map, both by keyboard alone."""

import pytest

pytestmark = [pytest.mark.drawn, pytest.mark.browser]
# In which cell each role lies on the screen: [say, affected], or null beside the map.
LIES = """() => {
  const box = one => one.getBoundingClientRect();
  const cells = [...document.querySelectorAll('.cp-map__cell')].map(box);
  const inside = (cell, x, y) => x > cell.left && x < cell.right && y > cell.top && y < cell.bottom;
  return Object.fromEntries([...document.querySelectorAll('.cp-chip')].map(chip => {
    const { left, right, top, bottom } = box(chip);
    const at = cells.findIndex(cell => inside(cell, (left + right) / 2, (top + bottom) / 2));
    const name = chip.querySelector('.cp-chip__name').textContent;
    return [name, at < 0 ? null : [Math.floor(at / 5), at % 5]];
  }));
}"""
PLACES = {"clients": [1, 4], "manager": [4, 2], "funder": [4, 2]}


def chip(opened, name):
    return opened.page.locator(".cp-chip", has_text=name)


def shown(opened):
    return opened.page.locator(".cp-tabs [aria-pressed=true]").all_inner_texts()


def with_places(on_a_page, activity, **how):
    """The page of somebody who has placed every role in the list."""
    opened = on_a_page(activity, **how)
    turn_to(opened, "List")
    for label, at in (("How much say", 0), ("How affected", 1)):
        for role in activity.roles:
            box = opened.page.get_by_label(f"{label}: {role.text}")
            box.select_option(str(PLACES[role.id][at]))
    opened.saved()
    return opened


# Which of the two is first is known once the page has been laid out.
LAID_OUT = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def turn_to(opened, name):
    opened.page.evaluate(LAID_OUT)
    if shown(opened) != [name]:
        opened.tab_to(name)
        opened.press("Enter")


WARNING = "Clients\nDo they have a vote, and the papers in advance?"


def warned(opened):
    return opened.page.locator(".cp-warned li:visible").all_inner_texts()


def status(opened):
    return opened.page.locator("[role=status]:visible").first.inner_text()


def test_arrow_keys_move_a_role_and_the_focus_stays_on_it(example, on_a_page):
    opened = on_a_page(example("power_map").activity)
    opened.tab_to("Clients not on the map yet")

    opened.press("ArrowUp")  # begins in the middle
    assert opened.focus().endswith("Clients affected, some say")
    assert warned(opened) == []
    opened.press("ArrowRight", "ArrowRight", "ArrowDown")
    assert warned(opened) == [WARNING]

    assert opened.focus().endswith("Clients most affected, little say")
    assert status(opened) == "Clients: most affected, little say"
    opened.saved()
    assert opened.stored == {"places": {"clients": [1, 4]}, "change": ""}
    assert opened.page.evaluate(LIES) == {
        "Clients": [1, 4],
        "Service manager": None,
        "Funder": None,
    }
    opened.press("ArrowRight")
    opened.page.get_by_text("That is as far as it goes.").wait_for(state="attached")
    assert opened.stored["places"]["clients"] == [1, 4]
    assert opened.axe() == []


def test_four_buttons_move_the_role_that_was_chosen(example, on_a_page):
    opened = on_a_page(example("power_map").activity)
    opened.tab_to("Funder not on the map yet")
    opened.press("Enter")
    assert opened.page.get_by_role("group", name="Move: Funder").count() == 1
    opened.tab_to("More say")
    opened.press("Enter", "Enter", "Space")

    assert status(opened) == "Funder: affected, the final say"
    assert opened.page.evaluate("document.activeElement.ariaDisabled") == "true"
    opened.tab_to("Less affected")
    opened.press("Enter", "Enter")
    opened.saved()
    assert opened.stored["places"] == {"funder": [4, 0]}


def test_map_and_list_hold_the_same_and_the_focus_stays_on_the_switch(example, on_a_page):
    opened = with_places(on_a_page, example("power_map").activity)
    turn_to(opened, "Map")

    assert opened.focus() == "Map"
    assert opened.page.locator(".cp-roles").is_hidden()
    assert opened.page.evaluate(LIES) == {
        "Clients": [1, 4],
        "Service manager": [4, 2],
        "Funder": [4, 2],
    }
    chip(opened, "Funder").press("ArrowDown")
    turn_to(opened, "List")
    assert opened.focus() == "List"
    assert opened.page.locator(".cp-map").is_hidden()
    assert opened.page.get_by_label("How much say: Funder").input_value() == "3"
    assert warned(opened) == [WARNING]
    opened.saved()
    assert opened.axe() == []

    opened.open()
    opened.page.evaluate(LAID_OUT)
    assert opened.stored["places"] == PLACES | {"funder": [3, 2]}
    assert opened.page.evaluate(LIES)["Funder"] == [3, 2]
    assert opened.page.get_by_label("How much say: Clients").input_value() == "1"
    assert warned(opened) == [WARNING]  # what was kept is warned of as well


def test_the_list_says_in_words_where_a_role_stands(example, on_a_page):
    opened = on_a_page(example("power_map").activity)
    turn_to(opened, "List")
    opened.page.get_by_label("How affected: Clients").select_option("4")
    opened.page.get_by_label("How much say: Clients").select_option("1")
    assert warned(opened) == [WARNING]
    opened.page.get_by_label("How much say: Clients").select_option("2")
    assert warned(opened) == []
    opened.page.get_by_label("How much say: Clients").select_option("1")

    opened.page.get_by_text("Clients: most affected, little say", exact=True).first.wait_for(
        state="attached"
    )
    turn_to(opened, "Map")
    assert chip(opened, "Clients").get_attribute("aria-pressed") == "true"


def test_half_a_place_is_asked_about_in_the_list(example, on_a_page):
    opened = on_a_page(example("power_map").activity)
    turn_to(opened, "List")
    opened.page.get_by_label("How affected: Clients").select_option("4")
    turn_to(opened, "Map")
    opened.tab_to("Look at my map")
    opened.press("Enter")

    assert opened.page.get_by_role("alert").inner_text() == "Clients: choose both, or neither."
    assert shown(opened) == ["List"]
    named = "document.activeElement.labels[0].textContent"
    assert opened.page.evaluate(named) == "How much say: Clients"
    assert opened.wrong() == [True, "Clients: choose both, or neither."]


def test_a_map_is_looked_at_with_what_to_think_about(example, on_a_page):
    opened = on_a_page(example("power_map").activity)
    opened.tab_to("Clients not on the map yet")
    opened.press(*["ArrowRight"] * 3, *["ArrowDown"] * 2)
    opened.tab_to("Look at my map")
    opened.press("Enter")

    opened.page.locator(".cp-fb").wait_for()
    said = opened.page.locator(".cp-fb").inner_text()
    assert "Much affected, with little say: Clients." in said
    assert "2 still to place." in said
    assert opened.axe() == []


def test_roles_in_one_place_lie_below_each_other_and_can_all_be_read(example, on_a_page):
    opened = with_places(on_a_page, example("power_map").activity)
    turn_to(opened, "Map")
    above, below = (chip(opened, name).bounding_box() for name in ("Service manager", "Funder"))

    assert above["y"] + above["height"] <= below["y"]
    order = opened.page.locator(".cp-chip__name").all_inner_texts()
    assert order == ["Clients", "Service manager", "Funder"]  # Tab goes as in the list


def test_a_press_on_the_map_puts_the_chosen_role_there(example, on_a_page):
    opened = on_a_page(example("power_map").activity)
    chip(opened, "Service manager").click()
    opened.page.locator(".cp-map__cell").nth(4 * 5 + 1).click()

    opened.saved()
    assert opened.stored["places"] == {"manager": [4, 1]}
    assert opened.focus().endswith("Service manager a little affected, the final say")


@pytest.mark.parametrize(
    ("width", "first"), [(1280, "Map"), (660, "Map"), (650, "List"), (360, "List")]
)
def test_where_there_is_little_room_the_list_comes_first(example, on_a_page, width, first):
    assert shown(on_a_page(example("power_map").activity, width=width)) == [first]


@pytest.mark.parametrize(("width", "light"), [(320, True), (360, False), (700, True)])
def test_a_narrow_map_has_numbers_with_their_names_below(example, on_a_page, width, light):
    opened = with_places(on_a_page, example("power_map").activity, width=width, light=light)
    turn_to(opened, "Map")

    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    assert chip(opened, "Funder").inner_text().startswith("3")
    assert opened.page.locator(".cp-map__key li").all_inner_texts()[2] == "Funder"
    boxes = [one.bounding_box() for one in opened.page.locator(".cp-chip").all()]
    assert min(min(box["width"], box["height"]) for box in boxes) >= 44
    assert opened.page.evaluate(LIES)["Clients"] == [1, 4]
    assert opened.axe() == []
