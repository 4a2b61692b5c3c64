"""One table as a labelled SPSS file (.sav), written here, so that its bytes are always the same.

Libraries that write .sav take a data frame of pandas or polars, and put the time into the file.
The format is small. Source: PSPP, "System File Format" (the records below have its names).
"""

import math
import struct
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from coprod_training.survey.optional import needed
from coprod_training.survey.wide.package import Package, Resource
from coprod_training.survey.wide.schema import LEFT_OUT, Field

_HIGHEST = sys.float_info.max
_SYSMIS = -_HIGHEST  # nothing there
_LOWEST = math.nextafter(_SYSMIS, 0)
_LABEL, _VALUE_LABEL = 255, 120  # the most bytes of each that SPSS shows
_SHORT = 8  # bytes; a longer text takes several places
_UTF8 = 65001
_NOMINAL, _ORDINAL = 1, 2
MARK = "SYNTHETIC: no person answered this."


def sav_bytes(package: Package, resource: Resource, table: Any) -> bytes:
    """The file. table: pyarrow Table. Reasons for having no answer are missing values, labelled."""
    widths = [_width(field, table) for field in resource.fields]
    label = MARK if package.synthetic else package.title
    note = (label, f"Package {package.name}, built {package.created}.",
            f"Made from {resource.path}", f"SHA-256 {resource.sha256}")  # fmt: skip
    parts = [
        _header(label, sum(map(_places, widths)), table.num_rows),
        *(_variable(n, field, width) for n, (field, width) in _numbered(resource, widths)),
        *_value_labels(resource.fields, widths),
        _document(note),
        _extension(3, 4, struct.pack("<8i", 26, 0, 0, -1, 1, 1, 2, _UTF8)),
        _extension(4, 8, struct.pack("<3d", _SYSMIS, _HIGHEST, _LOWEST)),
        _extension(11, 4, b"".join(map(_display, resource.fields, widths))),
        _extension(13, 1, "\t".join(_long_names(resource.fields)).encode()),
        _extension(20, 1, b"UTF-8"),
        _long_labels(resource.fields, widths),
        struct.pack("<2i", 999, 0),
        _cases(resource.fields, widths, table),
    ]
    return b"".join(parts)


def _numbered(resource: Resource, widths: list[int]) -> Iterable[tuple[int, tuple[Field, int]]]:
    return enumerate(zip(resource.fields, widths, strict=True), 1)


def _width(field: Field, table: Any) -> int:
    """Bytes of a text; 0 for a number."""
    if field.number:
        return 0
    texts = [*field.words, *filter(None, table[field.name].unique().to_pylist())]
    return max((len(text.encode()) for text in texts), default=1)


def _places(width: int) -> int:
    """How many places of eight bytes one value takes."""
    return max(1, -(-width // 8))


def _header(label: str, places: int, cases: int) -> bytes:
    product = b"@(#) SPSS DATA FILE coprod-training".ljust(60)
    numbers = struct.pack("<5i", 2, places, 0, 0, cases)
    day, time = b"01 Jan 80", b"00:00:00"
    return (b"$FL2" + product + numbers + struct.pack("<d", 100.0) + day + time
            + _cut(label, 64).ljust(64) + bytes(3))  # fmt: skip


def _variable(number: int, field: Field, width: int) -> bytes:
    label = _cut(field.title, _LABEL)
    missing = -2 if field.number and any(one in LEFT_OUT for one in field.numbers) else 0
    form = (1 << 16) | (width << 8) if width else (5 << 16) | (4 << 8)
    name = f"V{number:04}".encode().ljust(8)
    record = struct.pack("<6i", 2, width, 1, missing, form, form) + name
    record += struct.pack("<i", len(label)) + _padded(label, 4)
    if missing:
        record += struct.pack("<2d", min(LEFT_OUT), max(LEFT_OUT))
    more = struct.pack("<6i", 2, -1, 0, 0, form, form) + b" " * 8
    return record + more * (_places(width) - 1)


def _value_labels(fields: tuple[Field, ...], widths: list[int]) -> Iterator[bytes]:
    """The words of numbers and of short texts."""
    place = 1
    for field, width in zip(fields, widths, strict=True):
        if field.values and width <= _SHORT:
            yield struct.pack("<2i", 3, len(field.values))
            for value, words in field.values.items():
                raw = struct.pack("<d", value) if field.number else str(value).encode().ljust(8)
                said = _cut(words, _VALUE_LABEL)
                yield raw + _padded(bytes([len(said)]) + said, 8)
            yield struct.pack("<3i", 4, 1, place)
        place += _places(width)


def _long_labels(fields: tuple[Field, ...], widths: list[int]) -> bytes:
    """The words of longer texts."""
    made = b""
    for field, width in zip(fields, widths, strict=True):
        if field.values and width > _SHORT:
            made += _counted(field.name.encode()) + struct.pack("<2i", width, len(field.values))
            for value, words in field.values.items():
                made += _counted(str(value).encode().ljust(width))
                made += _counted(_cut(words, _VALUE_LABEL))
    return _extension(21, 1, made) if made else b""


def _display(field: Field, width: int) -> bytes:
    measure = _ORDINAL if field.number else _NOMINAL
    return struct.pack("<3i", measure, max(8, width), 0 if width else 1)


def _long_names(fields: tuple[Field, ...]) -> Iterator[str]:
    return (f"V{number:04}={field.name}" for number, field in enumerate(fields, 1))


def _document(lines: Iterable[str]) -> bytes:
    made = [_cut(line, 80).ljust(80) for line in lines]
    return struct.pack("<2i", 6, len(made)) + b"".join(made)


def _extension(subtype: int, size: int, content: bytes) -> bytes:
    return struct.pack("<4i", 7, subtype, size, len(content) // size) + content


def _cases(fields: tuple[Field, ...], widths: list[int], table: Any) -> bytes:
    """Every row as one record, column by column in one go."""
    numpy, compute = needed("numpy"), needed("pyarrow.compute")
    forms = [f"S{8 * _places(width)}" if width else "<f8" for width in widths]
    names = [field.name for field in fields]
    rows = numpy.empty(table.num_rows, dtype=[*zip(names, forms, strict=True)])
    for field, width in zip(fields, widths, strict=True):
        if width:
            texts = compute.utf8_rpad(table[field.name].fill_null(""), 8 * _places(width))
            # Padded by characters: what is too long by its bytes is cut, and only spaces are.
            rows[field.name] = numpy.array([t.encode() for t in texts.to_pylist()], dtype="S")
        else:
            wide = table[field.name].cast(needed("pyarrow").float64()).fill_null(_SYSMIS)
            rows[field.name] = wide.to_numpy()
    return bytes(rows.tobytes())


def _counted(content: bytes) -> bytes:
    return struct.pack("<i", len(content)) + content


def _padded(content: bytes, to: int) -> bytes:
    return content + b" " * (-len(content) % to)


def _cut(text: str, most: int) -> bytes:
    """The text in at most so many bytes, with no half of a character."""
    return text.encode()[:most].decode(errors="ignore").encode()
