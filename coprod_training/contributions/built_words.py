"""Searches everything that was built for what was withdrawn: G22.

In a page, a notebook, a Word document or JSON, tags and escapes stand between the words. So each
file is first turned into what people read in it.
"""

import html
import io
import json
import re
import zipfile
import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

_TAG = re.compile(r"<[^<>]*>")
_PACKED = b"PK\x03\x04"
_LOOKED_AT = 1_000  # bytes, to tell UTF-16

LARGEST = 50_000_000
"""Bytes of one file that are searched, and of all that is packed into one."""
DEEPEST = 3
"""Files packed inside one another: a wheel, a Word document in it, and one more."""
NOT_SEARCHED = " cannot be searched for words that were withdrawn. Look yourself."
"""What the name of a file ends with that nobody has looked into."""


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

    files: all that was built, by name. A file into which nobody could look is among them, with
    that said after its name: that nothing was found there says nothing.
    """
    refs, found = tuple(withdrawn), list[str]()
    for name, content in files.items():
        try:
            there = (
                store.file_found(content)
                or any(ref.encode() in content for ref in refs)
                or any(
                    # A Word document is packed: its reference is no run of bytes of the file.
                    store.found_in(text) or any(ref in text for ref in refs)
                    for text in readings(content)
                )
            )
        except Unseen:
            found.append(f"{name}{NOT_SEARCHED}")
        else:
            found += [name] if there else []
    return tuple(found)


class Unseen(Exception):
    """Raised for a packed file into which nobody can look: closed, torn, too large or too deep."""


def readings(content: bytes, depth: int = DEEPEST) -> Iterator[str]:
    """The words of one file as people read them, in each way in which they may be read.

    A packed file, such as a Word document, gives those of the files inside. What is no text, such
    as a picture, gives nothing. Raises Unseen. depth: how many files inside one another.
    """
    if content.startswith(_PACKED):
        yield from _inside(content, depth)
        return
    text = _as_text(content)
    if text is None:
        return
    yield html.unescape(_TAG.sub(" ", text))
    # Without a space: a word processor may cut one word into several parts.
    yield html.unescape(_TAG.sub("", text))
    for one in _plain(text):
        joined = "\n".join(_texts(one))
        yield html.unescape(_TAG.sub(" ", joined))


def _as_text(content: bytes) -> str | None:
    """The text of a file, in UTF-8 or UTF-16; None for what is none."""
    for coding in _codings(content):
        try:
            return content.decode(coding)
        except UnicodeDecodeError:
            continue
    return None


def _codings(content: bytes) -> Iterator[str]:
    """How it may be written: in UTF-16 without a mark, about every second byte is zero."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        yield "utf-16"
    elif content[:_LOOKED_AT].count(0) > len(content[:_LOOKED_AT]) // 3:
        yield "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
    yield "utf-8-sig"


def _inside(content: bytes, depth: int) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            # What a file says of its size may be untrue, so each is read no further than that.
            sizes = sum(one.file_size for one in packed.infolist())
            if depth == 0 or sizes > LARGEST:
                raise Unseen
            for one in packed.infolist():
                with packed.open(one) as file:
                    yield from readings(file.read(one.file_size), depth - 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
        raise Unseen from error


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
