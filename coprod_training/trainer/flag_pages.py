"""From a worrying answer to the person named for safeguarding, and back to the trainer."""

from collections.abc import Iterable
from datetime import UTC, datetime

from tornado import web

from coprod_training.content.course import HelpContact
from coprod_training.errors import CoprodError
from coprod_training.grading.flags import LONGEST, Flag, FlagBook
from coprod_training.grading.gradebook import learner_names
from coprod_training.grading.hand_ins import HandInRow, full_name, hand_ins, time_told
from coprod_training.grading.partly_read import partly_read
from coprod_training.lab.dates import record_words_of
from coprod_training.trainer.page import TrainerPage
from coprod_training.trainer.who import Who, not_a_contact

_STATES = {"waiting": "Waiting to be seen", "seen": "Seen", "closed": "Closed"}


class Flags(TrainerPage):
    """GET coprod/trainer/flags."""

    @web.authenticated
    async def get(self, *_: str) -> None:
        """Every flagged answer, those that wait first."""
        self.list_them()

    def list_them(self, problem: str = "", about: str = "", typed: str = "") -> None:
        """The page. problem: what was wrong with what was typed about one of them."""
        names = learner_names(self.trainer.database)
        contacts = self.trainer.course().info.help.contacts
        order = list(_STATES)
        found = sorted(self.flags.all(), key=lambda one: (order.index(one.state), one.at))
        titles = self.trainer.titles(one.assignment for one in found)
        damaged = partly_read(self.trainer.root)
        self.show(
            "flags.html.j2",
            flags=[
                {
                    "id": one.id,
                    "name": full_name(one.learner, *names.get(one.learner, ("", ""))),
                    "title": titles[one.assignment],
                    "words": one.words,
                    # Its time came from `time_told`, which leaves out what records say: UTC.
                    "partly_read": (one.assignment, one.learner, f"{one.handed_in}+00:00")
                    in damaged,
                    "note": one.note,
                    "state": one.state,
                    "state_words": _STATES[one.state],
                    "steps": flag_steps(one, self.who, contacts),
                    "done": one.done,
                    "mine": one.by == self.current_user.username,
                }
                for one in found
            ],
            contacts=contacts,
            nobody_to_compare=all(one.waits for one in contacts),
            who=self.who,
            problem=problem,
            about=about if any(one.id == about and one.state == "seen" for one in found) else "",
            typed=typed,
        )


class RaiseFlag(TrainerPage):
    """POST coprod/trainer/flags/new."""

    @web.authenticated
    async def post(self) -> None:
        """Keep a flag on one answer, and go back to where it is marked."""
        about = self.get_body_argument("hand_in", "")
        activity = self.get_body_argument("activity", "")
        row = next(iter(hand_ins(self.trainer.database, hand_in=about)), None)
        if row is None or not self.trainer.has_written(row.assignment, activity):
            raise web.HTTPError(404)
        # What the trainer saw: a newer hand-in may have taken its place since.
        words = self.get_body_argument("words", "", strip=False)
        self.flags.raise_flag(
            learner=row.learner,
            assignment=row.assignment,
            activity=activity,
            handed_in=self.get_body_argument("handed_in", ""),
            words=words,
            note=self.get_body_argument("note", "").replace("\r\n", "\n")[:LONGEST],
            by=self.current_user.username,
            now=datetime.now(UTC),
        )
        second = self.get_body_argument("second", "")  # the number of who must see no first mark
        place = (
            f"coprod/trainer/second/{row.assignment}/{second}"
            if second.isascii() and second.isdecimal()
            else f"formgrader/submissions/{row.id}/"
        )
        self.redirect(f"{self.to}/{place}#flagged-{activity}")


class FlagStep(Flags):
    """POST coprod/trainer/flags/<id>/seen and …/close."""

    @web.authenticated
    async def post(self, flag: str, step: str) -> None:
        """Write down that it was seen, or what was done."""
        by, now = self.current_user.username, datetime.now(UTC)
        try:
            if step == "seen":
                self.flags.see(flag, by, now)
            else:
                self.flags.close(flag, self.get_body_argument("done", ""), by, now)
        except CoprodError as error:
            self.set_status(400)
            said = error.sentences
            self.list_them(said, flag, self.get_body_argument("done", ""))
            return
        self.redirect(f"{self.to}/coprod/trainer/flags")


PHONE = "No message was sent to anybody, so phone as well."


def flags_said(
    flags: FlagBook, row: HandInRow, who: Who, contacts: Iterable[HelpContact]
) -> dict[str, list[str]]:
    """By activity, what became of the newest flag on the words of this very hand-in.

    While nobody has seen it, also that its reader has to phone.
    """
    named = tuple(contacts)
    return {
        one.activity: [*flag_steps(one, who, named), *([PHONE] if one.state == "waiting" else [])]
        for one in flags.of(row.learner, row.assignment)
        if one.handed_in == time_told(row)
    }


def flag_steps(one: Flag, who: Who, contacts: Iterable[HelpContact]) -> list[str]:
    """What happened to a flag and who did it, one sentence each.

    Whoever saw or closed it is compared with the contacts of the service.
    """
    named = tuple(contacts)
    said = [f"Flagged on {record_words_of(one.at)} by {_whom(who.said(one.by, one.at))}."]
    if one.seen_at:
        by = _whom(who.said(one.seen_by, one.seen_at))
        said.append(f"Seen on {record_words_of(one.seen_at)} by {by}.")
        said.append(not_a_contact(who.called(one.seen_by, one.seen_at), named))
    elif one.state == "waiting":
        said.append("Nobody has seen it yet.")
    if one.closed_at:
        by = _whom(who.said(one.closed_by, one.closed_at))
        said.append(f"Closed on {record_words_of(one.closed_at)} by {by}: {one.done}")
        said.append(not_a_contact(who.called(one.closed_by, one.closed_at), named))
    return [sentence for sentence in dict.fromkeys(said) if sentence]


def _whom(said: str) -> str:
    """Within a sentence."""
    return said.replace("A trainer in", "a trainer in", 1) if said.startswith("A trainer") else said


ADDRESSES = [
    (r"trainer/flags", Flags),
    (r"trainer/flags/new", RaiseFlag),
    (r"trainer/flags/([0-9a-f]{8})/(seen|close)", FlagStep),
]
