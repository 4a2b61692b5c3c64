"""Who says no to the survey data and then yes again is known to have been there before."""

import pytest
from running import as_
from test_survey_kept_no_longer import address_of
from test_survey_over_http import answers, yes

from coprod_training.collector.survey_for_steward import read_hub
from coprod_training.survey.pseudonym import pseudonym_of

AGAIN = "0000-1111-2222"


@pytest.mark.parametrize("between", ["a no", "nothing"])
def test_a_row_of_who_came_back_is_named_to_a_release(collector, hub, course, parts, between):
    tokens = {name: hub.learner(name) for name in ("amira", "bola")}

    def send(name, address, said):
        sent = collector.post(address, json=said, headers=as_(tokens[name]))
        assert sent.is_success

    for name in tokens:
        send(name, "/consent", yes(course))
        send(name, "/responses", answers(course))
    first = rows_by_person(parts)
    if between == "a no":
        send("amira", "/consent", yes(course, CN3="0") | {"answer": "consent-2"})
    send("amira", "/consent", yes(course, AGAIN) | {"answer": "consent-3"})
    send("amira", "/responses", answers(course))

    amira, now = pseudonym_of("amira", parts.survey.key), rows_by_person(parts)
    new = {row for name, row in now.items() if first[name] != row}
    assert read_hub(address_of(parts)).came_back() == new
    assert new == ({now[amira]} if between == "a no" else set())


def rows_by_person(parts):
    return {row.pseudonym: row.submission_id for row in read_hub(address_of(parts)).rows}
