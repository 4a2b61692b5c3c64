"""What a file carries of its maker is seen in the formats that we know, and doubted in others."""

import struct

import pytest

from coprod_training.contributions.file_traces import traces_in

JPEG = b"\xff\xd8\xff\xe0"
PNG = b"\x89PNG\r\n\x1a\n"
MP4 = struct.pack(">I", 24) + b"ftypisom"
NOTES = ("notes about who made it, where or when",)
FLAC_NOTES = ("notes, or parts that could hold them, such as what a program adds",)


@pytest.mark.parametrize(
    "content",
    [
        JPEG + b"Exif\x00\x00 test record",
        PNG + b"tEXt test record",
        MP4 + b"udta test record",
        MP4 + b"\xa9xyz+51.5",
        b"RIFF....WAVE" + b"LIST....INFO",
        b"ID3\x04 test record",
        b"\xff\xfb sound" + b"TAG test record",
    ],
)
def test_notes_about_who_where_or_when_are_seen(content):
    assert traces_in(content) == NOTES


@pytest.mark.parametrize(
    "content", [JPEG + b"test", PNG + b"IDAT", MP4 + b"mdat", b"RIFF....WAVEfmt ", b"\xff\xfb"]
)
def test_a_file_without_them_is_clean(content):
    assert traces_in(content) == ()


def test_a_format_that_is_not_known_is_not_vouched_for():
    assert "format is not known" in traces_in(b"test record")[0]


def part(sort, content, last=False):
    return bytes([sort | 0x80 * last]) + len(content).to_bytes(3, "big") + content


def flac(*comments, after=()):
    """A FLAC file that a program made, with these comments, and other parts after them."""
    program = b"reference libFLAC 1.4.3"
    said = struct.pack("<I", len(program)) + program + struct.pack("<I", len(comments))
    said += b"".join(struct.pack("<I", len(one)) + one for one in comments)
    parts = [(0, bytes(34)), (4, said), *after, (1, bytes(16))]
    ends = len(parts) - 1
    return b"fLaC" + b"".join(part(*one, at == ends) for at, one in enumerate(parts)) + b"\xff\xf8"


@pytest.mark.parametrize("name", ["ARTIST", "Artist", "PERFORMER", "Contact", "comment", "encoder"])
def test_a_comment_in_a_flac_file_is_seen_whatever_it_is_called(name):
    assert traces_in(flac(f"{name}=test record".encode())) == FLAC_NOTES


@pytest.mark.parametrize(
    "content",
    [
        flac(after=[(6, b"test record: a picture")]),
        flac(after=[(2, b"test record: of another program")]),
        flac(after=[(1, b"test record: left over")]),
        flac()[:60],
        b"fLaC",
    ],
)
def test_so_is_any_other_part_of_it_with_room_for_a_name_and_a_torn_one(content):
    assert traces_in(content) == FLAC_NOTES


TAGGED = flac() + b"test record: an artist"
APE_FOOTER = b"APETAGEX" + struct.pack("<4I8x", 2000, 54, 1, 0)
ID3V2_FOOTER = b"3DI" + bytes([4, 0, 0x10]) + bytes(4)


@pytest.mark.parametrize(
    "content",
    [
        flac() + b"TAG" + b"test record".ljust(125),
        TAGGED + APE_FOOTER,
        TAGGED + APE_FOOTER + bytes(128),
        TAGGED + ID3V2_FOOTER,
    ],
)
def test_so_is_a_tag_of_another_format_behind_its_sound(content):
    assert (len(APE_FOOTER), len(ID3V2_FOOTER)) == (32, 10)
    assert traces_in(content) == FLAC_NOTES


def test_a_flac_file_that_names_the_program_alone_is_clean():
    assert traces_in(flac()) == ()


def test_a_flac_file_with_nothing_but_its_sound_is_clean():
    # What the command leaves that docs/register.md gives: its first part, and the sound.
    assert traces_in(b"fLaC" + part(0, bytes(34), last=True) + b"\xff\xf8") == ()


@pytest.mark.parametrize("begins", [b"\xff\xfb", b"\xff\xf3"])
def test_a_tag_behind_the_sound_of_an_mp3_file_that_has_none_before_it_is_seen(begins):
    assert traces_in(begins + b"test record: an artist" + ID3V2_FOOTER) == NOTES
    assert traces_in(begins + b"test record: sound" + bytes(200)) == ()
