import json
import os
import shutil
import subprocess

import pytest
import yaml
from house.tree import ROOT

from contributions.made_up import MODULE, SLOT
from contributions.recorded import SOUND
from coprod_training.cli import main
from coprod_training.contributions.no_text import contribution_problems, holds_text
from coprod_training.contributions.role_keys import make_key

SLOTS = {SLOT: MODULE}
WORDS = "test record: PLANTED words"
LINE = {"slot": SLOT, "module": MODULE, "required": True, "status": "open", "reference": None}


def cell(source, *, kind="code", tags=("contribution",), **more):
    return {"cell_type": kind, "source": source, "metadata": {"tags": list(tags)}, **more}


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "course" / "contributors"
    folder.mkdir(parents=True)
    (folder / "README.md").write_text("test record")
    (folder / "manifest.yaml").write_text(yaml.safe_dump({"slots": [LINE], "reviews": []}))
    (tmp_path / "modules").mkdir()
    return tmp_path


def test_a_copy_without_contributions_has_no_problem(root):
    lesson = {"cells": [cell(['slot("m3-s1")'], outputs=[]), cell("# A heading", tags=())]}
    (root / "modules" / "03-test-record.ipynb").write_text(json.dumps(lesson))

    assert contribution_problems(root, SLOTS) == []


@pytest.mark.parametrize(
    "name",
    ["m3-s1.md", "m3-s1/voice.mp3", ".hidden.txt", "more/README.md", "manifest.yaml.bak"],
)
def test_any_other_file_in_the_contributors_folder_is_refused(root, name):
    path = root / "course" / "contributors" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(WORDS)

    (problem,) = contribution_problems(root, SLOTS)
    assert problem.path == path
    assert "content store" in problem.fix
    assert "PLANTED" not in str(problem)


@pytest.mark.parametrize(
    "more", [{"text": WORDS}, {"reference": WORDS}, {"display_text": WORDS}, {"status": WORDS}]
)
def test_words_in_the_manifest_are_refused_and_never_quoted(root, more):
    path = root / "course" / "contributors" / "manifest.yaml"
    path.write_text(yaml.safe_dump({"slots": [{**LINE, **more}]}))

    (problem,) = contribution_problems(root, SLOTS)
    assert next(iter(more)) in problem.what
    assert "PLANTED" not in str(problem)


def test_a_manifest_that_is_no_yaml_is_said_to_be_none(root):
    (root / "course" / "contributors" / "manifest.yaml").write_text("slots: [")

    (problem,) = contribution_problems(root, SLOTS)
    assert "not YAML" in problem.what


@pytest.mark.parametrize(
    ("one", "more_than_the_call"),
    [
        (cell('slot("m3-s1")'), False),
        (cell(""), False),
        (cell(WORDS), True),
        (cell([WORDS], kind="markdown"), True),
        (cell(WORDS, kind="raw"), True),
        (cell(f'slot("m3-s1")  # {WORDS}'), True),
        (cell('slot("m3-s1")', outputs=[{"text": WORDS}]), True),
        (cell('slot("m3-s1")', tags=(), outputs=[{"text": WORDS}]), True),
        (cell("", kind="markdown", attachments={"a.png": {}}), True),
        (cell(WORDS, kind="markdown", tags=("no-claim",)), False),
        ({"cell_type": "markdown", "source": WORDS, "metadata": {"tags": None}}, False),
    ],
)
def test_a_cell_for_a_contribution_holds_the_call_and_nothing_more(one, more_than_the_call):
    assert holds_text(one) is more_than_the_call


@pytest.mark.parametrize("place", ["modules/03-test-record.ipynb", "exercises/a/a.ipynb"])
def test_a_lesson_or_exercise_with_such_a_cell_is_named(root, place):
    path = root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"cells": [cell(WORDS, kind="markdown", id="planted-cell")]}))

    (problem,) = contribution_problems(root, SLOTS)
    assert problem.where == f"{path}, cell planted-cell"
    assert "PLANTED" not in str(problem)


def test_the_check_of_the_course_refuses_contribution_text(tmp_path, capsys):
    for part in ("course", "modules", "exercises"):
        shutil.copytree(ROOT / part, tmp_path / part)
    (tmp_path / "course" / "contributors" / "m3-s1.md").write_text(WORDS)

    assert main(["check", "--course", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "m3-s1.md" in said
    assert "1 thing to fix" in said
    assert "PLANTED" not in said


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("course/contributors/m3-s1.md", True),
        ("course/contributors/manifest.yaml.orig", True),
        ("private/contributions/test-record", True),
        ("course/contributors/README.md", False),
        ("modules/pictures/voice.m4a", True),
        ("course/media/0123456789abcdef", True),
        ("modules/pictures/ladder.png", False),
    ],
)
def test_a_commit_of_it_is_refused(tmp_path, name, refused):
    shutil.copy(ROOT / ".pre-commit-config.yaml", tmp_path)
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text(WORDS)
    env = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "cache")}
    for command in (["init", "-q"], ["add", "-f", "."]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)

    hook = ["pre-commit", "run", "no-contributions", "--files", name]
    done = subprocess.run(hook, cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.returncode == (1 if refused else 0), done.stdout + done.stderr


@pytest.mark.parametrize("name", ["note.yaml", "course/note.yml", "docs/a/b.yaml"])
def test_a_filled_form_about_a_contributor_is_refused(root, name):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"said_in_writing:\n  x: 2026-01-05\nperspective: {WORDS}\n")

    (problem,) = contribution_problems(root, SLOTS)

    assert problem.path == path
    assert "PLANTED" not in str(problem)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("modules/voice.mp3", b"test record: PLANTED"),
        ("course/media/0123", SOUND),
        ("exercises/x/a.dat", b"fLaC test record"),
        ("docs/film.MOV", b"test record"),
    ],
)
def test_a_recording_is_refused_wherever_it_was_put_and_whatever_it_is_called(root, name, content):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)

    (problem,) = contribution_problems(root, SLOTS)

    assert (problem.path, problem.what) == (path, "This is a recording.")


def test_a_key_is_refused_wherever_it_was_put(root):
    path = root / "modules" / "notes.txt"
    make_key(path)

    (problem,) = contribution_problems(root, SLOTS)

    assert problem.what == "This is a key to what is private, or something that only a key opens."


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        ("note:\n  risk_talk: 2026-01-05\n", True),
        ("reviewers:\n  - rescoping: {}\n", True),
        ("title: x\n", False),
    ],
)
def test_a_commit_of_a_filled_form_is_refused(tmp_path, content, refused):
    shutil.copy(ROOT / ".pre-commit-config.yaml", tmp_path)
    (tmp_path / "note.yaml").write_text(content)
    env = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "cache")}
    for command in (["init", "-q"], ["add", "-f", "."]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)

    hook = ["pre-commit", "run", "no-forms-and-keys", "--files", "note.yaml"]
    done = subprocess.run(hook, cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.returncode == (1 if refused else 0), done.stdout + done.stderr
