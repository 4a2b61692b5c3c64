"""A set of files as a zip: read with every suspicion, written the same each time.

Whoever sends a zip may have made it by hand. Sizes are counted while unpacking and not believed,
nothing is written to a disk, and one bad name refuses the whole.
"""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath

from coprod_training.errors import CoprodError
from coprod_training.grading.collected import SECRET
from coprod_training.grading.hand_in_time import TIME

Files = Mapping[str, bytes]

_PART = re.compile(r"[\w@(+][\w .@()+-]{0,99}", re.ASCII)
_LONGEST_NAME, _DEEPEST = 200, 4
_CHUNK = 2**16
_THE_SAME_TIME = (1980, 1, 1, 0, 0, 0)
_ENCRYPTED = 0x1
_LAID_BESIDE = {TIME, SECRET}  # nbgrader's, in a hand-in's folder
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


@dataclass(frozen=True)
class Limits:
    """sent, unpacked: bytes. files: a count."""

    sent: int
    unpacked: int
    files: int


HAND_IN = Limits(5 * 2**20, 20 * 2**20, 100)
RELEASE = Limits(20 * 2**20, 60 * 2**20, 100)


class NotAllowed(CoprodError):
    """Raised when a zip is not taken. Never repeats a name that was sent."""


def files_in(content: bytes, limits: Limits) -> dict[str, bytes]:
    """The files of a zip by name, folders by "/". Raises NotAllowed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            # Python 3.11.2's own `is_dir` breaks on a name of no letters.
            entries = [one for one in archive.infolist() if not one.filename.endswith("/")]
            if not 0 < len(entries) <= limits.files:
                raise NotAllowed(
                    f"A zip holds 1 to {limits.files} files.",
                    fix="Hand in the notebook and the answers of one exercise.",
                )
            _refuse_odd(entries)
            return _unpacked(archive, entries, limits.unpacked)
    except (*_DAMAGED, RuntimeError) as error:
        raise NotAllowed("The zip file is incomplete.", fix="Pack the folder again.") from error


def zip_of(files: Files) -> bytes:
    """A zip of these files; the same files give the same bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _THE_SAME_TIME)
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, files[name], zipfile.ZIP_DEFLATED)
    return written.getvalue()


def is_too_large(files: Files, limits: Limits) -> bool:
    """Whether `zip_of` these files is more than may be sent, however small they came.

    The files are kept and not the zip, so whoever fetches them gets one that is made anew.
    """
    # What is below the half always fits: the rest has room for names, and for what deflating adds.
    return sum(map(len, files.values())) > limits.sent // 2 and len(zip_of(files)) > limits.sent


def digest_of(files: Files) -> str:
    """SHA-256 of names and contents, in hex: of what is in a zip, however it was packed."""
    whole = sha256()
    for name in sorted(files):
        whole.update(sha256(name.encode()).digest() + sha256(files[name]).digest())
    return whole.hexdigest()


def _refuse_odd(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for one in entries:
        parts = one.filename.split("/")
        # zipfile turns "\\" into "/" and cuts at a zero byte: what was written is looked at.
        plain = one.orig_filename == one.filename and len(one.filename) <= _LONGEST_NAME
        if not plain or len(parts) > _DEEPEST or not all(map(_is_plain, parts)):
            raise NotAllowed(
                "A name in the zip is not allowed.",
                fix="Use letters, digits, space and . _ - + @ ( ) in names, and few folders.",
            )
        if one.filename.casefold() in seen:
            raise NotAllowed(
                "The zip has two files with the same name.", fix="Pack the folder again."
            )
        seen.add(one.filename.casefold())
        kind = stat.S_IFMT(one.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            raise NotAllowed(
                "The zip holds a link, or something else that is not a file.",
                fix="Pack the files themselves.",
            )
        if one.flag_bits & _ENCRYPTED or one.compress_type not in _METHODS:
            raise NotAllowed(
                "The zip is encrypted, or packed in a way that is not accepted.",
                fix="Pack it without a password, stored or deflated.",
            )
    folders = {str(above) for one in seen for above in PurePosixPath(one).parents}
    if folders & (seen | _LAID_BESIDE):
        # It could be laid down nowhere, and would hold up everybody's that come after it.
        raise NotAllowed(
            "A name in the zip is a file and a folder as well.", fix="Pack the folder again."
        )


def _is_plain(part: str) -> bool:
    return _PART.fullmatch(part) is not None and not part.endswith((" ", "."))


def _unpacked(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], most: int
) -> dict[str, bytes]:
    found, left = {}, most
    for one in entries:
        content = bytearray()
        with archive.open(one) as file:
            while chunk := file.read(_CHUNK):
                content += chunk
                left -= len(chunk)
                if left < 0:
                    raise NotAllowed(
                        f"Unpacked, this is more than {most // 2**20} MiB.",
                        fix="Take out what does not belong to the exercise.",
                    )
        found[one.filename] = bytes(content)
    return found
