"""What holds for every module and every exercise."""

import json
import re

from parts import parts_of_lesson

from coprod_training.activities.free_text import FreeText
from coprod_training.activities.resource_finder import ResourceFinder
from coprod_training.activities.rewrite import Rewrite
from coprod_training.activities.scenario import Scenario
from coprod_training.activities.single_choice import SingleChoice
from coprod_training.activities.sort import Sort
from coprod_training.activities.spot_the_gap import SpotTheGap
from coprod_training.activities.story_plan import StoryPlan
from coprod_training.content.numbers import numbers_of


def paths(scenario, node_id, walked=()):
    """Every way through from a node, as (choices, end node)."""
    node = next(one for one in scenario.nodes if one.id == node_id)
    if node.end is not None:
        yield list(walked), node
    for choice in node.choices:
        yield from paths(scenario, choice.goto, (*walked, choice.id))


def test_the_lesson_says_what_the_course_file_says(each_module, each_lessons_words):
    task, note = each_module.team_task, each_module.content_note
    wanted = [each_module.title, each_module.lead, *each_module.outcomes]
    wanted += [note.text, note.skip_to] if note else []

    for words in [*wanted, task.text, task.with_partner, task.staff_only]:
        assert words.strip() in each_lessons_words


def test_what_a_content_note_lets_people_skip_holds_no_activity(course):
    for module in (one for one in course.modules if one.content_note):
        to = module.content_note.skip_to
        texts = [part["source"] for part in parts_of_lesson(module)]
        link, heading = f"](#{to.replace(' ', '-')})", f"## {to}\n"
        note = next(place for place, text in enumerate(texts) if link in text)
        after = next(place for place, text in enumerate(texts) if text.startswith(heading))

        assert note < after, module.id
        # A page shows one section at a time, and a section begins at ##: the note comes first.
        assert texts[note + 1].startswith("## "), module.id
        # Other signs change on the way from a heading to its address.
        assert re.fullmatch(r"[A-Za-z0-9 ]+", to), module.id
        assert not [one for one in texts[note:after] if one.startswith("activity(")], module.id


def test_help_and_the_guide_of_learners_name_a_content_note_as_the_lessons_do(course, root):
    for module in (one for one in course.modules if one.content_note):
        link = f"](#{module.content_note.skip_to.replace(' ', '-')})"
        texts = [part["source"] for part in parts_of_lesson(module)]
        note = next(text for text in texts if link in text)
        assert note.startswith("**Before you read on.**"), module.id
    page = root / "coprod_training" / "lab" / "frontend" / "src" / "pages" / "help.ts"
    guide = root / "docs" / "guides" / "learner.md"

    assert "the note “Before you read on” comes before it, you can" in page.read_text("utf-8")
    assert "the note **Before you read on** comes before it, leave" in guide.read_text("utf-8")


def named_as_skippable(module):
    """The scenarios that a content note names, or that the lesson says can be left out."""
    parts = parts_of_lesson(module)
    note = module.content_note.text if module.content_note else ""
    for one in (one for one in module.activities if isinstance(one, Scenario)):
        place = next(at for at, part in enumerate(parts) if f'"{one.id}"' in part["source"])
        before = parts[place - 1]["source"]
        if f'"{one.title}"' in note or "press the last choice below" in before:
            yield one, before


def test_a_scenario_that_may_be_left_out_has_a_way_out_that_counts_as_done(course):
    found = [each for module in course.modules for each in named_as_skippable(module)]
    known = {"Taken offline", "After the talk", "The target comes first"}

    assert {one.title for one, _ in found} >= known
    for one, before in found:
        first = next(node for node in one.nodes if node.id == one.start)
        assert first.choices[-1].id == "leave-it-out", one.id
        assert one.complete(["leave-it-out"]), one.id
        assert "press the last choice below" in before, one.id


def test_a_link_to_another_lesson_leads_to_a_heading_that_begins_a_section(course, root):
    texts = {
        lesson: "\n".join(
            "".join(cell["source"]) for cell in json.loads(lesson.read_text())["cells"]
        )
        for lesson in (root / "modules").glob("*.ipynb")
    }
    links = [
        one for text in texts.values() for one in re.findall(r"\]\((\S+\.ipynb)#(\S+)\)", text)
    ]

    assert ("09-make-it-stick.ipynb", "If-you-commission-a-service") in links
    for name, heading in links:
        assert f"\n## {heading.replace('-', ' ')}\n" in texts[root / "modules" / name], name


def test_every_module_but_an_optional_one_names_places_to_look(course):
    for module in course.modules:
        texts = [part["source"] for part in parts_of_lesson(module)]
        finders = {one.id for one in module.activities if isinstance(one, ResourceFinder)}
        section = any(text.startswith("## Places to look\n") for text in texts)
        shown = any(f'activity("{name}")' in texts for name in finders)
        assert section or shown or module.optional, module.id


