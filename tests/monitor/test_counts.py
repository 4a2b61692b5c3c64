"""M1: however people are grouped, the groups add up to everybody."""

from dataclasses import replace

import pytest
from house.tree import ROOT

from coprod_training.content.markdown import headings
from coprod_training.content.notebook import read_notebook
from coprod_training.monitor.counts import WAYS, Counts, counted, grouped
from coprod_training.monitor.made_ready import change_of
from coprod_training.monitor.names import NO_SERVICE, NOT_LISTED
from coprod_training.monitor.pages import MOST_WAITING, Chosen, Places, page
from coprod_training.monitor.reach import nobody_learning, unreached_by_region, waiting
from coprod_training.monitor.stops import inside, points
from coprod_training.monitor.tables import (
    FILES,
    completion,
    not_started_or_stalled,
    parts_of,
    services,
    unreached,
    where_people_stop,
)

STATES = ("joined", "started", "finished", "stalled")


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_grouping_adds_up_to_everybody(watched, way):
    groups = grouped(watched, way, watched.people())
    everybody = counted(watched.people())

    assert everybody.joined == 60
    for state in STATES:
        assert sum(getattr(one.counts, state) for one in groups) == getattr(everybody, state)
    assert completion(watched, way).rows[-1][:2] == ("All", 60)


@pytest.mark.parametrize(("finished", "started", "share"), [(1, 8, 13), (3, 8, 38), (0, 0, None)])
def test_half_a_percent_goes_up_as_everywhere_in_the_course(finished, started, share):
    assert Counts(9, started, finished, 0).share == share


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("setting", ["primary-care", "drug-and-alcohol", "smi"])
def test_a_setting_and_a_cohort_are_parts_of_the_whole(way, setting, watched):
    theirs = [one for one in watched.people() if one.setting == setting]
    cohorts = {one.cohort for one in theirs}

    parts = [completion(watched, way, setting, one).rows[-1] for one in sorted(cohorts)]

    whole = counted(theirs)
    assert 0 < whole.joined < 60
    assert sum(row[1] for row in parts) == whole.joined
    assert sum(row[2] for row in parts) == whole.started
    assert completion(watched, way, setting).rows[-1][1] == whole.joined


def test_services_with_nobody_learning_are_those_without_a_start(watched):
    started = {one.service for one in watched.people() if counted([one]).started}
    listed = {one.code for one in watched.figures.services}

    assert {one.code for one in nobody_learning(watched)} == listed - started
    assert sum(none for _, none, _ in unreached_by_region(watched)) == len(listed - started) > 0
    assert sum(every for _, _, every in unreached_by_region(watched)) == len(listed)


def test_the_list_of_who_waits_has_everybody_who_did_not_start_or_stalled(watched):
    everybody = counted(watched.people())

    found = sum(one.people for one in waiting(watched))

    assert found == everybody.not_started + everybody.stalled > 0


def test_the_points_begin_with_joining_and_end_with_finishing(watched):
    first, *_, last = points(watched)
    everybody = counted(watched.people())

    assert (first.name, first.people, first.change) == ("Joined", 60, None)
    assert (last.name, last.people) == ("Finished the course", everybody.finished)
    assert sum(one.change or 0 for one in points(watched)) == last.people - first.people


def test_a_fall_has_a_minus_sign_on_the_page_and_stays_a_number_in_the_file(watched, course):
    falls = [one.change for one in points(watched) if one.change and one.change < 0]
    change = 'data-label="Against the line above" class="n">'

    shown = page("where-people-stop", watched, Chosen(), change_of(course), Places())

    assert falls
    assert all(f"{change}−{-one}<" in shown for one in falls)
    assert f"{change}-" not in shown
    assert set(falls) <= {row[2] for row in where_people_stop(watched).rows}


