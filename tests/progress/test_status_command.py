"""`coprod status`, as a trainer types it in a checkout."""

import shutil
from pathlib import Path

from coprod_training.cli import main

ROOT = Path(__file__).parents[2]


def test_the_course_is_the_one_of_the_checkout_one_stands_in(tmp_path, monkeypatch, capsys):
    checkout = tmp_path / "checkout"
    for name in ("course", "modules", "exercises"):
        shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("*.jsonl"))
    info = checkout / "course" / "course.yaml"
    info.write_text(info.read_text().replace("title: Embedding", "title: Test record,", 1))
    monkeypatch.chdir(checkout)

    done = main(["status", "--workspace", str(tmp_path / "workspace")])

    assert done == 0
    assert capsys.readouterr().out.startswith("Test record, ")


def test_on_a_hub_the_learner_is_the_one_who_signed_in(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("JUPYTERHUB_USER", "test-record-of-the-hub")

    assert main(["status", "--workspace", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines()[0].endswith(": test-record-of-the-hub")
