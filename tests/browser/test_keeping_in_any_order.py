"""Words are typed, sent, stored, lost and drawn again in every order: none is lost for good."""

import re
from itertools import count

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from two_tabs import LATER, TYPED, World, open_two_tabs

pytestmark = [pytest.mark.drawn, pytest.mark.browser]

WHERE = st.integers(0, 1)  # of two tabs
STEPS = st.one_of(
    st.tuples(st.sampled_from(["type", "type_in_old", "leave", "leave_old"]), WHERE),
    st.tuples(st.sampled_from(["run", "draw_again", "draw_beside", "stop_old"]), WHERE),
    st.tuples(st.sampled_from(["arrive", "hear"])),
    st.tuples(st.sampled_from(["lose", "restart"])),
    st.tuples(st.just("wait"), st.sampled_from([TYPED, LATER])),
)
ORDERS = st.lists(STEPS, max_size=24)


@pytest.fixture
def world(new_context, tmp_path):
    """Makes a world: each a new activity on the same page, with a file of its own."""
    page, number, made = new_context().new_page(), count(), []
    open_two_tabs(page)

    def opened():
        while made:
            made.pop().end()
        made.append(World(page, tmp_path / f"{next(number)}.answers.jsonl"))
        return made[0]

    return opened


def go(world, steps):
    for what, *arguments in steps:
        getattr(world, what)(*arguments)


def numbered(responses):
    return [int(re.sub(r"\D", "", one)) for one in responses]


anew = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
FULL = "() => { Storage.prototype.setItem = () => { throw new Error('full') } }"
STORED = [("wait", TYPED), ("arrive",), ("hear",)]


@anew
@given(ORDERS)
# Its first words are stored, which nobody hears; then somebody writes on for a long time.
@example([("type", 0), ("wait", TYPED), ("arrive",), ("lose",), *[("type", 0)] * 60, ("restart",)])
# Drawn from what was read before the newest answer was stored; newer words wait.
@example([("type", 0), *STORED, ("run", 0), ("type", 0), *STORED, ("type", 0), ("draw_beside", 0)])
# As before, but the newer words are typed into what was drawn so.
@example(
    [
        *[("type", 0), *STORED, ("run", 0), ("type", 0), *STORED],
        *[("draw_beside", 0), ("type", 0), ("restart",)],
    ]
)
# Typed into a box that another one has taken the place of, and gone before it was sent.
@example([("draw_beside", 0), ("type_in_old", 0), ("stop_old", 0)])
# Another tab is drawn, and sends what is still being typed here.
@example([("type", 1), ("draw_again", 0), ("type", 1)])
# Another tab has the box in which nothing was typed left.
@example([("type", 0), ("leave", 1)])
def test_the_last_words_are_on_the_disk_and_shown_once_everything_works_again(world, steps):
    now = world()
    go(now, steps)

    now.heal()

    stored = now.stored()
    assert stored[-1:] == ([now.typed] if now.typed else [])
    assert numbered(stored) == sorted(numbered(stored)), "an older answer came after a newer one"
    assert now.waiting() == []
    assert now.shown() == [[now.typed or "", "saved" if now.typed else ""]] * 2


@pytest.mark.parametrize("then", [[], [("draw_again", 0)], [("draw_beside", 0), ("stop_old", 0)]])
def test_in_a_browser_whose_storage_is_full_the_last_words_are_kept_all_the_same(world, then):
    now = world()
    now.type(0)
    for tab in now.tabs:
        tab.frame.evaluate(FULL)

    go(now, [("type", 0), *then])
    now.heal()

    assert now.stored()[-1:] == [now.typed]
    assert now.waiting() == []
    assert now.shown() == [[now.typed, "saved"]] * 2


