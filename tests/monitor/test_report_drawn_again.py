"""The report: one file, drawn again from its figures; and the files for providers."""

import errno
import os
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from read_tables import read_csv

from coprod_training.cli import main
from coprod_training.collector import tables
from coprod_training.collector.training_records import TrainingRecord, training_records
from coprod_training.errors import CoprodError
from coprod_training.monitor.kept import kept, read_kept
from coprod_training.monitor.made_ready import UNREADABLE, change_of
from coprod_training.monitor.pages import report
from coprod_training.monitor.training_files import COLUMNS, training_files

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
EARLIER = Path(__file__).parent / "kept"
"""Files of figures as earlier versions wrote them. They stay as they are."""


def test_a_past_report_is_drawn_again_to_the_byte(watched, course, tmp_path):
    first = report(watched, change_of(course))
    (tmp_path / "figures.json").write_text(kept(watched, change_of(course)), encoding="utf-8")

    again = read_kept(tmp_path / "figures.json")

    assert again.watched == watched
    assert report(again.watched, again.change) == first


def test_a_report_asks_for_nothing_else_and_names_nobody(watched, course):
    page = report(watched, change_of(course))

    assert "http" not in page.replace("http-equiv", "")
    assert "<link rel" in page
    assert page.count("<link") == 1
    assert "made-up-01" not in page + kept(watched, change_of(course))


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"watched": 1, "change": 2}', '{"form": 3}', '{"form": "2"}', "no json"],
)
def test_a_file_of_something_else_is_refused_in_words(content, tmp_path):
    path = tmp_path / "figures.json"
    path.write_text(content)

    with pytest.raises(CoprodError, match="not a file of figures"):
        read_kept(path)


def test_figures_that_were_kept_earlier_stand_under_the_words_of_their_day():
    found = read_kept(EARLIER / "form-3.json")

    page = report(found.watched, found.change)

    assert "As at 2 November 2026, 09:00 UTC. An earlier line on what" in page
    assert "An earlier definition: people who did nothing for 28 days." in page
    assert "An earlier rule: somebody has stalled after 28 days." in page
    assert "No activity for 28 days or more, module 2 open" in page
    assert "12<small>of 14 who joined</small>" in page
    assert "21 days" not in page


@pytest.mark.parametrize(("form", "version"), [(2, "an earlier version"), (4, "a later version")])
def test_figures_of_another_form_are_refused_with_a_sentence_of_their_own(form, version, tmp_path):
    path = EARLIER / "form-2.json"
    if form > 3:
        path = tmp_path / "figures.json"
        path.write_text((EARLIER / "form-2.json").read_text().replace('"form": 2', '"form": 4'))

    with pytest.raises(CoprodError, match=version) as refused:
        read_kept(path)

    assert 'ends with ".html"' in refused.value.fix


def test_the_command_writes_a_report_and_draws_it_again(filled, tmp_path, capsys):
    database = str(filled.engine.url)
    assert main(["monitor", "report", str(tmp_path / "out"), "--database", database]) == 0
    (page,) = (tmp_path / "out").glob("*.html")
    (figures,) = (tmp_path / "out").glob("*.json")

    assert main(["monitor", "redraw", str(figures), str(tmp_path / "again.html")]) == 0

    assert (tmp_path / "again.html").read_bytes() == page.read_bytes()
    assert "of 60 who joined" in page.read_text()


def test_a_survey_that_nobody_can_read_keeps_no_report_from_being_written(
    filled, tmp_path, monkeypatch, capsys
):
    def torn(_):
        raise CoprodError("The files of the release are torn.")

    monkeypatch.setattr("coprod_training.monitor.made_ready.change_of", torn)

    asked = ["monitor", "report", str(tmp_path / "out"), "--database", str(filled.engine.url)]
    assert main(asked) == 0

    (page,) = (tmp_path / "out").glob("*.html")
    (figures,) = (tmp_path / "out").glob("*.json")
    assert UNREADABLE in page.read_text()
    assert read_kept(figures).change.missing == UNREADABLE


