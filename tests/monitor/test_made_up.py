"""Made-up learners for a demonstration, of a course of any length."""

import pytest
from shipped import COURSE

from coprod_training.hub.made_up_learners import made_up


@pytest.mark.parametrize("modules", [1, 2, 3, 10])
def test_there_are_sixty_always_the_same_in_every_state(modules):
    services = [("a", "1"), ("b", "2")]

    found = list(made_up(services, modules))

    assert found == list(made_up(services, modules))
    assert len({one.name for one in found}) == 60
    assert all(0 <= one.modules <= modules and one.last <= one.began for one in found)
    assert 0 < sum(one.finished for one in found) < 60


def test_each_speaks_from_the_setting_of_their_service_as_the_course_calls_it():
    services = [(f"service-{code}", code) for code in ("1", "2", "3", "4", "4", "4", "4")]

    found = {one.service: one.setting for one in made_up(services, 10)}

    assert found == {
        "service-1": "primary-care",
        "service-2": "drug-and-alcohol",
        "service-3": "smi",
        "service-4": "",
    }
    assert {one for one in found.values() if one} == {one.id for one in COURSE.info.settings}


def test_without_services_there_is_nobody():
    assert list(made_up([], 10)) == []
