"""What the page on who made the course is told. All contributions in it are test records."""

from dataclasses import replace
from datetime import date

import pytest
from house.tree import ROOT

from coprod_training.content.build import Build
from coprod_training.content.course import load_course
from coprod_training.content.publish import publish
from coprod_training.content.upgrade import install
from coprod_training.contributions.history import Credit, History, OfOne, module_history
from coprod_training.contributions.history_files import files_of
from coprod_training.lab.history_pages import as_shown, history_for
from coprod_training.lab.home import Home
from coprod_training.lab.opening import prepare
from coprod_training.lab.workspace import Workspace, open_workspace

REF, CREDIT, NOTE = "c-4f2a9b7c", "test record: a credit", "test record: a note"
DAY = date(2026, 11, 27)
MODULE = "safe-sharing"
PAST = History(
    course="test record",
    edition="0.1.0",
    made="2026-11",
    modules=(
        replace(
            module_history(MODULE, "test record: a module", 4, None, (), {}, DAY),
            held=(REF,),
            impact=(OfOne(ref=REF, text=NOTE),),
        ),
    ),
    credits=(Credit(ref=REF, text=CREDIT, role="Validation"),),
)


def home_with(folder, build):
    publish(ROOT, folder / "published", build)
    workspace = Workspace(folder / "workspace")
    install(folder / "published", workspace.learner)
    return Home(workspace, "learner", workspace.learner, workspace.learner, "test-record")


def shown(home, day=DAY):
    return as_shown(history_for(home, day), home.course())


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return home_with(tmp_path_factory.mktemp("plain"), Build())


@pytest.fixture(scope="module")
def credited(tmp_path_factory):
    return home_with(tmp_path_factory.mktemp("credited"), Build(files=files_of(PAST)))


def test_a_copy_without_a_history_says_of_each_module_that_nobody_reviewed_it(plain):
    data = shown(plain)
    course = load_course(ROOT / "course")

    assert [one["id"] for one in data["modules"]] == [one.id for one in course.modules]
    assert all("Nobody with lived experience" in one["numbers"][0] for one in data["modules"])
    assert data["credits"] == []
    assert data["shares"]
    assert all(one.endswith(": none yet.") or ": 0 of " in one for one in data["shares"])
    assert data["places"] == data["waiting"] == sum(len(one.slots) for one in course.modules) > 0


def test_what_came_with_the_copy_is_shown(credited):
    data = shown(credited)

    assert data["credits"] == [f"{CREDIT} (Validation)"]
    assert data["modules"][0]["impact"] == [NOTE]
    assert data["shares"][0].endswith(": 1 of 4.")


def test_what_was_agreed_until_a_day_is_gone_on_that_day(tmp_path):
    home = home_with(tmp_path, Build(files=files_of(replace(PAST, ends={REF: "2026-12-01"}))))

    assert shown(home, date(2026, 11, 30))["credits"]
    after = shown(home, date(2026, 12, 1))
    assert after["credits"] == after["modules"][0]["impact"] == []


def test_a_pilots_contributors_are_shown_to_its_testers_alone(tmp_path):
    home = home_with(tmp_path, Build(status="pilot", banner="x", files=files_of(PAST)))

    assert home.course().info.status == "draft"  # this learner is no tester
    data = shown(home)
    assert data["credits"] == data["modules"][0]["impact"] == []


def test_a_newer_copy_without_a_history_takes_the_earlier_one_away(tmp_path):
    home = home_with(tmp_path, Build(files=files_of(PAST)))
    publish(ROOT, tmp_path / "published", Build())

    install(tmp_path / "published", home.folder)

    assert shown(home)["credits"] == []


def test_the_copy_that_the_gate_let_out_is_opened_when_it_is_asked_for(tmp_path):
    publish(ROOT, tmp_path / "published", Build(status="released", files=files_of(PAST)))
    workspace = open_workspace(tmp_path / "workspace")

    prepare(workspace, "learner", ROOT, tmp_path / "published")

    home = Home(workspace, "learner", workspace.learner, workspace.learner, "test-record")
    assert home.course().info.status == "released"
    assert shown(home)["credits"]