def test_a_full_disk_leaves_no_half_report_and_the_figures_are_there_first(
    filled, tmp_path, monkeypatch, capsys
):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    asked = ["monitor", "report", str(tmp_path / "out"), "--database", str(filled.engine.url)]
    with monkeypatch.context() as at_once:
        at_once.setattr(os, "fsync", full)
        assert main(asked) == 1
    assert list((tmp_path / "out").iterdir()) == []

    monkeypatch.setattr("coprod_training.monitor.pages.report", full)
    assert main(asked) == 1

    (figures,) = (tmp_path / "out").iterdir()
    assert read_kept(figures).watched.figures.people


def test_each_provider_gets_its_own_people_and_nobody_elses(filled, tmp_path, capsys):
    folder = tmp_path / "records"
    database = str(filled.engine.url)

    assert main(["monitor", "training-records", str(folder), "--database", database]) == 0

    with filled.reading() as connection:
        records = training_records(connection)
    written = {one: read_csv(one.read_bytes(), COLUMNS[5:])[1] for one in folder.iterdir()}
    assert sum(map(len, written.values())) == len(records) > 30
    for path, rows in written.items():
        theirs = {one.provider for one in records if one.account in {row[0] for row in rows}}
        assert len(theirs) == 1
        assert path.stat().st_mode & 0o077 == 0
    said = capsys.readouterr().out
    assert "made-up-" not in said
    assert "in no file" not in said
    assert main(["monitor", "training-records", str(folder), "--database", database]) == 1


def test_who_has_no_provider_is_in_no_file_and_the_command_says_how_many(filled, tmp_path, capsys):
    with filled.reading() as connection:
        of = Counter(one.service for one in training_records(connection))
    gone, lost = sorted(of)[:2]
    with filled.writing() as connection:
        names = tables.service.c.name
        connection.execute(tables.service.update().where(names == lost).values(provider=""))
        connection.execute(tables.service.delete().where(names == gone))

    asked = ["monitor", "training-records", str(tmp_path / "to"), "--database"]
    assert main([*asked, str(filled.engine.url)]) == 0

    written = [row for one in (tmp_path / "to").iterdir() for row in read_csv(one.read_bytes())[1]]
    assert {row[1] for row in written} == {*of} - {gone, lost}
    assert capsys.readouterr().out.splitlines()[-1] == (
        f"People in no file: {of[gone] + of[lost]}."
        f" Their service has no provider in course/services.csv: {of[lost]}."
        " Their service is not in course/services.csv as the collector read it when it was started,"
        f" or they have none: {of[gone]}."
    )


def test_a_training_record_comes_back_as_it_was_whatever_is_in_it():
    records = [
        TrainingRecord("=Trust", "=cmd()", 'Ærø, "Öst"\nteam', "", AT, None, 0),
        TrainingRecord("=Trust", "+44", "-", "spring", AT, AT, 10),
        TrainingRecord("trust", "'quoted", "x", "a;b", AT, None, 3),
    ]

    files = training_files(records, 10)

    assert list(files) == ["training-record-trust.csv", "training-record-trust-2.csv"]
    first = read_csv(files["training-record-trust.csv"], COLUMNS[5:])[1]
    assert [row[0] for row in first] == ["=cmd()", "+44"]
    assert first[0][1:] == ['Ærø, "Öst"\nteam', None, "2026-11-02", None, 0, 10]
    assert first[1][2:] == ["spring", "2026-11-02", "2026-11-02", 10, 10]
    columns, _ = read_csv(files["training-record-trust.csv"])
    assert tuple(columns) == COLUMNS
    for content in files.values():
        for cell in content.decode("utf-8-sig").replace("\r\n", ",").split(","):
            assert not cell.removeprefix('"').startswith(("=", "+"))


def test_a_service_that_is_real_takes_the_mark_of_made_up_data_away(watched, course):
    real = tuple(replace(one, made_up=False) for one in watched.figures.services)
    figures = replace(watched.figures, services=real)

    page = report(replace(watched, figures=figures), change_of(course))

    assert "Made-up data" not in page
