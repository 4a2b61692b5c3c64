"""A contributor's recording is played by keyboard: in the course, and in Jupyter as it comes.

The recording is one second of silence, made here. Nobody speaks in it.
"""

import io
import wave

import pytest
from keyboard import tab_to
from learner.visiting import Visit
from opened import STAFF, Opened
from stock_jupyter import stock
from test_without_our_extension import FRONT_ENDS

from coprod_training.content.build import Build
from coprod_training.content.publish import publish
from coprod_training.content.slot import RecordingFile, SlotWords
from coprod_training.content.upgrade import install

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
SECTION = "module/what-co-production-is/from-contributors"
SLOT, LESSON, LAST = "m1-s1", "modules/01-what-co-production-is.ipynb", "what-to-ask"
NAME, SAID = "0" * 32 + ".wav", "test record: one second of silence."


def silence():
    made = io.BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(16000))
    return made.getvalue()


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    out = tmp_path_factory.mktemp("recorded") / "published"
    recording = RecordingFile(file=NAME, type="audio/wav", size=len(silence()))
    words = {SLOT: SlotWords(text=SAID, recording=recording)}
    publish(STAFF, out, Build(words=words, files={f"course/media/{NAME}": silence()}))
    return out


def place(page):
    found = page.locator(f"section[data-activity='{SLOT}']")
    found.scroll_into_view_if_needed(timeout=60_000)
    assert SAID in found.inner_text()
    return found


def plays_by_keyboard(page, player):
    """Nothing has started; the space bar plays it to its end."""
    assert player.evaluate("one => [one.paused, one.autoplay, one.played.length]") == [
        True, False, 0,
    ]  # fmt: skip
    player.focus()
    page.keyboard.press("Space")
    page.wait_for_function(
        "() => [...document.querySelectorAll('audio')].some((one) => one.ended)", timeout=30_000
    )
    assert player.evaluate("one => Math.round(one.duration)") == 1


def test_in_the_course_it_plays_from_its_own_address(browser, published, tmp_path):
    server = Opened(tmp_path / "coprod", published=published)
    page = browser.new_page()
    try:
        visit = Visit(server, page).open(SECTION)
        player = place(page).locator("audio")
        assert player.get_attribute("src") == f"/coprod/recordings/{SLOT}"
        tab_to(page, "audio")
        plays_by_keyboard(page, player)
        assert visit.axe_in_colours() == []
        assert not visit.narrow(320)
    finally:
        page.close()
        server.kill()


@pytest.mark.sampled(1)
@pytest.mark.parametrize("front_end", FRONT_ENDS)
def test_elsewhere_the_lessons_process_sends_it_when_asked(browser, published, tmp_path, front_end):
    install(published, tmp_path / "learner")
    way, run = FRONT_ENDS[front_end]
    with stock("jupyterlab", tmp_path / "learner", tmp_path / "home") as server:
        page = browser.new_page()
        page.goto(f"{server.base}{way.format(LESSON)}token={server.token}")
        run(page, LAST)
        section = place(page)
        assert section.locator("audio").count() == 0

        section.get_by_role("button", name="Get the recording").press("Enter")

        player = section.locator("audio")
        player.wait_for()
        assert page.evaluate("document.activeElement.tagName") == "AUDIO"
        plays_by_keyboard(page, player)
        page.close()
    lesson = (tmp_path / "learner" / LESSON).read_text()
    assert SAID not in lesson
