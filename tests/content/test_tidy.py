import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coprod_training.content.check import problems
from coprod_training.content.course import load_course
from coprod_training.content.notebook import read_notebook
from coprod_training.content.tidy import tidied, tidy
from coprod_training.errors import ContentProblems


def spoil(notebook):
    notebook.say("title", "# A title\n", "One sentence. Two sentences.")
    notebook.add("code", "0badc0de", "\n", jupyter={"collapsed": True})
    notebook.change("start", execution_count=2, id="Start Here")
    notebook.path.write_text(json.dumps(notebook.data))  # all on one line


def test_tidying_twice_changes_no_byte(staff_copy, lesson, exercise):
    spoil(lesson)
    spoil(exercise)

    assert tidy(staff_copy) == [lesson.path, exercise.path]
    before = [path.read_bytes() for path in (lesson.path, exercise.path)]
    assert tidy(staff_copy) == []

    assert [path.read_bytes() for path in (lesson.path, exercise.path)] == before


def test_a_dry_run_says_what_would_change_and_changes_nothing(staff_copy, lesson):
    spoil(lesson)
    before = lesson.path.read_bytes()

    assert tidy(staff_copy, dry_run=True) == [lesson.path]
    assert lesson.path.read_bytes() == before


def test_one_changed_sentence_is_one_changed_line(staff_copy, lesson):
    lesson.say("how-to-use", "One sentence.", "Two sentences.", "Three sentences.")
    before = lesson.path.read_text().splitlines()
    lesson.say("how-to-use", "One sentence. Two more sentences. Three sentences.")

    tidy(staff_copy)

    after = lesson.path.read_text().splitlines()
    assert [new for old, new in zip(before, after, strict=True) if old != new] == [
        '    "Two more sentences.\\n",'
    ]


def test_points_and_grade_ids_come_from_the_assessment(
    staff_copy, exercise, assessment_yaml, replace_in
):
    replace_in(assessment_yaml, "points: 1", "points: 2.5")
    exercise.change("what-was-heard-question", metadata={})

    tidy(staff_copy)

    cell = next(c for c in exercise.data["cells"] if c["id"] == "what-was-heard-question")
    assert cell["metadata"]["nbgrader"] == {
        "cell_type": "code",
        "grade": True,
        "grade_id": "what-was-heard-question",
        "locked": True,
        "points": 2.5,
        "schema_version": 3,
        "solution": False,
        "task": False,
    }


def test_the_place_of_a_reflection_is_put_back(staff_copy, exercise):
    data = exercise.data
    before = exercise.path.read_bytes()
    data["cells"] = [c for c in data["cells"] if c["id"] != "what-was-heard-reflection-words"]
    exercise.write(data)

    tidy(staff_copy)

    assert exercise.path.read_bytes() == before


def test_nbgraders_metadata_on_anything_else_is_taken_out(staff_copy, exercise):
    exercise.change(
        "a-question",
        metadata={
            "nbgrader": {"grade_id": "old"},
            "tags": ["made-up", "no-claim"],
        },
    )

    tidy(staff_copy)

    assert problems(staff_copy) == []


def test_nothing_is_written_when_a_notebook_cannot_be_read(staff_copy, lesson, exercise):
    spoil(lesson)
    before = lesson.path.read_bytes()
    exercise.path.write_text("{")

    with pytest.raises(ContentProblems):
        tidy(staff_copy)

    assert lesson.path.read_bytes() == before


def test_a_pasted_picture_is_never_thrown_away(staff_copy, lesson):
    spoil(lesson)
    lesson.change("how-to-use", attachments={"a.png": {"image/png": "AA=="}})
    before = lesson.path.read_bytes()

    with pytest.raises(ContentProblems, match="A picture was pasted into this part"):
        tidy(staff_copy)

    assert lesson.path.read_bytes() == before


CELLS = st.lists(
    st.fixed_dictionaries(
        {
            "cell_type": st.sampled_from(["markdown", "code", "raw"]),
            "id": st.sampled_from(["a", "A b", "", "12345678", "a-2", "what-was-heard-reflection"]),
            "source": st.sampled_from(
                [
                    "One. Two.",
                    'activity("what-was-heard-reflection")',
                    "",
                    "# A\n\nB. C.",
                    'activity("what-was-heard-question")',
                ]
            )
            | st.text(max_size=30)
            | st.lists(st.text(max_size=9), max_size=3),
            "metadata": st.sampled_from(
                [
                    {},
                    {"tags": ["x"]},
                    {"tags": 3},
                    {"nbgrader": 3},
                    {"nbgrader": {"grade_id": "what-was-heard-reflection"}},
                ]
            ),
        }
    ),
    max_size=6,
)


@given(cells=CELLS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_any_notebook_has_one_normal_form(staff_copy, exercise, cells):
    course = load_course(staff_copy / "course")
    exercise.path.write_text(json.dumps({"cells": cells}))

    once = tidied(read_notebook(exercise.path), course)
    exercise.path.write_text(once)

    assert tidied(read_notebook(exercise.path), course) == once
