from coprod_training.survey.columns import columns

from .self_checks import INSTRUMENT

COLUMNS = {column.name: column for column in columns(INSTRUMENT)}


def test_no_column_holds_a_person():
    names = set(COLUMNS)

    assert names.isdisjoint({"pseudonym", "receipt", "learner", "name", "OPN1", "INT1", "RES1"})


def test_every_column_is_described_and_has_a_list_or_a_pattern():
    for column in COLUMNS.values():
        assert column.title
        assert column.description
        assert bool(column.values) != bool(column.pattern)


def test_a_column_of_numbers_takes_its_codes_and_an_empty_place_only():
    step = COLUMNS["DES1"]

    assert all(step.takes(value) for value in (0, 5, -6, -7, -8, -9, None))
    assert not any(step.takes(value) for value in (6, 7, "5", -1))


def test_an_id_may_not_be_empty_and_has_its_shape():
    row_id = COLUMNS["submission_id"]

    assert row_id.takes("0" * 20)
    assert not any(row_id.takes(value) for value in ("", None, "0" * 19, "Z" * 20))


def test_setting_has_the_five_words_of_the_dataset():
    assert list(COLUMNS["setting"].words) == ["PC", "DAT", "SMI", "MIXED", "OTHER"]
