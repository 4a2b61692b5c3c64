"""What a recording or a picture carries of its maker besides what is heard and seen: G05.

Cameras, phones and editors write names, places and times into a file. Each sign here begins the
part of a known format in which they do. A format that is not known cannot be vouched for.
"""

_PARTS = (
    (b"\xff\xd8\xff", (b"Exif\x00\x00", b"http://ns.adobe.com/xap/", b"Photoshop 3.0")),  # JPEG
    (b"\x89PNG\r\n\x1a\n", (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")),
    (b"RIFF", (b"INFO", b"id3 ", b"ID3 ", b"bext", b"iXML", b"EXIF", b"XMP ")),  # WAV, WebP
    (b"fLaC", (b"ARTIST=", b"artist=", b"TITLE=", b"title=", b"DATE=", b"date=", b"LOCATION=")),
    (b"OggS", (b"ARTIST=", b"artist=", b"TITLE=", b"title=", b"DATE=", b"date=", b"LOCATION=")),
    (b"\x1aE\xdf\xa3", (b"ARTIST", b"TITLE", b"DATE_RECORDED", b"LOCATION")),  # Matroska, WebM
    (b"\xff\xfb", (b"TAG", b"APETAGEX")),  # MP3 without a head
    (b"\xff\xf3", (b"TAG", b"APETAGEX")),
    (b"ID3", (b"ID3",)),  # MP3 with one, which is there to say whose it is
)
_MP4 = (b"udta", b"meta", b"\xa9xyz", b"\xa9nam", b"\xa9ART", b"\xa9day", b"loci")


def traces_in(content: bytes) -> tuple[str, ...]:
    """What a file that is no text carries, as words to go after "its file carries"."""
    if content[4:8] == b"ftyp":
        marks: tuple[bytes, ...] = _MP4
    else:
        known = [marks for begins, marks in _PARTS if content.startswith(begins)]
        if not known:
            return ("things that cannot be looked at, as its format is not known",)
        marks = known[0]
    if any(mark in content for mark in marks):
        return ("notes about who made it, where or when",)
    return ()
