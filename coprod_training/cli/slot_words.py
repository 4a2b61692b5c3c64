"""What stands in each slot of a copy: exactly what was approved, with the credit as typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from coprod_training.cli.gate_case import Gate
from coprod_training.cli.made_parts import names_of, titles_of
from coprod_training.content.recordings import FOLDER
from coprod_training.content.slot import RecordingFile, SlotWords
from coprod_training.contributions.content_store import ContentStore
from coprod_training.contributions.gate.case import Case
from coprod_training.contributions.gate.fill import shown_until
from coprod_training.contributions.record import Contribution
from coprod_training.contributions.recording_types import TYPES
from coprod_training.contributions.recordings import recording_of
from coprod_training.contributions.shown_as import WORK, WRITTEN_WITH, is_recording, label_of


@dataclass(frozen=True, kw_only=True)
class Filled:
    """words: by slot. files: recordings of the copy, by path."""

    words: Mapping[str, SlotWords] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


def filled_slots(root: Path, private: Path, gate: Gate) -> Filled:
    """What the gate lets into the slots of this copy, from the content store and the staff copy."""
    store = ContentStore(private)
    records = {one.ref: (case, one) for case in gate.cases for one in case.contributions}
    words: dict[str, SlotWords] = {}
    files: dict[str, bytes] = {}
    for slot, ref in gate.fills.items():
        case, one = records[ref]
        content = _content(root, gate, store, one, files)
        if content is not None:
            words[slot] = _with_terms(content, case, one, store.text(ref, "credit"))
    return Filled(words=words, files=files)


def _content(
    root: Path, gate: Gate, store: ContentStore, one: Contribution, files: dict[str, bytes]
) -> SlotWords | None:
    """What was approved; a recording goes into files. None where it is not there."""
    approved, label = one.edits.approved_hash or "", label_of(one)
    if is_recording(one.kind):
        found = recording_of(store, one.ref, approved)
        if found is None:
            return None
        # A name that says nothing, and another for each version: no browser shows an earlier one.
        hash = store.hash_of(one.ref, found.content, part="recording")
        name = hash[:32] + TYPES[found.type]
        files[f"course/{FOLDER}/{name}"] = found.content
        recording = RecordingFile(
            file=name, type=found.type, size=len(found.content), captions=found.captions
        )
        return SlotWords(text=found.transcript, label=label, recording=recording)
    content = store.read(one.ref, approved)
    if content is None:
        return None
    if one.kind in WRITTEN_WITH:
        made = names_of(root, gate.course, one)
        return SlotWords(text="", label=label, parts=titles_of(root, gate.course, one), made=made)
    return SlotWords(text=content.decode(), label=label, is_work=one.kind in WORK)


def _with_terms(words: SlotWords, case: Case, one: Contribution, credit: str) -> SlotWords:
    until, said = shown_until(case, one), one.consents
    paper, reuse = said.channel("printed"), said.reuse_licence
    return replace(
        words,
        ref=one.ref,
        credit=credit,
        until=until.isoformat() if until else "",
        reuse=reuse.holds(case.day, case.wording),
        reuse_until=reuse.over_on,
        printed=paper.holds(case.day, case.wording),
        printed_until=paper.over_on,
    )
