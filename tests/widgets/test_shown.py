import os
import shutil
from pathlib import Path
from uuid import uuid4

import pytest
from shipped import COURSE

from coprod_training import activity, slot, variant
from coprod_training.answers import Answer, AnswerStore
from coprod_training.content.draw import drawn
from coprod_training.content.publish import publish
from coprod_training.errors import CoprodError, UnknownActivity

ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A learner's folder; the shown lesson lies in modules/."""
    folder = tmp_path / "learner"
    shutil.copytree(ROOT / "course", folder / ".coprod" / "course")
    (folder / "modules").mkdir()
    monkeypatch.chdir(folder / "modules")
    return folder


def keep(page, response, check=False):
    """What the page sends when a learner answers."""
    page._handle_custom_msg(
        {"type": "keep", "id": str(uuid4()), "response": response, "check": check}, []
    )


def test_an_earlier_answer_is_shown(home):
    keep(activity("explain-the-difference"), "seeing-it-through")

    assert activity("explain-the-difference").kept["response"] == "seeing-it-through"


def test_a_page_that_asks_for_the_newest_answer_is_drawn_from_it_ever_after(home):
    here, elsewhere = activity("explain-the-difference"), activity("explain-the-difference")
    keep(elsewhere, "seeing-it-through")
    assert here.kept is None

    here._handle_custom_msg({"type": "look"}, [])

    assert here.kept == elsewhere.kept


def test_passages_on_the_page_follow_a_newly_chosen_setting(home):
    passage = variant(variant_id())
    assert passage.view["chosen"] == ""

    keep(activity("your-setting"), "smi")

    assert passage.view["chosen"] == "smi"


def test_the_resource_finder_begins_with_the_learners_own_self_check(home):
    assert activity("two-resources-for-a-form").view["gaps"] is None

    keep(activity("your-setting"), "smi")
    keep(activity("service-self-check"), {"DES1": "4", "PRO1": "1", "DEL1": "4", "EVA1": "4"})

    view = activity("two-resources-for-a-form").view
    assert (view["setting"], view["gaps"]) == ("smi", ["promotion"])


def test_every_slot_says_what_is_asked_for_and_holds_no_words(home):
    view = slot("m1-s1").view

    assert view["prompt"]
    assert "Names" in view["not_to_include"]
    assert "text" not in view


def test_a_graded_question_shows_no_key_and_asks_for_no_check(home):
    view = activity("job-guide-step").view

    assert view["graded"] is True
    assert "key" not in str(view)


def test_each_learner_meets_their_own_question_in_a_place_and_answers_by_its_name(
    home, monkeypatch
):
    check = COURSE.assessment("mixed-check")
    answers = home / "exercises" / "mixed-check" / "mixed-check.answers.jsonl"
    answers.parent.mkdir(parents=True)
    for learner in ("ann", "ben"):
        monkeypatch.setenv("JUPYTERHUB_USER", learner)
        for question in drawn(check, learner).questions:
            page = activity(question.part)
            assert page.view["id"] == question.activity.id
            assert page.view["graded"] is True
            keep(page, question.activity.options[0].id)
            assert activity(question.part).kept["response"] == question.activity.options[0].id
        kept = [one.activity for one in AnswerStore(answers).read().answers]
        assert kept[-12:] == [one.activity.id for one in drawn(check, learner).questions]


def test_a_drawn_question_holds_no_key_in_the_published_course(home, tmp_path):
    publish(ROOT, tmp_path / "out")
    shutil.rmtree(home / ".coprod" / "course")
    shutil.copytree(tmp_path / "out" / "course", home / ".coprod" / "course")

    for number in range(1, 13):
        view = activity(f"check-{number:02}").view
        assert [set(option) for option in view["options"]] == [{"id", "text"}] * 4
        assert (view["checks"], "key" in view) == (False, False)


def test_an_unknown_name_is_refused_in_words(home):
    with pytest.raises(UnknownActivity, match='no activity called "lader-sort"'):
        activity("lader-sort")
    with pytest.raises(CoprodError, match="no place for a contribution"):
        slot("m9-s9")


def test_removing_an_activity_loses_no_answer(home):
    keep(activity("ladder-sort"), {"film-plan": "4"})
    path = home / ".coprod" / "course" / "modules" / "what-co-production-is.yaml"
    path.write_text(path.read_text().replace("id: ladder-sort", "id: ladder-sort-again"))

    kept = AnswerStore(home / "modules" / "what-co-production-is.answers.jsonl").read()

    assert activity("ladder-sort-again").kept is None
    assert isinstance(kept.latest("ladder-sort"), Answer)


def test_an_older_copy_that_is_put_back_is_shown_at_once(home):
    course = home / ".coprod" / "course"
    path = course / "modules" / "what-co-production-is.yaml"
    shutil.copy2(path, home / "earlier.yaml")
    path.write_text(path.read_text().replace("id: ladder-sort", "id: ladder-sort-again"))
    os.utime(course / "course.yaml", (2_000_000_000, 2_000_000_000))  # the newest, before and after
    assert activity("ladder-sort-again").view["id"] == "ladder-sort-again"

    shutil.copy2(home / "earlier.yaml", path)

    assert activity("ladder-sort").view["id"] == "ladder-sort"


def variant_id():
    from coprod_training.widgets.place import here

    return next(one for module in here()[1].modules for one in module.variants).id


def test_a_question_missed_in_module_2_comes_back_in_module_4_and_stays(home):
    second = activity("recall-before-power")
    missed = second.view["questions"][1]
    keep(second, answered(second, missed, wrong_option(missed["id"])), check=True)

    fourth = activity("recall-before-terms")
    third_asked = fourth.view["questions"][2]
    keep(fourth, answered(fourth, third_asked, third_asked["options"][0]["id"]))
    keep(second, answered(second, second.view["questions"][0], "asked"), check=True)

    assert (third_asked["id"], third_asked["comes_back"]) == (missed["id"], True)
    assert activity("recall-before-terms").view["questions"] == fourth.view["questions"]
    assert activity("recall-before-sharing").view["questions"][2]["comes_back"] is False


def answered(page, question, option):
    return {
        "asked": [one["id"] for one in page.view["questions"]],
        "chosen": {question["id"]: option},
        "checked": [question["id"]],
    }


def wrong_option(name):
    from coprod_training.widgets.place import here

    _, warm_up = here()[1].find("recall-before-power")
    found = next(one for one in warm_up.questions if one.id == name)
    return next(option.id for option in found.options if option.id != found.key)
