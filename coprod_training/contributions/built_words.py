"""Searches everything that was built for what was withdrawn: G22.

In a page, a notebook, a Word document or JSON, tags and escapes stand between the words. So each
file is first turned into what people read in it.
"""

import html
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

_TAG = re.compile(r"<[^<>]*>")
_PACKED = b"PK\x03\x04"


class Gone(Protocol):
    """What knows the withdrawn; the content store does."""

    def found_in(self, text: str) -> frozenset[str]:
        """References whose withdrawn words stand in a text."""

    def file_found(self, content: bytes) -> frozenset[str]:
        """References of which this is a withdrawn file."""


def still_there(
    files: Mapping[str, bytes], store: Gone, withdrawn: Iterable[str]
) -> tuple[str, ...]:
    """The names of the files in which something withdrawn still stands: words, file or reference.

    files: all that was built, by name.
    """
    refs = [ref.encode() for ref in withdrawn]
    return tuple(
        name
        for name, content in files.items()
        if store.file_found(content)
        or any(ref in content for ref in refs)
        or any(store.found_in(text) for text in readings(content))
    )


def readings(content: bytes) -> Iterator[str]:
    """The words of one file as people read them, in each way in which they may be read.

    A packed file, such as a Word document, gives those of the files inside. What is no text, such
    as a picture, gives nothing.
    """
    if content.startswith(_PACKED):
        yield from _inside(content)
        return
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return
    yield html.unescape(_TAG.sub(" ", text))
    # Without a space: a word processor may cut one word into several parts.
    yield html.unescape(_TAG.sub("", text))
    for one in _plain(text):
        joined = "\n".join(_texts(one))
        yield html.unescape(_TAG.sub(" ", joined))


def _inside(content: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield from readings(packed.read(name))
    except zipfile.BadZipFile:
        return


def _plain(text: str) -> Iterator[Any]:
    """The data of JSON, or of a file with JSON in each line."""
    try:
        yield json.loads(text)
        return
    except (ValueError, RecursionError):
        pass
    lines = []
    for line in text.splitlines():
        if line.startswith(("{", "[")):
            try:
                lines.append(json.loads(line))
            except (ValueError, RecursionError):
                continue
    if lines:
        yield lines


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield str(key)
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)
