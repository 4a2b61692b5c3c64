"""The words of a film as captions (WebVTT), and as a transcript. Pure.

Only times and words are taken over. Notes, styles and names of speakers, which programs write into
such a file without anybody seeing them, are not.
"""

import re
from collections.abc import Iterator

from coprod_training.errors import CoprodError

_TIMES = re.compile(r"((?:\d+:)?\d\d:\d\d\.\d{3})\s+-->\s+((?:\d+:)?\d\d:\d\d\.\d{3})")
_TAG = re.compile(r"<[^<>]*>")


def is_captions(text: str) -> bool:
    """Whether a text says that it is WebVTT."""
    return text.lstrip("\ufeff").startswith("WEBVTT")


def captions_of(text: str) -> tuple[str, str]:
    """The captions in their normal form, and their words as a transcript.

    Raises CoprodError when a WebVTT text has no words at a time.
    """
    cues = [(times, said) for times, said in _cues(text) if said]
    if not cues:
        raise CoprodError(
            "These captions have no words.",
            fix="Each caption is a time, and below it what is said.",
        )
    shown = "\n\n".join(f"{times}\n{said}" for times, said in cues)
    spoken = " ".join(" ".join(said.split()) for _, said in cues)
    return f"WEBVTT\n\n{shown}\n", spoken


def _cues(text: str) -> Iterator[tuple[str, str]]:
    for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = block.split("\n")
        at = next((n for n, line in enumerate(lines) if _TIMES.match(line.strip())), None)
        if at is None:
            continue
        times = _TIMES.match(lines[at].strip())
        said = (_TAG.sub("", line).strip() for line in lines[at + 1 :])
        if times is not None:
            yield f"{times[1]} --> {times[2]}", "\n".join(line for line in said if line)
