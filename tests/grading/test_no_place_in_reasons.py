"""What learners read, and what is kept about them, names no place on somebody's disk."""

import argparse
import logging
from pathlib import Path
from types import SimpleNamespace

from coprod_training.errors import CoprodError
from coprod_training.grading import handin, records, release_exporter
from coprod_training.grading.release_exporter import ReleaseExporter

WORDS = "It is too new. Install it."


def refuses(*_):
    raise CoprodError("It is too new.", where="/some/where", fix="Install it.")


def test_a_learner_is_told_what_and_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(handin, "forget", refuses)
    asked = argparse.Namespace(
        verb="forget", learner="ann", exchange=None, trainer=tmp_path, cache=None
    )

    assert handin._do(asked) == {"ok": False, "words": WORDS}


def test_so_is_kept_why_a_hand_in_was_left_out(tmp_path, monkeypatch):
    (tmp_path / "submitted" / "ann" / "a-task").mkdir(parents=True)
    course = SimpleNamespace(
        root=str(tmp_path),
        directory_structure="{nbgrader_step}/{student_id}/{assignment_id}",
        submitted_directory="submitted",
        release_directory="release",
        student_id="*",
        assignment_id="a-task",
        format_path=lambda *parts: str(Path(*parts)),
    )
    converter = SimpleNamespace(coursedir=course, init_notebooks=lambda: None)
    exporter = SimpleNamespace(log=logging.getLogger("a-run"))
    monkeypatch.setattr(release_exporter, "keep_marks", lambda root: None)
    monkeypatch.setattr(release_exporter, "form_of", refuses)

    ReleaseExporter._check_submissions(exporter, converter)

    assert records.reasons_by_learner(tmp_path, "a-task") == {"ann": (WORDS,)}
