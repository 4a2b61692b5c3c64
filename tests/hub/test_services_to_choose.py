"""Which services somebody can choose, also once theirs has left the list."""

import pytest

from coprod_training.content.services import Service
from coprod_training.hub.membership import Membership, Place
from coprod_training.hub.services_to_choose import services_to_choose

LIST = [Service(code, f"Service {code}", "smi", "North", "", "", made_up=False) for code in "ab"]


def place(service):
    return Place("learner", "spring", service)


@pytest.mark.parametrize(
    ("places", "chosen", "offered"),
    [
        ([""], "", ["a", "b"]),
        ([""], "a", ["a", "b"]),
        ([""], "gone", ["a", "b", "gone"]),
        (["b"], "", ["b"]),
        (["a", "b"], "", ["a", "b"]),
        (["gone"], "", ["gone"]),
        (["gone"], "gone", ["gone"]),
        (["gone", "b"], "gone", ["b", "gone"]),
    ],
)
def test_a_service_that_somebody_has_is_offered_also_when_it_is_not_on_the_list(
    places, chosen, offered
):
    of = Membership(places=frozenset(place(one) for one in places), service=chosen)

    assert [one.code for one in services_to_choose(LIST, of)] == offered


def test_one_that_is_not_on_the_list_is_named_by_its_code_and_says_so():
    (only,) = services_to_choose([], Membership(places=frozenset({place("")}), service="gone"))

    assert only.name == "gone (not on the list of services)"
    assert not only.made_up


def test_without_a_list_and_a_service_there_is_none_to_choose():
    assert services_to_choose([], Membership(places=frozenset({place("")}))) == ()
