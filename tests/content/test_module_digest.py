"""What a review is about has one sign, which changes with any word of it and with nothing else."""

import json

from coprod_training.content.check.staff_copy import read_staff_copy
from coprod_training.content.module_digest import module_digest


def digest(root):
    staff, problems = read_staff_copy(root)
    assert problems == []
    return module_digest(staff, staff.course, "listening")


def replaced(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_it_changes_with_a_word_of_the_lesson(staff_copy, lesson):
    before = digest(staff_copy)
    lesson.add("markdown", "more", "## More")

    assert digest(staff_copy) != before


def test_it_changes_with_a_key_and_with_a_rubric(staff_copy, assessment_yaml):
    seen = {digest(staff_copy)}
    for old, new in (("key: place", "key: date"), ("There is no example.", "There is none.")):
        replaced(assessment_yaml, old, new)
        seen.add(digest(staff_copy))

    assert len(seen) == 3


def test_it_changes_with_the_words_of_the_modules_own_file(staff_copy, module_yaml):
    before = digest(staff_copy)
    replaced(module_yaml, "title: ", "title: More ")

    assert digest(staff_copy) != before


def test_line_breaks_outputs_comments_and_the_edition_make_no_difference(
    staff_copy, module_yaml, lesson
):
    before = digest(staff_copy)
    module_yaml.write_text("# test record\n" + module_yaml.read_text())
    replaced(staff_copy / "course" / "course.yaml", "version: ", "version: 1")
    data = json.loads(lesson.path.read_text())
    for cell in data["cells"]:
        cell["source"] = "".join(cell["source"]) + "\n"
    lesson.path.write_text(json.dumps(data, indent=3))

    assert digest(staff_copy) == before


def test_what_only_trainers_read_makes_no_difference(staff_copy, module_yaml, assessment_yaml):
    before = digest(staff_copy)
    for path in (module_yaml, assessment_yaml):
        replaced(path, "\ntitle: ", "\nfacilitator_notes: A test record.\ntitle: ")

    assert digest(staff_copy) == before
