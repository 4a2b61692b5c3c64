"""The widgets themselves: anywidget on native, labelled HTML.

One class a script; see `content.page_script` for how a script is made.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any

import anywidget
import traitlets

from coprod_training.answers import Desk
from coprod_training.content.page_script import page_script, stylesheet


class Page(anywidget.AnyWidget):
    """One thing on the page. view: what to draw. kept: the newest kept answer, or None."""

    view = traitlets.Dict().tag(sync=True)
    kept = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True)


@cache
def page_class(name: str) -> type[Page]:
    """The widget class of one script in `static/`."""
    words = {
        "_esm": page_script(name),
        "_css": stylesheet(),
        "__doc__": f"Draws static/{name}.js.",
    }
    return type(f"{name.title().replace('_', '')}Page", (Page,), words)


def open_page(
    name: str,
    view: dict[str, Any],
    desk: Desk | None = None,
    after: Callable[[], None] | None = None,
) -> Page:
    """A widget that draws `view`; with a desk it keeps answers too.

    after: called when an answer has been kept, for pages that depend on it.
    """
    page = page_class(name)(view=view, kept=desk.kept() if desk else None)
    if desk is not None:

        def received(_: Page, message: Any, __: Any) -> None:
            reply = desk.receive(message, datetime.now(UTC))
            page.send(reply)
            if "kept" in reply:
                # Only now, so that a page drawn again from this widget shows the same answer.
                page.kept = reply["kept"]
                if after is not None:
                    after()

        page.on_msg(received)
    return page
