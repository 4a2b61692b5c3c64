"""Learners get the list of resources, and keep what they saved when it changes."""

import pytest

from coprod_training.answers import Answer, AnswerStore
from coprod_training.content.course import load_course
from coprod_training.content.publish import publish
from coprod_training.content.upgrade import install

LISTED = """\
resources:
  - id: a-guide
    title: A guide
    owner: An organisation
    about: It helps with forms.
    areas: [design]
    settings: [smi]
    needs: [start]
    link: https://example.org/third
    facts: [F004]
    licence: null
    checked_on: null
"""
FINDER = """\
  - kind: resource_finder
    id: find-one
    title: Find one
    question: Which one would help?
    save: 1
"""


@pytest.fixture
def listed(staff_copy, lesson, module_yaml, replace_in):
    replace_in(module_yaml, "activities:\n", f"activities:\n{FINDER}")
    lesson.add("markdown", "find", "## Find one")
    lesson.add("code", "find-one", 'activity("find-one")', jupyter={"source_hidden": True})
    path = staff_copy / "course" / "resources.yaml"
    path.write_text(LISTED)
    return path


@pytest.fixture
def upgraded(staff_copy, tmp_path):
    """Publishes the course as it is now, and puts it into the learner's folder."""

    def again():
        publish(staff_copy, tmp_path / "published")
        install(tmp_path / "published", tmp_path / "learner")
        return load_course(tmp_path / "learner" / ".coprod" / "course")

    return again


def test_the_list_goes_out_with_the_facts_behind_it(listed, upgraded):
    course = upgraded()

    _, finder = course.find("find-one")
    assert [one.link for one in finder.resources] == ["https://example.org/third"]
    assert "F004" in (course.root / "facts.yaml").read_text()


def test_a_list_that_comes_with_an_upgrade_is_used(listed, upgraded):
    upgraded()
    listed.write_text(LISTED.replace("title: A guide", "title: A newer guide"))

    _, finder = upgraded().find("find-one")

    assert finder.resources[0].title == "A newer guide"


def test_an_upgrade_without_a_saved_resource_keeps_the_answer(listed, upgraded, tmp_path):
    _, finder = upgraded().find("find-one")
    answers = tmp_path / "learner" / "modules" / "listening.answers.jsonl"
    response = {"saved": ["a-guide"]}
    AnswerStore(answers).add(
        Answer(
            id="11111111-1111-4111-8111-111111111111",
            activity="find-one",
            response=response,
            at="2026-11-23T10:00:00Z",
            question=finder.fingerprint(),
        )
    )
    listed.write_text(LISTED.replace("id: a-guide", "id: another-guide"))

    _, finder = upgraded().find("find-one")

    kept = AnswerStore(answers).read().latest("find-one")
    assert kept.response == response
    assert finder.complete(kept.response)
    assert finder.fingerprint() == kept.question
