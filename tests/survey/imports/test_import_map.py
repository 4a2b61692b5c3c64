"""What a steward says of a form, entry by entry; and a map that does not fit is refused."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from coprod_training.errors import ContentProblems
from coprod_training.survey.imports.import_map import ImportMap, load_map, refuse_misfit

from .forms import (
    COURSE,
    INSTRUMENT,
    as_csv,
    limesurvey,
    msforms,
    people,
    person,
    smartsurvey,
    values_of,
    with_cell,
    with_column,
    with_heading,
    without_column,
)

MAP = ImportMap(id="test", instrument="cps-0.1", why="Test record.")


def wait(desk, grid):
    return "\n".join(map(str, desk.understood(as_csv(grid)).issues))


def kept(desk, grid, **said):
    desk.bring_in(as_csv(grid), said=replace(MAP, **said))
    return in_order(row.content.values for row in desk.rows())


def truth(said):
    return in_order(values_of(one)[2] for one in said)


def in_order(rows):
    return sorted((sorted(row.items()) for row in rows), key=str)


def test_a_heading_that_the_tool_shortens(desk):
    grid = with_heading(msforms(people(3)), "Making guides", "Guides")
    assert "DES3" in wait(desk, grid)

    assert kept(desk, grid, headings={"Guides": "DES3"}) == truth(people(3))


def test_a_question_that_was_not_asked(desk):
    grid = without_column(msforms(people(3)), "How long has")
    assert "SD5" in wait(desk, grid)

    found = kept(desk, grid, not_asked=("SD5",))

    assert all("SD5" not in dict(one) for one in found)


def test_a_question_that_was_asked_although_the_map_says_no(desk):
    found = desk.understood(as_csv(msforms(people(3))), said=replace(MAP, not_asked=("SD5",)))

    assert "says that SD5 was not asked" in str(found.issues[0])


def test_an_answer_that_the_tool_shortens(desk):
    content = msforms(people(4))
    grid = with_cell(content, 0, "Which setting", "SMI")

    assert kept(desk, grid, answers={"SD1": {"SMI": "3"}}) == truth(people(4))


def test_parts_that_only_have_numbers(desk):
    grid = limesurvey(people(4), headings="code")
    grid[0] = [
        f"RES1_SQ00{'abcdefgh'.index(head[5]) + 1}" if head.startswith("RES1[") else head
        for head in grid[0]
    ]

    assert kept(desk, grid, parts={"RES1": tuple("abcdefgh")}) == truth(people(4))


def test_codes_in_the_place_of_words(desk):
    grid = limesurvey(people(4), codes=True)
    assert "is not one of its answers" in wait(desk, grid)

    assert kept(desk, grid, answer_codes=True) == truth(people(4))


def test_what_is_written_in_the_place_of_an_answer_counts_as_other(desk):
    said = people(3, RES1=["a", "f"])
    grid = msforms(said)
    grid = with_cell(grid, 0, "Which of these", "IPS Grow co-production guides;A local; charity;")
    grid = with_cell(grid, 1, "What kind of", "A farm")
    wanted = [said[0], said[1] | {"SD3": "7"}, said[2]]

    assert kept(desk, grid, other_as_text=("RES1", "SD3")) == truth(wanted)
    assert sorted((text.item, text.text) for text in desk.texts()) == [
        ("RES1", "A local; charity"),
        ("SD3", "A farm"),
    ]


def test_a_column_that_holds_no_answer(desk):
    grid = with_column(msforms(people(2)), "How did you hear of us?", ["Web", "Web"])
    found = desk.understood(as_csv(grid), said=replace(MAP, ignore=("How did you hear of us?",)))

    assert (found.issues, len(found.layout.of_role("unknown"))) == ((), 0)


def test_the_check_on_step_5(desk):
    said = [person(n, DES1=step) for n, step in enumerate("5510")]
    grid = with_column(msforms(said), "s5_decide", ["Yes", "", "Yes", "Perhaps"])
    grid = with_column(grid, "Did they also do the work?", ["No", "Yes", "", ""])

    planned = desk.bring_in(
        as_csv(grid), said=replace(MAP, headings={"Did they also do the work?": "s5_do"})
    )

    flags = {(row.content.s5_decide, row.content.s5_do) for row in desk.rows()}
    top = any(value == "5" for item, value in said[2].items() if item[:3] in ("PRO", "DEL", "EVA"))
    assert {(1, 0), (None, 1)} <= flags
    assert ((1, None) if top else (-7, -7)) in flags
    assert planned.by_code == {"not-an-answer": 1}


def test_limesurveys_column_for_other(desk):
    grid = without_column(limesurvey(people(3, RES1=["a"])), "RES1[f]")
    grid = with_column(grid, "RES1[other]. Which of these have you used? (tick all) [Other]",
                       ["", "A charity", ""])  # fmt: skip

    desk.bring_in(as_csv(grid))

    assert sum(row.content.values["RES1_f"] for row in desk.rows()) == 1
    assert [(text.item, text.text) for text in desk.texts()] == [("RES1", "A charity")]


def test_smartsurveys_column_for_other(desk):
    grid = smartsurvey(people(2, SD3="7"))
    at = next(n for n, head in enumerate(grid[0]) if "What kind of" in head) + 1
    for n, cell in enumerate(("", "Other (please specify)", "", "A farm", "")):
        grid[n] = [*grid[n][:at], cell, *grid[n][at:]]
    grid[1][at - 1] = "Answer"

    desk.bring_in(as_csv(grid))

    assert [(text.item, text.text) for text in desk.texts()] == [("SD3", "A farm")]


def test_answers_that_hold_a_semicolon_themselves(another_desk):
    words = {"1": "Time; or more staff", "2": "Money", "3": "Time", "4": "or more staff"}
    codes = INSTRUMENT.code_lists["support_wanted"]
    new = tuple(replace(c, text=words.get(c.value, c.text)) for c in codes)
    lists = {**INSTRUMENT.code_lists, "support_wanted": new}
    desk = another_desk(replace(INSTRUMENT, code_lists=lists))
    grid = msforms(people(3))
    grid = with_cell(grid, 0, "What would help", "Money;Time; or more staff;")
    grid = with_cell(grid, 1, "What would help", "Time;Money;")
    grid = with_cell(grid, 2, "What would help", "Time;")

    planned = desk.bring_in(as_csv(grid))

    # The first can be read in two ways, so it is not read at all.
    assert planned.by_code == {"two-readings": 1}
    (second,) = (r.content.values for r in desk.rows() if r.content.values["RES2_2"] == 1)
    assert (second["RES2_1"], second["RES2_3"]) == (0, 1)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"headings": {"x": "DES9"}}, 'no item "DES9"'),
        ({"headings": {"x": "RES1=z"}}, 'RES1 has no answer "z"'),
        ({"not_asked": ("DES9",)}, 'no item "DES9"'),
        ({"answers": {"SD1": {"x": "9"}}}, 'SD1 has no answer "9"'),
        ({"parts": {"RES1": ("z",)}}, 'RES1 has no answer "z"'),
    ],
)
def test_a_map_that_names_what_there_is_not_is_refused(said, words):
    with pytest.raises(ContentProblems, match=words):
        refuse_misfit(replace(MAP, **said), INSTRUMENT, Path("map.yaml"))


def test_the_map_in_the_stewards_page_is_one(tmp_path):
    page = (COURSE.parent / "docs" / "survey-data.md").read_text()
    text = page.split("```yaml\n")[1].split("```")[0]
    path = tmp_path / "north-2026.yaml"
    path.write_text(text)

    said = load_map(path)

    refuse_misfit(said, INSTRUMENT, path)
    assert set(yaml.safe_load(text)) | {"tool"} == set(vars(said))


def test_every_map_of_the_course_fits_its_instrument():
    for path in (COURSE / "instruments" / "import-maps").glob("*.yaml"):
        refuse_misfit(load_map(path), INSTRUMENT, path)
