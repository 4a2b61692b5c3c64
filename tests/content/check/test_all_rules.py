import inspect

from coprod_training.content.check import (
    RULES,
    activities,
    assessments,
    claims,
    contributions,
    instruments,
    lesson_words,
    links,
    lists,
    names,
    options,
    pages,
    pictures,
    places,
    plain_words,
    pools,
    problems,
    released_ids,
    releases,
    resources,
    services,
    short_forms,
    staff_words,
    survey_sections,
    trainers_guide,
    warm_ups,
    words,
)

MODULES = (
    activities,
    assessments,
    claims,
    contributions,
    instruments,
    lesson_words,
    links,
    lists,
    names,
    options,
    pages,
    pictures,
    places,
    plain_words,
    pools,
    released_ids,
    warm_ups,
    releases,
    resources,
    services,
    short_forms,
    staff_words,
    survey_sections,
    trainers_guide,
    words,
)


def test_a_new_course_has_no_problems(staff_copy):
    assert problems(staff_copy) == []


def test_all_problems_are_given_at_once_sorted_by_file_and_line(
    staff_copy, lesson, module_yaml, replace_in
):
    replace_in(module_yaml, "key: tell", "key: tlel")
    lesson.add("markdown", "claim", "It is so.", "", "![](what-it-shows.png)")
    lesson.add("code", "typo", 'activity("nothing")', jupyter={"source_hidden": True})

    found = problems(staff_copy)

    assert [problem.path for problem in found] == [module_yaml, *[lesson.path] * 4]
    assert [p.line for p in found[1:]] == sorted(p.line for p in found[1:])


def test_a_course_that_cannot_be_read_still_has_its_pages_looked_at(
    staff_copy, lesson, module_yaml, replace_in
):
    replace_in(module_yaml, "kind: single_choice", "kind: single_chioce")
    lesson.say("how-to-use", "![](a.png)")

    found = [problem.what for problem in problems(staff_copy)]

    assert 'There is no kind of activity called "single_chioce".' in found
    assert "This picture has no words for people who cannot see it." in found


def test_a_broken_notebook_is_a_problem_with_its_name(lesson, staff_copy):
    lesson.path.write_text('{"cells": 3}')

    found = {problem.path: problem.what for problem in problems(staff_copy)}

    assert found[lesson.path] == "This file cannot be read as a notebook."


def test_every_rule_that_is_written_is_used():
    written = {
        function
        for module in MODULES
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if list(inspect.signature(function).parameters) == ["staff"]
        and function.__module__ == module.__name__
        and not name.startswith("_")
    }

    assert written == set(RULES)
