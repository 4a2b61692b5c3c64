"""Nothing that somebody else wrote steers the terminal of whoever reads it there."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from coprod_training.cli import main
from coprod_training.plain_words import can_be_shown, plain_line, plain_lines
from coprod_training.survey.wide.rules import CellError


@pytest.mark.parametrize("sign", ["\x1b", "\x07", "\x9b", "\r", "\n", "\t", "\u202e", "\ud800"])
def test_what_is_not_seen_becomes_a_blank(sign):
    assert not can_be_shown(sign)
    assert plain_line(f"a{sign}[8m b") == "a [8m b"


@pytest.mark.parametrize("words", ["Zoë O’Brien", "محمد", "می\u200cخواهم", "👩\u200d🦽", "Café ☕"])
def test_words_of_every_script_stay_as_they_are(words):
    assert plain_line(words) == words


def test_lines_stay_lines_and_none_is_written_over_another():
    assert plain_lines("one\rtwo\r\n  three\x0b\u2028four\n") == "one\ntwo\n  three\n\nfour"


HIDES, SEEN = "good\x1b[8m hidden", "good [8m hidden"


def gives(value):
    """Whatever it is asked with, it gives this."""
    return lambda *_, **__: value


@pytest.fixture
def out(capsys, monkeypatch):
    """What a verb prints, where each of these gives what is beside it."""

    def run(*words, **found):
        for place, value in found.items():
            name = f"coprod_training.{place.replace('__', '.')}"
            monkeypatch.setattr(name, gives(value))
        main([*words])
        return capsys.readouterr().out

    return run


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("contribution invite REF --by REF", "cli__contribution_steps__take"),
        ("contribution take-answers FILE", "cli__four_questions__take_answers"),
        ("hub restore DIR --without-deletions", "hub__backup__restoring__restore"),
    ],
)
def test_no_line_of_what_was_done_steers_the_terminal(out, words, place):
    said = out(*words.split(), **{place: [HIDES], "cli__hub_backup__layout_of": None})

    assert SEEN in said
    assert "\x1b" not in said


def test_no_name_of_a_file_that_was_searched_steers_the_terminal(out):
    done = SimpleNamespace(lines=lambda: [HIDES], is_done=True)

    said = out(
        *("withdraw", "REF"),
        cli__withdraw__private_of=Path(),
        cli__withdraw__staff_copy_of=Path(),
        cli__private_records__own_key=None,
        cli__withdrawal__withdraw=done,
    )

    assert said == f"{SEEN}\n"


def test_no_dataset_that_is_looked_at_steers_the_terminal(out):
    wrong = CellError(1, HIDES, "pattern", "test record")

    said = out("survey", "check", "DIR", survey__wide__checked__checked={HIDES: [wrong]})

    assert said == f"{SEEN}: wrong cells:\nRow 1, {SEEN} (pattern): test record\n"


def test_no_release_that_a_figure_is_followed_in_steers_the_terminal(out):
    found = SimpleNamespace(lines=lambda: [HIDES], lineage=SimpleNamespace(agrees=True))

    said = out(
        *("survey", "trace", "baseline.DES1", "--dataset", "DIR"),
        cli__survey_trace__staff_copy_of=Path(),
        cli__survey_trace__private_of=Path(),
        cli__survey_trace__load_course=None,
        cli__survey_trace__published_of=SimpleNamespace(instrument=None),
        survey__trace__trace=found,
    )

    assert said == f"{SEEN}\n"


def test_no_refusal_steers_the_terminal(tmp_path, capsys, monkeypatch):
    monkeypatch.delenv("COPROD_DEBUG", raising=False)

    assert main(["merge", str(tmp_path / HIDES)]) == 1

    said = capsys.readouterr().err
    assert said.startswith(f"{tmp_path / SEEN}\n  The computer cannot read")
    assert "\x1b" not in said
