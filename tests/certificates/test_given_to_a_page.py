"""What a trainer's page is told by the process that signs: both files, or a sentence."""

import io
import json
import subprocess
import sys
from base64 import b64decode
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coprod_training.certificates import issued
from coprod_training.certificates.checking import checked_file
from coprod_training.certificates.giving import NO_KEY_ON_A_HUB, answer
from coprod_training.certificates.issuer import known_issuers, make_key

ROOT = Path(__file__).parents[2]
NAME = "Zoë O’Brien (test record)"


@pytest.fixture
def asked(published):
    """Asks for a certificate of the small released course; what was answered."""
    course = published() / "course"

    def ask(private, name, how=answered):
        told = {"private": str(private), "course": str(course), "name": name}
        return how(json.dumps(told))

    return ask


def answered(line):
    """What a page is told of one line."""
    return json.loads(json.dumps(answer(io.StringIO(line + "\n"))))


def answered_by_the_process(line):
    """The same from the process that a page starts."""
    done = subprocess.run(
        [sys.executable, "-m", "coprod_training.certificates.giving"],
        input=line + "\n",
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return json.loads(done.stdout)


def test_both_files_are_genuine_and_the_list_names_nobody(asked, private):
    said = asked(private, f"  {NAME}\n", answered_by_the_process)

    assert said.keys() == {"ok", "code", "pdf", "credential"}
    for name in ("pdf", "credential"):
        lines = checked_file(b64decode(said[name]), known_issuers(private)).lines()
        assert lines[0].startswith("Genuine.")
        assert f"Name: {NAME}" in lines
    assert issued.found(private, said["code"]) is not None
    kept = [one.read_bytes() for one in private.rglob("*") if one.is_file()]
    assert not any(NAME.encode() in content for content in kept)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "A name on a certificate has 1 to 120 characters, and at least one letter."),
        (" 12 ", "A name on a certificate has 1 to 120 characters, and at least one letter."),
        ("x" * 121, "A name on a certificate has 1 to 120 characters, and at least one letter."),
        ("Zo\x00e", "This name has an invisible character."),
        ("Zoe \u202eneirB", "This name has an invisible character."),
    ],
)
def test_a_name_that_cannot_stand_is_refused_in_a_sentence(asked, private, name, words):
    listed = private / "certificates" / "issued.jsonl"
    before = listed.read_bytes() if listed.exists() else b""

    said = asked(private, name)

    assert said["ok"] is False
    assert said["words"].startswith(words)
    assert "--name" not in said["words"]
    assert (listed.read_bytes() if listed.exists() else b"") == before


def test_without_a_key_it_says_how_one_is_made(asked, tmp_path):
    said = asked(tmp_path / "private", NAME)

    assert said["ok"] is False
    assert "There is no key to sign certificates with." in said["words"]
    assert "coprod certificate key --new" in said["words"]


def test_without_a_key_on_a_hub_it_says_whom_to_ask(asked, tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTERHUB_USER", "grader-spring")

    assert asked(tmp_path / "private", NAME) == {"ok": False, "words": NO_KEY_ON_A_HUB}
    assert "docs/certificates.md, On a hub," in NO_KEY_ON_A_HUB
    guide = (ROOT / "docs" / "certificates.md").read_text(encoding="utf-8")
    assert "coprod hub certificate-key spring" in guide.partition("\n## On a hub\n")[2]


def test_a_certificate_that_every_check_would_refuse_is_not_made(asked, tmp_path):
    private, ahead = tmp_path / "private", datetime.now(UTC) + timedelta(days=1)
    make_key(private, "An issuer (test record)", ahead)

    said = asked(private, NAME)

    assert said["ok"] is False
    assert "a time before the key for certificates was made" in said["words"]
    assert "coprod certificate key --new … --replace" in said["words"]
    assert not (private / "certificates").exists()

    make_key(private, "An issuer (test record)", datetime.now(UTC), "retired")
    given = asked(private, NAME)
    lines = checked_file(b64decode(given["pdf"]), known_issuers(private)).lines()
    assert lines[0].startswith("Genuine.")


def test_what_nobody_foresaw_is_a_sentence_that_quotes_nothing():
    for line in ("", "[]", "not JSON", json.dumps({"name": NAME}), json.dumps({"private": 1})):
        said = answered(line)

        assert said["ok"] is False
        assert NAME not in said["words"]
    assert answered_by_the_process(line) == said
