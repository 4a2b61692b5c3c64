"""What the pages of a passage by setting and of a contributor's place are given to draw."""

import re
from collections.abc import Iterable
from typing import Any, TypeVar

from coprod_training.content.course import Course, Variant
from coprod_training.content.slot import IN_WORDS, RecordingFile, Slot, SlotWords
from coprod_training.errors import CoprodError

NO_NAME = "A contributor who wishes not to be named."
THEIRS = "These words stay their contributor's. Ask before you use them anywhere else."
FOR_REUSE = (
    "Their contributor agreed that these words may be reused under the licence of the course."
)
WAITING = "Waiting for a lived-experience contributor."
NOT_FOR_PAPER = "These words are in the course on screen. They were not agreed for paper."
WRITTEN_TOGETHER = "These parts were written together. They are as their contributor approved them."
REMOVED = "A contribution was here. It has been removed."
"""All that a page says of one that was withdrawn. Source: contribution-process.md, section 8."""

Found = TypeVar("Found", Slot, Variant)


def slot_view(course: Course, name: str, level: int) -> dict[str, Any]:
    """The place of a contributor's own words. level: of its heading. Raises CoprodError."""
    slots = (one for module in course.modules for one in module.slots)
    found = _find(slots, name, "place for a contribution")
    words = found.words
    return {
        "id": found.id,
        "level": level,
        "label": words.label if words else IN_WORDS,
        "prompt": found.prompt,
        "form": found.form,
        "purpose": found.purpose,
        "not_to_include": found.not_to_include,
        "words": {"text": words.text, "credit": words.credit} if words else None,
        "recording": _player(words.recording) if words and words.recording else None,
        "parts": list(words.parts) if words else [],
        "parts_words": WRITTEN_TOGETHER,
        "is_work": bool(words and words.is_work),
        "terms": terms_of(words) if words else "",
        "not_for_paper": "" if words is None or words.printed else NOT_FOR_PAPER,
        "no_name": NO_NAME,
        "removed": found.removed,
        "removed_words": REMOVED,
    }


def _player(recording: RecordingFile) -> dict[str, Any]:
    """What draws a recording. address: of its file; "" where the lesson's process sends it."""
    size = f"{max(recording.size / 1_000_000, 0.1):.1f} MB"
    return {
        "type": recording.type,
        "size": size,
        "captions": recording.captions,
        "address": "",
    }


def variant_view(course: Course, name: str, setting: object) -> dict[str, Any]:
    """A passage in the words of each setting. setting: the learner's. Raises CoprodError."""
    variants = (one for module in course.modules for one in module.variants)
    found = _find(variants, name, "passage by setting")
    return {
        "id": found.id,
        "made_up": found.made_up,
        "chosen": setting if setting in found.texts else "",
        "settings": [
            {"id": s.id, "name": s.name, "text": found.texts[s.id]} for s in course.info.settings
        ],
    }


def _find(found: Iterable[Found], name: str, what: str) -> Found:
    for one in found:
        if one.id == name:
            return one
    raise CoprodError(f'This course has no {what} called "{name}".')


def terms_of(words: SlotWords) -> str:
    """What others may do with a contributor's words; said beside them, as the licence promises."""
    return FOR_REUSE if words.reuse else THEIRS


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a contributor's words: what empty lines part."""
    return [one.strip() for one in re.split(r"\n\s*\n", text) if one.strip()]
