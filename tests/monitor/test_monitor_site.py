"""The pages as they are drawn: figures with their moment and definition, and a table a chart."""

import re
from html import unescape

import pytest
from monitor_world import programme, service, some

from coprod_training.monitor import site
from coprod_training.monitor.completion import WAYS
from coprod_training.monitor.words import DEFINITIONS


def test_the_page_has_its_moment_its_definitions_and_its_sample_mark(words):
    page = unescape(site.overview(some(), words, "region"))

    assert "As at 23 November 2026, 06:00." in page
    assert "Sample data, not real services" in page
    for name, meaning in DEFINITIONS.items():
        assert name in page
        assert meaning in page
    assert "Sample data" not in site.overview(programme(), words, "region")


@pytest.mark.parametrize("way", WAYS)
def test_every_chart_has_a_table_with_the_same_figures(way, words):
    page = site.overview(some(), words, way)

    charts = re.findall(r'aria-label="Bar chart: ([^.]+)\.', page)
    assert len(charts) == 2
    for title in charts:
        assert f'aria-label="Table: {title}"' in page
    for shown in re.findall(r'class="value"[^>]*>([^<]+)<', page):
        assert f">{shown}</td>" in page


def test_the_same_figures_give_the_same_bytes(words):
    assert site.overview(some(), words, "icb") == site.overview(some(), words, "icb")


def test_what_stands_in_the_list_of_services_is_never_markup(words):
    world = programme([service("x", name="<script>alert(1)</script>", provider='"><b>')])

    page = site.overview(world, words, "service")

    assert "<script" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;" in page


def test_the_report_is_one_file_that_asks_nothing_of_anybody(words):
    page = site.overview(some(), words, "region", report=True)

    links = re.findall(r'(?:href|src|action)="([^"]*)"', page)
    assert {one for one in links if not one.startswith(("#", "data:"))} == set()
    for name in WAYS.values():
        assert f'<th role="columnheader" scope="col">{name}</th>' in page


def test_a_programme_of_nobody_says_so(words):
    page = site.overview(programme(), words, "region")

    assert "There are no services on the list yet." in page
    assert "There are no cohorts yet." in page


def test_a_long_list_is_cut_on_the_page_says_so_and_is_whole_in_the_report(words):
    world = programme([service(f"s{n:02}") for n in range(site.SHOWN + 5)])

    page = site.overview(world, words, "region")

    assert "The first 25 of 30 rows. All are in the files." in page
    assert "Made-up s29" not in page
    assert "Made-up s29" in site.overview(world, words, "region", report=True)
