"""Dates of publication that are not written as a list of days are refused in plain words."""

from dataclasses import replace
from shutil import copytree

import pytest
from made_up_dataset import ROOT

from coprod_training.cli import main
from coprod_training.content.course import load_course
from coprod_training.errors import ContentProblems
from coprod_training.survey.release.plan_file import load_plan

INSTRUMENT = load_course(ROOT / "course").instrument
WHOLE = (ROOT / "course" / "publication.yaml").read_text()
LIST = "Write a list in square brackets: dates: [2027-03-01, 2027-06-01]"


def plan(folder, dates, instrument=INSTRUMENT):
    assert WHOLE.count("\ndates: []") == 1
    (folder / "publication.yaml").write_text(WHOLE.replace("\ndates: []", f"\ndates: {dates}"))
    return load_plan(folder, instrument)


@pytest.mark.parametrize("dates", ["2026-12-01", "", "[1 December 2026]", "[01/12/2026]", "[12]"])
def test_what_is_no_list_of_dates_is_told_how_one_is_written(tmp_path, dates):
    with pytest.raises(ContentProblems) as refused:
        plan(tmp_path, dates)

    assert [one.fix for one in refused.value.problems] == [LIST]


@pytest.mark.parametrize("dates", ["[]", "[2027-03-01, 2027-06-01]", '["2027-03-01"]'])
def test_a_list_of_dates_is_read(tmp_path, dates):
    assert len(plan(tmp_path, dates).dates) == dates.count("2027")


def naming(written):
    """The survey with a cut-off date in its consent text."""
    points = [
        replace(one, text=one.text.replace("[date: to be supplied]", written))
        for one in INSTRUMENT.consent_points
    ]
    assert sum(written in one.text for one in points) == 1
    return replace(INSTRUMENT, consent_points=tuple(points))


@pytest.mark.parametrize("written", ["1 June 2027", "2027-06-01", "29 February 2028"])
def test_the_cut_off_date_that_people_were_told_is_one_of_them(tmp_path, written):
    with pytest.raises(ContentProblems, match="as the cut-off date for publication") as refused:
        plan(tmp_path, "[2027-03-01, 2027-09-01]", naming(written))

    assert refused.value.problems[0].line == 8
    assert plan(tmp_path, "[2027-03-01, 2027-06-01, 2028-02-29]", naming(written)).dates
    assert plan(tmp_path, "[]", naming(written)).dates == ()


def test_a_day_that_is_none_and_another_date_of_the_consent_text_are_no_cut_off(tmp_path):
    assert plan(tmp_path, "[2027-03-01]", naming("31 Juni 2027")).dates
    assert plan(tmp_path, "[2027-03-01]", naming("1 March 2027. We met on 1 May 2026")).dates
    (first, *others) = INSTRUMENT.consent_points
    other = replace(INSTRUMENT, consent_points=(replace(first, text="1 May 2027"), *others))
    assert plan(tmp_path, "[2027-03-01]", other).dates


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "said"),
    [
        ("publication.yaml", "\ndates: []", "\ndates: 2026-12-01", 8, LIST),
        ("publication.yaml", "      - DES3", "      - DES33", 19, "in the form baseline"),
        ("publication.yaml", "CFD1]", "CFD11]", 47, "CFD11 is not asked both before and after"),
        ("disclosure.yaml", "  round_to:", "  round_too:", 10, 'no setting "round_too"'),
    ],
)
def test_the_check_of_the_course_reads_both_files_of_a_release(
    tmp_path, capsys, name, old, new, line, said
):
    for folder in ("course", "modules", "exercises"):
        copytree(ROOT / folder, tmp_path / folder)
    file = tmp_path / "course" / name
    text = file.read_text()
    assert text.count(old) == 1
    file.write_text(text.replace(old, new))

    assert main(["check", "--course", str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert told.count(said) == 1
    assert f"{name}, line {line}\n" in told
