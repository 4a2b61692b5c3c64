import pytest

from coprod_training.content.check import problems

SLOT = """\
slots:
  - id: m1-s1
    purpose: To hear from somebody who was there.
    prompt: What would have helped?
    form: 100 words
    not_to_include: Names.
team_task:
"""
LISTED = "  - {slot: m1-s1, module: listening, required: false, status: open, reference: null}\n"
TERM = "  - {term: Step, means: One of six.}\n"


@pytest.fixture
def manifest(staff_copy, lesson, module_yaml, replace_in):
    replace_in(module_yaml, "team_task:\n", SLOT)
    lesson.add("markdown", "heard", "## From a contributor")
    lesson.add("code", "m1-s1", 'slot("m1-s1")', jupyter={"source_hidden": True})
    path = staff_copy / "course" / "contributors" / "manifest.yaml"
    path.parent.mkdir()
    path.write_text(f"slots:\n{LISTED}reviews: []\n")
    return path


@pytest.fixture
def glossary(staff_copy):
    path = staff_copy / "course" / "glossary.yaml"
    path.write_text(f"terms:\n{TERM}  - {{term: Told, means: After it, facts: [F001]}}\n")
    return path


def test_a_good_list_passes(manifest, glossary, staff_copy):
    assert problems(staff_copy) == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("reviews: []", f"{LISTED}reviews: []", '"m1-s1" is listed twice.'),
        ("module: listening", "module: hearing", 'The slot "m1-s1" belongs to listening.'),
        ("required: false", "required: true", "listening.yaml says otherwise"),
        ("status: open", "status: 3", "Text belongs here, and this is a number."),
    ],
)
def test_a_slot_is_listed_once_as_its_module_has_it(
    manifest, only_problem, replace_in, old, new, what
):
    line = replace_in(manifest, old, new)

    problem = only_problem()

    assert (problem.path, problem.line) == (manifest, line)
    assert problem.what.startswith(what)


def test_an_unknown_slot_and_one_that_is_not_listed_are_found(
    manifest, staff_copy, module_yaml, replace_in
):
    line = replace_in(manifest, "slot: m1-s1", "slot: m1-s9")

    found = {problem.path: problem for problem in problems(staff_copy)}

    assert found[manifest].line == line
    assert found[manifest].what == 'No module has a slot "m1-s9".'
    assert found[module_yaml].what == (
        'manifest.yaml of the contributors does not list the slot "m1-s1".'
    )


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("term: Told", "term: step", '"step" is explained twice.'),
        ("facts: [F001]", "facts: [F999]", "There is no fact F999 in facts.yaml."),
        ("means: After it", "meaning: After it", '"meaning" is not a key that belongs here.'),
    ],
)
def test_a_term_is_explained_once_and_rests_on_facts(
    glossary, staff_copy, replace_in, old, new, what
):
    line = replace_in(glossary, old, new)

    problem = problems(staff_copy)[0]

    assert (problem.path, problem.line, problem.what) == (glossary, line, what)
