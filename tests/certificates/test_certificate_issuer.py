import json
import shutil
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from coprod_training.certificates import issuer as issuer_module
from coprod_training.certificates.credential import checked_credential, signed_credential
from coprod_training.certificates.issuer import (
    as_file,
    issuers_in,
    known_issuers,
    load_signing,
    make_key,
)
from coprod_training.errors import CoprodError

from .conftest import facts_of

BEFORE = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def private(tmp_path):
    make_key(tmp_path / "private", "First issuer (test record)", BEFORE)
    return tmp_path / "private"


def test_only_its_owner_may_read_the_key_and_printing_it_shows_no_secret(private):
    signing, path = load_signing(private), private / "keys" / "certificate.pem"

    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert repr(signing) == f"Signing({signing.issuer!r})"


@pytest.mark.parametrize(("name", "mode"), [("certificate.pem", 0o640), (".", 0o750)])
def test_a_key_that_others_can_read_signs_nothing(private, name, mode):
    (private / "keys" / name).chmod(mode)

    with pytest.raises(CoprodError, match="can be read by other people"):
        load_signing(private)


def test_no_key_is_made_in_the_place_of_another_unasked(private):
    before = (private / "keys" / "certificate.pem").read_bytes()

    with pytest.raises(CoprodError, match="There is already a key"):
        make_key(private, "Second issuer (test record)", datetime.now(UTC))
    assert (private / "keys" / "certificate.pem").read_bytes() == before


def test_a_lost_key_is_not_quietly_made_anew(private):
    (private / "keys" / "certificate.pem").unlink()

    with pytest.raises(CoprodError, match="There is no key"):
        load_signing(private)
    with pytest.raises(CoprodError, match="There is already a key"):
        make_key(private, "First issuer (test record)", datetime.now(UTC))


def test_what_a_retired_key_signed_in_its_time_stays_good(private):
    old = load_signing(private)
    earlier, later = datetime(2026, 11, 5, tzinfo=UTC), datetime.now(UTC)
    make_key(private, "Second issuer (test record)", datetime(2026, 11, 10, tzinfo=UTC), "retired")
    issuers = known_issuers(private)

    assert checked_credential(signed_credential(facts_of(at=earlier), old), issuers).at == earlier
    with pytest.raises(CoprodError, match="not in use on the day"):
        checked_credential(signed_credential(facts_of(at=later), old), issuers)
    assert load_signing(private).issuer.name == "Second issuer (test record)"


@pytest.mark.parametrize("old", ["retired", "stolen"])
def test_where_no_key_ever_was_none_is_replaced(tmp_path, old):
    with pytest.raises(CoprodError, match="no key here that a new one could replace"):
        make_key(tmp_path / "private", "First issuer (test record)", BEFORE, old)
    assert known_issuers(tmp_path / "private") == ()


def test_a_lost_folder_of_keys_goes_on_from_the_list_that_was_published(private):
    was = load_signing(private)
    signed = signed_credential(facts_of(at=datetime(2026, 11, 5, tzinfo=UTC)), was)
    published = as_file(known_issuers(private))
    shutil.rmtree(private / "keys")

    with pytest.raises(CoprodError, match="put the list that you published back, as") as said:
        make_key(private, "Next issuer (test record)", datetime.now(UTC), "retired")
    place = private / "keys" / "certificate-issuers.json"
    assert str(place) in str(said.value)
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(published)
    make_key(private, "Next issuer (test record)", datetime(2026, 11, 10, tzinfo=UTC), "retired")

    assert checked_credential(signed, known_issuers(private)).at.day == 5
    assert load_signing(private).issuer.name == "Next issuer (test record)"


@pytest.mark.parametrize("last", ["certificate-new.pem", "certificate-issuers.json"])
@pytest.mark.parametrize("old", ["", "retired", "stolen"])
def test_a_change_of_keys_that_is_cut_short_leaves_one_that_signs(tmp_path, monkeypatch, old, last):
    folder, real = tmp_path / "private", issuer_module.put_file_in_place
    if old:
        make_key(folder, "First issuer (test record)", BEFORE)

    def cut_after(path, *what, **how):
        real(path, *what, **how)
        if path.name == last:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched, suppress(KeyboardInterrupt):
        patched.setattr(issuer_module, "put_file_in_place", cut_after)
        make_key(folder, "Second issuer (test record)", datetime.now(UTC), old)

    listed = [one.name for one in known_issuers(folder) if not one.until]
    if listed:
        assert [load_signing(folder).issuer.name] == listed
        make_key(folder, "Third issuer (test record)", datetime.now(UTC), "retired")
    else:
        make_key(folder, "Third issuer (test record)", datetime.now(UTC))
    assert load_signing(folder).issuer.name == "Third issuer (test record)"
    assert [one.name for one in (folder / "keys").glob("*.pem")] == ["certificate.pem"]


def test_nothing_that_a_stolen_key_signed_is_accepted(private):
    content = signed_credential(facts_of(), load_signing(private))
    make_key(private, "Second issuer (test record)", datetime.now(UTC), "stolen")

    with pytest.raises(CoprodError, match="None of the issuers that are known here"):
        checked_credential(content, known_issuers(private))


def test_the_list_for_others_holds_no_secret_and_reads_back_the_same(private, tmp_path):
    listed = as_file(known_issuers(private))
    (tmp_path / "issuers.json").write_bytes(listed)

    assert issuers_in(tmp_path / "issuers.json") == known_issuers(private)
    assert set(json.loads(listed)["issuers"][0]) == {"name", "did", "since", "until"}
    assert b"PRIVATE" not in listed


@pytest.mark.parametrize(
    "did",
    [
        "did:key:z6Mk",
        "did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169",  # P-256
        "nothing",
    ],
)
def test_a_list_with_anything_but_an_ed25519_key_is_refused(private, tmp_path, did):
    listed = {"issuers": [{"name": "x", "did": did, "since": "2026-11-01T00:00Z", "until": ""}]}
    (tmp_path / "issuers.json").write_text(json.dumps(listed))

    with pytest.raises(CoprodError, match="not a list of issuers"):
        issuers_in(tmp_path / "issuers.json")


def test_no_issuer_is_looked_up_in_the_internet(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr("socket.getaddrinfo", lambda *where, **_: asked.append(where) or [])
    one = {"name": "x", "did": "did:web:example.org", "since": "2026-11-01T00:00Z", "until": ""}
    (tmp_path / "issuers.json").write_text(json.dumps({"issuers": [one]}))

    with pytest.raises(CoprodError, match="not a list of issuers"):
        issuers_in(tmp_path / "issuers.json")
    assert asked == []


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"issuers": [1]}', '{"issuers": [{}]}'])
def test_a_file_that_is_no_list_is_refused_in_words(tmp_path, text):
    (tmp_path / "issuers.json").write_text(text)

    with pytest.raises(CoprodError, match="not a list of issuers"):
        issuers_in(tmp_path / "issuers.json")


def test_a_key_of_another_backup_than_the_list_signs_nothing(private, tmp_path):
    make_key(tmp_path / "other", "Other issuer (test record)", BEFORE + timedelta(days=1))
    key = (tmp_path / "other" / "keys" / "certificate.pem").read_bytes()
    (private / "keys" / "certificate.pem").write_bytes(key)

    with pytest.raises(CoprodError, match="does not belong to the issuer in use"):
        load_signing(private)
