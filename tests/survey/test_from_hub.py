"""Answers of a hub's learners: in the dataset with a yes, and in a release while it stands."""

import csv
import json
from dataclasses import replace
from datetime import date

import pytest
from whole_consent import with_whole_consent

from coprod_training.errors import CoprodError
from coprod_training.survey.consent import ConsentEvent
from coprod_training.survey.dataset import build
from coprod_training.survey.from_hub import FromHub
from coprod_training.survey.pseudonym import KeyedHash, Pseudonym
from coprod_training.survey.release import two_people
from coprod_training.survey.responses import Content, Response

from .self_checks import INSTRUMENT, NOW
from .test_release_command import Office

DAY = "2027-02-01"
A, B, C = ("a" * 20, "b" * 20, "c" * 20)
CONTENT = Content(
    instrument=INSTRUMENT.id,
    region_list_version=INSTRUMENT.region_list_version,
    phase="pre",
    completed_month="2027-01",
    setting="PC",
    region="LO",
    s5_decide=None,
    s5_do=None,
    values={"DES1": 2},
)


def hub_of(ids, back=()):
    """A hub whose learners have these rows. back: ids of those who took their yes back."""
    events, rows = [], []
    for one in ids:
        name = Pseudonym(f"of-{one}")
        yes = ConsentEvent(
            id=f"yes-{one}",
            pseudonym=name,
            state="yes",
            text_version=INSTRUMENT.consent_text_version,
            receipt=KeyedHash(f"receipt-{one}"),
            day="2026-11-20",
        )
        events += [yes, ConsentEvent.withdrawn(name, "2026-11-21")] if one in back else [yes]
        rows.append(
            Response(
                submission_id=one,
                pair_id="d" * 32,
                pseudonym=name,
                course_status="draft",
                content=CONTENT,
            )
        )
    return FromHub(events, rows)


def built(tmp_path, store, hub):
    text = INSTRUMENT.consent_text_version
    build(store, [INSTRUMENT], tmp_path / "out", NOW, text_version=text, hub=hub)
    (table,) = (tmp_path / "out" / "data").iterdir()
    rows = list(csv.DictReader(table.read_text(encoding="utf-8-sig").splitlines()))
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text())
    return [row["submission_id"] for row in rows], package


def test_only_rows_of_people_whose_yes_stands_are_in_the_dataset(tmp_path, store):
    ids, package = built(tmp_path, store, hub_of([B, A, C], back=[C]))

    assert (ids, package["from_hub"]) == ([A, B], True)


def test_a_yes_to_an_earlier_text_waits(tmp_path, store):
    hub = hub_of([A, B])
    events = [replace(hub.events[0], text_version="cn-0.0"), hub.events[1]]

    assert built(tmp_path, store, replace(hub, events=events))[0] == [B]
    (row,) = replace(hub, events=events).waiting(INSTRUMENT.consent_text_version)
    assert row.submission_id == A
    assert hub_of([A], back=[A]).waiting(INSTRUMENT.consent_text_version) == []


def test_without_a_hub_the_package_says_nothing_of_one(tmp_path, store):
    ids, package = built(tmp_path, store, None)

    assert (ids, "from_hub" in package) == ([], False)


@pytest.fixture
def office(tmp_path):
    """A dataset that says it has a hub's rows, all of people who may be released."""
    office = Office(tmp_path)
    office.made.answer(260)
    office.made.answer(60, "pre", status="released")
    package = office.made.write(tmp_path / "dataset") / "datapackage.json"
    package.write_text(json.dumps(json.loads(package.read_text()) | {"from_hub": True}))
    return office


def ready(office, hub):
    day, dataset = date.fromisoformat(DAY), office.root / "dataset"
    survey = with_whole_consent(INSTRUMENT)
    case = two_people.Case(
        office.course, survey, dataset, office.store, day, "A. Test", hub and (lambda: hub)
    )
    return two_people.ready(case)


def test_a_release_asks_the_hub_who_still_agrees(office):
    ids = [row["submission_id"] for row in office.made.rows if row["source"] == "course"]

    assert ready(office, hub_of(ids)).day == DAY
    with pytest.raises(CoprodError, match="older than a withdrawal"):
        ready(office, hub_of(ids, back=ids[:1]))
    with pytest.raises(CoprodError, match="only the hub knows who agrees"):
        ready(office, None)


def test_a_yes_on_the_day_of_a_withdrawal_is_counted_among_those_left_out():
    hub = hub_of((A, B), back=(A, B))
    again = replace(hub.events[0], id="again", receipt=KeyedHash("another"), day="2026-11-21")
    late = replace(hub.events[2], id="late", day="2026-11-20")

    found = FromHub([*hub.events[:2], again, *hub.events[2:], late], hub.rows)

    assert (hub.too_soon(), found.too_soon(), found.standing(again.text_version)) == (0, 1, [])
