"""Who signs in: a well-kept authenticator says who it is, enrolment says what they may be here.

Anybody can make an account. Without a place on the course it opens nothing but the page that asks
for a join code.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jupyterhub.auth import Authenticator
from jupyterhub.utils import maybe_future
from traitlets import Unicode

from coprod_training.hub import roles
from coprod_training.hub.enrolment import EnrolmentBook
from coprod_training.hub.membership import Membership, Place

# Seconds until the hub sees that somebody was taken off the course. Pages that are open go by what
# the hub said for as long again (lab.settings).
RECHECK = 60
SHORTEST = 12  # characters of a password
LONGEST = 72  # bytes of a password: bcrypt, which keeps them, takes no more
_books: dict[str, EnrolmentBook] = {}


class NotYet(Exception):
    """Raised when somebody's server may not start. The hub shows `jupyterhub_html_message`."""

    def __init__(self, words: str, begin: str) -> None:
        """words: why. begin: the address of the page that settles it."""
        super().__init__(words)
        self.jupyterhub_message = words
        self.jupyterhub_html_message = f'{words} <a href="{begin}">Go on</a>'


class CourseAccounts(Authenticator):  # type: ignore[misc]  # jupyterhub ships no types
    """What every way to sign in has here: names that fit, and groups that follow enrolment."""

    folder = Unicode(config=True, help="Where enrolment is kept.")

    @property
    def book(self) -> EnrolmentBook:
        """The records of enrolment; one reader for the whole process."""
        return _books.setdefault(self.folder, EnrolmentBook(Path(self.folder)))

    def check_blocked_users(self, username: str, authentication: Any = None) -> bool:
        """Whether somebody may sign in by this name. A cohort's account is nobody's."""
        allowed = super().check_blocked_users(username, authentication)
        return bool(allowed) and not roles.is_grader(username)

    def set_groups(self, user: Any) -> Membership:
        """Let the groups of an account be those that its membership gives it."""
        membership = self.book.of(user.name)
        if not roles.is_grader(user.name):
            user.sync_groups(membership.groups())
        return membership

    async def refresh_user(self, user: Any, handler: Any = None) -> Any:
        """The same once a minute, for whoever is signed in."""
        self.set_groups(user)
        return await maybe_future(super().refresh_user(user, handler))

    async def pre_spawn_start(self, user: Any, spawner: Any) -> None:
        """Refuse whoever has no place, or has not said yet where they work. Raises NotYet."""
        await maybe_future(super().pre_spawn_start(user, spawner))
        if roles.is_grader(user.name):
            return
        membership = self.set_groups(user)
        begin = f"{spawner.hub.base_url}coprod/begin"
        if not membership.is_learner:
            raise NotYet("This account has no course yet.", begin)
        if not membership.has_begun:
            raise NotYet(
                "Say first which service you work for, and whether you may be counted.", begin
            )


def follow_their_groups(
    book: EnrolmentBook, account: str, theirs: list[str], rules: dict[str, str]
) -> None:
    """Give and take the places that an organisation's own groups stand for.

    theirs: the groups that its sign-in says. rules: as `settings.Oidc.groups`.
    """
    now = datetime.now(UTC)
    wanted = {Place(*rule.split()) for group, rule in rules.items() if group in theirs}
    known = {Place(*rule.split()) for rule in rules.values()}
    for place in book.of(account).places & (known - wanted):
        book.leave_place(account, place, now)
    book.enrol([(account, place) for place in wanted], now)
