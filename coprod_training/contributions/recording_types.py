"""Which recordings are taken: those that current browsers play without anything installed.

A file is known by its first bytes, since a name says only what somebody called it.
"""

from collections.abc import Mapping
from typing import Literal

Recorded = Literal["audio", "film"]

LARGEST = 25_000_000
"""Bytes of one recording. Two minutes of film fit; the wheel and each learner's copy carry it."""

TYPES: Mapping[str, str] = {
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "audio/wav": ".wav",
    "audio/flac": ".flac",
    "audio/webm": ".webm",
    "video/mp4": ".mp4",
    "video/webm": ".webm",
}
"""The ending of a file, by its type."""

NAMED = frozenset(
    {*TYPES.values(), ".aac", ".avi", ".m4v", ".mkv", ".mov", ".oga", ".ogg", ".ogv", ".opus"}
)
"""Endings of sound and film, also of those that are not taken."""

TAKEN = "sound as MP3, M4A, WAV, FLAC or WebM, film as MP4 or WebM"

_MP3 = (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")


def type_of(content: bytes, recorded: Recorded) -> str | None:
    """The type of a recording, such as "audio/mpeg"; None when it is none that is taken.

    recorded: MP4 and WebM hold sound and film alike.
    """
    sort = "video" if recorded == "film" else "audio"
    if content[4:8] == b"ftyp":
        return f"{sort}/mp4"
    if content.startswith(b"\x1aE\xdf\xa3"):
        return f"{sort}/webm"
    if recorded == "film":
        return None
    if content.startswith(_MP3):
        return "audio/mpeg"
    if content.startswith(b"RIFF") and content[8:12] == b"WAVE":
        return "audio/wav"
    return "audio/flac" if content.startswith(b"fLaC") else None
