"""What a recording or a picture carries of its maker besides what is heard and seen: G05.

Cameras, phones and editors write names, places and times into a file. Each sign here begins the
part of a known format in which they do. A format that is not known cannot be vouched for.
"""

_PARTS = (
    (b"\xff\xd8\xff", (b"Exif\x00\x00", b"http://ns.adobe.com/xap/", b"Photoshop 3.0")),  # JPEG
    (b"\x89PNG\r\n\x1a\n", (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")),
    (b"RIFF", (b"INFO", b"id3 ", b"ID3 ", b"bext", b"iXML", b"EXIF", b"XMP ")),  # WAV, WebP
    (b"\x1aE\xdf\xa3", (b"ARTIST", b"TITLE", b"DATE_RECORDED", b"LOCATION")),  # Matroska, WebM
    (b"\xff\xfb", (b"TAG", b"APETAGEX")),  # MP3 without a head
    (b"\xff\xf3", (b"TAG", b"APETAGEX")),
    (b"ID3", (b"ID3",)),  # MP3 with one, which is there to say whose it is
)
_MP4 = (b"udta", b"meta", b"\xa9xyz", b"\xa9nam", b"\xa9ART", b"\xa9day", b"loci")
_NOTES = ("notes about who made it, where or when",)
_FLAC_NOTES = ("notes, or parts that could hold them, such as what a program adds",)
_FLAC = b"fLaC"
_ID3V1, _APE_AND_ID3V1, _ID3V2_FOOTER = 128, 160, 10  # bytes at the end
# The sorts of parts of a FLAC file that hold no notes; in its comments stands at least a program.
_STREAM, _ROOM, _COMMENTS, _PLACES = 0, 1, 4, 3


def traces_in(content: bytes) -> tuple[str, ...]:
    """What a file that is no text carries, as words to go after "its file carries"."""
    if content.startswith(_FLAC):
        return _FLAC_NOTES if _flac_has_notes(content) else ()
    if content[4:8] == b"ftyp":
        marks: tuple[bytes, ...] = _MP4
    else:
        known = [marks for begins, marks in _PARTS if content.startswith(begins)]
        if not known:
            return ("things that cannot be looked at, as its format is not known",)
        marks = known[0]
    if any(mark in content for mark in marks) or _has_tag_at_end(content):
        return _NOTES
    return ()


def _flac_has_notes(content: bytes) -> bool:
    """Whether a part of it holds more than sound: a comment of any name, a picture or the like.

    A part that is torn counts too. Source: RFC 9639, section 8; of comments 8.6: the first words
    name the program that made the file, and all others are notes.
    """
    at, last = len(_FLAC), False
    while not last:
        head = content[at : at + 4]
        if len(head) < 4:
            return True
        last, sort = head[0] >= 0x80, head[0] & 0x7F
        size = int.from_bytes(head[1:], "big")
        part = content[at + 4 : at + 4 + size]
        if sort == _COMMENTS:
            program = int.from_bytes(part[:4], "little")
            if part[4 + program :] != bytes(4):  # how many notes there are: none
                return True
        elif sort not in (_STREAM, _PLACES) and (sort != _ROOM or any(part)):
            return True
        at += 4 + size
    return _has_tag_at_end(content)


def _has_tag_at_end(content: bytes) -> bool:
    """Whether a tag that is no part of the format stands behind all else: ID3v1, APEv2, or ID3v2.

    An APEv2 tag ends with 32 bytes that begin with its sign, and ID3v1 may stand behind them. One
    of ID3v2 that stands at the end has its sign backwards there. Sources: the APE tags
    specification, "APE Tags Header"; ID3 tag version 2.4.0, section 3.4.
    """
    return (
        content[-_ID3V1:].startswith(b"TAG")
        or b"APETAGEX" in content[-_APE_AND_ID3V1:]
        or content[-_ID3V2_FOOTER:].startswith(b"3DI")
    )
