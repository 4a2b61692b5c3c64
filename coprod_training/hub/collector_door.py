"""How the hub and the collector know one another: the address that people come back to."""

from urllib.parse import urlsplit

from coprod_training.hub import roles
from coprod_training.hub.settings import HubSettings

PREFIX = f"/services/{roles.COLLECTOR}"
CLIENT_ID = f"service-{roles.COLLECTOR}"


def callback(hub: HubSettings) -> str:
    """Where the hub sends somebody who signed in; both sides have to have the same words."""
    return f"{origin(hub)}{PREFIX}/oauth_callback"


def origin(hub: HubSettings) -> str:
    """The scheme and host of the collector's pages, as browsers know them."""
    parts = urlsplit(hub.address)
    if not hub.subdomains:
        return f"{parts.scheme}://{parts.netloc}"
    # Loaded here: the collector reads the same settings, and needs nothing else of JupyterHub.
    from jupyterhub.utils import subdomain_hook_idna

    port = f":{parts.port}" if parts.port else ""
    host = subdomain_hook_idna(roles.COLLECTOR, hub.domain, "service")
    return f"{parts.scheme}://{host}{port}"
