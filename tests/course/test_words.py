"""Short cards and honest minutes; `coprod check` looks at every other word."""

import re

import pytest

from coprod_training.content.learner_words import plain
from coprod_training.content.reading_age import LONGEST_SENTENCE, words

WORDS_A_MINUTE = 200
STOP_EVERY = 12


def test_cards_are_short_enough_to_hold_in_mind(course):
    for _, activity in course.activities():
        for card in getattr(activity, "cards", ()):
            assert len(words(card.text)) <= LONGEST_SENTENCE, card.id


def minutes_of(part, course):
    """Minutes for one part of a lesson: the longest passage of three, reading, or activity."""
    call = re.fullmatch(r'(\w+)\("([a-z0-9-]+)"\)', part["source"])
    if part["cell_type"] == "markdown":
        return len(words(plain(part["source"]))) / WORDS_A_MINUTE
    if call and call[1] == "activity":
        return course.find(call[2])[1].minutes
    passages = {s.id: [f"{s.prompt} {s.form} {s.purpose} {s.not_to_include}"]
                for m in course.modules for s in m.slots}  # fmt: skip
    passages |= {one.id: [*one.texts.values()] for m in course.modules for one in m.variants}
    texts = passages.get(call[2] if call else "", [""])
    return max(len(words(text)) for text in texts) / WORDS_A_MINUTE


def test_the_minutes_of_a_module_are_measured(course, each_module, each_lesson):
    module, lesson = each_module, each_lesson
    optional = {f'activity("{a.id}")' for _, a in course.activities() if not a.core}
    core = sum(minutes_of(part, course) for part in lesson if part["source"] not in optional)
    whole = sum(minutes_of(part, course) for part in lesson)

    assert module.minutes == pytest.approx(core, abs=1), f"minutes: {core:.0f}, as measured"
    title = lesson[0]["source"]
    core_words = "to read" if module.optional else "for the reading and the two core"
    assert f"About {module.minutes:g} minutes {core_words}" in title
    assert f"About {module.minutes_with_everything} minutes with everything" in title
    longer = module.minutes_with_everything - whole
    assert 0 <= longer < 5, f"minutes_with_everything: {whole:.0f} or a little more"


def test_a_good_place_to_stop_comes_every_twelve_minutes_or_sooner(course, each_lesson):
    since = 0.0
    for part in each_lesson:
        since += minutes_of(part, course)
        assert since <= STOP_EVERY, part["id"]
        if part["id"].startswith("stop-"):
            assert part["source"].startswith("**A good place to stop.**")
            since = 0.0


def test_every_part_of_a_page_has_a_name_that_a_person_gave(each_lesson, each_exercise_page):
    for page in (each_lesson, each_exercise_page):
        names = [part["id"] for part in page]
        assert len(set(names)) == len(names)
        assert all(re.fullmatch(r"[a-z][a-z0-9-]{2,}", name) for name in names)
