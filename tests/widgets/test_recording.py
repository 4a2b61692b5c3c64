"""Without our server a lesson's own process sends a recording, when somebody asks for it."""

import json
from dataclasses import replace

import pytest
from house.tree import ROOT

from coprod_training.content.course import load_course
from coprod_training.content.place import Place
from coprod_training.content.slot import RecordingFile, SlotWords
from coprod_training.widgets import recording, shown

SLOT, NAME = "m1-s1", "0" * 32 + ".mp3"
SOUND = b"ID3 test record: PLANTED sound"
FILE = RecordingFile(file=NAME, type="audio/mpeg", size=len(SOUND))


def with_words(course, words):
    modules = tuple(
        replace(m, slots=tuple(replace(s, words=words) if s.id == SLOT else s for s in m.slots))
        for m in course.modules
    )
    return replace(course, modules=modules)


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """A lesson that asks for its course; `lesson.course` is what it finds."""

    class Lesson:
        course = replace(load_course(ROOT / "course"), root=tmp_path)

        def here(self):
            return Place(tmp_path, None, tmp_path, "test-record"), self.course

        def asks(self, page, message=None):
            """What the page gets for its message."""
            sent = []
            page.send = lambda said, buffers=None: sent.append((said, buffers))
            page._handle_custom_msg(message or {"type": "recording"}, [])
            return sent

    one = Lesson()
    monkeypatch.setattr(shown, "here", one.here)
    monkeypatch.setattr(recording, "here", one.here)
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / NAME).write_bytes(SOUND)
    one.course = with_words(one.course, SlotWords(text="test record", recording=FILE))
    return one


def test_it_is_sent_beside_a_message_when_the_page_asks(lesson):
    page = shown.slot(SLOT)

    assert lesson.asks(page) == [({"type": "recording"}, [SOUND])]
    assert lesson.asks(page, {"type": "keep"}) == []


def test_a_notebook_keeps_nothing_of_it(lesson):
    page = shown.slot(SLOT)
    lesson.asks(page)

    assert "PLANTED" not in json.dumps(page._repr_mimebundle_()[0])
    assert "PLANTED" not in json.dumps(page.get_state(), default=str)


@pytest.mark.parametrize("file", ["../course.yaml", "a.mp3", "", "f" * 32 + ".mp3"])
def test_nothing_but_a_recording_of_the_course_is_ever_sent(lesson, file):
    words = SlotWords(text="test record", recording=replace(FILE, file=file))
    lesson.course = with_words(lesson.course, words)

    assert lesson.asks(shown.slot(SLOT)) == [({"type": "recording"}, None)]


def test_one_that_ended_after_the_page_was_drawn_is_not_sent(lesson):
    page = shown.slot(SLOT)
    lesson.course = with_words(lesson.course, None)

    assert lesson.asks(page) == [({"type": "recording"}, None)]


def test_a_link_in_the_place_of_a_recording_is_not_followed(lesson, tmp_path):
    path = tmp_path / "media" / NAME
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")

    assert lesson.asks(shown.slot(SLOT)) == [({"type": "recording"}, None)]
