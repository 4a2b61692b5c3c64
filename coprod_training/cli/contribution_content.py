"""What a contribution consists of when it is drafted and shown: a file of words, or a recording."""

from collections.abc import Callable
from dataclasses import dataclass

from coprod_training.cli.keepers_desk import Desk
from coprod_training.cli.made_parts import text_of
from coprod_training.content.course import load_course
from coprod_training.contributions.record import Contribution
from coprod_training.contributions.recordings import cover_of, keep_recording, recording_from
from coprod_training.contributions.shown_as import WRITTEN_WITH, is_recording
from coprod_training.contributions.stages import Refused


@dataclass(frozen=True)
class Content:
    """What was handed over. hash: keyed, of all of it. keep: put it into the content store."""

    hash: str
    keep: Callable[[], object]


def drafted(desk: Desk, c: Contribution) -> Content:
    """A draft, from its file; a recording may still lack its transcript. Raises CoprodError."""
    return _recording(desk, c, whole=False) if is_recording(c.kind) else _words(desk, c)


def shown(desk: Desk, c: Contribution) -> Content:
    """What its contributor was shown. Raises CoprodError for what no page could show."""
    if is_recording(c.kind):
        return _recording(desk, c, whole=True)
    if c.kind in WRITTEN_WITH:
        _refuse_others(desk, c)
    return _words(desk, c)


def _refuse_others(desk: Desk, c: Contribution) -> None:
    """What they are shown is what stands in the lesson, and nothing that only a file says."""
    text = text_of(desk.root, load_course(desk.root / "course"), c.module, c.made)
    if text is None or desk.words() != text.encode():
        raise Refused(
            ["This is not what they wrote with us, as it stands in the lesson now."],
            fix=f"Write the file again, and show them that: coprod contribution made {c.ref}",
        )


def _words(desk: Desk, c: Contribution) -> Content:
    content = desk.words()
    if desk.asked.transcript is not None:
        raise Refused(["Only a recording has a transcript."])
    return Content(desk.store.hash_of(c.ref, content), lambda: desk.store.keep(c.ref, content))


def _recording(desk: Desk, c: Contribution, *, whole: bool) -> Content:
    path, words = desk.outside(desk.asked.file), b""
    if desk.asked.transcript is not None:
        words = desk.outside(desk.asked.transcript).read_bytes()
    if not is_recording(c.kind):
        raise AssertionError
    one = recording_from(path.read_bytes(), words, c.kind)
    if whole and one.lacks:
        raise Refused(
            [f"Before it is shown: {one.lacks}"],
            fix="Give what is said with --transcript: plain text for sound, WebVTT for a film.",
        )
    found = desk.store.hash_of(c.ref, cover_of(desk.store, c.ref, one))
    return Content(found, lambda: keep_recording(desk.store, c.ref, one))
