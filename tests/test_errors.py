import os
import sqlite3
import subprocess
import sys

import pytest
import sqlalchemy
from IPython.core.interactiveshell import InteractiveShell

from coprod_training.cli import check, main
from coprod_training.errors import CoprodError, from_the_system, in_words


@pytest.fixture
def shown(capsys):
    """What a lesson shows when a part of it fails."""

    def run(source):
        InteractiveShell().run_cell(source)
        return capsys.readouterr()

    return run


FAILS = "from coprod_training.errors import CoprodError\nraise CoprodError('No.', fix='Do this.')"


def test_a_lesson_shows_the_sentences_and_nothing_else(shown, monkeypatch):
    monkeypatch.delenv("COPROD_DEBUG", raising=False)

    out = "".join(shown(FAILS))

    assert out.strip() == "No.\n  Do this."


def test_a_lesson_shows_everything_when_it_is_asked_to(shown, monkeypatch):
    monkeypatch.setenv("COPROD_DEBUG", "1")

    assert "Traceback" in "".join(shown(FAILS))


def test_what_the_computer_refuses_is_said_in_three_parts():
    error = from_the_system(FileNotFoundError(2, "No such file or directory", "/proc/x"))

    assert str(error) == (
        "/proc/x\n"
        "  The computer cannot read or write here (No such file or directory).\n"
        "  Check the name, that you may use this place, and that the disk has room."
    )


def test_a_command_says_what_the_computer_refused(capsys, tmp_path, monkeypatch):
    monkeypatch.delenv("COPROD_DEBUG", raising=False)
    (tmp_path / "file").write_text("")

    assert main(["publish", str(tmp_path / "file" / "out")]) == 1

    said = capsys.readouterr().err
    assert said.startswith(str(tmp_path / "file"))
    assert "The computer cannot read or write here" in said
    assert "Traceback" not in said


def test_the_traceback_comes_back_when_asked_for(tmp_path, monkeypatch):
    monkeypatch.setenv("COPROD_DEBUG", "1")
    (tmp_path / "file").write_text("")

    with pytest.raises(OSError, match="File exists"):
        main(["publish", str(tmp_path / "file" / "out")])


WORDS = "the words of a learner"


def breaks(asked):
    """A verb with a fault of its own, which quotes what it was given."""
    in_words(WORDS.encode("utf-16").decode("utf-8"))


def test_an_error_that_nobody_foresaw_is_said_in_three_parts_without_its_words(capsys, monkeypatch):
    monkeypatch.delenv("COPROD_DEBUG", raising=False)
    monkeypatch.setattr(check, "run", breaks)

    assert main(["check"]) == 1

    where, what, to_do = capsys.readouterr().err.splitlines()
    assert where.startswith("coprod_training/cli/__init__.py, line ")
    assert what.endswith("that the course did not foresee (UnicodeDecodeError).")
    assert "COPROD_DEBUG=1" in to_do


def test_that_error_can_be_seen_whole(monkeypatch):
    monkeypatch.setenv("COPROD_DEBUG", "1")
    monkeypatch.setattr(check, "run", breaks)

    with pytest.raises(UnicodeDecodeError):
        main(["check"])


def test_a_gradebook_that_something_else_holds_is_said_without_what_was_being_written(tmp_path):
    book = tmp_path / "gradebook.db"
    holder = sqlite3.connect(book, isolation_level=None)
    holder.execute("CREATE TABLE comment (words TEXT)")
    holder.execute("BEGIN EXCLUSIVE")
    engine = sqlalchemy.create_engine(f"sqlite:///{book}", connect_args={"timeout": 0})

    with pytest.raises(sqlalchemy.exc.OperationalError, match=WORDS) as met, engine.begin() as door:
        door.execute(sqlalchemy.text("INSERT INTO comment VALUES (:words)"), {"words": WORDS})

    said = str(in_words(met.value))
    assert said.startswith("A database of the course is being used by something else.")
    assert WORDS not in said
    holder.close()
    engine.dispose()


ON_WINDOWS = """
import sys
sys.modules["fcntl"] = None
from coprod_training.cli import main
sys.exit(main(["start"]))
"""


def test_windows_itself_is_refused_in_words():
    done = subprocess.run([sys.executable, "-c", ON_WINDOWS], capture_output=True, text=True)

    assert done.returncode == 1
    assert done.stderr == (
        "The course does not run on Windows itself.\n"
        "  Use it on a hub, in your browser, or inside Windows Subsystem for Linux (WSL2).\n"
    )


def test_an_error_without_a_place_begins_with_what():
    assert str(CoprodError("No.", fix="Do this.")) == "No.\n  Do this."


@pytest.mark.parametrize("at_once", ["", "1"])
def test_whoever_reads_no_further_is_told_of_no_error(at_once):
    """As with: coprod gate --pages | head -1. at_once: whether each line is written by itself."""
    command = [sys.executable, "-m", "coprod_training.cli", "gate", "--pages"]
    around = os.environ | {"PYTHONUNBUFFERED": at_once}
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=around)
    running.stdout.close()  # before anything was written

    _, told = running.communicate(timeout=60)

    assert told.decode() == ""


def test_any_other_pipe_that_breaks_is_an_error(capsys, monkeypatch):
    def breaks(_asked):
        raise BrokenPipeError(32, "Broken pipe")

    monkeypatch.setattr(check, "run", breaks)

    assert main(["check"]) == 1
    assert "Broken pipe" in capsys.readouterr().err
