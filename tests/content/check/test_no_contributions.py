import pytest

from coprod_training.content.check import problems


@pytest.fixture
def slot(module_yaml):
    words = (
        "slots:\n"
        "  - id: test-record-s1\n"
        "    purpose: A test record.\n"
        "    prompt: What would you ask?\n"
        "    form: A few words\n"
        "    not_to_include: Names\n"
    )
    module_yaml.write_text(module_yaml.read_text() + words)
    return module_yaml


def said(staff_copy):
    return [one.what for one in problems(staff_copy)]


def test_a_slot_with_its_question_alone_is_no_contribution(staff_copy, slot):
    assert not [what for what in said(staff_copy) if "published copy only" in what]


@pytest.mark.parametrize("line", ["    words: {text: test record}\n", "    removed: true\n"])
def test_a_contributors_words_in_a_modules_file_are_refused(staff_copy, slot, line):
    slot.write_text(slot.read_text() + line)

    assert [what for what in said(staff_copy) if "published copy only" in what]


def test_words_in_a_part_that_is_tagged_as_a_contribution_are_refused(staff_copy, lesson):
    lesson.add("markdown", "a-part", "A test record.", tags=["contribution"])

    assert "This part is tagged as a contribution, and holds text." in said(staff_copy)


def test_a_call_of_a_slot_is_no_text(staff_copy, lesson):
    lesson.add("code", "a-part", 'slot("test-record-s1")', tags=["contribution"])

    assert "This part is tagged as a contribution, and holds text." not in said(staff_copy)


@pytest.mark.parametrize("name", ["test-record.txt", "deeper/test-record.mp3"])
def test_a_text_or_a_recording_in_the_contributors_folder_is_refused(staff_copy, name):
    path = staff_copy / "course" / "contributors" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("test record")

    assert "Only the manifest and its README belong into this folder." in said(staff_copy)