def test_two_activities_complete_a_module_and_none_one_that_is_optional(each_module):
    core = [one for one in each_module.activities if one.core]

    assert len(core) == (0 if each_module.optional else 2)


def test_every_module_has_a_conversation_that_branches_and_no_end_is_called_right(each_module):
    scenarios = [one for one in each_module.activities if isinstance(one, Scenario)]

    # Session zero is optional and has no number: it is a meeting to hold, not a module to take.
    assert scenarios or each_module.optional
    for scenario in scenarios:
        ways = list(paths(scenario, scenario.start))
        assert len({node.id for _, node in ways}) >= 3
        assert scenario.empty_chair
        for choices, _ in ways:
            notes = dict(scenario.feedback(choices).notes)
            assert scenario.complete(choices)
            assert scenario.score(choices) is None
            assert all(notes[name] for name in ("Trust", "Who decides next time", "The cost"))


def test_the_key_of_every_scored_activity_scores_full_marks(each_module):
    for activity in each_module.activities:
        if isinstance(activity, Sort):
            assert activity.score({card.id: card.step for card in activity.cards}) == 1
        elif isinstance(activity, SpotTheGap):
            assert activity.score({one.id: one.key for one in activity.lines if one.key}) == 1
        elif getattr(activity, "key", None):
            key = activity.key
            assert activity.score(list(key) if isinstance(key, tuple) else key) == 1


def test_a_version_of_ours_is_one_that_could_be_kept(each_module):
    for activity in each_module.activities:
        if isinstance(activity, Rewrite):
            response = {"text": activity.ours or "A text", "checks": [activity.checklist[0].id]}
            assert activity.complete(response), activity.id


def test_a_story_plan_says_who_can_reach_it_and_that_only_my_data_deletes_it(course):
    plans = [one for _, one in course.activities() if isinstance(one, StoryPlan)]

    assert len(plans) >= 2
    for plan in plans:
        said = " ".join(plan.keep_safe.split())
        assert "Who can reach your words there: [to be set by your service]." in said
        assert "How long backups keep them: [to be set by your service]." in said
        # Answers are only ever added to (answers/store.py): an emptied box deletes nothing.
        assert "Emptying a box hides its words, but your file still holds them." in said
        assert "To delete them, use My data on course home." in said
        assert "It deletes everything else of yours too: hand-ins, marks and progress." in said


def test_every_reflection_has_another_wording_for_who_takes_part(course):
    written = [one for _, one in course.activities() if isinstance(one, FreeText)]

    assert written
    assert [one.id for one in written if not one.question_alternative.strip()] == []


def test_passages_by_setting_differ(taught_module):
    assert len(taught_module.variants) >= 2
    for variant in taught_module.variants:
        assert len(set(variant.texts.values())) == 3
        assert variant.made_up


def test_every_slot_waits_and_says_what_not_to_include(taught_module):
    assert taught_module.slots
    for slot in taught_module.slots:
        assert "Names" in slot.not_to_include, slot.id


def test_the_team_task_asks_no_client_for_unpaid_work(each_module):
    assert "paid partner who has a written offer" in each_module.team_task.with_partner
    assert "your own caseload" in each_module.team_task.with_partner
    assert "counts just as much" in each_module.team_task.staff_only


def test_a_lesson_ends_with_its_exercises_and_the_module_that_comes_next(course):
    numbers = numbers_of(course.modules)
    for number, module in enumerate(course.modules, min(numbers.values())):
        end = parts_of_lesson(module)[-1]["source"]
        titles = [one.title for one in course.assessments if one.module == module.id]
        assert all(f"**{title}**" in end for title in titles), module.id
        assert module is course.modules[-1] or f"Module {number + 1}" in end, module.id


def test_an_exercise_has_three_judged_questions_and_a_reflection(taught_exercise):
    assert [question.points for question in taught_exercise.questions] == [1, 1, 1, 3]
    *judged, written = taught_exercise.questions
    for question in judged:
        assert isinstance(question.activity, SingleChoice)
        assert len(question.activity.options) == 4
        assert question.rationale
        assert not question.activity.keep_order
    assert [level.name for level in written.rubric] == ["Not yet", "Starting", "Sound", "Strong"]
    assert all(level.text for level in written.rubric)
    assert written.activity.question_alternative


def test_keys_stand_in_different_places(course):
    places = [
        [option.id for option in question.activity.options].index(question.activity.key)
        for one in course.assessments
        for _, question in one.every_question()
        if isinstance(question.activity, SingleChoice)
    ]

    for place in range(4):
        assert places.count(place) <= len(places) / 2, place
