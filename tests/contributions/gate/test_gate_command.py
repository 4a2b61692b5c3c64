"""`coprod gate` on the course that is shipped, as it is before anybody was invited.

An open draft says what it waits for. The manifest in the repository is compared as it is.
"""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from house.tree import ROOT

from contributions.gate.made_up_case import contribution
from contributions.made_up import REF, yes
from coprod_training.cli import main
from coprod_training.cli.gate_case import MANIFEST, ask_gate, read_manifest
from coprod_training.cli.made_parts import text_of
from coprod_training.content.course import load_course
from coprod_training.content.page_script import page_names
from coprod_training.contributions.gate.case import SETTLED
from coprod_training.contributions.manifest import manifest_of
from coprod_training.contributions.review_rules import FEWEST_REVIEWERS


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    return str(tmp_path_factory.mktemp("workspace"))


@pytest.fixture(scope="module")
def waiting(tmp_path_factory):
    """The course without anything that contributors and reviewers have come to since."""
    root = tmp_path_factory.mktemp("course")
    for name in ("course", "modules", "exercises"):
        shutil.copytree(ROOT / name, root / name)
    (root / MANIFEST).unlink()
    return root


@pytest.fixture
def gate(workspace, waiting, capsys):
    def ask(*options):
        status = main(["gate", *options, "--workspace", workspace, "--course", str(waiting)])
        return status, capsys.readouterr()

    return ask


def test_the_shipped_course_is_an_open_draft_that_names_the_slots_which_wait(gate, workspace):
    status, said = gate()

    assert status == 1
    assert "is an open draft" in said.out
    assert "are waiting for a contributor: m2-s1, m3-s1, m7-s1." in said.out
    assert "  what is paid (pay): m1-s1, m1-s2, m2-s1," in said.out
    assert "safe-sharing: " in said.out
    assert "G12 People with lived experience pass it: blocks." in said.out
    assert "No reviewer speaks for racialised communities yet." in said.out
    assert "every rule passes" not in said.out
    assert not (Path(workspace) / "private").exists()


def test_one_module_is_told_rule_by_rule(gate):
    status, said = gate("fair-terms")

    assert status == 1
    assert "F145 is cited, and has not been checked at its source." in said.out
    assert "G19 Made-up scenarios say so, and nobody is quoted: passes." in said.out
    assert "G08 Contributors are paid: nothing to check yet." in said.out
    assert "G16 Reviewers are paid: nothing to check yet." in said.out
    assert "deliver-together" not in said.out
    assert "  who supports them (support): m4-s1, m4-s2\n" in said.out


def test_a_manager_sees_what_a_release_still_takes(gate):
    status, said = gate("--hours", "--rate", "10")

    assert status == 0
    assert "Reviewing modules" in said.out
    assert "At £10.00 an hour: £" in said.out
    assert "Opening the links of resources" in said.out
    assert "Not included:" in said.out


def test_a_module_that_there_is_not_is_refused_in_words(gate):
    status, said = gate("test-record")

    assert status == 1
    assert 'no module called "test-record"' in said.err


def test_a_key_that_is_not_there_is_refused_also_while_nothing_needs_one(gate, tmp_path):
    status, said = gate("fair-terms", "--key", str(tmp_path / "mistyped.key"))

    assert status == 1
    assert "There is no key here." in said.err
    assert "fair-terms" not in said.out


def test_the_public_manifest_says_of_no_module_that_it_passes_when_it_cannot():
    course = load_course(ROOT / "course")
    shown = read_manifest(ROOT, course)
    settled = {one.slot for one in shown.slots if one.status in SETTLED}

    assert [one.module for one in shown.gates] == [one.id for one in course.modules]
    for module in course.modules:
        said = next(one.gate for one in shown.gates if one.module == module.id)
        passed = [one.passed for one in shown.reviews if one.module == module.id]
        may_pass = max(passed, default=0) >= FEWEST_REVIEWERS and all(
            slot.id in settled for slot in module.slots if slot.required
        )
        assert said == "blocked" or may_pass, module.id


def test_a_manifest_of_a_course_that_waits_is_what_the_gate_says(workspace, waiting):
    gate = ask_gate(waiting, Path(workspace) / "private", None, date(2026, 11, 26))
    shown, now = read_manifest(ROOT, gate.course), manifest_of(gate.cases, gate.reports)

    assert {one.gate for one in now.gates} == {"blocked"}
    assert {one.status for one in now.slots} == {"open"}
    assert [(one.slot, one.required) for one in shown.slots] == [
        (one.slot, one.required) for one in now.slots
    ], "coprod gate --manifest"
    assert [(one.module, one.facts_unchecked) for one in shown.gates] == [
        (one.module, one.facts_unchecked) for one in now.gates
    ], "coprod gate --manifest"


LEFT_OUT = {"module": "fair-terms", "slot": "m4-s1", "required": False, "status": "passed"}
ELSEWHERE = f"{9:016x}"


def test_a_bundle_begins_with_the_manifest_of_all_modules_and_has_one_of_its_own(ready, capsys):
    path = ready.root / MANIFEST
    ready.run("gate", "--manifest")
    plain = yaml.safe_load(path.read_text())
    path.write_text(yaml.safe_dump(plain | {"slots": [*plain["slots"], LEFT_OUT]}))

    assert ready.run("gate") == 0, capsys.readouterr().out
    assert ready.run("gate", "--manifest") == 0
    assert yaml.safe_load(path.read_text()) == plain


def written_with_us(ready):
    """What is in the place was written with us: the first activity of the lesson."""
    course = load_course(ready.root / "course")
    part = course.modules[0].activities[0].id
    text = text_of(ready.root, course, "listening", [part])
    found, record = ready.store.keep(REF, text.encode()), ready.record()
    ready.change(
        kind="scenario",
        made=(part,),
        edits=replace(record.edits, shown_hash=found, approved_hash=found),
        consents=replace(record.consents, reuse_licence=yes()),
    )


def test_a_bundle_is_asked_about_what_was_written_with_us_in_its_own_modules_alone(ready, capsys):
    written_with_us(ready)
    left_out = {"ref": ELSEWHERE, "module": LEFT_OUT["module"], "slot": LEFT_OUT["slot"]}
    ready.register.add("contribution", contribution("open", kind="co-author", **left_out))
    path = ready.root / MANIFEST
    listed = {"slots": [LEFT_OUT], "reviews": [], "gates": []}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(listed))

    assert ready.run("gate", "--manifest") == 0, capsys.readouterr().err
    assert ready.run("gate") == 0, capsys.readouterr().out
    (slot,) = yaml.safe_load(path.read_text())["slots"]
    assert (slot["module"], slot["reference"]) == ("listening", REF)
    path.unlink()
    assert ready.run("gate", "--manifest") == 0, capsys.readouterr().err


def test_words_in_the_manifest_keep_the_gate_from_being_asked(ready, capsys):
    path = ready.root / MANIFEST
    ready.run("gate", "--manifest")
    plain = yaml.safe_load(path.read_text())
    plain["slots"][0]["display_text"] = "test record: PLANTED"
    path.write_text(yaml.safe_dump(plain))

    assert ready.run("gate") == 1
    said = capsys.readouterr().err
    assert "display_text (not a listed field)" in said
    assert "PLANTED" not in said


def test_each_kind_of_page_has_a_digest_to_put_on_record(gate):
    status, said = gate("--pages")

    assert status == 0
    assert {line.split()[1] for line in said.out.splitlines()} == page_names()
