"""What pages read says the same as the learners' own counts, and holds no name."""

from datetime import timedelta

from made_statements import outcome, statements
from sqlalchemy import event
from test_what_follows import keep

from coprod_training.collector import figures
from coprod_training.collector.services import put_services
from coprod_training.content.services import Service

NORTH = Service("north-1", "North one", "smi", "North", "ICB 1", "Trust 1", made_up=True)
QUIET = Service("quiet-1", "Quiet one", "smi", "North", "ICB 1", "Trust 1", made_up=True)


def some_work(parts, course, outline):
    """Amira finishes everything; Bola stops in module 2; Carys does one thing today."""
    with parts.database.writing() as connection:
        put_services(connection, [NORTH, QUIET])
    everything = [part.activity for one in outline.modules for part in one.parts]
    keep(parts, "bola", statements(course, outcome("ladder-sort", learner="bola")), "north-1")
    parts.now.now += timedelta(days=30)
    keep(parts, "amira", statements(course, *map(outcome, everything)), "north-1", "spring")
    keep(parts, "carys", statements(course, outcome("ladder-sort", learner="carys")))


def test_everybody_is_in_one_state_and_totals_are_the_sum_of_learners(parts, course, outline):
    some_work(parts, course, outline)
    since = parts.now.now - timedelta(days=21)

    with parts.database.reading() as connection:
        people, stood = figures.people_and_stalled(connection, since)
        modules = figures.modules(connection)
        activities = figures.activities(connection)

    found = {(one.service, one.cohort): one for one in people}
    stopped, spring = found["north-1", ""], found["north-1", "spring"]
    none = found["", ""]
    assert (stopped.known, stopped.active, stopped.stalled, stopped.finished) == (0, 0, 1, 0)
    assert (spring.known, spring.active, spring.stalled, spring.finished) == (0, 0, 0, 1)
    assert (none.known, none.active, none.stalled, none.finished) == (0, 1, 0, 0)
    first = outline.module_of("ladder-sort")
    assert [one.started for one in modules if one.module == first] == [3]
    assert [one.learners for one in activities if one.activity == "ladder-sort"] == [3]
    assert [(one.service, one.module, one.learners) for one in stood] == [("north-1", first, 1)]


def test_a_service_where_nobody_learns_is_there(parts, course, outline):
    some_work(parts, course, outline)

    with parts.database.reading() as connection:
        services = figures.services(connection)
        people, _ = figures.people_and_stalled(connection, parts.now.now)

    assert services == [NORTH, QUIET]  # and their mark of being made up
    assert {one.code for one in services} - {one.service for one in people} == {"quiet-1"}


def test_no_figure_has_a_name_in_it(parts, course, outline):
    some_work(parts, course, outline)

    with parts.database.reading() as connection:
        found = figures.read_figures(connection, parts.now.now)

    assert sum(one.finished for one in found.modules) > 0
    assert not any(name in str(found) for name in ("amira", "bola", "carys"))


def test_no_figure_looks_at_statements(parts, course, outline):
    some_work(parts, course, outline)
    asked = []
    event.listen(parts.database.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))

    with parts.database.reading() as connection:
        figures.read_figures(connection, parts.now.now)

    assert len(asked) >= 5
    assert not [one for one in asked if "statement" in one]
