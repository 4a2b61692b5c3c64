"""Sign-in by passwords kept on the hub: JupyterHub's NativeAuthenticator."""

import secrets
from datetime import datetime
from typing import Any

from jupyterhub import orm
from jupyterhub.handlers.login import LoginHandler
from nativeauthenticator import NativeAuthenticator

from coprod_training.errors import CoprodError
from coprod_training.hub import roles
from coprod_training.hub.accounts import CourseAccounts
from coprod_training.hub.password_pages import ChangePassword, SignUp, is_too_long


class PasswordAccounts(CourseAccounts, NativeAuthenticator):  # type: ignore[misc]  # no types
    """Accounts that people make themselves, with a name and a password."""

    def get_handlers(self, app: Any) -> list[tuple[str, type]]:
        """Its pages that this hub has.

        Signing in is JupyterHub's own page. NativeAuthenticator's is for an older JupyterHub:
        1.3.0 asks for `statsd`, which JupyterHub 6 has no more.
        """
        return [
            (r"/login", LoginHandler),
            (r"/signup", SignUp),
            (r"/change-password", ChangePassword),
        ]

    def create_user(self, username: str, password: str, **more: Any) -> Any:
        """Make an account; None when this cannot be."""
        if self.is_kept(self.normalize_username(username)):
            return None
        return super().create_user(username, password, **more)

    def is_password_strong(self, password: str) -> bool:
        """Whether an account may have this password."""
        return not is_too_long(password) and bool(super().is_password_strong(password))

    async def authenticate(self, handler: Any, data: dict[str, str]) -> Any:
        """The account's name; None when it is not known or the password is not right."""
        if is_too_long(data["password"]):
            return None
        self._forget_old_tries(self.normalize_username(data["username"]))
        return await super().authenticate(handler, data)

    def _forget_old_tries(self, account: str) -> None:
        """Let wrong passwords count no more when the wait after the last of them is over.

        NativeAuthenticator goes on counting, so that one more would close the account again. It
        also leaves out whole days of how long ago the last one was.
        """
        tries = self.login_attempts.get(account)
        if tries is None:
            return
        ago = datetime.now() - tries["time"]  # noqa: DTZ005  # as NativeAuthenticator keeps it
        if ago.total_seconds() > self.seconds_before_next_try:
            del self.login_attempts[account]

    def is_kept(self, name: str) -> bool:
        """Whether nobody may make an account of this name.

        A name that has a place on the course, and no password here, is somebody's whose account
        was taken away: nobody else gets it by being first.
        """
        return roles.is_grader(name) or bool(self.book.of(name).places)


def new_password(database: str, account: str) -> str:
    """Give an account a new random password; returns it.

    database: the hub's own. Raises CoprodError when there is no such account.
    """
    import bcrypt
    from nativeauthenticator.orm import UserInfo

    session = orm.new_session_factory(database)()
    try:
        found = UserInfo.find(session, account)
        if found is None:
            raise CoprodError(
                f'Nobody has made an account called "{account}".', fix="Check how it is spelled."
            )
        password = secrets.token_urlsafe(12)
        found.password = bcrypt.hashpw(password.encode(), bcrypt.gensalt())
        session.commit()
    finally:
        session.close()
    return password
