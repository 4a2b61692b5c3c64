"""A recording in the content store: sound or film with its transcript, approved as one.

What is approved is a cover: a short text with the keyed hash of each part. So whoever approved it
approved exactly this file and exactly these words, and a change to either is a new version.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime

from coprod_training.contributions.captions import captions_of, is_captions
from coprod_training.contributions.content_store import ContentStore, Media, Part
from coprod_training.contributions.recording_types import LARGEST, TAKEN, Recorded, type_of
from coprod_training.errors import CoprodError

_PARTS: tuple[Part, ...] = ("recording", "transcript", "captions")
_COVER = re.compile("".join(rf"{part} ([0-9a-f]{{64}})\n" for part in _PARTS))


@dataclass(frozen=True, kw_only=True)
class Recording:
    """One recording. transcript: all that is said. captions: the same as WebVTT, or "".

    type: such as "audio/mpeg".
    """

    recorded: Recorded
    type: str
    content: bytes = field(repr=False)
    transcript: str = field(default="", repr=False)
    captions: str = field(default="", repr=False)

    @property
    def lacks(self) -> str:
        """Why no page can show it as it is; "" when one can."""
        if not self.transcript.strip():
            return "it is a recording, and has no transcript yet."
        if self.recorded == "film" and not self.captions:
            return "it is a film, and its words are not there as captions (WebVTT) yet."
        return ""


def recording_from(content: bytes, words: bytes, recorded: Recorded) -> Recording:
    """A recording from a file, and what is said in it from another; b"" where there is none yet.

    Raises CoprodError for a file that is not taken, and for words that are no text.
    """
    found = type_of(content, recorded)
    if found is None:
        raise CoprodError(
            f"Not every browser can play this {'film' if recorded == 'film' else 'sound'}.",
            fix=f"What is taken: {TAKEN}. What counts is the file itself, not its name.",
        )
    if len(content) > LARGEST:
        raise CoprodError(
            f"This recording is larger than {LARGEST // 1_000_000} MB.",
            fix="Make a smaller file of it, and listen to all of it before you show it.",
        )
    try:
        text = words.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CoprodError(
            "The transcript is not text.", fix="Save it as plain text (UTF-8), or as WebVTT."
        ) from error
    captions, transcript = captions_of(text) if is_captions(text) else ("", text)
    return Recording(
        recorded=recorded, type=found, content=content, transcript=transcript, captions=captions
    )


def cover_of(store: ContentStore, ref: str, one: Recording) -> bytes:
    """What is approved: the keyed hash of each part, by name."""
    parts = _parts(one).items()
    return "".join(
        f"{name} {store.hash_of(ref, part, part=name)}\n" for name, part in parts
    ).encode()


def keep_recording(
    store: ContentStore, ref: str, one: Recording, at: datetime | None = None
) -> str:
    """Keep it; returns the hash of its cover, which is that of the whole."""
    for name, part in _parts(one).items():
        media: Media = one.recorded if name == "recording" else "text"
        store.keep(ref, part, part=name, media=media, at=at)
    return store.keep(ref, cover_of(store, ref, one), media=one.recorded, at=at)


def recording_of(store: ContentStore, ref: str, hash: str) -> Recording | None:
    """The recording whose cover has this hash; None when any of it is not here as it was."""
    cover = store.read(ref, hash)
    named = _COVER.fullmatch(cover.decode(errors="replace")) if cover is not None else None
    kept = next((one for one in store.versions(ref) if one.hash == hash), None)
    if named is None or kept is None or kept.media not in ("audio", "film"):
        return None
    hashes = zip(_PARTS, named.groups(), strict=True)
    content, transcript, captions = (store.read(ref, found, part) for part, found in hashes)
    if content is None or transcript is None or captions is None:
        return None
    recorded: Recorded = "film" if kept.media == "film" else "audio"
    found = type_of(content, recorded)
    if found is None:
        return None
    return Recording(
        recorded=recorded,
        type=found,
        content=content,
        transcript=transcript.decode(errors="replace"),
        captions=captions.decode(errors="replace"),
    )


def _parts(one: Recording) -> dict[Part, bytes]:
    return {
        "recording": one.content,
        "transcript": one.transcript.encode(),
        "captions": one.captions.encode(),
    }
