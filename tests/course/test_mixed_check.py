"""The final mixed check: what is in its pool, and what a learner meets of it."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parts import parts_of_exercise

from coprod_training.activities.single_choice import SingleChoice
from coprod_training.content.draw import drawn
from coprod_training.content.facts import load_facts
from coprod_training.content.public_form import public_assessment, texts_in
from coprod_training.content.publish import publish
from coprod_training.yamlfile import read_yaml

DATA = (".yaml", ".ipynb")  # JSON is YAML
JOINING = 3  # questions that join several modules


@pytest.fixture(scope="module")
def check(course):
    return course.assessment("mixed-check")


@pytest.fixture(scope="module")
def places(groups):
    """One for each module with such an exercise, and those that join several."""
    return [f"check-{number:02}" for number in range(1, len(groups) + JOINING)]


@pytest.fixture(scope="module")
def groups(check):
    return {group.module: group for group in check.pool.groups}


@pytest.fixture(scope="module")
def pool(check):
    return [question for _, question in check.every_question()]


def asked_by_key(course, module):
    """Whether the module has an exercise that a key marks."""
    return any(
        one.module == module.id and one.pool is None
        for one in course.assessments
        if any(type(question.activity).scored for question in one.questions)
    )


def test_every_module_with_judged_questions_has_two_new_ones_here(course, groups):
    modules = {one.id for one in course.modules if asked_by_key(course, one)}

    assert modules
    assert {name for name in groups if name} == modules
    assert all(len(groups[name].questions) >= 2 for name in modules)
    assert all(groups[name].choose == 1 for name in modules)


def test_three_of_six_questions_join_several_modules(groups):
    assert (groups[""].choose, len(groups[""].questions)) == (JOINING, 6)


@given(learner=st.text(max_size=40))
def test_any_learner_meets_each_module_once_and_three_that_join_them(check, places, learner):
    about = {
        question.activity.id: group.module
        for group in check.pool.groups
        for question in group.questions
    }
    asked = drawn(check, learner).questions

    assert [one.part for one in asked] == places
    assert len({one.activity.id for one in asked}) == len(places)
    met = Counter(about[one.activity.id] for one in asked)
    assert met == {**dict.fromkeys(filter(None, about.values()), 1), "": JOINING}


def test_the_notebook_has_the_places_and_no_question_of_its_own(check, places):
    page = parts_of_exercise(check)
    shown = [part["source"] for part in page if part["source"].startswith("activity(")]
    graded = [part["metadata"]["nbgrader"] for part in page if "nbgrader" in part["metadata"]]

    assert shown == [f'activity("{place}")' for place in places]
    assert [(one["grade_id"], one["points"], one["locked"]) for one in graded] == [
        (place, 1, True) for place in places
    ]


def test_each_question_has_four_options_a_key_reasons_and_a_label(pool):
    for question in pool:
        activity = question.activity
        assert isinstance(activity, SingleChoice)
        assert len(activity.options) == 4
        assert activity.made_up
        assert not activity.keep_order
        assert activity.facts
        assert len(question.rationale) > 80, activity.id
        assert len({option.feedback for option in activity.options}) == 4
        assert all(len(option.feedback) > 40 for option in activity.options), activity.id


def test_every_reason_names_the_facts_that_the_question_rests_on(pool):
    for question in pool:
        assert all(fact in question.rationale for fact in question.activity.facts), question


def test_what_it_rests_on_was_read_at_least_once(pool, root):
    facts = load_facts(root / "course" / "facts.yaml")

    assert {facts[f].confidence for q in pool for f in q.activity.facts} == {"A"}


def test_the_right_option_is_no_longer_than_the_others(pool):
    for question in pool:
        lengths = [len(option.text) for option in question.activity.options]
        assert max(lengths) <= 1.2 * min(lengths), question.activity.id
    longest = [
        max(question.activity.options, key=lambda option: len(option.text)).id
        == question.activity.key
        for question in pool
    ]
    assert sum(longest) <= len(pool) / 3


def test_keys_stand_in_each_of_the_four_places(pool):
    places = Counter(
        [option.id for option in question.activity.options].index(question.activity.key)
        for question in pool
    )

    assert set(places) == {0, 1, 2, 3}
    assert max(places.values()) <= len(pool) / 3


def test_no_question_is_asked_in_the_negative(pool):
    asked = " ".join(question.activity.question.lower() for question in pool)

    assert " not?" not in asked
    assert "which is not" not in asked


def test_nothing_here_is_the_text_of_a_modules_own_question(course, check, pool):
    others = [activity for slug, activity in course.activities() if slug != check.id]
    questions = {one.question for one in others}
    options = {option.text for one in others for option in getattr(one, "options", ())}

    for question in pool:
        assert question.activity.question not in questions
        assert not {option.text for option in question.activity.options} & options


def test_no_words_of_staff_begin_like_words_that_learners_have(course, check, tmp_path, root):
    publish(root, tmp_path / "out")
    published = [path for path in (tmp_path / "out").rglob("*") if path.suffix in DATA]
    public = {text[:40] for path in published for text in texts_in(read_yaml(path).data)}
    staff = [check.facilitator_notes]
    for _, question in check.every_question():
        staff += [question.rationale, *(one.feedback for one in question.activity.options)]

    assert len(public) > 500
    assert [text for text in staff if " ".join(text.split())[:40] in public] == []


def test_the_public_form_has_every_question_and_no_key(check):
    public = public_assessment(check)
    texts = set(texts_in(public))

    for _, question in check.every_question():
        assert question.activity.question in texts
        assert question.rationale not in texts
    assert "seal" not in public["pool"]
    assert "'key'" not in str(public)
