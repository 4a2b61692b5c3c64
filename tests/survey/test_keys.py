import pytest

from coprod_training.errors import CoprodError
from coprod_training.survey.keys import load_key, progress_pseudonym, survey_key
from coprod_training.survey.pseudonym import pseudonym_of


def test_a_key_is_made_once_and_only_its_owner_may_read_it(private):
    first = load_key(private, "survey")

    assert load_key(private, "survey") == first
    assert (private / "keys").stat().st_mode & 0o777 == 0o700
    assert (private / "keys" / "survey.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (private / "keys").iterdir()] == ["survey.key"]


def test_each_purpose_has_a_key_of_its_own(private):
    progress, survey = load_key(private, "progress"), load_key(private, "survey")

    assert progress.secret != survey.secret
    assert progress_pseudonym(private, "ada") == pseudonym_of("ada", progress)


def test_a_key_that_others_can_read_is_refused(private):
    load_key(private, "survey")
    (private / "keys" / "survey.key").chmod(0o644)

    with pytest.raises(CoprodError, match="This key can be read by other people"):
        load_key(private, "survey")


def test_a_folder_of_keys_that_others_can_read_is_refused(private):
    load_key(private, "survey")
    (private / "keys").chmod(0o755)

    with pytest.raises(CoprodError, match="This folder of keys can be read by other people"):
        load_key(private, "survey")


def test_a_cut_off_key_is_refused_and_kept(private):
    load_key(private, "survey")
    path = private / "keys" / "survey.key"
    path.write_bytes(b"short")

    with pytest.raises(CoprodError, match="it has 5 bytes and should have 32"):
        load_key(private, "survey")
    assert path.read_bytes() == b"short"


def test_printing_a_key_shows_no_secret(private):
    key = load_key(private, "survey")

    assert "secret" not in repr(key)
    assert repr(key.secret) not in repr(key)


@pytest.mark.parametrize("kept", ["consent.jsonl", "responses.jsonl", "imports/import-0001.jsonl"])
def test_no_new_key_takes_the_place_of_one_that_people_are_known_by(private, kept):
    """It would count everybody twice, and a withdrawal would find nothing."""
    (private / "survey" / kept).parent.mkdir(parents=True)
    (private / "survey" / kept).write_text("{}\n")

    with pytest.raises(CoprodError, match="The key of the survey is missing"):
        survey_key(private)
    assert not (private / "keys" / "survey.key").exists()


def test_where_nobody_is_known_yet_the_key_is_made(private):
    (private / "survey").mkdir()
    (private / "survey" / "consent.jsonl").touch()

    assert survey_key(private) == load_key(private, "survey")
