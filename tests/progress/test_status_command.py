"""`coprod status`, as a trainer types it in a checkout."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from shipped import COURSE

from coprod_training.cli import main
from coprod_training.grading.hand_in_time import TIME_FORM
from coprod_training.grading.paper_practice import keep_from_paper

ROOT = Path(__file__).parents[2]


def test_the_course_is_the_one_of_the_checkout_one_stands_in(tmp_path, monkeypatch, capsys):
    checkout = tmp_path / "checkout"
    for name in ("course", "modules", "exercises"):
        shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("*.jsonl"))
    info = checkout / "course" / "course.yaml"
    info.write_text(info.read_text().replace("title: Embedding", "title: Test record,", 1))
    monkeypatch.chdir(checkout)

    (tmp_path / "workspace" / "learner").mkdir(parents=True)
    done = main(["status", "--workspace", str(tmp_path / "workspace")])

    assert done == 0
    assert capsys.readouterr().out.startswith("Test record, ")


def test_on_a_hub_the_learner_is_the_one_who_signed_in(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("JUPYTERHUB_USER", "test-record-of-the-hub")
    (tmp_path / "learner").mkdir()

    assert main(["status", "--workspace", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines()[0].endswith(": test-record-of-the-hub")


def test_somebody_who_works_on_paper_has_a_picture_of_their_own(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    module = COURSE.module("what-co-production-is")
    choice = next(one for one in module.activities if one.id == "explain-the-difference")
    keep_from_paper(
        tmp_path / "trainer",
        tmp_path / "on-paper" / "paper-07",
        module,
        "paper-07",
        {choice.id: choice.key},
        by="tina",
        now=datetime(2026, 11, 26, tzinfo=UTC),
    )

    done = main(["status", "--workspace", str(tmp_path), "--learner", "paper-07"])
    said = capsys.readouterr().out

    assert done == 0
    assert "paper-07\n1 of " in said
    assert f"{module.title}: 1 of {len(module.activities)} done" in said
    assert "Cohort: 1 who are in the list, have handed in, or work on paper" in said
    assert main(["status", "--workspace", str(tmp_path), "--learner", "../learner"]) != 0


def test_what_was_never_released_is_not_said_to_be_missing(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    from nbgrader.api import Gradebook

    (tmp_path / "trainer").mkdir()
    with Gradebook(f"sqlite:///{tmp_path}/trainer/gradebook.db", "coprod") as book:
        book.add_assignment("where-is-it-really")
        book.add_student("ann")
    (tmp_path / "exchange/coprod/outbound/where-is-it-really").mkdir(parents=True)

    assert main(["status", "--workspace", str(tmp_path)]) == 0

    (row,) = [one for one in capsys.readouterr().out.splitlines() if one.startswith("ann ")]
    others = len(COURSE.assessments) - 1
    assert (row.count("not handed in"), row.count("not released")) == (1, others)


def test_whoever_handed_in_is_not_said_not_to_have(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    now = datetime.now(UTC).strftime(TIME_FORM)
    (tmp_path / "exchange/coprod/inbound" / f"ann+where-is-it-really+{now}").mkdir(parents=True)

    assert main(["status", "--workspace", str(tmp_path)]) == 0

    (row,) = [one for one in capsys.readouterr().out.splitlines() if one.startswith("ann ")]
    assert "not yet marked" in row
