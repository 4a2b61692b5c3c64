"""A recording and its transcript are one thing: kept, approved and withdrawn together."""

from datetime import date

import pytest

from contributions.made_up import REF
from contributions.recorded import CAPTIONS, FILM, SAID, SOUND
from coprod_training.contributions.captions import captions_of
from coprod_training.contributions.content_store import ContentStore
from coprod_training.contributions.recording_types import LARGEST, type_of
from coprod_training.contributions.recordings import keep_recording, recording_from, recording_of
from coprod_training.errors import CoprodError


@pytest.fixture
def store(tmp_path):
    return ContentStore(tmp_path / "private")


def sound(content=SOUND, said=SAID):
    return recording_from(content, said.encode(), "audio")


def test_what_was_kept_is_given_out_by_its_hash_alone(store):
    kept = keep_recording(store, REF, sound())

    assert recording_of(store, REF, kept) == sound()
    assert recording_of(store, REF, "0" * 64) is None
    assert store.newest(REF).hash == kept
    assert store.newest(REF).media == "audio"


@pytest.mark.parametrize("other", [sound(SOUND + b"."), sound(said=SAID + ".")])
def test_one_sign_of_the_transcript_or_one_byte_of_the_sound_makes_another(store, other):
    first = keep_recording(store, REF, sound())
    second = keep_recording(store, REF, other)

    assert first != second
    assert recording_of(store, REF, first) == sound()
    assert recording_of(store, REF, second) == other


def test_bytes_that_were_changed_on_the_disk_are_not_given_out(store):
    kept = keep_recording(store, REF, sound())
    path = store.folder / REF / store.newest(REF, "recording").file
    path.write_bytes(SOUND + b".")

    assert recording_of(store, REF, kept) is None


def test_nothing_of_one_that_was_withdrawn_is_left_and_both_are_looked_for(store):
    kept = keep_recording(store, REF, sound())

    store.take_out(REF, date(2026, 11, 1))

    assert recording_of(store, REF, kept) is None
    assert store.file_found(SOUND) == {REF}
    assert store.found_in(f"Copied: {SAID}") == {REF}
    assert not [one for one in store.folder.rglob("*") if one.name == REF]


def test_a_film_has_its_words_as_captions_and_notes_in_them_are_left_out(store):
    one = recording_from(FILM, CAPTIONS.encode(), "film")
    kept = keep_recording(store, REF, one)
    store.take_out(REF, date(2026, 11, 1))

    assert (one.type, one.transcript, one.lacks, kept != "") == ("video/mp4", SAID, "", True)
    assert "PLANTED" not in one.captions
    assert one.captions.startswith("WEBVTT\n\n00:00:00.000 --> 00:00:02.000\ntest record:")
    assert store.found_in(SAID) == {REF}
    assert recording_from(FILM, SAID.encode(), "film").lacks.startswith("it is a film")


def test_what_lacks_a_transcript_says_so():
    assert recording_from(SOUND, b" ", "audio").lacks.startswith("it is a recording, and has no")


@pytest.mark.parametrize(
    ("content", "recorded", "type_"),
    [
        (SOUND, "audio", "audio/mpeg"),
        (b"\xff\xfb\x90", "audio", "audio/mpeg"),
        (b"RIFF....WAVEfmt ", "audio", "audio/wav"),
        (b"fLaC....", "audio", "audio/flac"),
        (FILM, "audio", "audio/mp4"),
        (FILM, "film", "video/mp4"),
        (b"\x1aE\xdf\xa3....", "audio", "audio/webm"),
        (b"\x1aE\xdf\xa3....", "film", "video/webm"),
        (SOUND, "film", None),
        (b"<html><script>", "audio", None),
        (b"RIFF....WEBPVP8 ", "audio", None),
        (b"", "audio", None),
    ],
)
def test_a_recording_is_known_by_its_first_bytes(content, recorded, type_):
    assert type_of(content, recorded) == type_


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html>", b""),
        (SOUND + bytes(LARGEST), b""),
        (SOUND, b"\xff\xfe\x00"),
        (SOUND, b"WEBVTT\n\nNOTE nothing\n"),
    ],
)
def test_what_no_page_could_show_is_refused(content, words):
    with pytest.raises(CoprodError):
        recording_from(content, words, "audio")


def test_captions_may_have_hours_numbers_and_other_line_ends():
    shown, spoken = captions_of(
        "WEBVTT\r\n\r\n7\r\n01:00:00.000 --> 01:00:01.500\r\nOne\r\ntwo\r\n"
    )

    assert shown == "WEBVTT\n\n01:00:00.000 --> 01:00:01.500\nOne\ntwo\n"
    assert spoken == "One two"
