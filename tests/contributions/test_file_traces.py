"""What a file carries of its maker is seen in the formats that we know, and doubted in others."""

import struct

import pytest

from coprod_training.contributions.file_traces import traces_in

JPEG = b"\xff\xd8\xff\xe0"
PNG = b"\x89PNG\r\n\x1a\n"
MP4 = struct.pack(">I", 24) + b"ftypisom"


@pytest.mark.parametrize(
    "content",
    [
        JPEG + b"Exif\x00\x00 test record",
        PNG + b"tEXt test record",
        MP4 + b"udta test record",
        MP4 + b"\xa9xyz+51.5",
        b"RIFF....WAVE" + b"LIST....INFO",
        b"OggS" + b"ARTIST=test record",
        b"fLaC" + b"artist=test record",
        b"ID3\x04 test record",
        b"\xff\xfb sound" + b"TAG test record",
    ],
)
def test_notes_about_who_where_or_when_are_seen(content):
    assert traces_in(content) == ("notes about who made it, where or when",)


@pytest.mark.parametrize(
    "content", [JPEG + b"test", PNG + b"IDAT", MP4 + b"mdat", b"RIFF....WAVEfmt ", b"\xff\xfb"]
)
def test_a_file_without_them_is_clean(content):
    assert traces_in(content) == ()


def test_a_format_that_is_not_known_is_not_vouched_for():
    assert "format is not known" in traces_in(b"test record")[0]
