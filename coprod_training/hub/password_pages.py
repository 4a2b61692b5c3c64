"""Making an account and changing a password: when it is refused, which field is wrong and why."""

from dataclasses import dataclass
from typing import Any

from nativeauthenticator.handlers import ChangePasswordHandler, SignUpHandler
from tornado import web

from coprod_training.hub.accounts import LONGEST, SHORTEST

NAME, PASSWORD, AGAIN, OLD = "name", "password", "again", "old"
DOES_NOT_FIT = (
    "An account name has 2 to 64 lower-case letters, digits and . _ @ -, and begins with a letter "
    "or a digit."
)
TAKEN = "This account name is taken. Choose another one. If it is yours, sign in."
TOO_SHORT = f"The password is too short. Use at least {SHORTEST} characters."
TOO_LONG = (
    f"The password is too long. Use at most {LONGEST} characters, or fewer where some are not "
    "plain letters, digits and signs."
)
TOO_COMMON = "The password is one that many people use. Choose another one."
NOT_THE_SAME = "The two passwords are not the same. Type both again."
NOT_YOURS = "Your current password is not right. Type it again."
UNKNOWN = "Try again in a moment."


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a form. field: NAME, PASSWORD, AGAIN, OLD, or "" where it is none.

    account: the name that was typed, to be there again.
    """

    field: str
    words: str
    account: str = ""


def is_too_long(password: str) -> bool:
    """Whether no account can have this password."""
    return len(password.encode()) > LONGEST


def wrong_password(accounts: Any, password: str, again: str) -> Wrong | None:
    """What is wrong with a new password, or None. accounts: a NativeAuthenticator."""
    if len(password) < accounts.minimum_password_length:
        return Wrong(PASSWORD, TOO_SHORT)
    if is_too_long(password):
        return Wrong(PASSWORD, TOO_LONG)
    if not accounts.is_password_strong(password):
        return Wrong(PASSWORD, TOO_COMMON)
    return Wrong(AGAIN, NOT_THE_SAME) if password != again else None


class SignUp(SignUpHandler):  # type: ignore[misc]  # no types
    """GET and POST signup: an account, or what is wrong with the form."""

    def get_result_message(self, user: Any, *asked: bool) -> tuple[str, Wrong | None]:
        """What the page says. user: the account that was made, or None."""
        if user is not None:
            return "alert-success", None
        account = self.get_body_argument("username", strip=False)
        found = self._wrong_name(account) or wrong_password(
            self.authenticator,
            self.get_body_argument("signup_password", strip=False),
            self.get_body_argument("signup_password_confirmation", strip=False),
        )
        found = found or Wrong("", UNKNOWN)
        return "alert-danger", Wrong(found.field, found.words, account)

    def _wrong_name(self, account: str) -> Wrong | None:
        name = self.authenticator.normalize_username(account)
        if not self.authenticator.validate_username(name):
            return Wrong(NAME, DOES_NOT_FIT)
        taken = self.authenticator.user_exists(name) or self.authenticator.is_kept(name)
        return Wrong(NAME, TAKEN) if taken else None


class ChangePassword(ChangePasswordHandler):  # type: ignore[misc]  # no types
    """GET and POST change-password: one's own, or what is wrong with the form."""

    @web.authenticated
    async def post(self) -> None:
        """Change it, unless something is wrong."""
        name = self.current_user.name
        typed = {
            field: self.get_body_argument(field, strip=False)
            for field in ("old_password", "new_password", "new_password_confirmation")
        }
        old, password, again = typed.values()
        wrong: Wrong | None = Wrong(OLD, NOT_YOURS)
        if not is_too_long(old) and self.authenticator.get_user(name).is_valid_password(old):
            wrong = wrong_password(self.authenticator, password, again)
        if wrong is None and not self.authenticator.change_password(name, password):
            wrong = Wrong("", UNKNOWN)
        said = {"alert": "alert-danger" if wrong else "alert-success", "result_message": wrong}
        self.finish(await self.render_template("change-password.html", user_name=name, **said))
