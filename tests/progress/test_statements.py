import json
from dataclasses import replace

from progress.test_completion import handed_in
from xapi_rules import broken

from coprod_training.answers import Answer, Outcome, outcomes_of
from coprod_training.progress.statements import answered, scored, statements_of

OUTCOME = Outcome(
    answer_id="5d5b6ecd-2300-43b3-8557-dd8d5083057a",
    activity_id="ladder-sort",
    at="2026-11-23T10:42:00.000Z",
    attempt=2,
    checked=True,
    done=True,
    score=0.8,
)


def test_a_statement_has_what_the_specification_asks_for(draft):
    statement = answered(OUTCOME, "PSEUDONYM", draft.info)

    assert broken(statement) == []
    assert broken(scored(handed_in(2, 3.0), "PSEUDONYM", draft.info)) == []
    assert statement["actor"]["account"]["name"] == "PSEUDONYM"
    assert statement["verb"]["id"].startswith("http://adlnet.gov/expapi/verbs/")


def test_deriving_again_gives_the_same_statement(draft):
    assert answered(OUTCOME, "P", draft.info) == answered(OUTCOME, "P", draft.info)


def test_another_answer_gives_another_statement(draft):
    other = replace(OUTCOME, answer_id="another")

    assert answered(OUTCOME, "P", draft.info)["id"] != answered(other, "P", draft.info)["id"]


def test_no_statement_holds_a_word_of_the_answer(draft):
    _, activity = draft.find("one-thing-called-co-production")
    words = Answer(
        id="x",
        activity=activity.id,
        response="planted words",
        text="planted words",
        at="2026-11-23T10:00:00Z",
    )

    found = statements_of(outcomes_of([words], {activity.id: activity}), "P", draft.info)

    assert len(found) == 1
    assert "planted" not in json.dumps(found)


def test_a_mark_is_a_statement_only_once_everything_is_marked(draft):
    assert scored(handed_in(3, None), "P", draft.info) is None

    statement = scored(handed_in(2, 3.0), "P", draft.info)
    assert statement["result"]["score"] == {"raw": 5.0, "min": 0, "max": 6.0, "scaled": 0.8333}


def test_a_mark_with_more_points_than_there_are_keeps_the_specifications_rules(draft):
    more = handed_in(3, 3.0)
    reflection = replace(more.marks[-1], extra=1.0)

    statement = scored(replace(more, marks=(*more.marks[:-1], reflection)), "P", draft.info)

    assert broken(statement) == []
    assert statement["result"]["score"] == {"scaled": 1.0}
