"""A backup that is has changed since it was written is refused, and nothing is changed by it."""

import json
import socket
from dataclasses import replace
from hashlib import sha256

import pytest
import with_tables
from installation import NOW, Installation

from coprod_training.backup.manifest import checked
from coprod_training.errors import CoprodError
from coprod_training.hub.backup.restoring import restore


@pytest.fixture
def database_url(tmp_path):
    """What is refused is refused before it matters which database it is."""
    return with_tables.sqlite(tmp_path)


@pytest.fixture
def hub_there(tmp_path, parts):
    return Installation(tmp_path / "hub", parts, None)


@pytest.fixture
def backup(hub_there):
    """Made, and its hub wiped."""
    found = hub_there.back_up()
    hub_there.wipe()
    return found


def said_again(backup, change):
    """The list of files changed by somebody who also writes a new hash of it."""
    found = json.loads((backup / "manifest.json").read_text())
    change(found)
    content = json.dumps(found).encode()
    (backup / "manifest.json").write_bytes(content)
    digest = sha256(content).hexdigest()
    (backup / "manifest.json.sha256").write_text(f"{digest}  manifest.json\n")


def item(found, part="people"):
    return next(one for one in found["items"] if one["part"] == part)


def refused(hub_there, backup, words):
    before = sorted(hub_there.base.rglob("*"))
    with pytest.raises(CoprodError, match=words):
        hub_there.restore(backup)
    assert sorted(hub_there.base.rglob("*")) == before
    assert not (hub_there.base / "state").exists()
    assert not (hub_there.base.parent / "collector.db").exists()


def test_one_flipped_byte_in_any_file_is_refused(hub_there, backup):
    files = sorted(backup.iterdir())
    assert len(files) == 11
    for file in files:
        content = file.read_bytes()
        at = len(content) // 2 if file.suffix != ".sha256" else 5
        file.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        refused(hub_there, backup, "has changed since it was written")
        file.write_bytes(content)
    assert checked(backup).made == NOW.isoformat()


def test_a_missing_file_is_refused(hub_there, backup):
    (backup / "people.tar.gz").unlink()

    refused(hub_there, backup, "people.tar.gz is missing")


def test_a_backup_without_its_list_is_refused(hub_there, backup):
    (backup / "manifest.json").unlink()

    refused(hub_there, backup, "This backup is incomplete")


@pytest.mark.parametrize("name", ["../people.tar.gz", "/etc/passwd", "a/b.csv", ""])
def test_a_path_that_leaves_the_folder_is_refused(hub_there, backup, name):
    (backup.parent / "people.tar.gz").write_bytes((backup / "people.tar.gz").read_bytes())
    said_again(backup, lambda found: item(found).update(file=name))

    refused(hub_there, backup, "a file that is not in its folder")


def test_a_link_in_the_place_of_a_file_is_refused(hub_there, backup):
    (backup / "people.tar.gz").rename(backup.parent / "elsewhere")
    (backup / "people.tar.gz").symlink_to(backup.parent / "elsewhere")

    refused(hub_there, backup, "a file that is not in its folder")


@pytest.mark.parametrize(
    "change",
    [
        lambda found: found.update(version="99.0.0"),
        lambda found: found.update(format=2),
        lambda found: item(found, "collector-database").update(schema="9999"),
    ],
    ids=["version", "format", "tables"],
)
def test_a_newer_backup_is_refused(hub_there, backup, change):
    said_again(backup, change)

    refused(hub_there, backup, "from a newer version")


def test_a_backup_without_a_part_of_this_hub_is_refused(hub_there, backup):
    said_again(backup, lambda found: found["items"].remove(item(found)))

    refused(hub_there, backup, "no file for a part of this hub: the folders of learners")


def test_a_hub_without_the_collector_has_no_place_for_its_tables(hub_there, backup):
    layout = replace(hub_there.layout, database="", survey_database="", private=None)

    with pytest.raises(CoprodError, match="no place for a part of the backup: what learners"):
        list(restore(layout, backup, NOW, over=False))


def test_nothing_is_restored_while_the_hub_runs(hub_there, backup):
    with socket.create_server(("127.0.0.1", hub_there.layout.hub.hub_port)):
        refused(hub_there, backup, "The hub is running")


def test_a_backup_that_fails_leaves_nothing_behind(hub_there):
    (hub_there.base / "state" / "hub.sqlite").unlink()

    with pytest.raises(CoprodError, match="There is no database here"):
        hub_there.back_up()

    assert list((hub_there.base / "backups").iterdir()) == []


def test_a_backup_does_not_lie_inside_what_it_copies(hub_there):
    hub_there.base = hub_there.base / "people"

    with pytest.raises(CoprodError, match="cannot be inside"):
        hub_there.back_up()
