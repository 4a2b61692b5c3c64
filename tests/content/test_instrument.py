import pytest

from coprod_training.content.check import problems
from coprod_training.content.instrument import load_instrument
from coprod_training.errors import ContentProblems

ITEMS = """\
areas:
  - {id: consent, title: Your agreement}
code_lists:
  consent:
    - {value: "1", text: "Yes"}
    - {value: "0", text: "No"}
items:
  - id: CN1
    text: May we?
    type: consent
    area: consent
    phases: [pre]
    codes: consent
  - id: CN3
    text: May we also?
    type: consent
    area: consent
    phases: [pre]
    codes: consent
  - id: OPN1
    text: Anything else?
    type: text
    area: consent
    phases: [pre]
"""
CONSENT = """\
activities:
  - kind: consent
    id: survey-consent
    title: Your answers
    question: May we use them?
    items: [CN1, CN3]
"""


@pytest.fixture
def instrument_yaml(staff_copy):
    path = staff_copy / "course" / "instruments" / "tiny.yaml"
    text = path.read_text().replace("areas: []\ncode_lists: {}\nitems: []\n", ITEMS)
    path.write_text(text)
    return path


def test_a_whole_instrument_is_read(instrument_yaml):
    instrument = load_instrument(instrument_yaml)

    assert [code.value for code in instrument.codes_of(instrument.item("CN3"))] == ["1", "0"]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("    codes: consent\n  - id: CN3", "    codes: consnt\n  - id: CN3", "There is no list"),
        ("    area: consent\n", "    area: nowhere\n", 'There is no area "nowhere" in this file.'),
        ("  - id: CN3", "  - id: CN1", "This id is used twice."),
        ("type: text", "type: single", "An item of text has no codes, and every other item has"),
    ],
)
def test_an_id_that_leads_nowhere_is_found_with_its_line(
    instrument_yaml, staff_copy, replace_in, old, new, what
):
    line = replace_in(instrument_yaml, old, new)

    with pytest.raises(ContentProblems) as caught:
        load_instrument(instrument_yaml)

    (problem,) = caught.value.problems
    assert problem.what.startswith(what)
    assert line - 2 <= problem.line <= line
    assert problem in problems(staff_copy)


def test_a_consent_that_the_survey_does_not_ask_is_found_with_its_line(
    instrument_yaml, staff_copy, replace_in
):
    path = staff_copy / "course" / "course.yaml"
    replace_in(path, "activities:\n", CONSENT)
    line = replace_in(path, "items: [CN1, CN3]", "items: [CN1, CN9]")

    found = [str(problem) for problem in problems(staff_copy)]

    assert found == [
        f'{path}, line {line}, activity "survey-consent"\n'
        '  The survey tiny has no question of consent called "CN9".\n'
        "  They are: CN1, CN3."
    ]


def test_mistakes_of_the_instrument_and_of_a_module_are_given_together(
    instrument_yaml, staff_copy, module_yaml, replace_in
):
    replace_in(instrument_yaml, "  - id: CN3", "  - id: CN1")
    replace_in(module_yaml, "minutes: 10", "minutes: ten")

    assert [p.path for p in problems(staff_copy)] == [instrument_yaml, module_yaml]
