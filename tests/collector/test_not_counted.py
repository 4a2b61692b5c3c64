"""Whoever said no to being counted is in no figure, and their course goes on as anybody's."""

from dataclasses import astuple
from datetime import timedelta

import pytest
from made_statements import of_activities
from running import as_
from test_figures import NORTH

from coprod_training.collector.figures import read_figures
from coprod_training.collector.repair import repair
from coprod_training.collector.scopes import LEARN
from coprod_training.collector.services import put_services
from coprod_training.collector.training_records import training_records

SERVICE, COUNTED = "service-north-1", "coprod-counted"


@pytest.fixture
def amira(hub, parts):
    """Amira's token, and what changes her mind."""
    with parts.database.writing() as connection:
        put_services(connection, [NORTH])
    token = hub.add("amira", LEARN, groups=[SERVICE, "nbgrader-spring"])

    def says(yes):
        hub.people[token]["groups"] = [SERVICE, "nbgrader-spring", *[COUNTED] * yes]
        parts.identify._known.clear()  # which it does by itself within a minute
        return as_(token)

    return says


def shown(parts):
    """Everything that a figure could count her in."""
    with parts.database.reading() as connection:
        found = read_figures(connection, parts.now.now + timedelta(days=100))
        people = [astuple(one) for one in found.people]
        return [
            *people,
            *found.modules,
            *found.activities,
            *found.stalled,
            *training_records(connection),
        ]


def send(collector, headers, course, activity):
    reply = collector.post("/statements", json=of_activities(course, [activity]), headers=headers)
    assert reply.status_code == 200


def test_who_says_no_is_in_no_figure_and_has_their_progress(amira, collector, course, parts):
    says_no = amira(False)

    send(collector, says_no, course, "ladder-sort")

    assert shown(parts) == []
    me = collector.get("/me", headers=says_no).json()
    assert me["service"] == ""
    assert sum(one["done"] for one in me["progress"]) == 1


def test_a_changed_mind_counts_from_what_is_done_next_both_ways(
    amira, collector, course, parts, outline
):
    first, second, third = [part.activity for part in outline.modules[1].parts][:3]
    send(collector, amira(True), course, first)
    counted = shown(parts)

    send(collector, amira(False), course, second)
    none = shown(parts)
    repair(parts.database, outline)
    still_none = shown(parts)
    send(collector, amira(True), course, third)
    again = shown(parts)

    assert len(counted) > 3
    assert none == still_none == []
    assert sum(one.learners for one in again if hasattr(one, "activity")) == 3
