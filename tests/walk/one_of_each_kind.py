"""One thing a person does in each kind of activity, by keyboard, and what they then see of it.

Each function gets the page, the activity with focus on its heading, and a random.Random.
"""

from keyboard import at, focused, press, tab_to

MODULE = "what-co-production-is"
POWER = "power-racism-and-missing-voices"
TASK = "where-is-it-really"
ARROWS = {"ArrowUp": "ArrowDown", "ArrowLeft": "ArrowRight"}  # and the way back
# What a person sees of their own answer: what is chosen and written, where each card and each role
# lies, and the way through a conversation.
PICTURE = """section => ({
  chosen: [...section.querySelectorAll('input')].map(one => one.checked),
  written: [...section.querySelectorAll('textarea, select, [type=text]')].map(one => one.value),
  marked: [...section.querySelectorAll('.cp-line[aria-pressed=true]')].map(one => one.textContent),
  mapped: [...section.querySelectorAll('.cp-chip')].map(one => one.textContent),
  placed: [...section.querySelectorAll('[data-card]')].map(
    one => [one.dataset.card, one.closest('[data-step]').dataset.step]),
  way: [...section.querySelectorAll('.cp-story li')].map(one => one.textContent),
  now: section.querySelector('.cp-now')?.textContent ?? '',
  receipt: section.querySelector('.cp-receipt__code')?.textContent ?? '',
})"""


def choose(page, section, chance):
    """Another one of a group of radio buttons; the rating grid asks in the same way."""
    tab_to(page, "input[type=radio]")
    for _ in range(chance.randint(1, 2)):
        press(page, "ArrowDown")


def tick(page, section, chance):
    """Tick or untick one box, and do not ask for feedback."""
    for _ in range(chance.randint(1, section.locator("input[type=checkbox]").count())):
        tab_to(page, "input[type=checkbox]")
    page.keyboard.press("Space")
    if section.locator("input:checked").count() == 0:  # no answer at all is not kept, and says so
        page.keyboard.press("Space")
        tab_to(page, "input[type=checkbox]")
        page.keyboard.press("Space")


def place(page, section, chance):
    """Put the next card on a step, or move one that lies there."""
    buttons = section.locator("[data-step] > button:visible").count()
    wanted = "[data-step] > button" if buttons else "[data-move]"
    for _ in range(chance.randint(1, 5)):
        tab_to(page, wanted)
    page.keyboard.press("Enter")


def follow(page, section, chance):
    """One choice in a conversation; at its end, from the beginning."""
    if section.locator(".cp-opt").count() == 0:
        section.get_by_role("button", name="Start again").press("Enter")
        at(page, "deadline-friday")
    for _ in range(chance.randint(1, section.locator(".cp-opt").count())):
        tab_to(page, ".cp-opt")
    page.keyboard.press("Enter")


def write(page, section, chance):
    """Some more words, with nothing that says one is done."""
    tab_to(page, "textarea:not([readonly])")
    page.keyboard.press("Control+End")
    page.keyboard.type(f"word {chance.randint(100, 999)} ")


def mark(page, section, chance):
    """Mark a line, or take a mark away."""
    for _ in range(chance.randint(1, 3)):
        tab_to(page, ".cp-line")
    page.keyboard.press("Enter")
    if section.locator("[aria-pressed=true]").count() == 0:  # as with boxes: none is not kept
        page.keyboard.press("Enter")
        tab_to(page, ".cp-line")
        page.keyboard.press("Enter")


def place_a_role(page, section, chance):
    """Move a role on the map, or choose in the list how affected it is and how much say it has."""
    wanted = chance.choice(["Map", "List"])
    if section.locator(".cp-tabs [aria-pressed=true]").inner_text() != wanted:
        tab_to(page, ".cp-tabs [aria-pressed=false]")
        page.keyboard.press("Enter")
    if wanted == "Map":
        for _ in range(chance.randint(1, 3)):
            tab_to(page, ".cp-chip")
        one, before = chance.choice([*ARROWS]), focused(page)
        press(page, one)
        if focused(page) == before:  # it stood at the end
            press(page, ARROWS[one])
        return
    for _ in range(2 * chance.randint(0, 2)):
        tab_to(page, "select")
    for _ in range(2):
        tab_to(page, "select")
        press(page, "ArrowDown")


def type_a_number(page, section, chance):
    """A number in one of the boxes of a budget, perhaps one step further on."""
    if chance.random() < 0.5 and section.get_by_role("button", name="Next step").count():
        tab_to(page, "button[type=submit]")
        page.keyboard.press("Enter")
    for _ in range(chance.randint(1, 3)):
        tab_to(page, "input[type=text], textarea")
    page.keyboard.press("Control+A")
    page.keyboard.type(str(chance.randint(2, 99)))


def save_one(page, section, chance):
    """Save a resource, or take it out again."""
    for _ in range(chance.randint(1, 2)):
        tab_to(page, "input[type=checkbox]")
    page.keyboard.press("Space")


def say_yes_or_no(page, section, chance):
    """The other answer to each question about consent; then Save."""
    for _ in range(section.locator("fieldset").count()):
        tab_to(page, "input[type=radio]")
        press(page, "ArrowRight")
    tab_to(page, "button[type=submit]")
    page.keyboard.press("Enter")


def look(page, section, chance):
    """Say that one has looked, or take it back."""
    tab_to(page, "input[type=checkbox]")
    page.keyboard.press("Space")


# Where each kind stands, and how a person goes on with it.
KINDS = {
    "single_choice": (f"module/{MODULE}", "explain-the-difference", choose),
    "multiple_choice": (f"module/{MODULE}", "peer-leaflet", tick),
    "sort": (f"module/{MODULE}", "ladder-sort", place),
    "rating_grid": (f"module/{MODULE}", "service-self-check", choose),
    "scenario": (f"module/{MODULE}", "deadline-friday", follow),
    "consent": (f"module/{MODULE}", "survey-consent", say_yes_or_no),
    "free_text": (f"exercise/{TASK}", "one-thing-called-co-production", write),
    "warm_up": (f"module/{POWER}", "recall-before-power", choose),
    "spot_the_gap": (f"module/{POWER}", "power-in-the-terms", mark),
    "power_map": (f"module/{POWER}", "who-can-decide-here", place_a_role),
    "rewrite": (f"module/{POWER}", "rewrite-an-invitation", write),
    "national_compare": ("module/evaluate-together", "you-and-the-national-picture", look),
    "story_plan": ("module/safe-sharing", "build-a-story-plan", write),
    "payment_plan": ("module/fair-terms", "payment-planner", type_a_number),
    "action_plan": ("module/make-it-stick", "if-then-plan-of-your-own", write),
    "resource_finder": ("module/design-together", "two-resources-for-a-form", save_one),
}
