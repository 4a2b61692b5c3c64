import re

from coprod_training.activities.consent import Consent
from coprod_training.activities.scenario import Scenario
from coprod_training.content.check import problems
from coprod_training.yamlfile import read_yaml


def test_the_course_has_no_mistake_that_a_machine_can_find(root):
    assert [str(problem) for problem in problems(root)] == []


def test_the_course_is_an_honest_draft(course):
    assert course.info.status == "draft"
    assert course.info.status_words == (
        "Written from published sources with AI help. No person with lived experience has shaped"
        " it yet. Not endorsed by IPS Grow or the Centre for Mental Health."
    )
    assert "no certificate" in course.info.certificate_off


def test_the_settings_are_the_three_of_the_survey(course):
    names = [setting.name for setting in course.info.settings]

    assert names == [code.text for code in course.instrument.code_lists["settings"][:3]]


def test_the_choice_of_setting_offers_each_setting_and_has_no_right_answer(course):
    _, choice = course.find("your-setting")

    assert [option.id for option in choice.options] == [one.id for one in course.info.settings]
    assert choice.key is None


def test_a_learner_may_say_which_hats_they_wear_and_nothing_comes_of_it(course):
    slug, hats = course.find("your-hats")

    # Source: curriculum.md, corrections. "course" keeps the answer away from every module.
    assert slug == "course"
    assert [option.id for option in hats.options][:5] == [
        "staff",
        "lived-experience",
        "carer",
        "commissioner",
        "manager",
    ]
    assert (hats.core, hats.key, hats.kind) == (False, (), "multiple_choice")
    assert "never kept with survey answers" in hats.intro


def test_help_names_no_contact_that_the_service_has_not_given(course):
    assert course.info.help.contacts
    for contact in course.info.help.contacts:
        assert re.fullmatch(r"\[.+\]", contact.name)
        assert re.fullmatch(r"\[.+\]", contact.how)


def test_consent_to_the_survey_completes_nothing(course):
    consents = [a for _, a in course.activities() if isinstance(a, Consent)]

    assert [consent.items for consent in consents] == [("CN1", "CN3")]
    assert not any(consent.core for consent in consents)


def test_every_made_up_scenario_says_so(course):
    scenarios = [a for _, a in course.activities() if isinstance(a, Scenario)]

    assert scenarios
    assert all(scenario.made_up for scenario in scenarios)


def test_the_public_manifest_lists_every_slot_and_an_open_one_has_no_contribution(root, course):
    data = read_yaml(root / "course" / "contributors" / "manifest.yaml").data
    wanted = [(slot.id, m.id, slot.required) for m in course.modules for slot in m.slots]

    assert [(one["slot"], one["module"], one["required"]) for one in data["slots"]] == wanted
    assert {one["reference"] for one in data["slots"] if one["status"] == "open"} <= {None}


def test_the_licence_leaves_contributors_words_to_them(root):
    words = " ".join((root / "course" / "LICENSE").read_text(encoding="utf-8").split())

    assert "https://creativecommons.org/licenses/by/4.0/legalcode.en" in words
    assert "Contributors' words keep their own terms" in words
