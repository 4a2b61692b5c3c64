"""What contributors are asked each quarter: counted, and shown only in groups. All test records."""

import json
import re
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from coprod_training.contributions.asked import Asked, Grouped, asked_lines
from coprod_training.contributions.history_words import ASKED_HOW
from coprod_training.contributions.quarter import (
    choices,
    last_day,
    quarter_of,
    quarter_page,
    questions,
    send_by,
)
from coprod_training.errors import CoprodError

PAGES = Path(__file__).parents[2] / "coprod_training" / "lab" / "frontend" / "src" / "pages"
HOW = "a box in the office (test record)"


def page(values, quarter="2026-Q1", at=0):
    saved = json.dumps({"at": f"2026-02-03T10:00:{at:02}Z", "values": values})
    made = quarter_page(quarter, HOW)
    return made.replace('id="said">null', f'id="said">{saved}').encode()


@pytest.fixture
def asked(tmp_path):
    return Asked(tmp_path / "private")


def answers(asked, count, quarter="2026-Q1", **values):
    for at in range(count):
        asked.take(page(values or {"early": "yes"}, quarter, at % 60), quarter)


def test_a_quarter_is_three_months():
    months = [quarter_of(date(2026, month, 1)) for month in range(1, 13)]

    assert months == [f"2026-Q{number}" for number in (1, 2, 3, 4) for _ in range(3)]


def test_the_page_asks_for_answers_two_weeks_before_its_quarter_ends():
    days = [last_day(f"2028-Q{number}") for number in (1, 2, 3, 4)]

    assert days == [date(2028, 3, 31), date(2028, 6, 30), date(2028, 9, 30), date(2028, 12, 31)]
    assert [(last_day(one) - send_by(one)).days for one in ("2028-Q1", "2028-Q4")] == [14, 14]
    assert "Send it by 17 March 2028:" in quarter_page("2028-Q1", HOW)


def test_the_page_names_nobody_and_every_answer_starts_open():
    made = quarter_page("2026-Q1", HOW)

    assert made.count("<legend>") == len(questions()) == 4
    assert made.count('type="radio"') == 4 * len(choices())
    assert HOW in made
    assert "checked" not in re.sub("<script>.*?</script>", "", made, flags=re.DOTALL)
    assert not re.search(r"\b[0-9a-f]{16}\b", made)


def test_nothing_that_is_kept_holds_the_answers_of_one_page_together(asked, tmp_path):
    asked.take(page({"early": "yes", "paid": "no"}), "2026-Q1")
    asked.take(page({"early": "no"}, at=1), "2026-Q1")

    (line,) = (tmp_path / "private" / "asked" / "quarters.jsonl").read_text().splitlines()
    kept = json.loads(line)
    assert kept["counts"] == {"early": {"yes": 1, "no": 1}, "paid": {"no": 1}}
    assert kept["seen"] == sorted(kept["seen"])


def test_a_page_counts_once_and_another_page_or_an_empty_one_never(asked):
    asked.take(page({"early": "yes"}), "2026-Q1")
    another = page({"early": "yes"}).replace(b'"sort": "quarter"', b'"sort": "terms"')

    for content, said in (
        (page({"early": "yes"}), "already been counted"),
        (page({"early": "made up"}), "Nobody has answered"),
        (another, "no answers to the four questions"),
    ):
        with pytest.raises(CoprodError, match=said):
            asked.take(content, "2026-Q1")


def test_pages_of_a_whole_year_never_count_as_one_quarter_s(asked):
    for quarter in ("2026-Q1", "2026-Q2", "2026-Q3"):
        with pytest.raises(CoprodError, match="of another quarter"):
            asked.take(page({"early": "yes"}, quarter), "2026-Q4")

    assert asked.grouped("2027-Q1") == ()


def test_below_twenty_answers_nothing_is_shown_and_a_running_quarter_never(asked):
    answers(asked, 19)
    assert asked.grouped("2026-Q2") == ()

    answers(asked, 1, early="no")
    assert asked.grouped("2026-Q1") == ()
    assert [one.question for one in asked.grouped("2026-Q2")] == [questions()["early"]]


def test_counts_are_rounded_and_a_small_one_is_not_shown(asked):
    answers(asked, 13)
    answers(asked, 9, early="no")
    asked.take(page({"early": "part"}), "2026-Q1")

    (one,) = asked.grouped("2026-Q3")

    assert (one.base, one.counts) == (25, {"yes": 15})
    assert asked_lines([one]) == (
        "Were you involved early enough? In quarter 1 of 2026, about 25 answers. Yes: 15. "
        "In part: not shown. No: not shown. I would rather not say: not shown.",
    )


def test_a_panel_of_five_is_not_twenty_people_after_four_quarters(asked):
    for quarter in ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"):
        answers(asked, 5, quarter, paid="no")

    assert asked.grouped("2027-Q1") == ()


