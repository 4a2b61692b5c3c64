"""The four questions, from the command to the page of credits. All answers are test records."""

import json
from datetime import date

import pytest

from contributions.gate.left_of_it import holding
from coprod_training.cli import four_questions

HOW = "a box in the office (test record)"


@pytest.fixture
def earlier_quarter(monkeypatch):
    monkeypatch.setattr(four_questions, "_today", lambda: date(2026, 2, 3))


def test_one_file_goes_to_everybody_and_comes_out_in_groups(earlier_quarter, keeper, tmp_path):
    out = tmp_path / "ask"
    said = keeper.says("contribution", "ask-all", "--to", out, "--return-to", HOW)
    (page,) = out.iterdir()
    assert str(page) in said

    text, back = page.read_text(), []
    for number in range(20):
        saved = {"at": f"2026-02-03T10:00:{number:02}Z", "values": {"paid": "yes"}}
        one = text.replace('id="said">null', f'id="said">{json.dumps(saved)}')
        back.append(keeper.file(one, f"{number}.html"))
    said = keeper.says("contribution", "take-answers", *back, back[0])
    assert said.count("counted for 2026-Q1.") == 20
    assert "0.html: not counted. This page has already been counted." in said

    keeper.says("publish", tmp_path / "out")
    index = (tmp_path / "out" / "credits" / "index.html").read_text()
    assert "What contributors say of working with us" in index
    assert "Were you paid on time? In quarter 1 of 2026, about 20 answers. Yes: 20." in index
    assert holding(keeper.course.root, "rather not say", HOW) == []


def test_nobody_can_choose_a_quarter_whose_figure_may_be_shown_already(keeper, tmp_path, capsys):
    for step in (("take-answers", "page.html"), ("ask-all", "--to", tmp_path, "--return-to", HOW)):
        with pytest.raises(SystemExit):
            keeper.course.run("contribution", *step, "--on", "2026-02-28")
        assert "--on 2026-02-28" in capsys.readouterr().err


def test_the_pages_stay_out_of_the_repository(keeper):
    root = keeper.course.root

    said = keeper.says("contribution", "ask-all", "--to", root, "--return-to", HOW, status=1)

    assert "keeps everything for ever" in said


@pytest.mark.parametrize("day", [date(2026, 3, 17), date(2026, 3, 31)])
def test_nobody_is_asked_when_their_answer_would_come_too_late(keeper, tmp_path, monkeypatch, day):
    out = tmp_path / "ask"
    ask = ("contribution", "ask-all", "--to", out, "--return-to", HOW)
    monkeypatch.setattr(four_questions, "_today", lambda: day)

    said = keeper.says(*ask, status=1)

    assert "too late to ask in this quarter" in said
    assert "Ask from 1 April 2026" in said
    assert not out.exists()
    monkeypatch.setattr(four_questions, "_today", lambda: date(2026, 3, 16))
    said = keeper.says(*ask)
    assert "asks for answers by 17 March 2026." in said
    assert "by\n31 March 2026: later they are refused." in said


def test_asking_in_a_new_quarter_forgets_which_pages_were_counted(keeper, tmp_path, monkeypatch):
    ask = ("contribution", "ask-all", "--to", tmp_path / "ask", "--return-to", HOW)
    monkeypatch.setattr(four_questions, "_today", lambda: date(2026, 2, 3))
    keeper.says(*ask)
    (page,) = (tmp_path / "ask").iterdir()
    saved = {"at": "2026-02-03T10:00:00Z", "values": {"paid": "yes"}}
    one = page.read_text().replace('id="said">null', f'id="said">{json.dumps(saved)}')
    keeper.says("contribution", "take-answers", keeper.file(one, "one.html"))
    kept = keeper.course.private / "asked" / "quarters.jsonl"
    counted = json.loads(kept.read_text())

    monkeypatch.setattr(four_questions, "_today", lambda: date(2026, 4, 1))
    keeper.says(*ask)

    assert len(counted.pop("seen")) == 1
    assert json.loads(kept.read_text()) == counted


def test_without_the_key_of_counted_pages_nothing_is_taken_and_nothing_is_to_be_deleted(
    earlier_quarter, keeper, tmp_path
):
    out = tmp_path / "ask"
    keeper.says("contribution", "ask-all", "--to", out, "--return-to", HOW)
    text, back = next(out.iterdir()).read_text(), []
    for number in range(2):
        saved = {"at": f"2026-02-03T10:00:{number:02}Z", "values": {"paid": "yes"}}
        one = text.replace('id="said">null', f'id="said">{json.dumps(saved)}')
        back.append(keeper.file(one, f"{number}.html"))
    keeper.says("contribution", "take-answers", back[0])
    key = keeper.course.private / "keys" / "asked.key"
    kept = key.rename(tmp_path / "asked.key")

    said = keeper.says("contribution", "take-answers", back[1], status=1)

    assert "Put back private/keys/ from your backup." in said
    assert "Delete these files" not in said
    kept.rename(key)
    assert "counted for 2026-Q1." in keeper.says("contribution", "take-answers", back[1])
