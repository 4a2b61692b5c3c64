import pytest

from coprod_training.contributions.role_keys import (
    RoleKeys,
    is_closed,
    load_key,
    make_key,
    seal,
    unseal,
)
from coprod_training.contributions.sections import ROLES
from coprod_training.errors import CoprodError, NewerRecord


def test_a_key_is_read_as_it_was_made_and_shows_its_public_half_only(tmp_path):
    made = make_key(tmp_path / "keys" / "test-record.key")
    key = load_key(tmp_path / "keys" / "test-record.key")

    assert key == made
    assert unseal(seal(b"test record", frozenset({made.public})), key) == b"test record"
    assert "SECRET" not in repr(key)
    assert not is_closed(tmp_path / "keys" / "test-record.key")
    assert not is_closed(tmp_path / "keys" / "none.key")
    assert (tmp_path / "keys" / "test-record.key").stat().st_mode & 0o077 == 0


def test_a_key_is_never_written_over(tmp_path):
    first = make_key(tmp_path / "test-record.key")

    with pytest.raises(CoprodError, match="already"):
        make_key(tmp_path / "test-record.key")
    assert load_key(tmp_path / "test-record.key") == first


def test_a_key_with_a_passphrase_takes_that_passphrase(tmp_path):
    path = tmp_path / "test-record.key"
    made = make_key(path, "test record")

    assert load_key(path, "test record") == made
    assert is_closed(path)
    assert b"AGE-SECRET" not in path.read_bytes()
    with pytest.raises(CoprodError, match="closed with a passphrase"):
        load_key(path)
    with pytest.raises(CoprodError, match="cannot be opened"):
        load_key(path, "another")


@pytest.mark.parametrize("content", [b"", b"test record", b"\xff\xfe", b"AGE-SECRET-KEY-1PLANTED"])
def test_what_is_no_key_is_refused_and_never_quoted(tmp_path, content):
    path = tmp_path / "test-record.key"
    path.touch(0o600)
    path.write_bytes(content)

    with pytest.raises(CoprodError) as caught:
        load_key(path)
    assert "PLANTED" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_key_that_others_can_read_or_that_is_missing_is_refused(tmp_path):
    make_key(tmp_path / "test-record.key")
    (tmp_path / "test-record.key").chmod(0o644)

    with pytest.raises(CoprodError, match="read by other people"):
        load_key(tmp_path / "test-record.key")
    with pytest.raises(CoprodError, match="no key here"):
        load_key(tmp_path / "none.key")


def test_only_the_keys_it_was_sealed_to_open_it(tmp_path):
    one, two, other = (make_key(tmp_path / f"{name}.key") for name in ("one", "two", "other"))
    sealed = seal(b"test record", frozenset({one.public, two.public}))

    assert unseal(sealed, one) == unseal(sealed, two) == b"test record"
    assert unseal(sealed, other) is None
    assert unseal(sealed[:-1], one) is None
    assert sealed.startswith(b"age-encryption.org/v1")


def test_the_list_of_keys_holds_public_halves_only(tmp_path):
    key = make_key(tmp_path / "test-record.key")
    keys = RoleKeys(tmp_path)
    roles = {**dict.fromkeys(ROLES, frozenset()), "keeper": frozenset({key.public})}

    keys.write(roles)
    assert keys.read() == roles
    assert "SECRET" not in keys.path.read_text()
    with pytest.raises(CoprodError, match="not a public key"):
        keys.write({**roles, "lead": frozenset({"test record"})})
    assert keys.read() == roles


def test_a_list_of_keys_that_is_newer_or_torn_is_not_guessed_at(tmp_path):
    keys = RoleKeys(tmp_path)
    keys.path.write_text('{"schema": 2, "roles": {}}')
    with pytest.raises(NewerRecord):
        keys.read()

    keys.path.write_text('{"schema": 1, "ro')
    with pytest.raises(CoprodError, match="cannot be read"):
        keys.read()
