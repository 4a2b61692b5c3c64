"""The name of a file says in which form a table is written."""

from pathlib import Path

import pytest

from coprod_training.cli.table_file import kind_of
from coprod_training.errors import CoprodError


@pytest.mark.parametrize(
    ("name", "kind"), [("a.csv", "csv"), ("a.xlsx", "xlsx"), ("A.XLSX", "xlsx")]
)
def test_the_end_of_the_name_says_it(name, kind):
    assert kind_of(Path(name), "Marks are", "marks.xlsx") == kind


@pytest.mark.parametrize("name", ["marks", "marks.xls", "marks.csv.txt", ".csv"])
def test_any_other_end_is_refused_with_a_good_one(name):
    with pytest.raises(CoprodError, match=r"Marks are written as \.xlsx or \.csv\.") as refused:
        kind_of(Path(name), "Marks are", "marks.xlsx")
    assert "such as marks.xlsx" in str(refused.value)


def test_a_folder_of_that_name_is_never_replaced(tmp_path):
    folder = tmp_path / "forum.xlsx"
    folder.mkdir()

    with pytest.raises(CoprodError, match="already a folder with this name"):
        kind_of(folder, "The forum's list is", "forum.xlsx")
