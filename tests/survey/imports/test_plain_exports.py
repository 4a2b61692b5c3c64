"""Plain exports of each tool, in each of its forms: every answer is kept as it was given."""

import re

import pytest

from .forms import WRITERS, as_csv, as_xlsx, limesurvey, people, values_of

FORMS = {"csv": as_csv, "xlsx": as_xlsx}


def contents(rows):
    return sorted(
        (row.content.setting, row.content.region, sorted(row.content.values.items(), key=str))
        for row in rows
    )


def truth(said):
    return sorted((s, r, sorted(v.items(), key=str)) for s, r, v in map(values_of, said))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("tool", WRITERS)
def test_a_plain_export_is_read_whole(desk, tool, form):
    said = people(12)

    planned = desk.bring_in(FORMS[form](WRITERS[tool](said)))

    assert planned.count("accepted") == 12
    assert contents(desk.rows()) == truth(said)
    assert {row.tool for row in desk.rows()} == {tool}


@pytest.mark.parametrize("headings", ["code", "text", "both"])
@pytest.mark.parametrize("codes", [False, True])
def test_limesurvey_is_read_by_code_and_by_words(desk, headings, codes):
    said = people(6)
    content = as_csv(limesurvey(said, headings=headings, codes=codes), delimiter=";")
    asked = {"instrument": "cps-0.1"} if headings == "code" else {}

    found, planned = desk.planned(content, **asked)

    if codes and headings != "code":
        # The words are ours, but nobody said that the codes are.
        assert planned.count("accepted") == 0
        assert any("is not one of its answers" in str(one) for one in found.issues)
    else:
        desk.bring_in(content, **asked)
        assert contents(desk.rows()) == truth(said)


def test_a_line_that_the_export_does_not_hold_is_named_so_that_the_form_is_looked_at(desk):
    found, _ = desk.planned(as_csv(WRITERS["msforms"](people(2))))

    (note,) = [one for one in found.layout.notes if "check the form itself" in one]
    assert re.search(r'check the form itself: "[^"{}]+"', note)


def test_the_month_of_completion_is_kept_and_nothing_finer(desk):
    desk.bring_in(as_csv(WRITERS["msforms"](people(2))))

    assert {row.content.completed_month for row in desk.rows()} == {"2026-10"}
    stored = b"".join(path.read_bytes() for path in desk.store.folder.iterdir())
    assert b"2026-10-1" not in stored
    assert b"13/10" not in stored
