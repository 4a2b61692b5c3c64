"""What our handlers that answer in JSON share: signed in, and every refusal a sentence.

No answer of a learner may reach the server's log, so neither a body nor the message of an
unexpected error is ever logged: only its kind and where in the code it came from.
"""

import json
import traceback
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, TypeVar

from jupyter_server.base.handlers import APIHandler
from tornado import web

from coprod_training.errors import CoprodError
from coprod_training.lab.home import Home

KEY = "coprod_home"
BIGGEST_BODY = 1_000_000  # bytes; the longest answer is far below a tenth of this

_WORDS = {
    403: (  # and nothing of loading the page again: a form on it would be empty
        "You are signed out, or this page is too old. Open the course in a new tab and sign in"
        " there. Then come back to this page and try again."
    ),
    404: "There is nothing here in this course.",
    405: "This cannot be done here.",
}
_OTHERWISE = "This could not be done. Try again in a moment. Your answers are kept."


class Refusal(Exception):
    """Raised when something is refused with a sentence. status: HTTP."""

    def __init__(self, status: int, words: str) -> None:
        """Carry the status and the sentence."""
        self.status, self.words = status, words
        super().__init__(words)


H = TypeVar("H", bound="CoprodHandler")


class CoprodHandler(APIHandler):
    """A handler of ours."""

    @property
    def home(self) -> Home:
        """Whose course this is."""
        found: Home = self.settings[KEY]
        return found

    def reply(self, data: Any, status: int = 200) -> None:
        """Answer with JSON; never kept by a browser, since it is about one person."""
        self.set_status(status)
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps(data, ensure_ascii=False))

    def body(self) -> Any:
        """The JSON that was sent. Raises Refusal."""
        try:
            if len(self.request.body) <= BIGGEST_BODY:
                return json.loads(self.request.body or b"null")
        except (ValueError, RecursionError):
            pass
        raise Refusal(400, "The page and the course do not match. Load the page again.")

    def write_error(self, status_code: int, **_: Any) -> None:
        """Every other refusal, as a sentence too."""
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps({"message": _WORDS.get(status_code, _OTHERWISE)}))

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Never with a message, which could quote an answer."""
        log_where(self, typ, value, tb)


def log_where(page: Any, kind: Any, value: Any, tb: Any) -> None:
    """Log where an error came from, and not its message: that can quote what somebody wrote.

    Nor the address: somebody's name may stand in it, as a learner's does in formgrader's.
    """
    if isinstance(value, web.HTTPError):
        page.log.info("Refused: %s in %s", value.status_code, type(page).__name__)
    else:
        page.log.error(_where_it_broke(kind, tb))


def _where_it_broke(kind: Any, tb: Any) -> str:
    places = [f"{f.filename}:{f.lineno}" for f in traceback.extract_tb(tb)]
    return f"{getattr(kind, '__name__', 'Error')} in {' > '.join(places[-4:])}"


def in_words(
    method: Callable[..., Awaitable[None]],
) -> Callable[..., Awaitable[None]]:
    """Let a method raise Refusal or CoprodError; the page gets the sentence."""

    @wraps(method)
    async def answer(self: H, *arguments: str, **named: str) -> None:
        try:
            await method(self, *arguments, **named)
        except Refusal as refusal:
            self.reply({"message": refusal.words}, refusal.status)
        except CoprodError as error:
            words = error.sentences
            self.reply({"message": words}, 409)

    return answer
