"""The page on which somebody sees what was changed in their words, and their own answer on it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from coprod_training.cli.contribution_entry import module_of
from coprod_training.cli.keepers_desk import Desk
from coprod_training.content.course import load_course
from coprod_training.contributions import stages
from coprod_training.contributions.content_store import Version
from coprod_training.contributions.edit_page import Edit, edit_back, edit_page
from coprod_training.contributions.help_contacts import gap_lines
from coprod_training.contributions.page_back import read_page
from coprod_training.contributions.record import Contribution
from coprod_training.contributions.shown_as import is_recording
from coprod_training.contributions.stages import Refused
from coprod_training.errors import CoprodError
from coprod_training.file_in_place import put_file_in_place

_NOT_YET = {
    "no": "They said no to these words.",
    "talk": "They want to talk about it first.",
    "": "They have not decided on this page. No reply is never a yes.",
}


def edit_written(desk: Desk, c: Contribution) -> Iterator[str]:
    """Write the page with the words that were shown last beside those before them."""
    *before, newest = desk.store.versions(c.ref)
    others = [one for one in before if one.hash != newest.hash]
    earlier = next((one for one in reversed(others) if one.media == "text"), None)
    new = _words(desk, newest)
    edit = Edit(
        ref=c.ref,
        title=module_of(desk, c).title,
        old=_words(desk, earlier) if earlier else None if others else new,
        new=new,
        hash=newest.hash,
    )
    path = desk.outside(desk.asked.to) / f"edit-{c.ref}.html"
    contacts = load_course(desk.root / "course").info.help.contacts
    put_file_in_place(path, edit_page(edit, contacts).encode(), mode=0o600)
    yield f"Send them this page: {path}"
    yield from gap_lines(contacts)


def refuse_page(desk: Desk, c: Contribution) -> None:
    """Raise CoprodError when there can be no page of what is to be shown, before it is kept."""
    desk.outside(desk.asked.to)
    if is_recording(c.kind):
        raise CoprodError(
            "A page shows words only.",
            fix="Leave out --to, send the recording itself, and enter their answer with --reply.",
        )


def own_yes(desk: Desk, c: Contribution, shown: str) -> tuple[Contribution, date]:
    """Their yes on the page that came back: the record with their wish not to wait, and its day.

    shown: the keyed hash of the words as they are now. Raises Refused when they did not say yes, or
    wrote beside it what should be different: it is not known then to which words they say yes.
    """
    page = read_page(desk.outside(desk.asked.page).read_bytes())
    back = edit_back(page, c.ref, shown, datetime.now(UTC).date())
    if back.decision != "yes":
        raise Refused(
            [_NOT_YET[back.decision]],
            fix="Open their page in a browser: it says what they would like.",
        )
    if back.wish:
        raise Refused(
            ["They said yes, and wrote what should be different."],
            fix="Read it on their page, in a browser, and talk with them first. If they say yes to"
            " exactly these words all the same, enter it with --reply yes, and leave out the file.",
        )
    return (stages.ask_faster(c, "approval", back.day) if back.faster else c), back.day


def _words(desk: Desk, one: Version) -> str:
    return (desk.store.read(one.ref, one.hash) or b"").decode(errors="replace")