def test_each_quarter_with_enough_answers_stands_alone(asked):
    for quarter, count in (("2026-Q1", 22), ("2026-Q2", 12), ("2026-Q3", 20), ("2026-Q4", 19)):
        answers(asked, count, quarter)

    first = Grouped(question=questions()["early"], quarter="2026-Q1", base=20, counts={"yes": 20})
    assert asked.grouped("2026-Q2") == asked.grouped("2026-Q3") == (first,)
    # What is shown once stays as it was, whatever comes after it.
    later = asked.grouped("2027-Q1")
    assert later == (first, replace(first, quarter="2026-Q3"))
    assert "In quarter 3 of 2026, about 20 answers. Yes: 20." in asked_lines(later)[1]


def test_the_page_inside_the_course_gives_the_same_numbers_as_the_page_beside_it():
    script = (PAGES / "history.ts").read_text(encoding="utf-8")

    assert ASKED_HOW in script.replace("' +\n  '", "")


def test_a_quarter_that_an_earlier_version_counted_answers_of_is_not_shown(asked, tmp_path):
    # Then it may stand in a published figure together with others, which it could be taken out of.
    answers(asked, 20, "2026-Q1")
    answers(asked, 5, "2026-Q2")
    path = tmp_path / "private" / "asked" / "quarters.jsonl"
    assert len(asked.grouped("2026-Q3")) == 1
    lines = [json.loads(line) | {"schema": 1} for line in path.read_text().splitlines()]
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines))

    for at in range(20, 40):
        asked.take(page({"early": "yes"}, "2026-Q2", at), "2026-Q2")
    answers(asked, 20, "2026-Q3")

    assert [one.quarter for one in asked.grouped("2026-Q4")] == ["2026-Q3"]


@pytest.fixture
def kept(tmp_path):
    """The file of the counts, there with the first of them."""
    return tmp_path / "private" / "asked" / "quarters.jsonl"


def plain(content):
    """What anybody can make of a page that they guess."""
    return sha256(content).hexdigest()


def test_nobody_without_the_key_can_try_which_answers_a_counted_page_had(asked, kept, tmp_path):
    content, elsewhere = page({"early": "yes", "paid": "no"}), tmp_path / "elsewhere" / "private"
    asked.take(content, "2026-Q1")
    Asked(elsewhere).take(content, "2026-Q1")

    (seen,) = json.loads(kept.read_text())["seen"]
    assert plain(content) not in kept.read_text()
    assert seen not in (elsewhere / "asked" / kept.name).read_text()


@pytest.mark.parametrize("late", [True, False], ids=["a late page", "none"])
def test_which_pages_were_counted_is_forgotten_once_their_quarter_is_over(asked, kept, late):
    answers(asked, 20)
    before = json.loads(kept.read_text())

    asked.forget_pages("2026-Q1")
    assert json.loads(kept.read_text()) == before
    if late:
        with pytest.raises(CoprodError, match="of another quarter"):
            asked.take(page({"early": "yes"}), "2026-Q2")
    else:
        asked.forget_pages("2026-Q2")

    assert len(before["seen"]) == 20
    del before["seen"]
    assert json.loads(kept.read_text()) == before
    assert [one.base for one in asked.grouped("2026-Q2")] == [20]


def test_digests_that_an_earlier_version_kept_refuse_as_before_and_get_a_key(asked, kept):
    known, other = page({"early": "yes"}, "2026-Q2"), page({"early": "no"}, "2026-Q2")
    asked.take(known, "2026-Q2")
    now = json.loads(kept.read_text())
    del now["seen"]
    lines = [now | {"quarter": one, "pages": [plain(known)]} for one in ("2026-Q1", "2026-Q2")]
    kept.write_text("".join(f"{json.dumps(line)}\n" for line in lines))

    with pytest.raises(CoprodError, match="already been counted"):
        asked.take(known, "2026-Q2")
    rewritten = kept.read_text()
    asked.take(other, "2026-Q2")

    assert plain(known) not in rewritten
    over, running = map(json.loads, kept.read_text().splitlines())
    assert ("seen" in over, len(running["seen"])) == (False, 2)
    assert (over["counts"], running["counts"]) == (
        {"early": {"yes": 1}},
        {"early": {"yes": 1, "no": 1}},
    )


def test_a_lost_key_counts_no_page_twice_and_the_next_quarter_has_a_new_one(asked, kept, tmp_path):
    asked.take(page({"early": "yes"}), "2026-Q1")
    before = kept.read_text()
    (tmp_path / "private" / "keys" / "asked.key").unlink()

    with pytest.raises(CoprodError, match="key of the pages that were counted this quarter is"):
        asked.take(page({"early": "yes"}), "2026-Q1")
    assert kept.read_text() == before
    asked.take(page({"early": "no"}, "2026-Q2"), "2026-Q2")

    assert len(kept.read_text().splitlines()) == 2
