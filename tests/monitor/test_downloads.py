"""A file of figures says of itself when they were counted, and whether they are made up."""

import io
import time
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from read_tables import read_csv, read_xlsx

from coprod_training.monitor.downloads import file_of
from coprod_training.monitor.tables import FILES, about, services

READ = {"csv": read_csv, "xlsx": read_xlsx}


@pytest.fixture
def real(watched):
    """The same figures, as if of services that are not made up."""
    listed = tuple(replace(one, made_up=False) for one in watched.figures.services)
    return replace(watched, figures=replace(watched.figures, services=listed))


@pytest.mark.parametrize("kind", READ)
def test_each_row_has_its_moment_and_says_when_it_is_made_up(watched, kind):
    columns, rows = READ[kind](file_of(watched, services(watched), kind))

    assert columns[-2:] == ["As at", "Made up"]
    assert {tuple(row[-2:]) for row in rows} == {("2026-11-23 12:00 UTC", "Yes")}


@pytest.mark.parametrize("kind", READ)
def test_figures_of_real_services_have_no_column_for_what_is_made_up(real, kind):
    columns, rows = READ[kind](file_of(real, services(real), kind))

    assert columns[-1] == "As at"
    assert {row[-1] for row in rows} == {"2026-11-23 12:00 UTC"}


@pytest.mark.parametrize("kind", READ)
def test_a_file_of_the_same_figures_has_the_same_bytes_at_another_time(watched, kind, monkeypatch):
    first = file_of(watched, services(watched), kind)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 100_000)

    assert file_of(watched, services(watched), kind) == first


def test_what_the_figures_mean_is_in_each_workbook_and_a_file_of_its_own(watched, real):
    for name, make in FILES.items():
        book = load_workbook(io.BytesIO(file_of(watched, make(watched), "xlsx")), read_only=True)
        assert book.sheetnames[-1] == "About these figures"
        assert len(book.sheetnames) == (1 if name == "about-these-figures" else 2)

    said = dict(read_csv(file_of(watched, about(watched), "csv"))[1])

    assert said["As at"] == "23 November 2026, 12:00 UTC"
    assert said.items() >= watched.words.definitions.items()
    assert "Made-up services: no figure here is real." in said.values()
    assert "Made-up" not in str(about(real).rows)