@anew
@given(ORDERS, st.booleans(), st.booleans())
@example([("type", 0)], True, False)
@example([("type", 0)], False, False)
@example([("type", 0)], True, True)
def test_words_that_another_computer_overtook_are_offered_and_never_sent_over_its_answer(
    world, steps, mine, begins
):
    now = world()
    go(now, steps)
    now.restart()
    not_stored = [now.typed] if now.typed and now.typed not in now.stored() else []

    now.elsewhere()

    now.heal()
    waits = now.waiting()
    assert now.stored()[-1] == "elsewhere"
    assert now.shown() == [["elsewhere", "saved"]] * 2
    assert waits in (not_stored, [now.typed])  # it may be stored, and this browser not know
    for said in now.offered():
        assert said.endswith(f"What waited in this browser was: {now.typed}") if waits else not said
    if waits:
        offered = now.typed
        if begins and mine:  # a letter in the box first: what was offered is what comes back
            now.type(0)
            now.typed = offered
        now.choose(0, "Use the one from this browser" if mine else "Keep the newer answer")
        now.heal()
        final = now.typed if mine else "elsewhere"
        assert now.stored()[-1] == final
        assert now.waiting() == []
        now.draw_again(1)
        assert now.shown() == [[final, "saved"]] * 2
        assert now.offered() == ["", ""]


@anew
@given(ORDERS, st.booleans())
@example([], False)
@example([("type", 0), *STORED], True)
# The other tab heard of the newest while these words waited, and could not show it yet.
@example([("type", 0), ("draw_again", 0), ("arrive",), ("draw_again", 1)], False)
def test_a_letter_in_a_tab_that_shows_an_overtaken_answer_is_not_stored_over_the_newer_one(
    world, steps, mine
):
    now = world()
    go(now, steps)
    now.stored_elsewhere()

    now.type(0)

    now.heal()
    assert now.stored()[-1] == "elsewhere"
    assert now.shown() == [["elsewhere", "saved"]] * 2
    assert now.waiting() == [now.typed]
    assert all(said.endswith(f"was: {now.typed}") for said in now.offered())
    now.choose(0, "Use the one from this browser" if mine else "Keep the newer answer")
    now.heal()
    final = now.typed if mine else "elsewhere"
    assert now.stored()[-1] == final
    assert now.waiting() == []
    assert now.shown() == [[final, "saved"]] * 2


def test_who_comes_back_to_a_tab_sees_the_newest_answer_and_writes_on_from_it(world):
    now = world()
    go(now, [("type", 0), *STORED])
    now.stored_elsewhere()
    now.page.locator("textarea").focus()

    go(now, [("come_back", 0), ("arrive",), ("hear",)])

    assert now.shown()[0] == ["elsewhere", "saved"]
    assert now.page.evaluate("document.activeElement.matches('textarea')")
    assert now.on_the_way == []
    go(now, [("type", 0), *STORED])
    assert now.stored()[-1] == now.typed
    assert now.offered()[0] == ""


@pytest.mark.parametrize(
    "steps",
    [
        [("come_back", 0), ("arrive",), ("hear",)],  # and sees it
        [("type", 0), *STORED],  # and is told that it overtook these words
    ],
)
def test_the_page_around_counts_anew_with_an_answer_that_came_from_elsewhere(world, steps):
    now = world()
    go(now, [("type", 0), *STORED])
    now.stored_elsewhere()
    before = now.counted(0)

    go(now, steps)

    assert now.shown()[0] == ["elsewhere", "saved"]
    assert now.counted(0) == before + 1
    go(now, [("come_back", 0), ("arrive",), ("hear",)])
    assert now.counted(0) == before + 1  # nothing else is stored since


def test_what_is_typed_while_the_newest_is_asked_for_stays_until_its_writer_has_decided(world):
    now = world()
    go(now, [("type", 0), *STORED])
    now.stored_elsewhere()

    go(now, [("come_back", 0), ("type", 0), ("arrive",), ("hear",)])

    assert now.shown()[0] == [now.typed, "saving"]
    now.heal()
    assert now.stored()[-1] == "elsewhere"
    assert now.offered()[0].endswith(f"was: {now.typed}")


def test_a_tab_whose_own_answers_were_deleted_elsewhere_does_not_go_on_saying_saved(world):
    now = world()
    go(now, [("type", 0), *STORED])
    now.desk.store.path.unlink()

    go(now, [("come_back", 0), ("arrive",), ("hear",)])

    assert now.shown()[0] == ["", "idle"]


def test_who_was_typing_is_brought_to_the_choice_and_types_nothing_into_the_newer_answer(world):
    now = world()
    now.stored_elsewhere()
    now.page.locator("textarea").focus()

    go(now, [("type", 0), *STORED])

    held = "document.activeElement.matches('.cp-banner--info')"
    assert now.page.evaluate(held)
    assert now.shown()[0] == ["elsewhere", "saved"]
