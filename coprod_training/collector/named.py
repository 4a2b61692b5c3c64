"""The collector that a hub names in the environment of each server it starts."""

from collections.abc import Mapping

ADDRESS = "COPROD_COLLECTOR"
TOKEN = "JUPYTERHUB_API_TOKEN"  # noqa: S105 (the name of a variable)

DELETION_ASKED = "deletion-asked"
"""In a learner's `.coprod` while what the collector holds of them waits to be deleted."""


def named_collector(environ: Mapping[str, str]) -> tuple[str, str] | None:
    """Its address, without a slash at the end, and this server's token; None without a hub."""
    address, token = environ.get(ADDRESS, "").rstrip("/"), environ.get(TOKEN, "")
    return (address, token) if address and token else None
