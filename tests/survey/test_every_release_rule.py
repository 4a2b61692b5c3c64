"""Each rule of a release is needed: with it nothing planted counts, and switched off it does."""

from dataclasses import replace

import pytest

from coprod_training.errors import CoprodError
from coprod_training.survey.release import make, plan_file, rows, two_people

from .test_release_command import DAYS, PLAN, Office

PLANTED = [
    (rows.DRAFT, {"source": "course", "course_status": "draft"}),
    (rows.DRAFT, {"source": "course", "course_status": "pilot"}),
    (rows.OTHER_VERSION, {"instrument_version": "cps-0.0"}),
    (rows.NO_CONSENT, {"consent_dataset": "0"}),
    (rows.NO_CONSENT, {"consent_dataset": ""}),
    (rows.NOWHERE, {"region": ""}),
]
TWICE = "answers:\n  - phases: [baseline]\n    items: [DUP1]\n"
ROLE = "answers:\n  - phases: [baseline]\n    items: [SD4]\n"


@pytest.fixture
def office(tmp_path):
    """300 made-up people who may be released."""
    office = Office(tmp_path)
    office.made.answer(300, consent_dataset="1")
    return office


def counted(office):
    """How many people come into the figures, by question."""
    return dict(two_people.ready(office.case(DAYS[0])).made.joined)


@pytest.mark.parametrize(("why", "planted"), PLANTED)
def test_rows_that_may_not_count_change_nothing_and_would(office, monkeypatch, why, planted):
    alone = two_people.ready(office.case(DAYS[0]))
    office.made.answer(200, **{"consent_dataset": "1", **planted})

    beside = two_people.ready(office.case(DAYS[0]))

    assert beside.files == alone.files
    assert beside.made.joined == alone.made.joined

    rule = rows._why_not
    if why == rows.NOWHERE:  # without the rule such a row has no place in any table
        with pytest.raises(ValueError, match="index"):
            _without(rule, why, monkeypatch, office)
        return
    assert _without(rule, why, monkeypatch, office) != dict(alone.made.joined)


def _without(rule, why, monkeypatch, office):
    monkeypatch.setattr(
        rows, "_why_not", lambda *row: found if (found := rule(*row)) != why else ""
    )
    return counted(office)


def test_a_dataset_built_before_its_oldest_answers_grew_too_old_is_refused(office):
    case = office.case(DAYS[0])
    kept = [
        replace(case, instrument=replace(case.instrument, retention_months=months))
        for months in (1, 0)
    ]

    two_people.ready(kept[0])
    with pytest.raises(CoprodError, match="older than was agreed: from before 2027-02"):
        two_people.ready(kept[1])


def test_what_tells_about_health_is_in_no_plan_and_would_be_published(office, monkeypatch):
    office.plan(DAYS, PLAN.replace("answers:\n", ROLE))

    assert "never published" in office.refused(DAYS[0])

    monkeypatch.setattr(plan_file, "refused", lambda *_: [])
    assert "baseline/SD4" in counted(office)


@pytest.mark.parametrize(
    ("plan", "says"),
    [
        (PLAN.replace("region]", "region, setting-region]"), "never crossed"),
        (PLAN.replace("setting, region]", "setting×region]"), "never crossed"),
        (PLAN.replace("items: [THN1]", "items: [THN1, SD6]"), "SD6 is not asked"),
        (PLAN.replace("all, setting", "setting"), "for everybody"),
        (PLAN.replace("answers:\n", TWICE), "DUP1 is asked, but no release counts its answers"),
    ],
)
def test_no_plan_crosses_groups_or_names_what_no_release_counts(office, plan, says):
    office.plan(DAYS, plan)

    assert says in office.refused(DAYS[0])


def test_fewer_new_people_than_a_batch_make_no_release_and_would(office, monkeypatch):
    office.release(DAYS[0])
    office.made.answer(9, consent_dataset="1", setting="PC", region="LO")

    assert "Too few new records" in office.refused(DAYS[1])

    monkeypatch.setattr(make, "_refuse_too_little", lambda *_: None)
    assert two_people.ready(office.case(DAYS[1])).day == DAYS[1]


def test_figures_have_their_date_and_would_be_live(office, monkeypatch):
    with pytest.raises(CoprodError, match="not the time for a release"):
        two_people.ready(office.case("2027-01-31"))

    monkeypatch.setattr(two_people, "day_due", lambda *_: "2027-01-31")
    assert two_people.ready(office.case("2027-01-31")).day == "2027-01-31"
