import re
import subprocess

import environments
import pytest

LISTS = sorted(environments.PEERS.glob("*.txt"))


@pytest.fixture
def lists(tmp_path, monkeypatch):
    """A folder for lists of peers, in the place of the real ones."""
    monkeypatch.setattr(environments, "PEERS", tmp_path)
    return tmp_path


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_each_peer_has_one_tried_version_of_all_it_brings_and_no_address(path):
    lines = path.read_text().splitlines()

    assert lines
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []


@pytest.mark.drawn
@pytest.mark.slow
def test_an_environment_is_made_once_and_again_when_its_list_changes(lists, tmp_path):
    (lists / "peer.txt").write_text("--no-index\n")
    place = tmp_path / "environments"
    command = environments.python("peer", place)
    (place / "peer" / "mark").touch()

    assert environments.python("peer", place) == command
    assert (place / "peer" / "mark").exists()

    (lists / "peer.txt").write_text("--no-index\n# another list\n")

    assert subprocess.run([environments.python("peer", place), "-c", ""]).returncode == 0
    assert not (place / "peer" / "mark").exists()


@pytest.mark.drawn
@pytest.mark.slow
def test_what_cannot_be_installed_is_said_and_not_taken_for_made(lists, tmp_path):
    (lists / "peer.txt").write_text("--no-index\nno-such-peer==1\n")

    for _ in range(2):
        with pytest.raises(environments.NoEnvironment, match="could not be installed") as found:
            environments.python("peer", tmp_path / "environments")

    assert "Look at bench/environments/peer.log." in str(found.value)
    assert "no-such-peer" in (tmp_path / "environments" / "peer.log").read_text()
