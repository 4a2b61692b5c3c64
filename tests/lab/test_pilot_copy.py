"""What of a pilot lies in a learner's folder: a tester's has contributors' words, no other has.

All contributions in it are test records.
"""

from dataclasses import replace
from datetime import date

import pytest
from house.tree import ROOT

from coprod_training.content import on_a_day
from coprod_training.content.build import Build
from coprod_training.content.course import load_course
from coprod_training.content.publish import publish
from coprod_training.content.slot import RecordingFile, SlotWords
from coprod_training.contributions.history import Credit, History, OfOne, module_history
from coprod_training.contributions.history_files import files_of
from coprod_training.lab import opening
from coprod_training.lab.history_pages import history_for
from coprod_training.lab.home import Home
from coprod_training.lab.opening import prepare
from coprod_training.lab.workspace import open_workspace

COURSE = "embedding-co-production"  # the id of the course that is shipped
REF, WORDS, NOTE = "9f4e2a7c51d03b86", "test record: PLANTED words", "test record: PLANTED note"
CREDIT, SOUND = "test record: PLANTED credit", b"ID3 test record: PLANTED sound"
FILE = f"{'0' * 32}.mp3"
PLANTED = [*(one.encode() for one in (REF, WORDS, NOTE, CREDIT)), SOUND]
DAY = date(2026, 11, 27)
TESTER, OTHER = "test-record-7", "test-record-8"


@pytest.fixture(scope="module")
def pilot(tmp_path_factory):
    """The folder of a pilot with words, a recording and a history, and one tester."""
    module = next(one for one in load_course(ROOT / "course").modules if one.slots)
    recording = RecordingFile(file=FILE, type="audio/mpeg", size=len(SOUND))
    words = SlotWords(text=WORDS, ref=REF, credit=CREDIT, recording=recording)
    past = History(
        course="test record",
        edition="0.1.0",
        made="2026-11",
        modules=(
            replace(
                module_history(module.id, "test record: a module", 4, None, (), {}, DAY),
                held=(REF,),
                impact=(OfOne(ref=REF, text=NOTE),),
            ),
        ),
        credits=(Credit(ref=REF, text=CREDIT, role="Validation"),),
        ends={REF: "2099-01-11"},
    )
    build = Build(
        status="pilot",
        banner="x",
        testers=(on_a_day.tester_digest(COURSE, TESTER),),
        words={module.slots[0].id: words},
        files={**files_of(past, pilot=True), f"course/media/{FILE}": SOUND},
    )
    out = tmp_path_factory.mktemp("pilot") / "published"
    publish(ROOT, out, build)
    return out


@pytest.fixture
def opened(pilot, tmp_path, monkeypatch):
    """Opens the course as somebody, always in the same folder; says what of it lies there."""
    workspace = open_workspace(tmp_path / "coprod")

    def open_as(learner, role="learner"):
        monkeypatch.setattr(opening, "learner_id", lambda _: learner)
        prepare(workspace, role, ROOT, pilot)
        home = workspace.learner if role == "learner" else workspace.trainer
        files = [path for path in home.rglob("*") if path.is_file()]
        found = b"".join(path.read_bytes() for path in files)
        return Home(workspace, role, home, home, learner), [p for p in PLANTED if p in found]

    return open_as


def test_a_testers_folder_has_all_of_it(opened):
    home, there = opened(TESTER)

    assert there == PLANTED
    assert home.course().info.status == "pilot"


def test_anybody_elses_folder_has_nothing_of_a_contributor(opened):
    home, there = opened(OTHER)

    assert there == []
    assert home.course().info.status == "draft"
    assert [one.module for one in history_for(home, DAY).modules]  # what else it says came along


def test_whoever_is_no_tester_any_more_loses_it_when_they_next_open_the_course(opened):
    assert opened(TESTER)[1] == PLANTED

    assert opened(OTHER)[1] == []


def test_a_trainer_who_is_no_tester_has_nothing_of_it_either(opened):
    assert opened(OTHER, "trainer")[1] == []


def test_the_copy_itself_stays_as_it_is(opened, pilot):
    before = {path: path.read_bytes() for path in pilot.rglob("*") if path.is_file()}

    opened(OTHER)

    assert {path: path.read_bytes() for path in pilot.rglob("*") if path.is_file()} == before
