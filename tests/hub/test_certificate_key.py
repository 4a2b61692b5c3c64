"""Trainers of a hub are given the key that signs certificates, in folders that are theirs."""

from datetime import UTC, datetime

import pytest

from coprod_training.certificates.issuer import known_issuers, load_signing, make_key
from coprod_training.cli import main
from hub.folders_of_people import AN_ACCOUNT, as_root, belongs_to, hub_of_folders, private_of

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)


@pytest.fixture
def hub(tmp_path):
    """Settings of a hub on which the trainers of two cohorts have opened their pages."""
    found = hub_of_folders(tmp_path)
    for cohort in ("spring", "autumn"):
        keys_of(found, cohort).mkdir(mode=0o700, parents=True)
    return found


@pytest.fixture
def keys(tmp_path):
    """The private folder of a workspace with a key."""
    private = tmp_path / "keys" / "private"
    make_key(private, "An issuer (test record)", NOW)
    return private


def keys_of(hub, cohort):
    """The private folder of a cohort's trainers."""
    return private_of(hub, f"grader-{cohort}")


def given(hub, keys, *words):
    settings = ("--settings", str(hub / "hub.toml"))
    return main(["hub", "certificate-key", *words, "--workspace", str(keys.parent), *settings])


def dids(private):
    return [one.did for one in known_issuers(private)]


def test_each_cohort_signs_with_it_and_giving_it_again_changes_nothing(hub, keys, capsys):
    for _ in range(2):
        assert given(hub, keys, "spring", "autumn") == 0

    for cohort in ("spring", "autumn"):
        mine = keys_of(hub, cohort)
        assert load_signing(mine).pem == load_signing(keys).pem
        assert known_issuers(mine) == known_issuers(keys)
        assert sorted(one.name for one in (mine / "keys").iterdir()) == [
            ".certificate.lock", "certificate-issuers.json", "certificate.pem"
        ]  # fmt: skip
        assert (mine / "keys" / "certificate.pem").stat().st_mode & 0o777 == 0o600
    said = capsys.readouterr().out
    assert "Trainers of autumn can make certificates of An issuer (test record)." in said


@as_root
def test_the_files_belong_to_whose_folder_it_is(hub, keys):
    belongs_to(AN_ACCOUNT, hub / "people" / "grader-spring")

    assert given(hub, keys, "spring") == 0

    for one in (keys_of(hub, "spring") / "keys").iterdir():
        assert one.stat().st_uid == AN_ACCOUNT


@as_root
def test_a_link_in_their_folder_leads_it_to_nothing_of_anybody_elses(hub, keys, tmp_path, capsys):
    belongs_to(AN_ACCOUNT, hub / "people" / "grader-spring")
    theirs = tmp_path / "somebody-elses"
    theirs.mkdir(mode=0o700)
    (keys_of(hub, "spring") / "keys").symlink_to(theirs)

    assert given(hub, keys, "spring") == 1

    assert list(theirs.iterdir()) == []
    assert "could not be written into the folder of these trainers" in capsys.readouterr().err


def test_a_changed_key_takes_the_place_of_the_one_that_it_follows(hub, keys):
    given(hub, keys, "spring")
    make_key(keys, "A new name (test record)", NOW, "retired")

    assert given(hub, keys, "spring") == 0
    assert load_signing(keys_of(hub, "spring")).issuer.name == "A new name (test record)"
    assert len(dids(keys_of(hub, "spring"))) == 2


@pytest.mark.parametrize("other", ["own", "stolen"])
def test_a_key_that_is_not_known_stays_unless_it_is_said(hub, keys, capsys, other):
    mine = keys_of(hub, "spring")
    if other == "own":
        make_key(mine, "Another issuer (test record)", NOW)
    else:
        given(hub, keys, "spring")
        make_key(keys, "A new key (test record)", NOW, "stolen")
    before = dids(mine)

    assert given(hub, keys, "spring") == 1
    assert "There is another key here already" in capsys.readouterr().err
    assert dids(mine) == before

    assert given(hub, keys, "spring", "--over") == 0
    assert dids(mine) == dids(keys)
    assert load_signing(mine).pem == load_signing(keys).pem


@pytest.mark.parametrize("cohort", ["summer", "../grader-spring", "spring/..", ""])
def test_a_cohort_without_pages_gets_none_and_neither_does_any_other(hub, keys, capsys, cohort):
    assert given(hub, keys, "spring", cohort) == 1

    assert "so they have no folder" in capsys.readouterr().err
    assert not (keys_of(hub, "spring") / "keys").exists()


def test_where_there_is_no_key_it_says_how_one_is_made(hub, tmp_path, capsys):
    nowhere = tmp_path / "nowhere" / "private"
    assert given(hub, nowhere, "spring") == 1
    assert "coprod certificate key --new" in capsys.readouterr().err
    assert not nowhere.exists()

    nowhere.mkdir(parents=True)
    assert given(hub, nowhere, "spring") == 1
    assert "There is no key to sign certificates with." in capsys.readouterr().err


def test_what_stands_in_the_way_is_said_once_and_ends_it(hub, keys, capsys):
    """The process that failed does not go on with the command."""
    keys_of(hub, "spring").rmdir()
    keys_of(hub, "spring").write_text("a file in its place")

    assert given(hub, keys, "spring", "autumn") == 1

    assert capsys.readouterr().err.count("could not be written") == 1
    assert not (keys_of(hub, "autumn") / "keys").exists()
