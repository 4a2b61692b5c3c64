import pytest
from IPython.core.interactiveshell import InteractiveShell

from coprod_training.cli import main
from coprod_training.errors import CoprodError, from_the_system


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


def test_an_error_without_a_place_begins_with_what():
    assert str(CoprodError("No.", fix="Do this.")) == "No.\n  Do this."
