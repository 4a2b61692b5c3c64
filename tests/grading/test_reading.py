import json
import os

import pytest
from attacks import record
from graded_course import ASSESSMENT, SLUG
from hypothesis import given
from hypothesis import strategies as st

from coprod_training.grading import reading
from coprod_training.grading.marking import activities_of, staff_assessment


@pytest.fixture(scope="module")
def activities(tmp_path_factory):
    course = tmp_path_factory.mktemp("course")
    (course / "assessments").mkdir()
    (course / "assessments" / f"{SLUG}.yaml").write_text(ASSESSMENT)
    return activities_of(staff_assessment(course, SLUG))


def read(activities, *lines):
    content = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    return reading.answers_among(content, activities)


def test_the_newest_answer_counts(activities):
    found = read(activities, record(id="1", response="red"), record(id="2", response="green"))

    assert found.answers["test-one"].response == "green"
    assert found.reasons == ()


def test_a_newer_answer_that_does_not_fit_leaves_the_one_before(activities):
    found = read(activities, record(id="1", response="green"), record(id="2", response=["red"]))

    assert found.answers["test-one"].response == "green"
    assert found.reasons == ("1 line of the answers file did not fit the question.",)


def test_an_answer_to_earlier_words_of_its_question_counts_and_is_said_to_be_one(activities):
    now = activities["test-one"].fingerprint()
    earlier = record(id="2", activity="test-many", response=["a"], question="0" * 16)

    found = read(activities, record(id="1", question=now), earlier)

    assert sorted(found.answers) == ["test-many", "test-one"]
    assert found.reasons == ("1 answer is to earlier words of its question. It was not left out.",)
    both = read(activities, record(id="1", question="f" * 16), earlier)
    assert both.reasons == (
        "2 answers are to earlier words of their questions. They were not left out.",
    )


def test_one_bad_line_costs_no_good_one(activities):
    found = read(activities, "{", record(response="green"), b"\xff", "[]")

    assert found.answers["test-one"].response == "green"
    assert found.reasons == (
        "2 lines of the answers file could not be read.",
        "1 line of the answers file was not an answer.",
    )


def test_an_answer_to_what_others_are_asked_is_left_out_and_counted_apart(activities):
    theirs = {name: one for name, one in activities.items() if name == "test-many"}
    lines = [record(id="1"), record(id="2", activity="none-of-ours")]

    found = reading.answers_among("\n".join(lines).encode(), theirs, activities)

    assert found.answers == {}
    assert found.reasons == (
        "1 line of the answers file was about something that this assignment does not ask.",
        "1 line of the answers file was about questions that were drawn for others and not for"
        " this learner.",
    )


def test_the_same_answer_twice_is_no_fault(activities):
    assert read(activities, record(), record()).reasons == ()


def test_a_line_of_a_newer_version_says_what_to_do(activities):
    (reason,) = read(activities, record(schema=2)).reasons

    assert reason == (
        "1 line of the answers file was saved by a newer version of the course."
        " Install it, then grade again."
    )


def test_too_many_lines_leave_out_the_oldest(activities, monkeypatch):
    monkeypatch.setattr(reading, "LINES_READ", 1)
    found = read(activities, record(id="1", response="red"), record(id="2", response="green"))

    assert found.answers["test-one"].response == "green"
    assert "more than one file may hold" in found.reasons[0]


@pytest.mark.parametrize("first", [True, False])
def test_an_answer_at_either_end_of_a_huge_file_counts(activities, tmp_path, first):
    junk = b"x" * 99 + b"\n"
    good = record(response="green").encode() + b"\n"
    path = tmp_path / "answers.jsonl"
    path.write_bytes((good if first else b"") + junk * 60_000 + (b"" if first else good))

    found = reading.read_handed_in(path, activities)

    assert found.answers["test-one"].response == "green"
    assert found.reasons[0] == reading.TOO_LARGE


def test_a_missing_file_is_said_to_be_missing(activities, tmp_path):
    assert reading.read_handed_in(tmp_path / "none", activities).reasons == (reading.NO_FILE,)


def test_a_link_is_not_followed(activities, tmp_path):
    (tmp_path / "there").write_text(record(response="green"))
    (tmp_path / "link").symlink_to(tmp_path / "there")

    found = reading.read_handed_in(tmp_path / "link", activities)

    assert (found.answers, found.reasons) == ({}, (reading.NOT_A_FILE,))


def test_a_pipe_is_not_waited_for(activities, tmp_path):
    os.mkfifo(tmp_path / "pipe")

    found = reading.read_handed_in(tmp_path / "pipe", activities)

    assert (found.answers, found.reasons) == ({}, (reading.NOT_A_FILE,))


@given(st.binary())
def test_no_bytes_can_stop_the_reading(activities, content):
    found = reading.answers_among(content, activities)

    assert found.answers == {}


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(json_values)
def test_whatever_response_is_kept_fits_its_question(activities, response):
    found = read(activities, record(response=response))

    kept = found.answers.get("test-one")
    assert kept is None or activities["test-one"].problem_with(kept.response) is None
    assert (kept is None) == bool(found.reasons)


@pytest.mark.parametrize("text", ["NaN", "-Infinity", "1e999", '{"a":1,"a":2}'])
def test_json_beyond_the_standard_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011  # which of the reasons is not said to anybody
        reading.strict_json(text.encode())


def test_plain_json_is_read():
    assert reading.strict_json(json.dumps({"a": [1.5, None]}).encode()) == {"a": [1.5, None]}
