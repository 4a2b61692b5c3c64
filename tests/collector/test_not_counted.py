"""Whoever said no to being counted: nothing is kept of what they do, and what there was goes."""

from dataclasses import astuple
from datetime import timedelta

import pytest
from house.tree import ROOT
from made_statements import of_activities
from running import as_
from sqlalchemy import update
from tables_read import rows_of
from test_exchange_over_http import TASK, WORK, hand_in, put
from test_figures import NORTH
from test_survey_over_http import answers as coded
from test_survey_over_http import yes as agreed

from coprod_training.collector import tables
from coprod_training.collector.exported import export_statements
from coprod_training.collector.figures import read_figures
from coprod_training.collector.learners import NOT_COUNTED
from coprod_training.collector.repair import repair
from coprod_training.collector.scopes import LEARN
from coprod_training.collector.services import put_services
from coprod_training.collector.training_records import off_the_list, training_records

SERVICE, COUNTED, SAID_NO = "service-north-1", "coprod-counted", "coprod-said-no"
OF_WHAT_WAS_DONE = ("statement", "reached", "progress", "state")


@pytest.fixture
def amira(hub, parts):
    """Amira's token, and what changes her mind."""
    with parts.database.writing() as connection:
        put_services(connection, [NORTH])
    token = hub.add("amira", LEARN, groups=[SERVICE, "nbgrader-spring"])
    answers = {True: [COUNTED], False: [SAID_NO], None: []}

    def says(yes):
        """yes: None until she answers."""
        hub.people[token]["groups"] = [SERVICE, "nbgrader-spring", *answers[yes]]
        parts.identify._known.clear()  # which it does by itself within a minute
        return as_(token)

    return says


def shown(parts):
    """Everything that a figure could count her in."""
    with parts.database.reading() as connection:
        found = read_figures(connection, parts.now.now + timedelta(days=100))
        people = [astuple(one) for one in found.people]
        return [
            *people,
            *found.modules,
            *found.activities,
            *found.stalled,
            *training_records(connection),
            *range(off_the_list(connection)),
        ]


def kept(parts):
    """The rows about what anybody did."""
    return [row for table in OF_WHAT_WAS_DONE for row in rows_of(parts.database, table)]


def send(collector, headers, course, *activities):
    return collector.post("/statements", json=of_activities(course, activities), headers=headers)


def look(collector, headers):
    """What a learner's server asks first, whenever it has something to send."""
    return collector.put("/state", json={"files": {}}, headers=headers).json()


def test_of_who_says_no_nothing_is_kept(amira, collector, course, parts):
    says_no = amira(False)

    refused = send(collector, says_no, course, "ladder-sort")
    setting = collector.put("/me", json={"setting": "smi"}, headers=says_no)
    state = look(collector, says_no)

    assert (refused.status_code, setting.status_code) == (403, 403)
    assert "no to being counted" in refused.json()["what"]
    assert state == {"files": {}, "progress": [], "setting": "", "counted": False}
    assert (shown(parts), kept(parts), rows_of(parts.database, "learner")) == ([], [], [])


def test_who_says_yes_has_joined_before_they_do_anything(amira, collector, parts):
    state = look(collector, amira(True))

    assert state["counted"]
    (people,) = shown(parts)
    assert people == ("north-1", "", "spring", 1, 0, 0, 0)


def test_a_setting_is_counted_and_sent_once(amira, collector, parts):
    says_yes = amira(True)
    look(collector, says_yes)

    collector.put("/me", json={"setting": "smi"}, headers=says_yes)

    assert look(collector, says_yes)["setting"] == "smi"
    assert shown(parts) == [("north-1", "smi", "spring", 1, 0, 0, 0)]


def test_a_no_takes_all_out_and_a_yes_lets_it_be_sent_anew(
    amira, collector, course, parts, outline
):
    first, second = [part.activity for part in outline.modules[1].parts][:2]
    says_yes = amira(True)
    send(collector, says_yes, course, first)
    file = {outline.modules[1].slug: {"bytes": 9, "sha256": "0" * 64}}
    collector.put("/state", json={"files": file}, headers=says_yes)
    collector.put("/me", json={"setting": "smi"}, headers=says_yes)
    counted = shown(parts)

    state = look(collector, amira(False))
    none, rows = shown(parts), kept(parts)
    repair(parts.database, outline)
    still_none = shown(parts)
    known = look(collector, amira(True))
    send(collector, amira(True), course, first, second)
    again = shown(parts)

    assert len(counted) > 3
    assert not state["counted"]
    assert none == rows == still_none == []
    assert (known["files"], known["setting"], known["counted"]) == ({}, "", True)
    assert sum(one.learners for one in again if hasattr(one, "activity")) == 2
    assert len(rows_of(parts.database, "statement")) == 2


