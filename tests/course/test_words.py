"""Plain words, close options and honest minutes, in everything that a learner reads."""

import re
import warnings

import pytest
from parts import parts_of_exercise, parts_of_lesson

# The words that learners never meet. Source: design.md section 4.
NEVER = re.compile(
    r"\b(?:kernels?|cells?|notebooks?|run|submit\w*|errors?|invalid|oops|users?|students?)\b", re.I
)
# JupyterLab's own menu, until the page starts by itself.
MENU = "Open the menu Run at the top, then choose Run All Cells."
LONGEST_SENTENCE = 20
WORDS_A_MINUTE = 200
HARDEST_GRADE = 6  # US school grade; about age 11
STOP_EVERY = 12
# Ids, codes and addresses are not read as words; staff-only parts are not read by learners.
NOT_READ = {"id", "kind", "code", "key", "facts", "step", "who", "why", "goto", "start", "items"}
NOT_READ |= {"groups", "phase", "version", "instrument", "licence", "modules", "assessments"}
NOT_READ |= {"module", "rationale", "facilitator_notes", "status"}


def read_in(data):
    """Every text of a YAML file that somebody reads."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for one in data:
            yield from read_in(one)
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in NOT_READ:
                yield from read_in(value)


def plain(source):
    """Markdown without its marks: citations, bold, links, headings, lists and table lines."""
    text = re.sub(r"\s*\[F\d{3}[^\]]*\]|\*\*|\]\([^)]*\)|^#+ |^- |\[(?=\w)", "", source, flags=re.M)
    return re.sub(r"\s*\|(?:[ -]+\|)*\s*", "\n", text)


@pytest.fixture(scope="module")
def texts(course):
    found = [t for file in course.files for t in read_in(file.data)]
    pages = [part for one in course.modules for part in parts_of_lesson(one)]
    pages += [part for one in course.assessments for part in parts_of_exercise(one)]
    found += [plain(part["source"]) for part in pages if part["cell_type"] == "markdown"]
    return found


def sentences(text):
    return [s for line in text.split("\n") for s in re.split(r"(?<=[.?!:])\s+", line) if s.strip()]


def words(text):
    return re.findall(r"[\w'’–-]*\w", text)


def syllables(word):
    """A count by groups of vowels: near enough for an average, not for one word."""
    groups = len(re.findall(r"[aeiouy]+", word.lower()))
    silent = word.lower().endswith("e") and not word.lower().endswith(("le", "ee"))
    return max(1, groups - silent)


def test_no_sentence_is_longer_than_twenty_words(texts):
    long = [s for t in texts for s in sentences(t) if len(words(s)) > LONGEST_SENTENCE]

    assert long == []


def test_learners_never_meet_a_programmers_word(texts):
    met = [(NEVER.findall(t.replace(MENU, "")), t) for t in texts if NEVER.search(t)]

    assert [pair for pair in met if pair[0]] == []


def test_nobody_is_praised_or_shouted_at(texts):
    assert [text for text in texts if "!" in text] == []


@pytest.mark.parametrize(("word", "count"), [("step", 1), ("ladder", 2), ("people", 2), ("see", 1)])
def test_syllables_are_counted_by_groups_of_vowels(word, count):
    assert syllables(word) == count


def test_reading_age_is_measured_and_within_reason(texts):
    """A warning over the wanted grade: a formula cannot tell if people understand (fact F150).

    Flesch-Kincaid grade = 0.39 words a sentence + 11.8 syllables a word - 15.59
    (Kincaid and others, 1975).
    """
    said = [s for text in texts for s in sentences(text) if len(words(s)) > 4]
    every = [word for sentence in said for word in words(sentence)]
    grade = 0.39 * len(every) / len(said) + 11.8 * sum(map(syllables, every)) / len(every) - 15.59

    assert len(said) > 300
    assert 1 < grade < HARDEST_GRADE + 3  # beyond this, the sentences were not found as they are
    if grade > HARDEST_GRADE:
        warnings.warn(f"The course reads at school grade {grade:.1f}.", stacklevel=1)


def test_the_longest_option_is_not_the_giveaway(course):
    for _, activity in course.activities():
        lengths = [len(option.text) for option in getattr(activity, "options", ())]
        if lengths and activity.key:
            assert max(lengths) <= 1.3 * min(lengths), activity.id


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
    passages = [one for m in course.modules for one in (*m.slots, *m.variants)]
    found = next((one for one in passages if call and one.id == call[2]), None)
    texts = getattr(found, "texts", None) or {"": getattr(found, "prompt", "")}
    return max(len(words(text)) for text in texts.values()) / WORDS_A_MINUTE


def test_the_minutes_of_a_module_are_measured(course, each_module, each_lesson):
    module, lesson = each_module, each_lesson
    optional = {f'activity("{a.id}")' for _, a in course.activities() if not a.core}
    core = sum(minutes_of(part, course) for part in lesson if part["source"] not in optional)
    whole = sum(minutes_of(part, course) for part in lesson)

    assert module.minutes == pytest.approx(core, abs=1)
    title = lesson[0]["source"]
    assert f"About {module.minutes:g} minutes for the reading and the two core" in title
    assert f"About {module.minutes_with_everything} minutes with everything" in title
    assert 0 <= module.minutes_with_everything - whole < 5


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
