"""The trainer's guide of the shipped course: whole, short, labelled, and never with learners."""

import json
import re

import pytest

from coprod_training.content.check.staff_copy import texts_of
from coprod_training.content.facilitator_notes import FacilitatorNotes
from coprod_training.content.public_form import SHORTEST_SECRET
from coprod_training.content.publish import publish
from coprod_training.content.reading_age import LONGEST_SENTENCE, sentences, words
from coprod_training.content.session_plans import load_session_plans, minutes_of_session

FIRST_WORDS = 40  # signs
NAMES = [("id",), ("module",), ("activity",)]
FEWEST, MOST = 30, 90  # words of an example: less shows nothing, more than learners write


@pytest.fixture(scope="module")
def plans(course):
    return load_session_plans(course.root)[1]


@pytest.fixture(scope="module")
def taught(course, plans):
    """The modules that a cohort takes, one a week."""
    return [course.module(session.module) for session in plans[1].sessions]


@pytest.fixture(scope="module")
def written_answers(course, taught):
    """Each question that a person marks in the exercises of those modules, with its exercise."""
    return [
        (assessment.id, question)
        for assessment in course.assessments
        if assessment.module in {module.id for module in taught}
        for question in assessment.questions
        if question.rubric
    ]


@pytest.fixture(scope="module")
def guide(course):
    """Every text of the guide, each on one line."""
    found = [file.data.get("facilitator_notes", "") for file, _ in course.module_files()]
    for file, _ in course.assessment_files():
        found.append(file.data.get("facilitator_notes", ""))
        found += [one.get("examples", []) for one in file.data.get("questions", [])]
    found.append(load_session_plans(course.root)[0].data)
    return [
        " ".join(text.split())
        for data in found
        for route, text in texts_of(data)
        if route[-1:] not in NAMES
    ]


@pytest.fixture(scope="module")
def public(root, tmp_path_factory):
    """Everything that learners get, as one text with single spaces."""
    out = tmp_path_factory.mktemp("published") / "copy"
    publish(root, out)
    texts = []
    for path in sorted(out.rglob("*")):
        if path.suffix == ".ipynb":
            parts = json.loads(path.read_text(encoding="utf-8"))["cells"]
            texts += ["".join(part["source"]) for part in parts]
        elif path.is_file():
            texts.append(path.read_text(encoding="utf-8"))
    return " ".join(" ".join(texts).split())


def test_the_notes_of_every_module_follow_the_pattern_session_zeros_too(course):
    for module in course.modules:
        notes = module.facilitator_notes
        assert isinstance(notes, FacilitatorNotes), module.id
        for part in (notes.before, notes.hard, notes.ask, notes.hard_topic, notes.team_task):
            assert len(part) >= 3, module.id
        assert len(notes.small_or_remote) >= 2, module.id


def test_supervision_and_talk_are_questions_and_instructions_are_not(course):
    for notes in (module.facilitator_notes for module in course.modules):
        assert [one for one in (*notes.supervision, *notes.ask) if "?" not in one] == []
        assert [one for one in (*notes.before, *notes.hard_topic) if one.endswith("?")] == []


def test_every_reflection_has_an_example_at_each_level_with_its_reason(written_answers):
    for slug, question in written_answers:
        levels = [one.level for one in question.examples]
        assert levels == [level.level for level in question.rubric], slug
        for one in question.examples:
            assert FEWEST <= len(words(one.text)) <= MOST, (slug, one.level)
            assert len(sentences(one.why)) <= 2, (slug, one.level)


def test_no_example_is_used_twice(written_answers):
    texts = [one.text for _, question in written_answers for one in question.examples]

    assert len(set(texts)) == len(texts)


def test_an_honest_plan_to_find_a_partner_is_shown_at_sound_and_at_strong(written_answers):
    honest = {
        one.level
        for _, question in written_answers
        for one in question.examples
        if re.search(r"no paid (?:partner|members) yet|no invitation yet", one.text)
    }

    assert honest == {2, 3}


def test_sentences_of_the_guide_are_short(guide):
    long = [one for text in guide for one in sentences(text) if len(words(one)) > LONGEST_SENTENCE]

    assert long == []


def test_learners_get_nothing_of_the_guide(guide, public):
    assert len(guide) > 300
    shown = [t for t in guide if len(t) >= SHORTEST_SECRET and t[:FIRST_WORDS] in public]

    assert shown == []


def test_the_short_route_fits_90_minutes_and_the_long_one_has_a_module_a_week(
    course, plans, taught
):
    (session,) = plans[0].sessions

    assert session.minutes == 90
    assert 80 <= minutes_of_session(session, course) <= 90
    *before, _ = (one for one in course.modules if not one.optional)  # the last is the action plan
    assert taught == before


def test_both_plans_say_who_leads_and_what_to_do_while_nobody_is_there(plans):
    for plan in plans:
        assert "paid partner with lived experience" in plan.who_leads[0] + plan.who_leads[-1]
        assert len(plan.nobody_yet) >= 3
        leads = {part.who for session in plan.sessions for part in session.parts}
        assert leads == {"Staff lead", "Paid partner", "Both"}
