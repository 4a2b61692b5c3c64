"""Keeps the public manifest in step with the register: one entry for each slot, review and gate."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import yaml

from coprod_training.contributions.gate import Report, public_gate
from coprod_training.contributions.gate.case import Case, Place
from coprod_training.contributions.public import (
    PublicManifest,
    PublicSlot,
    as_plain,
    public_review,
    public_slot,
    read_public,
)
from coprod_training.contributions.record import ENDED
from coprod_training.file_in_place import put_file_in_place

HEADER = """\
# What the public may know about each slot, review and module. Commands write it: coprod gate,
# coprod release and coprod withdraw. Allowed here: states, opaque references, keyed hashes, months,
# counts and rule numbers. Never here: names, contact details, amounts, a diagnosis, or any words of
# a contribution.
# status: open → invited → terms agreed → drafted → edit shown → approved by contributor →
#   module review → passed → released → review due; or paused, declined, withdrawn, replaced.
# required: whether a release needs the slot.
"""


def manifest_of(cases: Sequence[Case], reports: Sequence[Report]) -> PublicManifest:
    """The manifest as the register has it today."""
    return PublicManifest(
        slots=tuple(_slot(case, place) for case in cases for place in case.places),
        reviews=tuple(public_review(case.review) for case in cases if case.review is not None),
        gates=tuple(public_gate(report, case) for report, case in zip(reports, cases, strict=True)),
    )


def without(manifest: PublicManifest, reference: str) -> PublicManifest:
    """The manifest once the contribution of that reference was withdrawn."""
    return replace(
        manifest,
        slots=tuple(
            replace(one, status="withdrawn", reference=None, approved_hash=None, review_by=None)
            if one.reference == reference
            else one
            for one in manifest.slots
        ),
    )


def write_manifest(
    path: Path, manifest: PublicManifest, slots: Mapping[str, str], modules: Iterable[str] = ()
) -> bool:
    """Write it if it says anything new; returns whether it did. slots: module by slot.

    modules: those without a slot.

    What is written is read first as anybody's would be, so that nothing else can get in.
    """
    plain = as_plain(manifest)
    read_public(plain, slots, modules)
    body = yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=100)
    text = HEADER + body
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return False
    put_file_in_place(path, text.encode())
    return True


def _slot(case: Case, place: Place) -> PublicSlot:
    """What there is for a slot: whoever is on the way, else whoever was last."""
    here = [one for one in case.contributions if one.slot == place.slot]
    going = [one for one in here if one.status not in ENDED]
    newest = next(reversed(going or here), None)
    if newest is None:
        return PublicSlot(
            slot=place.slot, module=case.module, required=place.required, status="open"
        )
    return public_slot(newest, required=place.required)
