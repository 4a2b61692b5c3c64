"""After a new version of the survey, a release of the one before is read by its own words."""

import shutil
from dataclasses import replace

import pytest

from coprod_training.cli import main
from coprod_training.content.course import load_course
from coprod_training.errors import CoprodError
from coprod_training.monitor.made_ready import UNREADABLE, change_of, monitor_of
from coprod_training.monitor.signing_in import Hub
from coprod_training.survey.release import two_people
from coprod_training.survey.report.chart import NOT_YET

from .built import built
from .made_release import RECORDS
from .self_checks import INSTRUMENT
from .test_release_command import DAYS, Office
from .test_who_was_counted import NEXT, come, plan

HUB = Hub(api="http://hub.test", address="", own="", client="", secret="")


@pytest.fixture
def new_words(moved_on):
    """The course asks a new version, with other words for DES1."""
    path = moved_on / "course" / "instruments" / "cps-0.2.yaml"
    old = INSTRUMENT.item("DES1").text
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, "Other words"))
    return moved_on


def test_the_command_writes_it_again_byte_for_byte(new_words, tmp_path):
    office = Office(tmp_path / "office")
    plan(office, "DES1")
    office.made.answer(200)
    office.release(DAYS[0])
    first = office.files()
    (office.out / "codebook.md").unlink()

    asked = ["survey", "release", str(office.out), "--again", DAYS[0], "--course", str(new_words)]
    assert main([*asked, "--workspace", str(office.root)]) == 0

    assert office.files() == first


def test_without_its_version_it_is_refused(tmp_path):
    office = Office(tmp_path)
    plan(office, "CON1")
    come(office)
    office.release(DAYS[0])
    case = replace(office.case(DAYS[1]), instrument=NEXT)

    with pytest.raises(CoprodError, match=r"is of cps-0\.1, which is not in this course"):
        two_people.again(case, DAYS[0], office.out)


def test_the_list_of_gaps_has_the_words_that_were_asked(new_words, capsys):
    assert main(["survey", "gaps", str(RECORDS), "--course", str(new_words)]) == 0

    said = capsys.readouterr().out
    assert INSTRUMENT.item("DES1").text in said
    assert "Other words" not in said


def test_the_monitors_pages_are_served_with_it_and_with_one_that_nobody_can_read(new_words, caplog):
    released = new_words / "course" / "released"
    shutil.copytree(RECORDS, released, dirs_exist_ok=True)
    course = load_course(new_words / "course")

    assert change_of(course).missing == NOT_YET  # as this one has no answers of the same people

    (released / "figures.csv").write_text("torn")
    assert monitor_of(course, HUB).change.missing == UNREADABLE
    assert str(released) in caplog.text
    with pytest.raises(CoprodError):
        change_of(course)


def test_a_figure_of_it_is_traced(new_words, tmp_path, capsys):
    asked = ["survey", "trace", "pre.DES1.2", "--dataset", str(built(tmp_path / "dataset"))]

    assert main([*asked, "--release", str(RECORDS), "--course", str(new_words)]) == 0
    assert f"to {INSTRUMENT.id}" in capsys.readouterr().out
