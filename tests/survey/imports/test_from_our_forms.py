"""Answers to the forms that we write ourselves: the XLSForm in KoboToolbox, and words copied."""

import itertools
from dataclasses import replace

import pytest

from coprod_training.content.form_words import STEP5, asked, said, short
from coprod_training.errors import CoprodError
from coprod_training.paper.blocks import Form
from coprod_training.paper.survey_form import survey_paper
from coprod_training.survey.pseudonym import receipt_hash
from coprod_training.survey.withdraw import withdraw

from .forms import (
    INSTRUMENT,
    ITEMS,
    NOW,
    as_csv,
    as_xlsx,
    msforms,
    people,
    person,
    text_of,
    values_of,
    with_column,
)
from .kobo_form import kobotoolbox

STEP_5 = person(2, DES1="5", s5_decide="1", s5_do="0", from_paper="1", receipt_on_paper="plum 4721")
ANSWERED = [*people(2), STEP_5, person(3, RES1=["a", "b"])]
WAYS = [*itertools.product((False, True), (False, True), ("both", "summary", "details"))]


def kept(desk):
    rows = [(r.content.setting, r.content.region, r.content.values) for r in desk.rows()]
    return sorted(rows, key=str)


def wanted(people_):
    return sorted(map(values_of, people_), key=str)


@pytest.mark.parametrize(("labels", "groups", "multiple"), WAYS)
def test_each_way_in_which_kobotoolbox_exports_our_form(desk, labels, groups, multiple):
    grid = kobotoolbox(ANSWERED, labels=labels, groups=groups, multiple=multiple)
    named = {} if labels else {"instrument": INSTRUMENT.id}

    found = desk.understood(as_csv(grid, delimiter=";"), **named)
    desk.bring_in(as_csv(grid, delimiter=";"), **named)
    again = desk.bring_in(as_xlsx(grid), **named)

    assert kept(desk) == wanted(ANSWERED)
    assert found.layout.of_role("unknown") == ()
    assert again.count("unchanged") == len(ANSWERED)
    flags = [(r.content.s5_decide, r.content.s5_do) for r in desk.rows() if r.content.s5_do == 0]
    assert flags == [(1, 0)]


def test_names_alone_wait_until_the_steward_names_the_version(desk):
    found = desk.understood(as_csv(kobotoolbox(ANSWERED)))

    assert "by code only" in str(found.issues[0])
    assert "--instrument" in str(found.issues[0])


def test_our_form_says_which_version_it_was_made_from(another_desk):
    """Where versions differ in their consent text alone, the words of the file are those of all."""
    newer = replace(INSTRUMENT, id="cps-0.2", version="0.2", consent_text_version="cn-0.2")
    file = as_csv(kobotoolbox(ANSWERED, labels=True))

    found = another_desk(INSTRUMENT, newer).understood(file)
    unsaid = another_desk(INSTRUMENT, newer).understood(file.replace(b",cps-0.1,", b",,"))

    assert (found.layout.instrument.id, found.issues) == ("cps-0.1", ())
    assert "--instrument" in str(unsaid.issues[0])


def test_a_file_with_two_versions_is_refused(another_desk):
    newer = replace(INSTRUMENT, id="cps-0.2", version="0.2", consent_text_version="cn-0.2")
    file = as_csv(kobotoolbox(ANSWERED, labels=True)).replace(b",cps-0.1,", b",cps-0.2,", 1)

    with pytest.raises(CoprodError, match=r"more than one version: cps-0\.1, cps-0\.2"):
        another_desk(INSTRUMENT, newer).understood(file)


def test_somebodys_own_words_in_the_place_of_the_version_are_never_said(desk):
    """A form of another kind may ask for an instrument."""
    file = as_csv(kobotoolbox(ANSWERED, labels=True)).replace(b",cps-0.1,", b",Zebedee,")

    found = desk.understood(file)

    assert found.layout.instrument.id == INSTRUMENT.id
    assert "Zebedee" not in " ".join([*found.notes, *map(str, found.issues)])


def test_a_consent_question_in_other_words_is_shown_beside_its_own(desk):
    grid = msforms(ANSWERED)
    at = grid[0].index(ITEMS["CN1"].text)
    grid[0][at] = "I have read this and agree to my answers being used."

    with pytest.raises(CoprodError, match=r'Column F asks: "I have read this and agree to my'):
        desk.understood(as_csv(grid))


def test_a_no_on_our_form_is_kept_out(desk):
    desk.bring_in(as_csv(kobotoolbox([*people(2), person(2, CN1="0")], labels=True)))

    assert len(desk.rows()) == 2


def test_a_changed_label_waits(desk):
    grid = kobotoolbox(ANSWERED, labels=True)
    at = next(n for n, head in enumerate(grid[0]) if head.startswith("Making guides"))
    grid[0][at] = grid[0][at].replace("leaflets", "films")

    found = desk.understood(as_csv(grid))

    assert any("films" in str(one) and "DES3" in str(one) for one in found.issues)


def test_the_code_that_the_form_gave_takes_answers_out_and_so_does_that_of_a_sheet(desk):
    desk.bring_in(as_csv(kobotoolbox(ANSWERED, labels=True)))
    codes = {row.receipt for row in desk.rows()}

    assert receipt_hash("1ABC-12AB-34CD-0000", desk.key) in codes
    for code in ("1abc12ab34cd0001", "Plum 4721"):
        assert withdraw(desk.survey, desk.key, code, NOW).rows == 1
    assert kept(desk) == wanted([ANSWERED[0], ANSWERED[3]])


def is_item(block):
    return isinstance(block, Form) and block.question.partition(".")[0] in ITEMS


def on_xlsform(item, code):
    return said(code, scale=item.codes == "maturity")


def on_paper(item, code):
    """With the value that stands beside each box; of a step only its name follows."""
    return short(code) if code.label else f"{code.value} {code.text}"


def by_hand(people_, words):
    """Our form typed into Microsoft Forms. words: of one answer, by item and code."""
    grid = msforms(people_)
    first = len(grid[0]) - len(ITEMS)
    for at, item in enumerate(ITEMS.values(), first):
        grid[0][at] = asked(item)
        for line, one in zip(grid[1:], people_, strict=True):
            codes = {code.value: words(item, code) for code in INSTRUMENT.codes_of(item)}
            if item.type == "multiple":
                line[at] = "".join(f"{codes[value]};" for value in one[item.id])
            elif codes:
                line[at] = codes[one[item.id]]
    return grid


@pytest.mark.parametrize("words", [on_paper, on_xlsform])
def test_the_words_of_our_forms_may_be_copied_into_any_tool(desk, words):
    grid = by_hand(ANSWERED, words)
    if words is on_paper:
        titles = [form.question for form in survey_paper(INSTRUMENT).blocks if is_item(form)]
        grid[0][-len(ITEMS) :] = titles
    for flag, label in STEP5.items():
        ticks = [{"1": "Yes", "0": "No"}.get(one.get(flag), "") for one in ANSWERED]
        grid = with_column(grid, label, ticks)

    desk.bring_in(as_csv(grid))

    assert kept(desk) == wanted(ANSWERED)
    assert (1, 0) in [(r.content.s5_decide, r.content.s5_do) for r in desk.rows()]


def test_a_number_with_the_words_of_another_step_is_no_answer(desk):
    grid = msforms(ANSWERED)
    at = grid[0].index(ITEMS["DES3"].text)
    grid[1][at] = f"2 {text_of('DES3', '3')}"

    found = desk.understood(as_csv(grid))

    assert [one.code for row in found.rows for one in row.problems] == ["not-an-answer"]
