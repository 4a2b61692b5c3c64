"""The campaign of attacks.py through real `nbgrader collect` and `nbgrader autograde`."""

from pathlib import Path

import pytest
from attacks import ANSWERS, ATTACKS
from chosen_attacks import as_cases, chosen_attacks, those_tried
from graded_course import SLUG, read_marks

from coprod_training.grading import marking_round, records

pytestmark = pytest.mark.slow

LEAST = 60  # how many attacks issue 4 asks for


@pytest.fixture(scope="module")
def in_one_go(attacked):
    """The same hand-ins graded without nbgrader's own steps; what came of each, and the course."""
    trainer = attacked.ungraded / "trainer"
    settings = trainer / "nbgrader_config.py"
    settings.write_text(
        settings.read_text().replace(str(attacked.course.root), str(attacked.ungraded))
    )
    return marking_round.grade(trainer, SLUG), trainer


def test_the_right_answer_of_an_attacker_still_counts(one_attack, attacked):
    mark = attacked.marks[one_attack.name, "test-one"]

    assert mark == (1.0 if one_attack.keeps else 0.0)


def test_the_trainer_is_told_why(one_attack, attacked):
    assert attacked.told[one_attack.name] == one_attack.of_nobody
    if one_attack.of_nobody:
        assert one_attack.reason in attacked.log
        return
    lines = [line for line in attacked.log.splitlines() if f" {one_attack.name}: " in line]
    kept = records.reasons_by_learner(attacked.course.trainer, SLUG).get(one_attack.name, ())

    assert one_attack.reason in "\n".join(lines)
    assert one_attack.reason in "\n".join(kept)


def test_an_attack_that_made_no_difference_costs_the_trainer_no_reading(one_attack, attacked):
    kept = records.reasons_by_learner(attacked.course.trainer, SLUG).get(one_attack.name, ())

    assert bool(kept) == (one_attack.reason != "" and not one_attack.of_nobody)


def test_nothing_was_executed(attacked, in_one_go, record_property):
    record_property("hostile hand-ins", len(attacked.told))
    for place in (attacked.course.root, attacked.ungraded):
        assert not list(place.rglob("PLANTED-canary"))
    assert not Path("PLANTED-canary").exists()  # `in_one_go` grades in this very process


def test_every_honest_learner_has_the_right_marks(attacked, in_one_go):
    _, trainer = in_one_go

    for marks in (attacked.marks, read_marks(trainer)):
        for learner, due in attacked.due.items():
            assert (marks[learner, "test-one"], marks[learner, "test-many"]) == due, learner


def test_what_honest_learners_handed_in_is_collected_to_the_last_byte(attacked):
    for learner, files in attacked.handed_in.items():
        taken = attacked.course.submitted(learner)

        for name in (ANSWERS, "submission_secret.txt", "timestamp.txt"):
            assert (taken / name).read_bytes() == files[name], (learner, name)


def test_nothing_is_said_of_honest_learners(attacked, in_one_go):
    for trainer in (attacked.course.trainer, in_one_go[1]):
        for learner in attacked.due:
            assert records.reasons_by_learner(trainer, SLUG).get(learner, ()) == ()


def test_the_marked_copies_of_honest_learners_hold_their_own_words(attacked, in_one_go):
    for trainer in (attacked.course.trainer, in_one_go[1]):
        for learner in attacked.due:
            copy = (trainer / "autograded" / learner / SLUG / f"{SLUG}.ipynb").read_text()
            shown = [other for other in attacked.due if f"The words of {_inert(other)}&" in copy]

            assert shown == [learner]


def _inert(name):
    """As the marked copy holds it: every sign that Markdown could read is a number."""
    return name.replace("-", "&#45;")


def test_honest_learners_stand_before_between_and_after_the_attackers(attacked):
    everybody = sorted({learner for learner, _ in attacked.marks})
    places = [everybody.index(learner) for learner in ("0-honest", "honest", "zz-honest")]

    assert places[0] == 0
    assert 1 < places[1] < len(everybody) - 2
    assert places[2] == len(everybody) - 1


def test_no_attacker_gets_more_than_the_points_there_are(attacked):
    most = {"test-one": 1.0, "test-many": 2.0}

    for (learner, activity), mark in attacked.marks.items():
        if activity in most:
            assert 0.0 <= mark <= most[activity], learner


def test_no_log_and_no_record_holds_planted_words(attacked):
    kept = (records.own_folder(attacked.course.trainer) / "grading.jsonl").read_text()

    assert "PLANTED" not in attacked.log
    assert "PLANTED" not in kept


def served(attacked):
    return [
        path
        for step in ("submitted", "autograded")
        for path in (attacked.course.trainer / step).rglob("*")
    ]


def test_no_planted_file_reaches_the_folders_that_are_served(attacked):
    files = [path for path in served(attacked) if path.is_file()]

    assert files
    assert not [
        path
        for path in files
        if b"PLANTED" in path.read_bytes() and not path.name.endswith(".answers.jsonl")
    ]


def test_only_ordinary_files_that_cannot_be_run_are_taken(attacked):
    for path in served(attacked):
        assert not path.is_symlink()
        assert path.is_dir() or (path.is_file() and path.stat().st_mode & 0o7111 == 0)


def test_grading_in_one_go_gives_every_attacker_the_same(attacked, in_one_go):
    """`coprod grade` and the trainer's page do not go through nbgrader's own steps."""
    done, trainer = in_one_go

    assert all(one.done for one in done)
    assert read_marks(trainer) == attacked.marks
    assert {one.learner for one in done} == {learner for learner, _ in attacked.marks}
    for one in done:
        assert one.reasons == records.reasons_by_learner(attacked.course.trainer, SLUG).get(
            one.learner, ()
        )


def test_the_campaign_names_every_attack_once():
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS)


def test_what_only_root_can_set_up_is_skipped_by_name_and_not_counted_as_tried():
    whole = chosen_attacks(full=True, root=False)
    skipped = [case.id for case in as_cases(whole, root=False) if case.marks]
    tried = [one.name for one in those_tried(whole, root=False)]

    assert skipped == [one.name for one in ATTACKS if one.as_root] != []
    assert sorted(tried + skipped) == sorted(one.name for one in ATTACKS)
    assert [case for case in as_cases(whole, root=True) if case.marks] == []


def test_the_campaign_has_as_many_attacks_as_were_asked_for():
    assert len(ATTACKS) >= LEAST
