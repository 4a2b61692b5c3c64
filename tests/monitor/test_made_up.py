"""Made-up learners for a demonstration, of a course of any length."""

import pytest

from coprod_training.hub.made_up_learners import made_up


@pytest.mark.parametrize("modules", [1, 2, 3, 10])
def test_there_are_sixty_always_the_same_in_every_state(modules):
    services = [("a", "1"), ("b", "2")]

    found = list(made_up(services, modules))

    assert found == list(made_up(services, modules))
    assert len({one.name for one in found}) == 60
    assert all(0 <= one.modules <= modules and one.last <= one.began for one in found)
    assert 0 < sum(one.finished for one in found) < 60


def test_without_services_there_is_nobody():
    assert list(made_up([], 10)) == []
