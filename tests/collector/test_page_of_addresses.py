"""What docs/collector-api.md says of replies, held to the replies."""

import re
from dataclasses import fields

import pytest
from house.tree import ROOT
from running import as_

from coprod_training.collector.addresses.hand_ins import OneHandIn
from coprod_training.collector.figures import People

PAGE = (ROOT / "docs" / "collector-api.md").read_text(encoding="utf-8")
OF_NO_SUCH_THING = {
    ("GET", "/assignments/{assignment}"),
    ("PUT", "/assignments/{assignment}"),
    ("DELETE", "/assignments/{assignment}"),
    ("PUT", "/assignments/{assignment}/extensions"),
    ("POST", "/assignments/{assignment}/submissions"),
    ("GET", "/submissions/{submission}/feedback"),
}


def test_only_addresses_of_exercises_and_of_feedback_answer_404(collector):
    paths = collector.get("/openapi.json").json()["paths"]
    found = {
        (method.upper(), path)
        for path, methods in paths.items()
        for method, said in methods.items()
        if "404" in said["responses"]
    }

    assert found == OF_NO_SUCH_THING
    assert "| 404 | no exercise of that name that you may see; no feedback yet |" in PAGE


@pytest.mark.parametrize("address", ["/submissions/{}", "/submissions/{}/feedback"])
def test_a_hand_in_that_is_not_there_is_told_as_one_that_may_not_be_seen(collector, hub, address):
    people = hub.learner("amira", "spring"), hub.trainer("tariq", "spring")
    asked = [collector.get(address.format("0" * 32), headers=as_(one)) for one in people]

    assert [one.status_code for one in asked] == [403, 403]
    assert "A hand-in that you may not see and one that is not there are told the same" in PAGE


def test_each_list_of_hand_ins_has_what_the_page_says():
    lists = re.findall(r'\{"submissions": \[\{(.+?)\}\]\}', PAGE)
    names = [re.findall(r'"(\w+)"', one) for one in lists]

    assert names == [[one.name for one in fields(OneHandIn)]] * 2


def test_people_are_counted_by_what_the_page_says():
    service, setting, cohort = [one.name for one in fields(People) if one.type in (str, "str")]

    assert f"by {service}, {setting} and {cohort};" in " ".join(PAGE.split())
