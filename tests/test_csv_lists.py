"""Lists that people keep in a spreadsheet are read as it may have saved them."""

import pytest

from coprod_training.csv_lists import csv_list
from coprod_training.errors import ContentProblems

ROWS = [{"code": "north-1", "name": "Zoë's, and others"}, {"code": "south-2", "name": "two\nlines"}]


@pytest.mark.parametrize(
    "text",
    [
        'code,name\nnorth-1,"Zoë\'s, and others"\nsouth-2,"two\nlines"\n',
        '\ufeffcode;name\r\nnorth-1;Zoë\'s, and others\r\nsouth-2;"two\nlines"\r\n',
    ],
    ids=["commas", "semicolons, as Excel saves them in some countries"],
)
def test_commas_and_semicolons_part_cells(tmp_path, text):
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode())

    assert list(csv_list(path)) == ROWS


def test_another_encoding_is_refused_with_what_to_do(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes("code,name\nnorth-1,Zoë\n".encode("cp1252"))

    with pytest.raises(ContentProblems, match="Save it again from the spreadsheet, as CSV UTF-8"):
        csv_list(path)
