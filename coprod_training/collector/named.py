"""The collector that a hub names in the environment of each server it starts.

And a learner's deletion that waits for it: their own server sends it, and what exchanges hand-ins.
"""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

ADDRESS = "COPROD_COLLECTOR"
TOKEN = "JUPYTERHUB_API_TOKEN"  # noqa: S105 (the name of a variable)

DELETION_ASKED = "deletion-asked"
"""In a learner's `.coprod` while what the collector holds of them waits to be deleted."""


def named_collector(environ: Mapping[str, str]) -> tuple[str, str] | None:
    """Its address, without a slash at the end, and this server's token; None without a hub."""
    address, token = environ.get(ADDRESS, "").rstrip("/"), environ.get(TOKEN, "")
    return (address, token) if address and token else None


def deletion_waiting(waiting: Path) -> str | None:
    """When the deletion that waits was asked for, as it is sent; None when none waits.

    waiting: see `DELETION_ASKED`.
    """
    try:
        return waiting.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def deletion_done(waiting: Path, asked: str) -> None:
    """The collector has done what was `asked`: it waits no more, unless asked once more since."""
    with suppress(FileNotFoundError):  # whoever else sends it may be done first
        if waiting.read_text(encoding="utf-8") == asked:
            waiting.unlink()
