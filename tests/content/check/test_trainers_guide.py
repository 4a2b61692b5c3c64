import pytest

from coprod_training.content.check import problems

NOTES = """\
facilitator_notes:
  purpose: To learn to listen.
  before: [Read it yourself.]
  hard: [Saying nothing.]
  ask: [What did you hear?]
  hard_topic: [Thank them.]
  team_task: [One question is enough.]
  small_or_remote: [Use the phone.]
  supervision: [What did you hear?, What did you do?]
"""
PLANS = """\
plans:
  - id: one-hour
    title: An hour
    lead: One session.
    who_leads: [Two people.]
    materials: [Paper.]
    access: [Ask first.]
    nobody_yet: [Say so.]
    afterwards: [Pay on time.]
    sessions:
      - title: The session
        module: listening
        minutes: 10
        parts:
          - title: Together
            activity: listening-next-step
            minutes: 8
            who: Both
            how: In pairs.
"""


@pytest.fixture
def plans(staff_copy):
    path = staff_copy / "course" / "trainers-guide" / "session-plans.yaml"
    path.parent.mkdir()
    path.write_text(PLANS)
    return path


def test_a_plan_that_fits_the_course_and_its_time_has_no_mistake(staff_copy, plans):
    assert problems(staff_copy) == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("minutes: 8", "minutes: 9", "The parts of this session take 11 minutes, and it has 10."),
        (
            "module: listening",
            "module: lsitening",
            'The course has no module or activity called "lsitening".',
        ),
        (
            "activity: listening-next-step",
            "activity: nothing",
            'The course has no module or activity called "nothing".',
        ),
        ("minutes: 8", "minutes: eight", "A number belongs here, and this is text."),
        (
            "how: In pairs.",
            "how: She says “I was there.”",
            "The words in quotation marks look like somebody's own.",
        ),
    ],
)
def test_a_plan_that_does_not_fit_is_found(only_problem, plans, replace_in, old, new, what):
    replace_in(plans, old, new)

    problem = only_problem()

    assert problem.path == plans
    assert problem.what == what
    assert 10 <= problem.line <= len(PLANS.splitlines())
    if what.startswith("The course has no"):
        assert new in plans.read_text().splitlines()[problem.line - 1]


def test_a_supervision_sheet_has_five_questions(only_problem, module_yaml):
    module_yaml.write_text(module_yaml.read_text() + NOTES)

    problem = only_problem()

    assert problem.what == "The supervision sheet has 2 questions."
    assert module_yaml.read_text().splitlines()[problem.line - 1].startswith("  supervision:")


def test_notes_that_leave_out_a_part_of_the_pattern_are_found(staff_copy, module_yaml):
    module_yaml.write_text(module_yaml.read_text() + NOTES.replace("  ask:", "  asked:"))

    assert {problem.what for problem in problems(staff_copy)} == {
        'The key "ask" is missing.',
        '"asked" is not a key that belongs here.',
    }
