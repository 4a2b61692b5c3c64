"""What names somebody is planted everywhere it can be typed: none of it is in any artefact."""

import json
import logging
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_training.errors import CoprodError
from coprod_training.survey.dataset import build
from coprod_training.survey.imports.preview import batch_lines, kept_out_lines, preview_lines
from coprod_training.survey.withdraw import withdraw

from .conftest import Desk
from .forms import (
    INSTRUMENT,
    NOW,
    WRITERS,
    as_csv,
    as_xlsx,
    column,
    msforms,
    people,
    with_cell,
    with_column,
)

# Letters that no file of ours has: nothing planted can be there by chance.
PLANTED = st.text(alphabet="ħđŋŧβλΩЖ", min_size=4, max_size=12)
RECEIPT = "7K2M-9QXV-0ABC"
OWN_COLUMNS = {
    "msforms": ("Email", "Name"),
    "smartsurvey": ("Name", "Email", "IP Address", "Unique ID"),
    "limesurvey": ("ipaddr",),
}


def artefacts(desk, out):
    """Every byte that is kept or built, by file; the restricted words are named apart."""
    folders = [desk.private, out]
    return {path: path.read_bytes() for one in folders for path in one.rglob("*") if path.is_file()}


def said_of(found, planned, desk):
    kept = desk.store.kept()
    lines = [*preview_lines(found, planned), *batch_lines(kept), *map(str, found.issues)]
    for batch in kept.batches:
        lines += kept_out_lines(kept, batch.about.id)
    return "\n".join(lines)


def planted_everywhere(tool, word):
    """Five people: one withdraws, one says no, one wrote a name, one typed it as an answer."""
    at = 3 if tool == "smartsurvey" else 1
    grid = WRITERS[tool](people(5))
    grid = [[*line] for line in grid]
    heads = [f"{cell}{part}" for cell, part in zip(grid[0], grid[1], strict=True)]

    def put(row, heading, value):
        grid[at + row][next(n for n, head in enumerate(heads) if heading in head)] = value

    for row in range(5):
        for own in OWN_COLUMNS[tool]:
            put(row, own, f"{word}@{word}.example" if "ail" in own else word)
    for n in range(len(grid[0])):
        if grid[0][n] and n > 9:
            grid[at + 1][n] = word
    put(1, "I have read this", "No")
    put(2, "Tell us about one thing", f"It was {word} who did it")
    put(3, "Writing or changing", word)
    put(0, "What gets in the way", f"{word} does")
    width = len(grid[0])
    for n, line in enumerate(grid):
        extra = ["Receipt code", "Service code"] if n == 0 else ["", ""]
        line[width:] = [RECEIPT, "AB12CD"] if n == at else extra
    return grid


@settings(max_examples=12)
@given(word=PLANTED, tool=st.sampled_from(sorted(WRITERS)), form=st.sampled_from([as_csv, as_xlsx]))
def test_no_planted_name_is_in_any_byte_but_the_restricted_words(word, tool, form):
    with tempfile.TemporaryDirectory() as root:
        desk, out = Desk(Path(root) / "private"), Path(root) / "out"
        content = form(planted_everywhere(tool, word))
        found, planned = desk.planned(content)
        desk.bring_in(content)
        before_withdrawal = [text.text for text in desk.texts()]
        withdraw(desk.survey, desk.key, RECEIPT, NOW)
        again = desk.bring_in(content)
        build(desk.survey, [INSTRUMENT], out, NOW, text_version="cn-0.1")

        assert len(desk.rows()) == 2
        assert (planned.by_code["no-consent"], again.by_code["withdrawn"]) == (1, 1)
        assert planned.by_code["not-an-answer"] == 1
        assert len(before_withdrawal) == 2
        spoken = said_of(found, planned, desk) + said_of(found, again, desk)
        restricted = []
        for secret in (word, RECEIPT, RECEIPT.replace("-", ""), "AB12CD"):
            assert secret not in spoken
            for path, held in artefacts(desk, out).items():
                assert secret not in path.name
                escaped = json.dumps(secret).strip('"').encode()
                if secret.encode() in held or escaped in held:
                    restricted.append(path.name)
        assert set(restricted) == {"texts-0001.jsonl"}
        assert [text.text for text in desk.texts()] == [f"It was {word} who did it"]


