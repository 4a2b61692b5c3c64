import re

from coprod_training.survey.columns import columns
from coprod_training.survey.dictionary import codebook, table_schema

from .self_checks import INSTRUMENT

SCHEMA = {field["name"]: field for field in table_schema(INSTRUMENT)["fields"]}


def test_the_list_is_given_as_a_rule_and_in_words():
    step = SCHEMA["DES1"]

    assert step["constraints"]["enum"] == [0, 1, 2, 3, 4, 5, -6, -7, -8, -9]
    assert [c["value"] for c in step["categories"]] == step["constraints"]["enum"]
    assert step["categories"][2]["label"] == "Asked: We asked for views. Staff decided"


def test_only_an_empty_place_is_missing_so_that_reasons_stay_numbers():
    assert table_schema(INSTRUMENT)["missingValues"] == [""]
    assert not any("missingValues" in field for field in SCHEMA.values())


def test_an_id_is_required_and_unique():
    assert SCHEMA["submission_id"]["constraints"] == {
        "required": True,
        "unique": True,
        "pattern": "[0-9a-f]{20}",
    }


def test_the_codebook_explains_every_column_and_every_value():
    book = codebook(INSTRUMENT)

    for column in columns(INSTRUMENT):
        (section,) = re.findall(rf"^## {column.name}\n(.*?)(?=^## |\Z)", book, re.M | re.S)
        assert column.description in section
        for value, meaning in (column.values or {}).items():
            assert f"| {value} | {meaning} |" in section


def test_the_codebook_says_that_the_instrument_is_not_validated():
    assert "It is not validated." in codebook(INSTRUMENT)
    assert "[F0" not in codebook(INSTRUMENT)
