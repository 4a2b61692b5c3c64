import csv
import json
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import frictionless
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_training.errors import CoprodError
from coprod_training.survey import dataset
from coprod_training.survey.feed import feed
from coprod_training.survey.keys import load_key
from coprod_training.survey.store import SurveyStore
from coprod_training.survey.withdraw import withdraw

from .self_checks import (
    AFTER,
    BEFORE,
    CONSENT,
    INSTRUMENT,
    NOW,
    POST,
    PRE,
    RECEIPT,
    agree,
    answer,
    course,
)

TABLE = "data/submission-course-0.1.csv"


def build(store, instruments, out, now, text_version=INSTRUMENT.consent_text_version):
    return dataset.build(store, instruments, out, now, text_version=text_version)


@pytest.fixture
def out(tmp_path):
    return tmp_path / "dataset"


@pytest.fixture
def both_rows(fed, learner):
    """A consented learner with a row before and one after."""
    agree(learner)
    answer(learner, PRE, BEFORE | {"DES2": "7", "DES3": "8", "SD4": "6"})
    answer(learner, POST, AFTER)
    fed()


def rows_in(folder):
    with (folder / TABLE).open(newline="") as file:
        return list(csv.DictReader(file))


def bytes_under(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def faults(folder):
    report = frictionless.validate(str(folder / "datapackage.json"))
    return report.flatten(["type", "rowNumber", "fieldName", "message"])


def test_the_dataset_has_one_row_for_each_phase(store, both_rows, out):
    built = build(store, [INSTRUMENT], out, NOW)

    before, after = sorted(rows_in(out), key=lambda row: row["phase"], reverse=True)
    assert (built.rows, built.unreleasable) == (2, 2)
    assert before["pair_id"] == after["pair_id"]
    assert (before["setting"], after["setting"]) == ("DAT", "DAT")
    assert (before["DES1"], after["DES1"], after["THN1"]) == ("2", "4", "1")


def test_every_reason_for_no_answer_has_its_own_code(store, both_rows, out):
    build(store, [INSTRUMENT], out, NOW)

    (before,) = (row for row in rows_in(out) if row["phase"] == "pre")
    assert (before["DES2"], before["DES3"], before["FRQ1"]) == ("-6", "-8", "-9")
    assert (before["THN1"], before["PRO1"], before["SD4"]) == ("-7", "", "10")
    assert (before["s5_check"], before["completed_month"]) == ("-7", "2026-11")


@pytest.mark.parametrize(
    ("decide", "do", "both"),
    [("1", "1", "1"), ("1", "0", "0"), ("0", None, "0"), ("1", None, ""), (None, None, "")],
)
def test_the_check_on_step_5_needs_both(fed, store, learner, out, decide, do, both):
    flags = {k: v for k, v in (("s5_decide", decide), ("s5_do", do)) if v is not None}
    agree(learner)
    answer(learner, PRE, BEFORE | {"DES1": "5"} | flags)
    fed()

    build(store, [INSTRUMENT], out, NOW)

    assert rows_in(out)[0]["s5_check"] == both


def test_frictionless_finds_no_fault(store, both_rows, out):
    build(store, [INSTRUMENT], out, NOW)

    assert faults(out) == []


def test_frictionless_finds_a_code_that_was_changed_by_hand(store, both_rows, out):
    build(store, [INSTRUMENT], out, NOW)
    table = out / TABLE
    table.write_bytes(table.read_bytes().replace(b",DAT,", b",XXX,"))

    assert "constraint-error" in {fault[0] for fault in faults(out)}


def test_without_consent_there_is_a_heading_and_no_row(fed, store, learner, out):
    answer(learner, PRE, BEFORE)
    fed()

    assert build(store, [INSTRUMENT], out, NOW).rows == 0
    assert len((out / TABLE).read_text().splitlines()) == 1
    assert faults(out) == []


def test_after_a_withdrawal_there_is_no_row(store, key, both_rows, out):
    build(store, [INSTRUMENT], out, NOW)
    withdraw(store, key, RECEIPT, NOW)

    build(store, [INSTRUMENT], out, NOW)

    assert rows_in(out) == []


def test_a_row_whose_consent_is_gone_never_gets_in_even_if_it_is_still_stored(
    store, both_rows, out
):
    (event,) = store.consent_events()
    store.add_events([replace(event, id="later", state="no")])

    assert build(store, [INSTRUMENT], out, NOW).rows == 0
    assert len(store.rows()) == 2


def test_two_builds_have_the_same_bytes(store, both_rows, tmp_path):
    build(store, [INSTRUMENT], tmp_path / "one", NOW)
    build(store, [INSTRUMENT], tmp_path / "two", NOW)

    assert bytes_under(tmp_path / "one") == bytes_under(tmp_path / "two")


def test_a_later_build_of_the_same_store_has_the_same_table(store, both_rows, out):
    build(store, [INSTRUMENT], out, NOW)
    before = (out / TABLE).read_bytes()

    build(store, [INSTRUMENT], out, NOW + timedelta(days=9))

    assert (out / TABLE).read_bytes() == before


def test_new_rows_and_one_changed_row_change_that_many_lines(store, key, tmp_path, out):
    folders = [(f"test-record-{n}", tmp_path / str(n)) for n in range(12)]
    for name, folder in folders:
        agree(folder, receipt=f"0000-0000-{name[-1:]}000")
        answer(folder, PRE, BEFORE)
    feed(store, key, course(), folders[:8], NOW)
    build(store, [INSTRUMENT], out, NOW)
    before = set((out / TABLE).read_text().splitlines())
    answer(folders[0][1], PRE, BEFORE | {"DES1": "5"})

    feed(store, key, course(), folders, NOW)
    build(store, [INSTRUMENT], out, NOW)

    after = set((out / TABLE).read_text().splitlines())
    assert (len(after - before), len(before - after)) == (5, 1)


def test_rows_stand_in_the_order_of_their_random_ids(store, key, tmp_path, out):
    folders = [(f"test-record-{n}", tmp_path / str(n)) for n in range(8)]
    for _, folder in folders:
        agree(folder)
        answer(folder, PRE, BEFORE)
    feed(store, key, course(), folders, NOW)

    build(store, [INSTRUMENT], out, NOW)

    ids = [row["submission_id"] for row in rows_in(out)]
    assert ids == sorted(ids)
    assert len(set(ids)) == 8


def test_the_readme_says_that_draft_rows_are_never_released(store, both_rows, out):
    build(store, [INSTRUMENT], out, NOW)

    readme = (out / "README.md").read_text()
    assert "- draft: 2\n- pilot: 0\n- released: 0" in readme
    assert "Rows marked draft or pilot are never released." in readme


def test_the_readme_claims_no_yes_but_the_one_to_being_counted(store, both_rows, out):
    build(store, [INSTRUMENT], out, NOW)

    readme = (out / "README.md").read_text()
    assert "people who said yes to their answers being counted here" in readme
    assert "To be quoted is a separate yes." in readme
    assert "every consent question" not in readme


def test_a_version_without_its_instrument_is_refused(store, both_rows, out):
    with pytest.raises(CoprodError, match=r"Answers were given to cps-0\.1, which is not"):
        build(store, [replace(INSTRUMENT, id="cps-0.2")], out, NOW)

    assert not out.exists()


def test_an_instrument_that_was_changed_after_its_use_is_refused(store, both_rows, out):
    items = tuple(item for item in INSTRUMENT.items if item.id != "DES1")

    with pytest.raises(CoprodError, match=r"does not fit DES1 of the instrument cps-0\.1"):
        build(store, [replace(INSTRUMENT, items=items)], out, NOW)


def test_each_version_has_a_table_of_its_own(store, both_rows, out):
    next_version = replace(INSTRUMENT, id="cps-0.2", version="0.2")

    build(store, [INSTRUMENT, next_version], out, NOW)

    resources = json.loads((out / "datapackage.json").read_text())["resources"]
    assert [r["path"] for r in resources] == [TABLE, "data/submission-course-0.2.csv"]
    assert len((out / "data/submission-course-0.2.csv").read_text().splitlines()) == 1
    assert faults(out) == []


# Letters that no file of ours has: nothing planted can be there by chance.
PLANTED = st.text(alphabet="ħđŋŧβλΩЖ", min_size=3, max_size=12)


@settings(max_examples=25)
@given(who=PLANTED, word=PLANTED, agreed=st.booleans())
def test_no_planted_name_or_word_is_in_any_byte(who, word, agreed):
    with tempfile.TemporaryDirectory() as root:
        folder, private = Path(root) / "learner" / who, Path(root) / "private"
        store, key = SurveyStore(private), load_key(private, "survey")
        agree(folder, text=word, question=word)
        extra = {"CN1": "1", "CN3": word, "text_version": word, "receipt": word, word: word}
        answer(folder, CONSENT, extra, id=word, at=NOW)
        if agreed:
            agree(folder, id=f"{word}2")
        planted = BEFORE | {"OPN1": word, "INT1": word, word: "1", "SD3": word}
        answer(folder, PRE, planted, id=word, text=word)
        answer(folder, POST, AFTER | {"THN2": word}, id=f"{word}3")

        feed(store, key, course(), [(who, folder)], NOW)
        build(store, [INSTRUMENT], Path(root) / "out", NOW)

        assert len(rows_in(Path(root) / "out")) == (2 if agreed else 0)
        for place in (store.folder, Path(root) / "out"):
            for name, content in bytes_under(place).items():
                for secret in (who, word, RECEIPT):
                    assert secret not in name
                    assert secret.encode() not in content
                    assert json.dumps(secret).strip('"').encode() not in content