def test_of_a_row_without_a_yes_not_even_its_number_is_kept(desk):
    grid = with_cell(msforms(people(3)), 1, "I have read", "No")
    planned = desk.bring_in(as_csv(grid))
    kept = b"".join(path.read_bytes() for path in desk.store.folder.iterdir())

    assert planned.by_code == {"no-consent": 1}
    assert planned.problems == ()
    assert b'"row":3' not in kept
    assert kept.count(b'"submission_id"') == 2


def test_nothing_is_logged(desk, caplog, capsys):
    caplog.set_level(logging.DEBUG)
    grid = with_cell(msforms(people(2, OPN1="It was Zebedee")), 0, "Which NHS", "Zebedee")

    desk.bring_in(as_csv(grid))

    assert caplog.records == []
    assert capsys.readouterr() == ("", "")


def test_a_refusal_holds_nothing_of_the_file(desk):
    grid = with_cell(msforms(people(2)), 0, "Name", "Zebedee")
    del grid[0][column(grid, "I have")]

    with pytest.raises(CoprodError) as refused:
        desk.understood(as_csv(grid))

    assert "Zebedee" not in str(refused.value)


def test_a_message_repeats_words_of_the_instrument_and_dates_only(desk):
    grid = with_cell(msforms(people(2)), 0, "Which setting", "Zebedee's primary care of 0123456")
    grid = with_cell(grid, 0, "Start time", "2024-10-09 11:02")
    grid = with_cell(grid, 1, "Start time", "asked Zebedee in May")

    _, planned = desk.planned(as_csv(grid))

    assert [str(one) for one in planned.problems] == [
        "Row 2, Start time: '2024-10-09 11:02' is not day/month/year.",
        "Row 2, SD1 \"Which setting does your IPS service mainly work in?\": '… primary care of …'"
        " is not one of its answers.",
        "Row 3, Start time: '… May' is not day/month/year.",
    ]


def test_files_are_for_their_owner_only(desk):
    desk.bring_in(as_csv(msforms(people(2, OPN1="Words"))))

    modes = {oct(path.stat().st_mode & 0o777) for path in desk.store.folder.iterdir()}
    assert modes == {"0o600"}
    assert desk.store.folder.stat().st_mode & 0o777 == 0o700


def test_the_words_are_linked_by_the_id_of_the_row_alone(desk):
    desk.bring_in(as_csv(msforms(people(1, OPN1="Call Zebedee on 020 7946 0000", CN2="1"))))

    (text,), (row,) = desk.texts(), desk.rows()

    assert (text.submission_id, text.item) == (row.submission_id, "OPN1")
    assert (text.flags, text.quote, row.quote) == (("phone", "name"), True, True)
    record = json.loads((desk.store.folder / "texts-0001.jsonl").read_text().splitlines()[0])
    assert set(record) == {"schema", "submission_id", "item", "text", "flags", "quote"}


def test_lived_experience_and_carers_are_kept_as_not_staff(desk):
    said = [one | {"SD4": value} for one, value in zip(people(3), "561", strict=True)]

    desk.bring_in(as_csv(msforms(said)))

    assert sorted(row.content.values["SD4"] for row in desk.rows()) == [1, 10, 10]


def test_a_service_code_becomes_a_keyed_name(desk):
    grid = with_column(msforms(people(4)), "Service code", ["ab12cd", "AB 12CD", "", "none"])

    planned = desk.bring_in(as_csv(grid))

    services = [row.service for row in desk.rows()]
    assert len(set(services)) == 2
    assert sorted(map(len, services)) == [0, 24, 24]
    assert planned.by_code == {"service-code": 1}
