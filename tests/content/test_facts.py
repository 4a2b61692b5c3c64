import pytest

from coprod_training.content.facts import cited_in, load_facts
from coprod_training.errors import ContentProblems


def test_facts_are_found_by_their_id(staff_copy):
    facts = load_facts(staff_copy / "course" / "facts.yaml")

    assert list(facts) == ["F001", "F002", "F003", "F004"]
    assert facts["F003"].confidence == "C"
    assert facts["F003"].checked_at_source == ""


def test_a_course_without_facts_has_none(tmp_path):
    assert load_facts(tmp_path / "facts.yaml") == {}


def test_a_changed_file_is_read_again(staff_copy, replace_in):
    path = staff_copy / "course" / "facts.yaml"
    load_facts(path)

    replace_in(path, "A first thing is so.", "A first thing is not so.")

    assert load_facts(path)["F001"].text == "A first thing is not so."


def test_a_number_used_twice_is_a_mistake_with_its_line(staff_copy, replace_in):
    path = staff_copy / "course" / "facts.yaml"
    line = replace_in(path, "id: F002", "id: F001")

    with pytest.raises(ContentProblems) as caught:
        load_facts(path)

    assert str(caught.value) == (
        f"{path}, line {line}\n  F001 is given twice.\n"
        "  Give one of them a new number. A number is never used again."
    )


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("It is so [F017].", ("F017",)),
        ("It is so [F017] [F046].", ("F017", "F046")),
        ("It is so [F017, F046]. And so [F017].", ("F017", "F046")),
        ("Step F017, [F17] and [f017] and (F018) are no marks.", ()),
    ],
)
def test_marks_are_read_in_order_and_once(text, cited):
    assert cited_in(text) == cited
