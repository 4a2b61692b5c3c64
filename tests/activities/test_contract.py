"""What every kind of activity promises. A new file in activities/ needs no edit here."""

import json
from dataclasses import asdict, fields, is_dataclass, replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import coprod_training.activities as folder
from coprod_training.activities import Option, kind_named, kinds
from coprod_training.content.page_script import STATIC, page_script

KEY_FIELDS = {"key", "feedback", "step", "who", "why", "best_ends", "ours"}
END_FIELDS = {"trust", "who_decides", "cost", "debrief"}

every_kind = pytest.mark.parametrize("kind", kinds())
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def example(kind):
    return kind_named(kind).example()


def accepted(kind):
    return [example(kind).right, *example(kind).others]


def secrets(thing, name=""):
    """Every word of an activity that only the key or the feedback holds."""
    if is_dataclass(thing):
        for field in fields(thing):
            yield from secrets(getattr(thing, field.name), field.name)
    elif isinstance(thing, tuple):
        for one in thing:
            yield from secrets(one, name)
    elif isinstance(thing, str) and name in ({"feedback", "ours"} | END_FIELDS) and thing:
        yield thing


def test_every_file_in_the_folder_is_a_kind():
    files = {path.stem for path in Path(folder.__file__).parent.glob("[a-z]*.py")}

    assert set(kinds()) == files - {"activity", "day", "survey_items"}
    assert all(kind_named(kind).kind == kind for kind in kinds())


@every_kind
def test_answers_come_back_from_the_disk_as_they_were(kind):
    for response in accepted(kind):
        back = json.loads(json.dumps(response))

        assert example(kind).activity.problem_with(back) is None
        assert back == response


@every_kind
def test_scores_lie_between_none_and_all(kind):
    activity = example(kind).activity
    scores = [activity.score(response) for response in accepted(kind)]

    if activity.scored:
        assert scores[0] == 1
        assert all(0 <= score <= 1 for score in scores)
    else:
        assert set(scores) == {None}


@every_kind
def test_every_answer_that_does_not_fit_gets_a_sentence(kind):
    for response in example(kind).refused:
        problem = example(kind).activity.problem_with(response)

        assert problem
        assert problem[0].isupper()
        assert problem.endswith(".")
        assert not example(kind).activity.complete(response)


@every_kind
@given(value=json_values)
def test_no_value_at_all_makes_the_reader_stumble(kind, value):
    problem = example(kind).activity.problem_with(value)

    assert problem is None or isinstance(problem, str)


@every_kind
@given(data=st.data())
def test_no_damaged_answer_makes_the_reader_stumble(kind, data):
    response = json.loads(json.dumps(example(kind).right))
    if isinstance(response, dict):
        response[data.draw(st.sampled_from([*response]))] = data.draw(json_values)
    elif isinstance(response, list):
        response[data.draw(st.integers(0, len(response) - 1))] = data.draw(json_values)
    activity = example(kind).activity

    if activity.problem_with(response) is None:
        activity.score(response), activity.feedback(response), activity.text_of(response)
        assert isinstance(activity.complete(response), bool)


@every_kind
def test_the_best_answer_is_a_whole_one(kind):
    assert example(kind).activity.complete(example(kind).right)


@every_kind
def test_every_answer_has_feedback_and_words(kind):
    for response in accepted(kind):
        feedback = example(kind).activity.feedback(response)

        assert feedback.heading
        assert isinstance(feedback.text, str)
        assert isinstance(example(kind).activity.text_of(response), str)


@every_kind
def test_the_page_sees_no_feedback_before_a_check(kind):
    activity = example(kind).activity
    view = json.dumps(activity.view(Random(1)), ensure_ascii=False)

    assert [words for words in secrets(activity) if words in view] == []


@every_kind
def test_the_page_reads_every_part_of_what_it_is_given(kind):
    view, script = example(kind).activity.view(Random(1)), page_script(kind)

    assert [part for part in view if f"view.{part}" not in script] == []


@every_kind
def test_the_page_sees_the_same_with_and_without_the_key(kind):
    activity = example(kind).activity
    seen, without = activity.view(Random(1)), activity.without_key().view(Random(1))

    assert {**seen, "checks": None} == {**without, "checks": None}


@every_kind
def test_nothing_of_the_key_is_left_without_it(kind):
    def left(thing):
        if not isinstance(thing, dict):
            return [one for part in thing for one in left(part)] if isinstance(thing, tuple) else []
        own = [thing[name] for name in KEY_FIELDS & set(thing) if thing[name]]
        return own + [one for part in thing.values() for one in left(part)]

    activity = example(kind).activity.without_key()

    assert left(asdict(activity)) == []
    assert list(secrets(activity)) == []


@every_kind
def test_a_graded_copy_still_takes_every_answer(kind):
    activity = example(kind).activity.without_key()

    for response in accepted(kind):
        assert activity.problem_with(response) is None
        assert activity.score(response) is None
        assert activity.feedback(response).right is None


@every_kind
def test_the_example_has_no_mistakes_to_report(kind):
    assert example(kind).activity.problems() == []


@every_kind
def test_what_a_machine_marks_is_missed_when_its_key_is_taken_out(kind):
    activity = example(kind).activity

    assert activity.missing_key() == []
    assert bool(activity.without_key().missing_key()) == activity.scored


@every_kind
def test_the_fingerprint_tells_words_from_keys(kind):
    activity = example(kind).activity

    assert activity.without_key().fingerprint() == activity.fingerprint()
    assert replace(activity, facts=("F001",), minutes=9).fingerprint() == activity.fingerprint()
    assert replace(activity, question="Another one?").fingerprint() != activity.fingerprint()


@every_kind
def test_the_order_is_the_same_each_time_for_one_learner(kind):
    activity = example(kind).activity

    assert activity.view(Random("learner")) == activity.view(Random("learner"))


@every_kind
def test_a_script_of_the_same_name_draws_it(kind):
    assert (STATIC / f"{kind}.js").is_file()
    assert "function draw(" in page_script(kind)
    assert not any(line.startswith("import ") for line in page_script(kind).splitlines())


def test_options_have_a_place_for_words_of_their_own():
    assert Option(id="a", text="A").feedback == ""
