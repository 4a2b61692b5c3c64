"""How a trainer's page refuses: a sentence, and nothing of what went wrong inside."""

from typing import Any

from tornado import web

from coprod_training.errors import CoprodError

_WORDS = {
    403: ("You are signed out", "Open the course again from the address you were given."),
    404: ("There is nothing here", "This page is not part of the course."),
}
_OTHERWISE = "This could not be done"
_AGAIN = "Try again in a moment. Nothing is lost."


class RefusesWrongTokens:
    """Mixed into a page: who sends a token that is none of this course is refused (T13).

    Whoever sends none is led to the page where one signs in, as Jupyter does.
    """

    def get_login_url(self) -> str:
        """Where one signs in. Raises HTTPError 403 for a token that did not open anything."""
        page: Any = self
        if page.identity_provider.get_token(page):
            raise web.HTTPError(403)
        place: str = super().get_login_url()  # type: ignore[misc]  # of the page it is mixed into
        return place


def refusal(status: int, error: BaseException | None) -> tuple[str, str]:
    """Heading and sentence. status: HTTP. error: what was raised, if anything was."""
    if isinstance(error, CoprodError):
        return _OTHERWISE, error.sentences
    return _WORDS.get(status, (_OTHERWISE, _AGAIN))
