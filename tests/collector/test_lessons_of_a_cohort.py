"""What a cohort's trainers are told of its learners' lessons, and who is told nothing."""

import pytest
from made_statements import of_activities, outcome, statements
from running import as_
from test_exchange_over_http import TASK, WORK, hand_in, put

from coprod_training.collector.scopes import LEARN


@pytest.fixture
def activities(outline):
    return [part.activity for part in outline.modules[1].parts][:3]


NO = ["nbgrader-spring", "service-north-1", "coprod-said-no"]


@pytest.fixture
def people(hub):
    """Tokens by name, of a cohort with three learners and of its neighbours."""
    return {
        "amira": hub.learner("amira", "spring"),
        "bola": hub.learner("bola", "spring"),
        "said-no": hub.add("said-no", LEARN, groups=NO),
        "elsewhere": hub.learner("elsewhere", "autumn"),
        "tariq": hub.trainer("tariq", "spring"),
        "uma": hub.trainer("uma", "autumn"),
        "monitor": hub.monitor(),
    }


def asked(collector, token, **query):
    return collector.get("/lessons", params=query, headers=as_(token))


def send(collector, token, batch):
    assert collector.post("/statements", json=batch, headers=as_(token)).status_code == 200


def test_a_trainer_hears_what_each_has_done_and_when_they_began(
    collector, people, course, activities
):
    first, second, third = activities
    batch = of_activities(course, [second, first]) + statements(
        course, outcome(third, done=False, days_off=-1), outcome(first, 2, score=0.5)
    )
    send(collector, people["amira"], batch)
    collector.put("/state", json={"files": {}}, headers=as_(people["bola"]))
    send(collector, people["elsewhere"], of_activities(course, [first], "elsewhere"))

    said = asked(collector, people["tariq"])

    assert said.json() == {
        "learners": [
            # Of the earliest by the learner's own clock, though it was sent last.
            {"learner": "amira", "began": "2026-11-01T09:01:00Z", "done": sorted([first, second])},
            {"learner": "bola", "began": "", "done": []},
        ]
    }
    assert asked(collector, people["uma"]).json()["learners"] == [
        {"learner": "elsewhere", "began": "2026-11-02T09:01:00Z", "done": [first]}
    ]


@pytest.mark.parametrize("who", ["amira", "uma", "monitor"])
def test_nobody_else_is_told(collector, people, course, activities, who):
    send(collector, people["amira"], of_activities(course, activities))

    said = asked(collector, people[who], cohort="spring")

    assert said.status_code == 403
    assert "amira" not in said.text


def test_of_who_said_no_it_says_not_even_that_they_are_there(collector, people):
    put(collector, people["tariq"], f"/assignments/{TASK}", WORK)
    assert hand_in(collector, people["said-no"]).status_code == 201

    assert asked(collector, people["tariq"]).json() == {"learners": []}


def test_nor_of_who_deleted_their_data(collector, people, course, activities):
    send(collector, people["amira"], of_activities(course, activities))
    collector.delete("/me", headers=as_(people["amira"]))

    assert asked(collector, people["tariq"]).json() == {"learners": []}
