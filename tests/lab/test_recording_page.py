"""A recording at its own address: in parts, as players ask, and nothing but itself."""

from dataclasses import replace

import pytest
from opened import STAFF, Opened
from served import ask

from coprod_training.content.build import Build
from coprod_training.content.publish import publish
from coprod_training.content.slot import RecordingFile, SlotWords

pytestmark = pytest.mark.slow
SLOT, ENDED = "m1-s1", "m1-s2"
NAME = "0" * 32 + ".mp3"
SOUND = b"ID3 test record: no sound. " * 100
FILE = RecordingFile(file=NAME, type="audio/mpeg", size=len(SOUND))
WORDS = SlotWords(text="test record: what is said", recording=FILE)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("recording")
    words = {SLOT: WORDS, ENDED: replace(WORDS, until="2026-01-05")}
    files = {f"course/media/{NAME}": SOUND}
    publish(STAFF, folder / "published", Build(words=words, files=files))
    one = Opened(folder / "coprod", published=folder / "published")
    yield one
    one.kill()


def test_the_page_of_its_place_names_the_address_at_which_it_is(server):
    view = ask(server, f"api/slots/{SLOT}").data["view"]

    assert view["recording"]["address"] == f"/coprod/recordings/{SLOT}"
    reply = ask(server, f"recordings/{SLOT}")
    assert (reply.status, reply.content) == (200, SOUND)


def test_it_can_do_nothing_but_be_played_and_no_browser_keeps_it(server):
    headers = ask(server, f"recordings/{SLOT}").headers

    assert headers["content-type"] == "audio/mpeg"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "private, no-store"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "sandbox" in headers["content-security-policy"]
    assert not {"etag", "last-modified", "expires"} & set(headers)


def test_a_player_gets_the_part_that_it_asks_for(server):
    reply = ask(server, f"recordings/{SLOT}", headers={"Range": "bytes=4-14"})

    assert (reply.status, reply.content) == (206, SOUND[4:15])
    assert reply.headers["content-range"] == f"bytes 4-14/{len(SOUND)}"
    assert ask(server, f"recordings/{SLOT}", "HEAD").content == b""


@pytest.mark.parametrize(
    "asked", [ENDED, "m1-s9", NAME, f"..%2Fmedia%2F{NAME}", "course.yaml", "m9-s1", ""]
)
def test_what_no_place_shows_today_is_not_there(server, asked):
    assert ask(server, f"recordings/{asked}").status == 404


def test_nobody_who_is_not_signed_in_gets_it(server):
    assert ask(server, f"recordings/{SLOT}", token=False).status == 403


def test_a_browser_that_kept_an_older_one_gets_it_whole(server):
    old = {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT", "If-None-Match": "*"}

    assert ask(server, f"recordings/{SLOT}", headers=old).status == 200
