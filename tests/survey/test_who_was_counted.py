"""Nobody is counted twice, or left out, when the plan changes or the survey has a new version."""

import json
from dataclasses import replace

import pytest
from made_up_dataset import INSTRUMENT

from coprod_training.survey.release import admitted, two_people

from .test_release_command import DAYS, Office

PLAN = """
dates: [{days}]
groups: [all, setting, region]
answers:
  - phases: [baseline]
    items: [{items}]
"""
NEXT = replace(INSTRUMENT, id="cps-0.2", version="0.2")
BOTH, ONE = "CON1, CON2", "CON1"
KEPT, AWAY = "baseline/CON1", "baseline/CON2"


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path)
    plan(office, BOTH)
    come(office)
    office.release(DAYS[0])
    return office


def plan(office, items):
    office.plan(DAYS, PLAN.replace("{items}", items))


def come(office):
    """Sixty people answer, 30 in each of two regions."""
    for region in ("LO", "NW"):
        for step in ("1", "2"):
            office.made.answer(15, setting="PC", region=region, CON1=step, CON2=step)


def move_on(office):
    """The course asks the next version; those who have answered give it the same answers."""
    office.instrument = NEXT
    for row in office.made.rows:
        row["instrument_version"] = NEXT.id


def joined(office, version, question):
    """How many people came in, by release of this version that has the question."""
    return [
        sum(many for *_, many in line["questions"][question]["joined"])
        for line in office.ledger()
        if line["instrument"] == version.id and question in line["questions"]
    ]


def make_older(office):
    """The list as it was written when it told no versions apart."""
    path = office.store / admitted.FILE
    data = json.loads(path.read_text())
    questions = {}
    for version in data.pop("keyed").values():
        for question, people in version.items():
            questions.setdefault(question, {}).update(people)
    path.write_text(json.dumps({**data, "questions": questions}))


def test_a_question_that_was_out_of_the_plan_for_one_release_counts_nobody_twice(office):
    plan(office, ONE)
    come(office)
    office.release(DAYS[1])
    plan(office, BOTH)
    come(office)
    office.release(DAYS[2])

    assert joined(office, INSTRUMENT, KEPT) == [60, 60, 60]
    assert joined(office, INSTRUMENT, AWAY) == [60, 120]


def test_who_moves_to_a_new_version_is_counted_in_its_releases(office):
    come(office)
    move_on(office)
    office.release(DAYS[1])

    assert joined(office, NEXT, KEPT) == [120]


def test_the_yearly_rebase_of_a_new_version_takes_out_who_left_it(office):
    move_on(office)
    office.release(DAYS[1])
    del office.made.rows[:15]
    assert office.release(DAYS[3]).made.left == 2 * 15

    assert joined(office, NEXT, KEPT) == [60, 0]


def test_a_list_that_tells_no_versions_apart_is_still_read(office):
    move_on(office)
    make_older(office)
    office.release(DAYS[1])
    make_older(office)
    come(office)
    move_on(office)
    office.release(DAYS[2])

    assert joined(office, NEXT, KEPT) == [60, 60]


def test_of_an_older_list_answers_that_have_left_count_for_every_version(office):
    lines = [
        {"release": "2027-02-01", "instrument": "a"},
        {"release": "2027-03-01", "instrument": "b"},
    ]
    people = {"one": "0 2027-02-01", "two": "0 2027-03-01", "gone": "-------- "}
    (office.store / admitted.FILE).write_text(
        json.dumps({"releases": 2, "questions": {KEPT: people}})
    )

    found = admitted.load(office.store, lines)

    assert {version: set(found[version][KEPT]) for version in found} == {
        "a": {"one", "gone"},
        "b": {"two", "gone"},
    }


def test_a_question_whose_people_an_older_list_has_lost_is_refused(office):
    path = office.store / admitted.FILE
    data = json.loads(path.read_text())
    del data["keyed"][INSTRUMENT.id][AWAY]
    path.write_text(json.dumps(data))
    come(office)

    said = office.refused(DAYS[1])

    assert f"People are counted for {AWAY}, and the list beside the ledger has none" in said
    plan(office, ONE)
    assert two_people.prepare(office.case(DAYS[1])).day == DAYS[1]
