"""A backup of one machine that has changed is refused by name, and changes nothing."""

import gzip
import json
import tarfile
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from backup.small_workspace import filled

from coprod_training.backup.dated import dated_folder
from coprod_training.cli import main
from coprod_training.errors import CoprodError
from coprod_training.lab.workspace_backup import back_up
from coprod_training.lab.workspace_restore import restore

NOW = datetime(2026, 11, 28, 20, 0, tzinfo=UTC)
WORDS = "learner/modules/listening.answers.jsonl"


@pytest.fixture
def backup(tmp_path):
    return back_up(filled(tmp_path / "coprod"), tmp_path / "backups", NOW).folder


def refused(backup, tmp_path, words):
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(CoprodError, match=words):
        restore(tmp_path / "restored", backup)
    assert sorted(tmp_path.rglob("*")) == before


def said_again(backup):
    """Somebody who can change a file can also write its hash anew."""
    found = json.loads((backup / "manifest.json").read_text())
    for one in found["items"]:
        content = (backup / one["file"]).read_bytes()
        one |= {"bytes": len(content), "sha256": sha256(content).hexdigest()}
    content = json.dumps(found).encode()
    (backup / "manifest.json").write_bytes(content)
    digest = sha256(content).hexdigest()
    (backup / "manifest.json.sha256").write_text(f"{digest}  manifest.json\n")


def test_one_flipped_byte_in_any_file_is_refused(backup, tmp_path):
    files = sorted(backup.iterdir())
    assert len(files) == 4
    for file in files:
        content = file.read_bytes()
        at = len(content) // 2 if file.suffix != ".sha256" else 5
        file.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        refused(backup, tmp_path, f"(?s){file.name.removesuffix('.sha256')}.*has changed since")
        file.write_bytes(content)
    assert restore(tmp_path / "restored", backup).files == 5


@pytest.mark.parametrize("name", ["workspace.tar.gz", "contents.json"])
def test_a_missing_file_is_named(backup, tmp_path, name):
    (backup / name).unlink()

    refused(backup, tmp_path, f"{name} is missing")


def test_an_added_file_is_named(backup, tmp_path):
    (backup / "letter.txt").write_text("from somebody")

    refused(backup, tmp_path, "not in its list: letter.txt")


def left_out(entries):
    entries.pop(WORDS)


def added(entries):
    entries["private/keys/other.key"] = (tarfile.TarInfo("private/keys/other.key"), b"")


def changed(entries):
    entry, content = entries[WORDS]
    entries[WORDS] = entry, content.replace(b"Words", b"WORDS")


def led_away(entries):
    entries["learner/films"][0].linkname = "/"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (left_out, f"A file of this backup is missing: {WORDS}"),
        (added, "not in its list: private/keys/other.key"),
        (changed, f"has changed since it was written: {WORDS}"),
        (led_away, "has changed since it was written: learner/films"),
    ],
)
def test_a_file_that_was_changed_inside_is_named_also_when_the_hashes_were(
    backup, tmp_path, change, words
):
    packed = backup / "workspace.tar.gz"
    with tarfile.open(packed) as tar:
        entries = {
            one.name: (one, tar.extractfile(one).read() if one.isreg() else b"") for one in tar
        }
    change(entries)
    with gzip.open(packed, "wb") as raw, tarfile.open(fileobj=raw, mode="w") as tar:
        for entry, content in entries.values():
            with (tmp_path / "one").open("w+b") as file:
                entry.size = file.write(content)
                file.seek(0)
                tar.addfile(entry, file)
    (tmp_path / "one").unlink()
    said_again(backup)

    refused(backup, tmp_path, words)


def test_a_backup_of_a_hub_is_not_taken_for_one(backup, tmp_path):
    found = json.loads((backup / "manifest.json").read_text())
    for one in found["items"]:
        one["part"] = "people"
    (backup / "manifest.json").write_text(json.dumps(found))
    said_again(backup)

    refused(backup, tmp_path, "(?s)no backup of one machine.*coprod hub restore")


def test_a_folder_that_is_no_backup_is_refused_in_plain_words(tmp_path, capsys):
    asked = ["restore", str(tmp_path), "--workspace", str(tmp_path / "restored")]

    assert main(asked) == 1

    said = capsys.readouterr().err
    assert "This backup is incomplete" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("name", ["coprod-20261128T200000Z", ".coprod-20261128T200000Z.unfinished"])
def test_two_backups_of_one_second_never_meet(tmp_path, name):
    (tmp_path / name).mkdir()

    with pytest.raises(CoprodError, match="already made"), dated_folder(tmp_path, NOW):
        pass

    assert [one.name for one in tmp_path.iterdir()] == [name]
