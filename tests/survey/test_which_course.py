"""Which course the survey's commands read on one machine, and in which state learners had it."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coprod_training.cli import main
from coprod_training.survey.store import SurveyStore

from .imports.forms import as_xlsx, msforms, people
from .self_checks import agree

ROOT = Path(__file__).parents[2]
# Real days, so that none lies in the future on the machine that runs this.
BEGAN = datetime.now(UTC).replace(tzinfo=None, microsecond=0) - timedelta(days=40)


@pytest.fixture
def workspace(tmp_path):
    return tmp_path / "workspace"


@pytest.fixture
def export(tmp_path):
    path = tmp_path / "answers.xlsx"
    path.write_bytes(as_xlsx(msforms(people(3), first=BEGAN, style=None)))
    return path


@pytest.fixture
def run(workspace):
    """Types a command of the survey; gives its status."""

    def call(*words):
        return main(["survey", *map(str, words), "--workspace", str(workspace)])

    return call


def opened(workspace, staff):
    """Puts a course where `coprod start` puts the copy that it opens."""
    home = workspace / "learner"
    shutil.copytree(staff / "course", home / ".coprod" / "course")
    return home


@pytest.mark.parametrize("named", [True, False])
def test_a_new_version_counts_though_the_opened_copy_has_the_one_before(
    run, moved_on, export, workspace, tmp_path, monkeypatch, named
):
    opened(workspace, ROOT)
    place = ["--course", moved_on] if named else []
    if not named:
        monkeypatch.chdir(moved_on)

    assert run("import", export, "--instrument", "cps-0.2", "--yes", *place) == 0
    assert run("build", tmp_path / "out", *place) == 0

    tables = {path.name for path in (tmp_path / "out" / "data").iterdir()}
    assert "submission-import-0001-0.2.csv" in tables


def test_a_version_that_is_missing_is_told_with_the_course_that_was_read(
    run, moved_on, export, tmp_path, capsys
):
    assert run("import", export, "--instrument", "cps-0.2", "--yes", "--course", moved_on) == 0

    assert run("build", tmp_path / "out", "--course", ROOT) == 1

    said = capsys.readouterr().err
    assert "Answers were given to cps-0.2, which is not in this course." in said
    assert str(ROOT.resolve() / "course" / "instruments") in said


def test_answers_count_in_the_state_of_the_opened_copy(run, moved_on, workspace, tmp_path):
    opened(workspace, ROOT)
    file = moved_on / "course" / "course.yaml"
    file.write_text(file.read_text().replace("status: draft", "status: released", 1))

    assert run("build", tmp_path / "out", "--course", moved_on) == 0

    assert [one.status for one in SurveyStore(workspace / "private").statuses()] == ["draft"]


def test_a_yes_to_words_that_this_course_does_not_have_is_not_kept_as_a_no(
    run, moved_on, workspace, tmp_path, capsys
):
    survey = moved_on / "course" / "instruments" / "cps-0.2.yaml"
    survey.write_text(survey.read_text().replace("cn-0.1", "cn-0.2"))
    agree(opened(workspace, moved_on), text="cn-0.2")

    assert run("build", tmp_path / "out", "--course", ROOT) == 1

    assert "has cps-0.2 with the consent text cn-0.2. This" in capsys.readouterr().err
    assert SurveyStore(workspace / "private").consent_events() == ()
    assert run("build", tmp_path / "out", "--course", moved_on) == 0
    assert [e.state for e in SurveyStore(workspace / "private").consent_events()] == ["yes"]


def test_where_there_is_no_staff_copy_the_opened_one_counts(run, workspace, tmp_path, monkeypatch):
    monkeypatch.setattr("coprod_training.cli.survey_course.find_staff_copy", lambda *_: None)
    opened(workspace, ROOT)

    assert run("build", tmp_path / "out") == 0