@pytest.mark.parametrize("make", [unreached, not_started_or_stalled, services])
def test_a_list_of_services_is_in_the_order_of_its_first_column(watched, make):
    # So named that the order of the names is not the one of the regions.
    by_region = sorted(watched.figures.services, key=lambda one: watched.names.region(one.region))
    listed = tuple(
        replace(one, name=f"{90 - number} {one.name}") for number, one in enumerate(by_region)
    )

    first = [
        row[0]
        for row in make(replace(watched, figures=replace(watched.figures, services=listed))).rows
    ]

    assert len(set(first)) > 1
    assert first == sorted(first)


def test_no_part_of_a_module_was_done_by_more_people_than_started_it(watched):
    for one in inside(watched):
        assert all(people <= one.started for _, people in one.parts)
        assert one.finished <= one.started
    assert any(one.finished for one in inside(watched))


def test_activities_stand_in_the_order_and_the_sections_of_their_lesson(watched):
    path = ROOT / "modules" / "01-what-co-production-is.ipynb"
    order = [one.text for cell in read_notebook(path).markdown() for one in headings(cell.source)]

    (table,) = [
        parts_of(one) for one in inside(watched) if one.module.slug == "what-co-production-is"
    ]

    assert table.columns == ("Activity", "Section", "Did it")
    sections = [section for _, section, _ in table.rows]
    assert sections == sorted(sections, key=order.index)
    assert sections[:3] == ["Your service today", "Finish one yourself", "Finish one yourself"]


def test_people_without_a_service_or_of_one_that_left_the_list_are_counted(watched):
    figures = replace(watched.figures, services=watched.figures.services[1:])
    lost = replace(watched.figures.people[0], service="")
    here = replace(watched, figures=replace(figures, people=(*figures.people, lost)))

    names = {one.name for one in grouped(here, "region", here.people())}

    more = counted([lost]).joined
    assert {NOT_LISTED, NO_SERVICE} <= names
    assert counted(here.people()).joined == counted(watched.people()).joined + more > 60


def test_who_waits_and_gave_no_service_is_not_said_to_be_of_one_that_left_the_list(watched):
    (first, *_), (stands, *_) = watched.figures.people, watched.figures.stalled
    figures = replace(
        watched.figures,
        people=(*watched.figures.people, replace(first, service="", known=1)),
        stalled=tuple(replace(stands, service=one) for one in ("", "gone")),
    )

    rows = not_started_or_stalled(replace(watched, figures=figures)).rows

    places = [(service, region) for service, region, *_ in rows]
    assert places.count((NO_SERVICE, NO_SERVICE)) == 2  # one has not started, one has stalled
    assert (f"{NOT_LISTED}: gone", NOT_LISTED) in places
    assert (NO_SERVICE, NOT_LISTED) not in places


def test_every_file_has_a_title_and_its_numbers_are_numbers(watched):
    for make in FILES.values():
        table = make(watched)
        assert table.title
        assert table.numbers <= set(table.columns)
        for row in table.rows:
            assert len(row) == len(table.columns)
            for name, value in zip(table.columns, row, strict=True):
                assert not isinstance(value, str) or name not in table.numbers


def test_a_long_list_shows_the_rows_with_the_most_people_and_says_where_all_are(watched, course):
    (first, *_) = watched.figures.stalled
    many = tuple(
        replace(first, service=one.code, module=f"m{number}", learners=number)
        for one in watched.figures.services
        for number in range(1, 11)
    )
    long = replace(watched, figures=replace(watched.figures, stalled=many))

    shown = page("", long, Chosen(), change_of(course), Places())

    every = not_started_or_stalled(long)
    most = every.largest("People", MOST_WAITING)
    least = min(row[2] for row in most.rows)
    assert len(every.rows) > len(most.rows) == MOST_WAITING
    assert all(row[2] <= least for row in set(every.rows) - set(most.rows))
    assert f"All {len(every.rows)} are in" in shown
    assert shown.count("<td") < 2 * 3 * MOST_WAITING