def test_who_has_yet_to_answer_loses_nothing_and_adds_nothing(
    amira, collector, course, parts, outline
):
    """The words of the question changed: an earlier yes is to others, and no answer is no no."""
    first, second = [part.activity for part in outline.modules[1].parts][:2]
    send(collector, amira(True), course, first)
    file = {outline.modules[1].slug: {"bytes": 9, "sha256": "0" * 64}}
    collector.put("/state", json={"files": file}, headers=amira(True))
    collector.put("/me", json={"setting": "smi"}, headers=amira(True))
    counted, rows = shown(parts), kept(parts)

    state = look(collector, amira(None))
    refused = send(collector, amira(None), course, second)
    told = collector.put("/state", json={"files": {}}, headers=amira(None)).json()
    waiting, waits = shown(parts), kept(parts)
    repair(parts.database, outline)
    still_waiting = shown(parts)
    look(collector, amira(True))
    again = shown(parts)

    assert not state["counted"]
    assert refused.status_code == 403
    assert "not said yet" in refused.json()["what"]
    assert told["files"] == file
    assert (waiting, still_waiting, waits) == ([], [], rows)
    assert again == counted


def test_statements_of_who_has_yet_to_answer_go_to_nobody_but_them(
    amira, collector, course, parts, hub, tmp_path
):
    operator, trainer = as_(hub.operator()), as_(hub.trainer("tariq", "spring"))
    out = tmp_path / "all.jsonl"

    def given():
        exported = collector.get("/xapi/statements", headers=operator).json()
        cohort = collector.get("/statements?cohort=spring", headers=trainer).json()
        written = export_statements(parts.database, course.info.id, out)
        return len(exported["statements"]), len(cohort["statements"]), written

    send(collector, amira(True), course, "ladder-sort")
    before = given()
    look(collector, amira(None))
    waiting = given()
    own = collector.get("/statements", headers=amira(None)).json()
    look(collector, amira(True))

    assert (before, waiting, given()) == ((1, 1, 1), (0, 0, 0), (1, 1, 1))
    assert len(own["statements"]) == 1


def test_of_who_has_yet_to_answer_and_was_never_known_nothing_is_kept(amira, collector, parts):
    state = look(collector, amira(None))

    assert state == {"files": {}, "progress": [], "setting": "", "counted": False}
    assert (shown(parts), kept(parts), rows_of(parts.database, "learner")) == ([], [], [])


def test_a_no_after_waiting_takes_all_out(amira, collector, course, parts):
    send(collector, amira(True), course, "ladder-sort")
    look(collector, amira(None))
    assert kept(parts)

    look(collector, amira(False))

    assert kept(parts) == []


def test_what_an_earlier_version_kept_after_a_no_goes(amira, collector, course, parts):
    send(collector, amira(True), course, "ladder-sort")
    with parts.database.writing() as connection:
        connection.execute(update(tables.learner).values(service=NOT_COUNTED))

    look(collector, amira(False))

    assert kept(parts) == []


def test_a_hand_in_after_a_no_takes_the_rest_out_and_its_mark_is_no_statement(
    amira, collector, course, parts, hub
):
    trainer = hub.trainer("tariq", "spring")
    assert put(collector, trainer, f"/assignments/{TASK}?cohort=spring", WORK).is_success
    send(collector, amira(True), course, "ladder-sort")
    token = amira(False)["Authorization"].split()[1]

    said = hand_in(collector, token)
    back = f"/submissions/{said.json()['submission']}/feedback?points=3&out_of=4"
    returned = put(collector, trainer, back, {f"{TASK}.html": b"<p>Well weighed.</p>"})

    assert (said.status_code, returned.status_code) == (201, 201)
    assert (shown(parts), kept(parts)) == ([], [])


def test_after_a_no_only_what_the_page_of_addresses_names_deletes(amira, collector, course, parts):
    send(collector, amira(True), course, "ladder-sort")
    rows, says_no = kept(parts), amira(False)
    others = (
        ("PUT", "/me", {"setting": "smi"}),
        ("POST", "/statements", of_activities(course, ["ladder-sort"])),
        ("POST", "/consent", agreed(course)),
        ("POST", "/responses", coded(course)),
    )
    said = [
        collector.request(method, address, json=body, headers=says_no).status_code
        for method, address, body in others
    ]
    after = kept(parts)
    look(collector, says_no)
    page = " ".join((ROOT / "docs" / "collector-api.md").read_text(encoding="utf-8").split())

    assert said == [403, 403, 200, 200]
    assert after == rows != []
    assert kept(parts) == []
    named = "`PUT /state`, and a hand-in (`POST /assignments/{assignment}/submissions`), delete"
    assert f"{named} what there was of theirs" in page
