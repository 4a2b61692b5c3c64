"""A recording from its terms to its withdrawal, as a keeper types it. A test record, no voice."""

import json
import re

import pytest

from contributions.gate.conftest import CREDIT, SLOT
from contributions.gate.left_of_it import holding
from contributions.made_up import on
from contributions.recorded import BARE_SOUND, CAPTIONS, FILM, SAID, SOUND
from coprod_training.content.course import load_course
from coprod_training.content.passages import slot_view
from coprod_training.content.recordings import path_of, recording_in
from coprod_training.paper.pages import paper_of


@pytest.fixture
def speaker(keeper):
    keeper.gives, keeper.credit = {"kind": "audio"}, {"voice_or_face": "voice"}
    keeper.drafts = lambda: (keeper.file(SOUND, "draft.mp3"),)
    keeper.words = lambda: (keeper.file(SOUND, "a.mp3"), "--transcript", keeper.file(SAID, "a.txt"))
    return keeper


def files_with(content, folder):
    return [one for one in folder.rglob("*") if one.is_file() and content in one.read_bytes()]


def published(keeper, out):
    keeper.says("publish", out)
    return load_course(out / "course")


def test_it_stands_in_its_place_with_its_transcript_and_is_gone_when_withdrawn(speaker, tmp_path):
    speaker.passed()
    assert "every rule passes" in speaker.says("gate")
    speaker.says("release")
    course = published(speaker, tmp_path / "out")

    view = slot_view(course, SLOT, 3)
    assert view["words"] == {"text": SAID, "credit": CREDIT}
    assert view["label"] == "In a contributor’s own voice"
    assert view["recording"] == {
        "type": "audio/mpeg", "size": "0.1 MB", "captions": "", "address": "",
    }  # fmt: skip
    file = recording_in(course, SLOT).file
    assert re.fullmatch(r"[0-9a-f]{32}\.mp3", file)
    assert path_of(course.root, file).read_bytes() == SOUND
    assert [one.name for one in holding(tmp_path / "out", SAID)] == ["listening.yaml"]
    assert not [
        p for p in speaker.course.root.rglob("*") if p.is_file() and SOUND in p.read_bytes()
    ]

    speaker.says("withdraw", speaker.ref)
    assert [p for p in (tmp_path / "out").rglob("*") if p.suffix == ".mp3"] == []
    assert holding(tmp_path / "out", SAID, CREDIT) == []
    assert files_with(SOUND, speaker.course.private) == []
    assert slot_view(published(speaker, tmp_path / "later"), SLOT, 3)["removed"] is True
    assert not (tmp_path / "later" / "course" / "media").exists()


def test_a_copy_that_somebody_kept_inside_another_place_is_found(speaker, tmp_path):
    speaker.passed()
    (tmp_path / "kept.mp3").write_bytes(SOUND)

    said = speaker.says("withdraw", speaker.ref, "--in", tmp_path / "kept.mp3", status=1)

    assert "are still here" in said


def test_nobody_is_shown_a_recording_without_what_is_said_in_it(speaker):
    speaker.agreed()
    speaker.step("draft", *speaker.drafts(), day=8)

    said = speaker.step("show", speaker.file(SOUND, "a.mp3"), day=9, status=1)

    assert "has no transcript yet" in said
    assert "--transcript" in said
    assert "drafted" in speaker.step("draft", *speaker.drafts(), day=9)


@pytest.mark.parametrize("changed", ["sound", "transcript"])
def test_an_approval_is_of_exactly_this_sound_and_these_words(speaker, changed):
    speaker.approved()
    sound = SOUND + b"." if changed == "sound" else SOUND
    words = SAID + "." if changed == "transcript" else SAID
    given = (speaker.file(sound, "b.mp3"), "--transcript", speaker.file(words, "b.txt"))

    assert "edit shown" in speaker.step("show", *given, day=24)
    assert "approved by contributor" not in speaker.step("show", *speaker.words(), day=24)


def test_what_is_no_recording_is_refused_whatever_it_is_called(speaker):
    speaker.agreed()

    said = speaker.step("draft", speaker.file("test record", "voice.mp3"), day=8, status=1)

    assert "Not every browser can play this sound" in said
    assert "MP3, M4A, WAV" in said


def test_words_are_no_recording_and_have_no_transcript(keeper):
    keeper.agreed()
    sound, words = keeper.file(FILM + b"\xff", "a.mp4"), keeper.file(SAID, "a.txt")

    assert "not a plain text file" in keeper.step("draft", sound, day=8, status=1)
    said = keeper.step("draft", words, "--transcript", words, day=8, status=1)
    assert "Only a recording has a transcript." in said


def test_a_recording_of_nobody_in_particular_stays_out(speaker):
    speaker.credit = {"voice_or_face": "none"}
    speaker.passed()

    assert "nobody said whose voice or face is in the recording." in speaker.says("gate", status=1)


def test_somebody_else_can_say_the_words_of_who_wishes_no_name(speaker, tmp_path):
    speaker.credit = {"how": "anonymous", "display_text": "", "cited_as": ""}
    speaker.credit |= {"voice_or_face": "somebody else's"}
    sound = (speaker.file(BARE_SOUND, "c.mp3"), "--transcript", speaker.file(SAID, "c.txt"))
    speaker.words = lambda: sound
    speaker.passed()

    assert "every rule passes" in speaker.says("gate")
    speaker.says("release")
    view = slot_view(published(speaker, tmp_path / "out"), SLOT, 3)
    assert view["label"] == "A contributor’s own words, said by somebody else"


def test_notes_in_the_file_of_who_wishes_no_name_are_found(speaker):
    speaker.credit = {"how": "anonymous", "display_text": "", "cited_as": ""}
    speaker.credit |= {"voice_or_face": "voice", "understood_on": on(3)}
    speaker.passed()

    assert "its file carries notes about who made it" in speaker.says("gate", status=1)


def test_a_film_needs_a_yes_to_film_and_captions(keeper):
    keeper.gives, keeper.credit = {"kind": "film"}, {"voice_or_face": "face"}
    keeper.drafts = lambda: (keeper.file(FILM, "a.mp4"),)
    keeper.words = lambda: (
        keeper.file(FILM, "a.mp4"), "--transcript", keeper.file(CAPTIONS, "a.vtt"),
    )  # fmt: skip
    keeper.passed()

    said = keeper.says("gate", status=1)
    assert "G03" in said
    assert "film: it was never asked." in said or "film: the answer is no" in said


def test_on_paper_stands_the_transcript_and_where_the_recording_is(speaker, tmp_path):
    speaker.passed()
    speaker.says("release")
    out = tmp_path / "out"
    speaker.says("publish", out)
    path = out / "course" / "modules" / "listening.yaml"
    data = json.loads(path.read_text())
    data["slots"][0]["words"]["printed"] = True
    path.write_text(json.dumps(data))

    paper = str(paper_of(out, load_course(out / "course"), "listening", large=False).blocks)

    assert SAID in paper
    assert "The recording is in the course on screen. This is what is said in it." in paper
    assert "In a contributor’s own voice" in paper
