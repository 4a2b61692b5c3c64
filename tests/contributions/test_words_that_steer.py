"""Words that hide others, or steer a terminal. Every word written here is a test record."""

import json
from dataclasses import replace

import pytest

from contributions.small_pack import LONG, PACK, SLOT
from coprod_training.cli import main
from coprod_training.contributions.html_pack import html_of_pack
from coprod_training.contributions.merge_page import merge_page
from coprod_training.contributions.page_back import read_page
from coprod_training.contributions.role_keys import make_key, seal
from coprod_training.contributions.said import Said, said_as_data

HIDES = "Test record: good\x1b[8m and hidden\x1b[0m"
SEEN = "Test record: good [8m and hidden [0m"


def back_with(values):
    """What is read of a page on which this was written."""
    said = json.dumps({"at": "2027-01-11T10:00:00Z", "values": values})
    page = html_of_pack(PACK).replace('id="said">null<', f'id="said">{said}<')
    return read_page(page.encode())


@pytest.mark.parametrize("key", [f"{SLOT}.answer", f"{LONG}.comment", f"{LONG}.new"])
def test_no_control_character_of_a_page_is_kept(key):
    result = merge_page(PACK, back_with({key: HIDES}).values, name="abc123")

    (one,) = (*result.said, *result.for_keeper)
    assert (one.words or one.new) == SEEN


def test_lines_and_tabs_of_a_page_are_kept():
    words = "Test record\r\n\tone\ntwo\u2028three"

    assert back_with({f"{SLOT}.answer": f"{words}\x7f\x9b8m\x00"}).values == {
        f"{SLOT}.answer": f"{words}  8m "
    }


def test_what_has_no_place_in_a_pack_is_listed_without_control_characters():
    back = back_with({f"\x1b[8m{LONG}.other\ud83d": HIDES})

    (line,) = merge_page(PACK, back.values, name="abc123").not_landed
    assert line.endswith(f"( [8m{LONG}.other\ufffd): {SEEN}")


@pytest.mark.parametrize("part", ["new", "words"])
def test_a_keeper_sees_all_that_stands_in_a_file_for_them(part, tmp_path, capsys):
    hides = f"{HIDES}\rwritten over it\nbelow \u202ereversed"
    one = Said(ref="abc123-1", sort="contribution", passage="m0\x9b2J", number=SLOT)
    one = replace(one, **{part: hides})
    key = make_key(tmp_path / "keeper.key")
    sealed = tmp_path / "for-the-keeper.age"
    content = json.dumps([said_as_data(one)]).encode()
    sealed.write_bytes(seal(content, frozenset({key.public})))

    assert main(["merge", str(sealed), "--key", str(tmp_path / "keeper.key")]) == 0

    assert capsys.readouterr().out == (
        f"abc123-1, words for a place, passage {SLOT} (m0 2J):\n"
        f"{SEEN}\nwritten over it\nbelow  reversed\n\n"
    )
