from coprod_training.content.lesson_sections import sections_of


def test_an_activity_stands_under_the_nearest_heading_of_level_2_above_it(staff_copy, lesson):
    lesson.add("markdown", "more", "## First\n\n## What comes now\n\n### Not this one")
    lesson.add("code", "last", 'activity("in-the-second")')
    lesson.add("code", "slot", 'slot("in-no-list")')

    found = sections_of(staff_copy)

    assert found == {"listening-next-step": "Try it", "in-the-second": "What comes now"}


def test_what_is_shown_above_the_first_heading_has_no_section(staff_copy, lesson):
    lesson.add("code", "first", 'activity("before-all")', at=1)

    assert "before-all" not in sections_of(staff_copy)


def test_a_lesson_that_cannot_be_read_or_is_not_there_has_no_sections(staff_copy, lesson):
    lesson.path.write_text("no notebook")
    assert sections_of(staff_copy) == {}

    lesson.path.unlink()
    assert sections_of(staff_copy) == {}
