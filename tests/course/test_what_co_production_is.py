import re
from random import Random

TEACHING_BEGINS = "many-meanings"


def shown(lesson):
    """What the lesson shows, in order: ("activity", "ladder-sort"), …"""
    calls = [part["source"] for part in lesson if part["cell_type"] == "code"]
    return [tuple(call.rstrip(")").replace('"', "").split("(")) for call in calls if "(" in call]


def named(module, name):
    return next(activity for activity in module.activities if activity.id == name)


def test_the_self_check_and_its_consent_come_before_any_teaching(lesson):
    names = [part["id"] for part in lesson]

    assert names.index("service-self-check") < names.index("survey-consent")
    assert names.index("survey-consent") < names.index(TEACHING_BEGINS)


def test_the_content_note_stands_before_its_section_and_leads_past_it(module, lesson):
    names = [part["id"] for part in lesson]
    note = lesson[names.index("content-note")]["source"]
    headings = [p["source"].splitlines()[0] for p in lesson if p["source"].startswith("## ")]

    assert names.index("content-note") == names.index(TEACHING_BEGINS) - 1
    assert f"(#{module.content_note.skip_to.replace(' ', '-')})" in note
    assert f"## {module.content_note.skip_to}" in headings


def test_everything_of_the_module_is_shown_once(module, lesson):
    wanted = [("activity", one.id) for one in module.activities]
    wanted += [("slot", one.id) for one in module.slots]
    wanted += [("variant", one.id) for one in module.variants]
    wanted += [("activity", one) for one in ("your-setting", "your-hats", "survey-consent")]

    assert sorted(shown(lesson)) == sorted(wanted)


def test_two_activities_complete_the_module_and_the_survey_is_neither(module):
    assert [one.id for one in module.activities if one.core] == ["ladder-sort", "deadline-friday"]


def test_the_learner_fills_the_last_two_rows_of_the_part_done_example(module, lesson):
    table = next(part["source"] for part in lesson if part["id"] == "your-turn")
    lines = [line for line in table.split("\n") if line.startswith("|") and "---" not in line]
    rows = [line.strip("| ").split(" | ") for line in lines]
    asked = named(module, "peer-leaflet")

    assert rows[0] == ["Step", "Who decided", "Who did the work", "What people got back"]
    assert [row[1:] for row in rows[-2:]] == [["?"] * 3] * 2
    assert not any("?" in row for row in rows[:-2])
    assert {row for option in asked.options for row in re.findall(r"row \d", option.feedback)} > {
        "row 4",
        "row 5",
    }
    assert asked.key == ("agree-words", "talk-it-through", "review-together")


def test_ten_pieces_of_work_use_all_six_steps(module):
    sort = named(module, "ladder-sort")

    assert len(sort.cards) == 10
    assert {card.step for card in sort.cards} == {step.value for step in sort.steps}
    assert sort.ask_who_decided


def test_every_step_fits_who_decided(module):
    allowed = {
        "0": {"staff"},
        "1": {"staff"},
        "2": {"staff-after"},
        "3": {"staff-after"},
        "4": {"together"},
        "5": {"together"},
    }

    for card in named(module, "ladder-sort").cards:
        assert card.who in allowed[card.step], card.id


def test_five_tasks_ask_for_a_reason_and_each_reason_fits_one(module):
    sort = named(module, "honest-lower-steps")

    assert len(sort.cards) == 5
    assert sort.ask_why
    assert {card.why for card in sort.cards} == {reason.id for reason in sort.reasons}


def test_the_slots_wait_and_ask_for_nothing_that_could_harm(module):
    assert [slot.id for slot in module.slots] == ["m1-s1", "m1-s2"]
    for slot in module.slots:
        assert "Names" in slot.not_to_include
        assert "trauma" in slot.not_to_include


def test_learners_see_options_in_different_orders(module):
    activity = named(module, "peer-leaflet")
    orders = {str(activity.view(Random(seed))["options"]) for seed in range(20)}

    assert len(orders) > 1
