import os
from dataclasses import replace

import pytest
from read_tables import read_csv, read_xlsx
from shipped import COURSE

from coprod_training.answers import Answer, AnswerStore
from coprod_training.cli import main
from coprod_training.grading.question_figures import (
    COLUMNS,
    FEWEST,
    figure_rows,
    question_figures,
)
from coprod_training.spreadsheet import csv_bytes, xlsx_bytes

TASK = "where-is-it-really"
ASSESSMENT = COURSE.assessment(TASK)
(FIRST, *_) = ASSESSMENT.questions
OPTIONS = {option.id: option.text for option in FIRST.activity.options}
KEY = FIRST.activity.key
WRONG = [name for name in OPTIONS if name != KEY]


def answer(response, who="ann"):
    activity = FIRST.activity.id
    return Answer(id=who, activity=activity, response=response, at="2026-11-23T10:00:00Z")


def figures(*responses):
    hand_ins = [{FIRST.activity.id: answer(one)} if one else {} for one in responses]
    return question_figures(ASSESSMENT.questions, hand_ins)[0]


def test_the_share_of_right_answers_and_the_commonest_wrong_one():
    found = figures(*[KEY] * 6, WRONG[0], *[WRONG[1]] * 3)

    assert (found.answered, found.right_percent) == (10, 60.0)
    assert (found.commonest_wrong, found.gave_it) == (OPTIONS[WRONG[1]], 3)


def test_below_ten_answers_there_is_no_figure_however_many_handed_in():
    found = figures(*[KEY] * (FEWEST - 2), WRONG[0], None, None, None)

    assert found.answered == FEWEST - 1
    assert (found.right_percent, found.commonest_wrong, found.gave_it) == (None, None, None)


def test_an_answer_to_earlier_words_is_counted_nowhere():
    to_earlier = replace(answer(WRONG[0]), question="0123456789abcdef")
    hand_ins = [{FIRST.activity.id: one} for one in [answer(KEY)] * FEWEST + [to_earlier] * 3]

    (found, *_) = question_figures(ASSESSMENT.questions, hand_ins)

    assert (found.answered, found.right_percent, found.commonest_wrong) == (FEWEST, 100.0, None)


def test_when_everybody_is_right_there_is_no_wrong_answer():
    found = figures(*[KEY] * FEWEST)

    assert (found.right_percent, found.commonest_wrong, found.gave_it) == (100.0, None, None)


def test_of_equally_common_ones_the_same_is_named_every_time():
    one = figures(*[KEY] * 8, WRONG[0], WRONG[1])
    other = figures(WRONG[1], WRONG[0], *[KEY] * 8)

    assert one == other


def test_a_file_says_the_same_and_no_figure_below_ten():
    enough, few = figures(*[KEY] * 8, *[WRONG[1]] * 3), figures(*[WRONG[0]] * (FEWEST - 1))
    rows = figure_rows([enough, few])

    said = [
        [enough.title, 11.0, 72.7, OPTIONS[WRONG[1]], 3.0, None],
        [few.title, 9.0, None, None, None, "Figures are shown from 10 answers on."],
    ]
    assert read_xlsx(xlsx_bytes("Questions", COLUMNS, rows)) == ([*COLUMNS], said)
    numbers = ("Answered by", "Right (%)", "Gave that answer")
    assert read_csv(csv_bytes(COLUMNS, rows), numbers) == ([*COLUMNS], said)


def test_what_a_person_marks_has_no_right_or_wrong():
    found = question_figures(ASSESSMENT.questions, [])

    assert [one.title for one in found] == [
        question.activity.title for question in ASSESSMENT.questions if not question.rubric
    ]


@pytest.fixture
def workspace(tmp_path):
    """Ten hand-ins collected, and one more with a pipe in the place of its answers."""
    for number in range(FEWEST):
        folder = tmp_path / "coprod" / "trainer" / "submitted" / f"learner-{number}" / TASK
        folder.mkdir(parents=True)
        AnswerStore(folder / f"{TASK}.answers.jsonl").add(answer(WRONG[0], f"id-{number}"))
    folder = tmp_path / "coprod" / "trainer" / "submitted" / "attacker" / TASK
    folder.mkdir(parents=True)
    os.mkfifo(folder / f"{TASK}.answers.jsonl")
    return tmp_path / "coprod"


def test_the_command_prints_them_and_names_nobody(workspace, capsys):
    assert main(["questions", TASK, "--workspace", str(workspace)]) == 0

    said = capsys.readouterr().out
    assert f"Answered by 10, 0% right.\n  Commonest wrong answer (10): {OPTIONS[WRONG[0]]}" in said
    assert "Answered by 0. Figures are shown from 10 answers on." in said
    assert "learner-" not in said


def test_an_assignment_that_is_not_there_is_said_in_words(workspace, capsys):
    assert main(["questions", "nope", "--workspace", str(workspace)]) == 1
    assert 'This course has no assignment called "nope".' in capsys.readouterr().err
