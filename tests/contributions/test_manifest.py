"""The public manifest is written from the register, and can say nothing that is private."""

from dataclasses import replace

import pytest
import yaml

from contributions.gate.made_up_case import case, case_of, contribution
from contributions.made_up import REF, everything_filled, walked_to
from coprod_training.contributions.gate import decide
from coprod_training.contributions.manifest import HEADER, manifest_of, without, write_manifest
from coprod_training.contributions.public import PublicManifest, PublicSlot, read_public
from coprod_training.errors import CoprodError

SLOTS = {"m3-s1": "safe-sharing", "m3-s2": "safe-sharing"}


def made(*cases):
    return manifest_of(cases, [decide(one) for one in cases])


def first(*cases):
    return made(*cases).slots[0]


def test_a_slot_that_nobody_was_invited_to_is_open():
    assert first(case(contributions=())).status == "open"


def test_of_several_contributions_the_one_on_its_way_is_listed():
    gone = walked_to("withdrawn")
    new = replace(walked_to("invited"), ref="a" * 16)

    assert first(case(contributions=(gone, new))).status == "invited"
    assert first(case(contributions=(gone,))).status == "withdrawn"


def test_it_holds_a_review_and_a_gate_for_each_module():
    manifest = made(case())

    assert manifest.reviews[0].lived_experience_reviewers == 2
    assert manifest.gates[0].gate == "passed"


def test_a_module_without_a_slot_has_its_gate_too(tmp_path):
    slotless = case(module="session-zero", places=(), contributions=(), review=None)
    path = tmp_path / "manifest.yaml"

    write_manifest(path, made(slotless), {}, ["session-zero"])

    assert yaml.safe_load(path.read_text())["gates"][0]["module"] == "session-zero"
    with pytest.raises(CoprodError, match="module"):
        write_manifest(path, made(slotless), {})


def test_a_withdrawn_contribution_leaves_its_slot_and_no_reference():
    manifest = without(made(case()), REF)

    assert manifest.slots[0] == PublicSlot(
        slot="m3-s1", module="safe-sharing", required=True, status="withdrawn"
    )
    assert manifest.slots[1] == made(case()).slots[1]


def test_what_is_written_is_read_again_and_written_once(tmp_path):
    path = tmp_path / "contributors" / "manifest.yaml"
    manifest = made(case_of(contribution("released")))

    assert write_manifest(path, manifest, SLOTS) is True
    assert path.read_text().startswith(HEADER)
    assert read_public(yaml.safe_load(path.read_text()), SLOTS) == manifest
    assert write_manifest(path, manifest, SLOTS) is False


def test_nothing_private_of_a_full_record_is_written(tmp_path):
    path = tmp_path / "manifest.yaml"
    write_manifest(path, made(case_of(everything_filled())), SLOTS)

    assert "PLANTED" not in path.read_text()
    assert "98765" not in path.read_text()


def test_what_the_public_may_not_have_is_refused_before_anything_is_written(tmp_path):
    wrong = PublicManifest(
        slots=(
            PublicSlot(
                slot="m3-s1",
                module="safe-sharing",
                required=True,
                status="released",
                reference="test record: a name",
            ),
        )
    )

    with pytest.raises(CoprodError, match="reference"):
        write_manifest(tmp_path / "manifest.yaml", wrong, SLOTS)
    assert not (tmp_path / "manifest.yaml").exists()
