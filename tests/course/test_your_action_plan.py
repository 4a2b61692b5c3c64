"""The capstone: four parts over six weeks, and a plan that five rows of a rubric are read with."""

import pytest
from parts import parts_of_exercise, parts_of_lesson

from coprod_training.activities.free_text import FreeText
from coprod_training.grading.gradebook import CellMark, Result
from coprod_training.progress.completion import best_marked

ROWS = ["Right step", "Power and inclusion", "Safety and fairness", "Measures", "It will happen"]


@pytest.fixture(scope="module")
def plan(course):
    return course.assessment("your-action-plan")


@pytest.fixture(scope="module")
def capstone(course):
    return course.module("action-plan-and-second-look")


@pytest.fixture(scope="module")
def page(capstone):
    return parts_of_lesson(capstone)


def test_it_is_the_last_module_and_has_four_parts(course, capstone, page):
    heads = [part["source"].partition("\n")[0] for part in page]

    assert course.modules[-1] is capstone
    assert [head for head in heads if head.startswith("## Part ")] == [
        "## Part 1 Look again",
        "## Part 2 Plan",
        "## Part 3 Check in week 2",
        "## Part 4 Report back in week 6",
    ]


def test_the_plan_and_the_report_complete_it_and_the_survey_does_not(capstone):
    assert [one.id for one in capstone.activities if one.core] == [
        "plan-to-keep",
        "week-six-report",
    ]


def test_the_second_self_check_asks_what_the_first_asked_with_a_look_back(course, capstone):
    first = {row.id for row in course.find("service-self-check")[1].rows()}
    again = next(one for one in capstone.activities if one.id == "self-check-again")
    rows = {row.id for row in again.rows()}

    assert again.phase == "post"
    assert rows - first == {"THN1", "THN2", "THN3", "THN4"}
    assert {row[:2] for row in first - rows} == {"SD"}  # the service is still the same one


def test_five_written_parts_have_a_row_of_the_rubric_each(plan):
    assert [question.activity.title for question in plan.questions] == [
        f"Part {number}: {row}" for number, row in enumerate(ROWS, 1)
    ]
    for question in plan.questions:
        assert isinstance(question.activity, FreeText)
        assert question.points == 3
        assert [(level.level, level.name) for level in question.rubric] == [
            (0, "Not yet"),
            (1, "Starting"),
            (2, "Sound"),
            (3, "Strong"),
        ]
        assert all(level.text for level in question.rubric)
        assert question.activity.question_alternative


@pytest.mark.parametrize("short", range(5))
def test_level_2_is_needed_in_every_row(course, plan, short):
    def handed_in(*levels):
        marks = [
            CellMark(activity=question.activity.id, out_of=3.0, auto=None, manual=level, extra=0.0,
                     by_hand=True, needs_manual=False)
            for question, level in zip(plan.questions, levels, strict=True)
        ]  # fmt: skip  # one mark, one line of thought
        return Result(
            learner="a", assignment=plan.id, handed_in=None, marks=tuple(marks), submitted=True
        )

    enough = handed_in(2.0, 2.0, 2.0, 2.0, 2.0)
    not_enough = handed_in(*(1.0 if row == short else 3.0 for row in range(5)))

    # One that passes counts before one with more points.
    assert best_marked(course.info.pass_rule, [not_enough, enough]) is enough


def test_a_partner_or_an_honest_plan_to_find_one_earns_every_level(plan, page):
    exercise = " ".join(part["source"] for part in parts_of_exercise(plan))
    lesson = " ".join(part["source"] for part in page)

    assert "It is just as open with an honest plan to find one." in exercise
    assert "Both can reach every level." in lesson


def test_what_people_said_is_told_only_if_they_agreed(capstone, page):
    report = next(one for one in capstone.activities if one.id == "week-six-report")
    words = " ".join(" ".join(part["source"] for part in page).split())

    assert "only if they agreed" in report.intro
    assert "Write it only if they agree." in words
    assert "It is not open yet." in words  # the offer of a contribution


def test_it_has_a_way_past_a_hard_passage_its_settings_and_places_for_contributors(capstone, page):
    sources = [part["source"] for part in page]

    assert any(text.startswith("**Before you read on.**") for text in sources)
    assert len(capstone.variants) == 2
    for variant in capstone.variants:
        assert f'variant("{variant.id}")' in sources
        assert len(set(variant.texts.values())) == 3
        assert variant.made_up
    assert [slot.id for slot in capstone.slots] == ["m10-s1", "m10-s2"]
    for slot in capstone.slots:
        assert f'slot("{slot.id}")' in sources
        assert "Names" in slot.not_to_include, slot.id


def test_no_service_is_ever_called_accredited(course, page):
    words = " ".join(" ".join(part["source"] for part in page).split())

    assert "It will not say that your service is accredited for co-production." in words
    assert "accredited" not in course.info.certificate_off
