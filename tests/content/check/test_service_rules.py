"""The list of services: what is wrong in it is said before a hub meets it."""

import pytest

from coprod_training.content.check import problems

CODES = """\
areas: []
code_lists:
  settings:
    - {value: "1", text: Primary care}
  regions:
    - {value: NW, text: North West}
items: []
"""
FIRST = "code,name,setting,region,icb,provider,made_up\n"


@pytest.fixture
def listed(staff_copy, replace_in):
    instrument = staff_copy / "course" / "instruments" / "tiny.yaml"
    replace_in(instrument, "areas: []\ncode_lists: {}\nitems: []\n", CODES)
    return staff_copy / "course" / "services.csv"


@pytest.mark.parametrize("row", ["one,One,1,NW,,,yes", "one,One,,,,,"])
def test_a_good_list_passes(listed, staff_copy, row):
    listed.write_text(f"{FIRST}{row}\n")

    assert problems(staff_copy) == []


@pytest.mark.parametrize(
    ("row", "what", "fix"),
    [
        ("one,One,1,NE,,,yes", 'There is no region "NE".', "NW is North West"),
        ("one,One,primary care,NW,,,yes", 'There is no setting "primary care".', "1 is Primary"),
        ("one,,1,NW,,,yes", "This service has no name.", "Fix this row."),
        ("one,One", "This row has too many cells or too few.", "Fix this row."),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_can_be_written(
    listed, staff_copy, row, what, fix
):
    listed.write_text(f"{FIRST}two,Two,1,NW,,,yes\n{row}\n")

    (found,) = problems(staff_copy)

    assert (found.path, found.line, found.what) == (listed, 3, what)
    assert fix in found.fix
