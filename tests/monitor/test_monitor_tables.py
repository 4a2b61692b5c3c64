"""The tables: totals equal the sum of learners, and each says what it counts."""

import random

import pytest
from monitor_world import programme, service, some

from coprod_training.collector.figures import People
from coprod_training.monitor import tables
from coprod_training.monitor.completion import WAYS, Count, counts_by, total
from coprod_training.spreadsheet import csv_bytes, read_csv, read_xlsx, xlsx_bytes


@pytest.mark.parametrize("way", WAYS)
def test_totals_equal_the_sum_of_learners_however_they_are_counted(way, words):
    dice = random.Random(11)
    services = [
        service(f"s{n}", dice.choice(["NW", "LO"]), str(dice.randint(1, 5)), f"ICB {n % 3}",
                f"Provider {n % 4}")
        for n in range(20)
    ]  # fmt: skip
    people = [
        People(dice.choice(["", "gone", *(one.code for one in services)]), "", *counts)
        for counts in ([dice.randrange(9) for _ in range(4)] for _ in range(60))
    ]
    world = programme(services, people)

    found = counts_by(world, way, words)

    everybody = sum(one.known + one.active + one.stalled + one.finished for one in people)
    assert sum(one.joined for one in found) == total(world).joined == everybody
    for state in ("not_started", "active", "stalled", "finished", "started"):
        assert sum(getattr(one, state) for one in found) == getattr(total(world), state)
    assert sum(one.services for one in found) == len(services)


def test_a_share_is_of_those_who_started_and_none_where_nobody_did():
    assert Count("", 1, not_started=9, active=1, stalled=0, finished=1).share == 50
    assert Count("", 1, 0, active=2, stalled=0, finished=1).share == 33
    assert Count("", 1, 0, active=1, stalled=0, finished=2).share == 67
    assert Count("", 1, not_started=3, active=0, stalled=0, finished=0).share is None


def test_services_with_nobody_are_listed_and_people_of_no_service_are_counted(words):
    world = some()

    assert [row[0] for row in tables.nobody_learning(world, words).rows] == ["Made-up c"]
    by_service = {row[0]: row for row in tables.completion(world, "service", words).rows}
    assert by_service["No service given"][1] == 2
    assert by_service["Made-up c"][1:] == (0, 0, 0, 0, 0, 0, None)


def test_the_rule_stands_in_words_beside_each_count_of_who_stands_still(words):
    rows = tables.standing_still(some(), words).rows

    assert ("Made-up a", "North West", 2, "Joined, and no activity done yet") in rows
    title = words.modules["fair-terms"]
    assert ("Made-up a", "North West", 1, f"No activity for 21 days, “{title}” open") in rows


def test_where_people_stop_has_every_module_that_counts_in_the_order_taught(words):
    rows = tables.where_people_stop(some(), words).rows

    assert rows[0] == ("Joined", 14, None)
    assert rows[1] == (f"1. {words.modules['what-co-production-is']}", 8, 5)
    assert len(rows) == len(words.counted) + 2
    assert rows[-1] == ("The whole course", 11, 4)
    inside = tables.steps_of(some(), "what-co-production-is", words)
    assert inside.rows == ((words.activities["ladder-sort"], 7),)


def test_cohorts_stand_by_their_first_day(words):
    assert tables.calendar(some()).rows == (
        ("spring", "Made-up a", "1 March 2027", None),
        ("later", None, None, None),
    )


def test_every_table_comes_back_from_its_files_as_it_was(words):
    for one in tables.all_tables(some(), words).values():
        numbers = one.numbers
        rows = [list(row) for row in one.rows]
        text = csv_bytes(one.columns, one.rows)
        assert read_csv(text, numbers) == (list(one.columns), rows)
        assert b'"=Provider' not in text  # Excel would take it for a formula
        assert read_xlsx(xlsx_bytes("figures", one.columns, one.rows)) == (list(one.columns), rows)
