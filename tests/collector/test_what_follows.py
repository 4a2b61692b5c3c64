"""Progress and cells, written with the statements, equal what repair makes of the statements."""

import random
from datetime import timedelta

from made_statements import outcome, statements
from running import as_
from tables_read import rows_of, what_follows

from coprod_training.collector.intake import read_statements
from coprod_training.collector.learners import Enrolled, held_learner, with_service
from coprod_training.collector.outline import outline_of
from coprod_training.collector.recording import Recorded, record
from coprod_training.collector.repair import counts_this_course, repair
from coprod_training.progress.completion import progress_of

LEARNERS, BATCHES = 6, 40
SERVICES = ("", "north-1", "south-2")


def keep(parts, name, sent, service="", cohort=""):
    taken, refused = read_statements(sent, parts.outline.course)
    assert not refused

    def change(connection):
        enrolled = Enrolled(service, cohort)
        held = held_learner(connection, name, parts.progress_key, enrolled)
        return record(connection, [(held, taken)], parts.outline, parts.now())[0]

    return parts.database.write(change)


def random_work(course, outline, dice):
    """Batches of several learners: some done, some not, some twice, in any order."""
    activities = [part.activity for one in outline.modules for part in one.parts]
    batches = []
    for _ in range(BATCHES):
        name = f"learner-{dice.randrange(LEARNERS)}"
        some = dice.choices([*activities[:60], "not-in-the-course"], k=dice.randint(1, 12))
        done = [
            outcome(one, dice.randint(1, 3), learner=name, done=dice.random() < 0.8, score=1.0)
            for one in some
        ]
        batches.append((name, statements(course, *done)))
    batches += dice.sample(batches, BATCHES // 2)
    dice.shuffle(batches)
    return batches


def test_repair_changes_nothing_after_random_repeated_and_reordered_batches(parts, course, outline):
    dice = random.Random(8)
    for name, batch in random_work(course, outline, dice):
        dice.shuffle(batch)
        keep(parts, name, batch, dice.choice(SERVICES))
    before = what_follows(parts.database)

    repair(parts.database, outline)

    assert len(before["progress"]) > LEARNERS
    assert what_follows(parts.database) == before


def test_repair_mends_what_was_spoilt(parts, course, outline):
    from sqlalchemy import delete, update

    from coprod_training.collector import tables

    for name, batch in random_work(course, outline, random.Random(9)):
        keep(parts, name, batch, "north-1")
    before = what_follows(parts.database)
    with parts.database.writing() as connection:
        connection.execute(delete(tables.reached))
        connection.execute(update(tables.cell).values(started=7))
        connection.execute(update(tables.learner).values(finished_modules=9))
    assert what_follows(parts.database) != before

    repair(parts.database, outline)

    assert what_follows(parts.database) == before


def test_counts_are_those_of_the_learners_own_page(parts, course, outline):
    done = [
        outcome(part.activity)
        for module in outline.modules[1:4]
        for part in module.parts
        if part.core
    ]
    keep(parts, "amira", statements(course, *done))

    own = progress_of(course, done, [])
    kept = {row[1]: row for row in rows_of(parts.database, "progress")}
    for module in own.modules:
        if module.done:
            _, _, count, core, complete, *_ = kept[module.slug]
            assert (count, core, complete) == (module.done, module.core_done, module.complete)
    (learner,) = rows_of(parts.database, "learner")
    assert learner[7] == sum(one.complete for one in own.counted) == 3
    assert learner[8] == outline.modules[4].slug


def test_a_module_that_is_complete_stays_so_and_is_counted_once(parts, course, outline):
    module = outline.modules[1]
    sent = statements(course, *(outcome(one.activity) for one in module.parts))
    keep(parts, "amira", sent, "north-1")
    keep(parts, "amira", statements(course, outcome(module.parts[0].activity, 5, done=False)))

    (row,) = rows_of(parts.database, "cell")
    assert row == ("north-1", module.slug, 1, 1, len(module.parts))


def test_what_a_change_of_the_course_made_done_is_another_statement(parts, course, outline):
    module = outline.modules[1]
    before, *others = module.parts
    others = [outcome(one.activity) for one in others]
    short = outcome(before.activity, done=False)
    keep(parts, "amira", statements(course, short, *others), "north-1")
    first = set(rows_of(parts.database, "statement"))
    parts.now.now += timedelta(days=2)
    enough = statements(course, outcome(before.activity), *others)

    assert keep(parts, "amira", enough, "north-1") == Recorded(1, len(others))
    assert keep(parts, "amira", enough, "north-1") == Recorded(0, len(module.parts))

    (row,) = rows_of(parts.database, "cell")
    assert row == ("north-1", module.slug, 1, 1, len(module.parts))
    (added,) = set(rows_of(parts.database, "statement")) - first
    (kept,) = (one for one in first if one[3] == before.activity)
    assert first < set(rows_of(parts.database, "statement"))
    assert added[0] == kept[0]
    assert added[1] != kept[1]
    assert (kept[6], added[6]) == (False, True)
    figures = what_follows(parts.database)
    repair(parts.database, outline)
    assert what_follows(parts.database) == figures

    # Asked for more again: what is done stays so.
    keep(parts, "amira", statements(course, short), "north-1")
    assert what_follows(parts.database) == figures


def test_whoever_changes_service_takes_their_counts_along(parts, course, outline):
    for name in ("amira", "bola"):
        keep(parts, name, statements(course, outcome("ladder-sort", learner=name)), "north-1")

    def move(connection):
        held = held_learner(connection, "amira", parts.progress_key, Enrolled("", ""))
        return with_service(connection, held, "south-2")

    parts.database.write(move)

    cells = {row[0]: row[2] for row in rows_of(parts.database, "cell")}
    assert cells == {"north-1": 1, "south-2": 1}
    before = what_follows(parts.database)
    repair(parts.database, outline)
    assert what_follows(parts.database) == before


def test_a_course_that_changes_is_counted_anew(parts, course, outline):
    from dataclasses import replace

    module = outline.modules[1]
    sent = statements(course, *(outcome(one.activity) for one in module.parts if one.core))
    keep(parts, "amira", sent)
    shorter = replace(course, modules=(course.modules[0], *course.modules[2:]))

    assert counts_this_course(parts.database, outline)
    assert not counts_this_course(parts.database, outline_of(shorter))
    done = repair(parts.database, outline_of(shorter))
    assert done.unplaced == len(sent)
    assert rows_of(parts.database, "progress") == []
    repair(parts.database, outline)
    assert rows_of(parts.database, "progress")[0][4] is True


def test_a_clock_that_is_set_back_keeps_the_order_of_storing(parts, course, outline):
    keep(parts, "amira", statements(course, outcome("ladder-sort")))
    parts.now.now -= timedelta(days=2)
    keep(parts, "amira", statements(course, outcome("ladder-sort", 2)))

    first, second = (row[14] for row in rows_of(parts.database, "statement"))
    assert first == second


def test_me_and_state_say_how_far_somebody_is(collector, hub, course, outline):
    token = hub.learner("amira", "spring", "north-1")
    headers = as_(token)
    assert collector.get("/me", headers=headers).json() == {
        "service": "north-1",
        "setting": "",
        "cohort": "spring",
        "progress": [],
    }
    module = outline.modules[1]
    sent = statements(course, *(outcome(one.activity) for one in module.parts))
    collector.post("/statements", json=sent, headers=headers)

    (row,) = collector.get("/me", headers=headers).json()["progress"]
    assert row["module"] == module.slug
    assert (row["done"], row["of"], row["complete"]) == (len(sent), len(sent), True)
    file = {"bytes": 812, "sha256": "a" * 64}
    collector.put("/state", json={"files": {module.slug: file}}, headers=headers)
    collector.put("/state", json={"files": {"course": file}}, headers=headers)
    said = collector.get("/state", headers=headers).json()
    assert said["files"] == {"course": file, module.slug: file}
    assert said["progress"] == [row]
