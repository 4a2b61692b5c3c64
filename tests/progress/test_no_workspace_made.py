"""A command that only reads or answers makes no workspace, and names the folder that is none."""

import pytest
from opened import STAFF

from coprod_training.cli import main

COURSE = ("--course", str(STAFF))
REPLY = ("inbox", "reply", "0" * 12, "--status", "changed", "--words", "Mended.")


@pytest.mark.parametrize(
    "asked",
    [
        ("inbox",),
        REPLY,
        ("forum", *COURSE),
        ("receipt", "K7M-4QX"),
        ("marks", "marks.xlsx", *COURSE),
        ("questions", "where-is-it-really", *COURSE),
        ("status", *COURSE),
        ("grade", "--all", *COURSE),
        ("survey", "withdraw", "K7M4-9QXT-2B4D"),
        ("certificate", "make", "--name", "Test record", *COURSE),
        ("certificate", "key"),
    ],
)
def test_a_wrong_workspace_is_named_and_not_made(tmp_path, monkeypatch, capsys, asked):
    monkeypatch.chdir(tmp_path)
    wrong = tmp_path / "cporod"

    assert main([*asked, "--workspace", str(wrong)]) == 1

    said = capsys.readouterr()
    assert said.err.startswith(f"{wrong}\n  There is no workspace here. Nothing was changed.\n")
    assert "with --workspace" in said.err
    assert list(tmp_path.iterdir()) == []


def test_the_one_beside_the_learner_is_not_taken_where_none_was_given(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("COPROD_WORKSPACE", raising=False)

    assert main(list(REPLY)) == 1
    assert str(tmp_path / "coprod") in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_checking_a_certificate_makes_none_either(tmp_path, capsys):
    wrong = tmp_path / "coprod"

    assert main(["certificate", "verify", "7K3M-9QXT-2B4D", "--workspace", str(wrong)]) == 1
    assert "No certificate with the code" in capsys.readouterr().out
    assert not wrong.exists()


def test_a_reply_to_what_is_not_there_names_where_it_was_looked_for(tmp_path, capsys):
    (tmp_path / "private").mkdir()

    assert main([*REPLY, "--workspace", str(tmp_path)]) == 1
    assert str(tmp_path / "private") in capsys.readouterr().err
