"""What writers put on record for the release gate is read with its line when it is wrong."""

import pytest

from coprod_training.content.gate_lists import (
    load_materials,
    load_page_checks,
    page_digest,
)
from coprod_training.content.page_script import page_names
from coprod_training.errors import ContentProblems

MATERIAL = """materials:
  - id: test-record
    title: Test record
    facts: [F001]
    modules: [listening]
    needs: A test record.
    licence: null
    met_on: MET
"""
CHECK = "checks:\n  - {kind: sort, page: abc, keyboard_on: DAY}\n"


def test_without_the_files_nothing_is_on_record(tmp_path):
    assert load_materials(tmp_path) == ()
    assert load_page_checks(tmp_path) == {}


def test_what_is_on_record_is_read(tmp_path):
    (tmp_path / "third-party.yaml").write_text(MATERIAL.replace("MET", '"2027-01-11"'))
    (tmp_path / "page-checks.yaml").write_text(CHECK.replace("DAY", '"2027-01-11"'))

    assert load_materials(tmp_path)[0].met_on == "2027-01-11"
    assert load_page_checks(tmp_path)["sort"].keyboard_on == "2027-01-11"
    assert load_page_checks(tmp_path)["sort"].without_drag_on is None


@pytest.mark.parametrize("day", ['"2027-02-30"', '"soon"'])
def test_what_is_no_day_is_told_with_its_line(tmp_path, day):
    (tmp_path / "third-party.yaml").write_text(MATERIAL.replace("MET", day))
    (tmp_path / "page-checks.yaml").write_text(CHECK.replace("DAY", day))

    with pytest.raises(ContentProblems, match="line 8"):
        load_materials(tmp_path)
    with pytest.raises(ContentProblems, match="not a day"):
        load_page_checks(tmp_path)


def test_each_page_has_a_digest_of_its_own_that_stays():
    digests = {page_digest(kind) for kind in page_names()}

    assert len(digests) == len(page_names())
    assert page_digest("sort") == page_digest("sort")
