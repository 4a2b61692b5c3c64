"""Sends a recording from the lesson's process, where no server of ours can give it.

It goes when somebody asks for it, as bytes beside a message: a notebook keeps none of it.
"""

from typing import Any

from coprod_training.content.recordings import path_of, recording_in
from coprod_training.errors import CoprodError
from coprod_training.widgets.page import Page
from coprod_training.widgets.place import here


def send_recording(page: Page, slot: str) -> None:
    """Let the page of a place ask for its recording; it gets the bytes, or a message without any.

    It is looked up anew each time: since the page was drawn it may have ended or been withdrawn.
    """

    def received(_: Page, message: Any, __: Any) -> None:
        if isinstance(message, dict) and message.get("type") == "recording":
            content = _content(slot)
            page.send({"type": "recording"}, buffers=[content] if content else None)

    page.on_msg(received)


def _content(slot: str) -> bytes | None:
    try:
        _, course = here()
    except CoprodError:
        return None  # the page says that it cannot be reached
    found = recording_in(course, slot)
    path = path_of(course.root, found.file) if found else None
    return path.read_bytes() if path else None
