"""The campaign of attacks.py through real `nbgrader collect` and `nbgrader autograde`."""

import pytest
from attacks import ATTACKS
from graded_course import SLUG, read_marks

from coprod_training.grading import records, round

pytestmark = pytest.mark.slow


def test_the_right_answer_of_an_attacker_still_counts(one_attack, attacked):
    mark = attacked.marks[one_attack.name, "test-one"]

    assert mark == (1.0 if one_attack.keeps else 0.0)


def test_the_trainer_is_told_why(one_attack, attacked):
    lines = [line for line in attacked.log.splitlines() if f" {one_attack.name}: " in line]
    kept = records.reasons(attacked.course.trainer, SLUG, one_attack.name)

    assert one_attack.reason in "\n".join(lines)
    assert one_attack.reason in "\n".join(kept)


def test_nothing_was_executed(attacked):
    assert not list(attacked.course.root.rglob("PLANTED-canary"))


def test_the_honest_mark_is_untouched(attacked):
    assert attacked.marks["honest", "test-one"] == 1.0
    assert attacked.marks["honest", "test-many"] == 2.0


def test_no_log_and_no_record_holds_planted_words(attacked):
    kept = (records.own_folder(attacked.course.trainer) / "grading.jsonl").read_text()

    assert "PLANTED" not in attacked.log
    assert "PLANTED" not in kept


def test_no_planted_file_reaches_the_folders_that_are_served(attacked):
    served = [
        path
        for step in ("submitted", "autograded")
        for path in (attacked.course.trainer / step).rglob("*")
        if path.is_file()
    ]

    assert served
    assert not [
        path
        for path in served
        if b"PLANTED" in path.read_bytes() and not path.name.endswith(".answers.jsonl")
    ]


def test_grading_in_one_go_gives_every_attacker_the_same(attacked):
    """`coprod grade` and the trainer's page do not go through nbgrader's own steps."""
    trainer = attacked.ungraded / "trainer"
    settings = trainer / "nbgrader_config.py"
    settings.write_text(
        settings.read_text().replace(str(attacked.course.root), str(attacked.ungraded))
    )

    done = round.grade(trainer, SLUG)

    assert all(one.done for one in done)
    assert read_marks(trainer) == attacked.marks
    for one in done:
        assert one.reasons == records.reasons(attacked.course.trainer, SLUG, one.learner)
    assert not list(attacked.ungraded.rglob("PLANTED-canary"))


def test_the_campaign_names_every_attack_once():
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS)
