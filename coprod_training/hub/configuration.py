"""JupyterHub's configuration for this course, made from hub.toml.

`jupyterhub_config.py` is two lines: `coprod hub init` writes them.
"""

from pathlib import Path
from typing import Any

from coprod_training.collector import scopes
from coprod_training.hub import cohort, pages, roles, servers
from coprod_training.hub.accounts import RECHECK, SHORTEST
from coprod_training.hub.enrolment import EnrolmentBook
from coprod_training.hub.pages import KEY, first_address
from coprod_training.hub.settings import HubSettings, database_of, read_secret
from coprod_training.hub.spawners import configure_spawner

TEMPLATES = Path(__file__).parent / "templates"
PASSWORDS = "coprod_training.hub.passwords.PasswordAccounts"
ORGANISATION = "coprod_training.hub.organisation.OrganisationAccounts"
ACCOUNT_TRIES, WAIT = 10, 600  # wrong passwords in a row, and the seconds until the next
STARTING_AT_ONCE = 20
WAITS_FOR_COLLECTOR = 3  # seconds; JupyterHub's own 30 would keep everybody out that long


def configure(c: Any, hub: HubSettings) -> None:
    """Set everything on a JupyterHub configuration object. c: what `get_config()` gives.

    Raises CoprodError when a secret that hub.toml names cannot be used.
    """
    if hub.runs_in != "kubernetes":  # there the chart says where everything listens
        _set_places(c, hub)
    _set_address(c, hub)
    _set_people(c, hub)
    _set_pages(c, hub)
    _set_collector(c, hub)
    configure_spawner(c, hub)


def _set_places(c: Any, hub: HubSettings) -> None:
    hub.state.mkdir(mode=0o700, parents=True, exist_ok=True)
    app, proxy = c.JupyterHub, c.ConfigurableHTTPProxy
    app.bind_url = hub.local
    app.hub_bind_url = f"http://{hub.hub_ip}:{hub.hub_port}"
    app.db_url = database_of(hub)
    app.cookie_secret_file = str(hub.state / "cookie-secret")
    app.pid_file = str(hub.state / "hub.pid")
    proxy.command = [hub.proxy_command]
    proxy.api_url = f"http://127.0.0.1:{hub.proxy_port}"
    proxy.pid_file = str(hub.state / "proxy.pid")
    # With a proxy of its own, the hub can be restarted and nobody's page is cut off.
    proxy.should_start = hub.own_proxy
    app.cleanup_proxy = app.cleanup_servers = hub.own_proxy
    if hub.proxy_token_file:
        proxy.auth_token = read_secret(hub.proxy_token_file)


def _set_address(c: Any, hub: HubSettings) -> None:
    """What people type, also where a chart runs the hub: each server on a host of its own."""
    app = c.JupyterHub
    if hub.subdomains:
        app.subdomain_host = hub.address
    if hub.address.startswith("https"):
        app.tornado_settings.update({"cookie_options": {"secure": True, "samesite": "Lax"}})
        app.cookie_host_prefix_enabled = True


def _set_people(c: Any, hub: HubSettings) -> None:
    cohorts = EnrolmentBook(hub.state).read().cohorts
    app, accounts = c.JupyterHub, c.Authenticator
    app.custom_scopes = roles.CUSTOM_SCOPES
    app.load_groups = roles.groups(cohorts)
    app.load_roles = roles.roles(cohorts)
    app.allow_named_servers = False
    app.authenticate_prometheus = True
    app.concurrent_spawn_limit = STARTING_AT_ONCE
    app.active_server_limit = hub.at_once
    c.CourseAccounts.folder = str(hub.state)
    accounts.allow_all = True  # what an account may do follows from enrolment alone
    accounts.username_pattern = roles.ACCOUNT
    accounts.auth_refresh_age = RECHECK
    accounts.refresh_pre_spawn = True
    # A trainer of a cohort, and only they, can open its pages: nothing to agree to on the way.
    clients = {f"jupyterhub-user-{roles.grader_of(one)}" for one in cohorts}
    app.tornado_settings.update({"oauth_no_confirm_list": clients | {f"service-{roles.COLLECTOR}"}})
    if hub.oidc and hub.sign_in == "oidc":
        _set_organisation(c, hub)
        return
    app.authenticator_class = PASSWORDS
    native = c.NativeAuthenticator
    native.open_signup = True
    native.minimum_password_length = SHORTEST
    native.check_common_password = True
    native.allowed_failed_logins = ACCOUNT_TRIES
    native.seconds_before_next_try = WAIT


def _set_organisation(c: Any, hub: HubSettings) -> None:
    theirs, oauth = hub.oidc, c.GenericOAuthenticator
    if theirs is None:
        return
    c.JupyterHub.authenticator_class = ORGANISATION
    oauth.login_service = theirs.name
    oauth.client_id = theirs.client_id
    oauth.client_secret = read_secret(theirs.client_secret_file)
    oauth.authorize_url = theirs.authorize_url
    oauth.token_url = theirs.token_url
    oauth.userdata_url = theirs.userdata_url
    oauth.oauth_callback_url = f"{hub.address.rstrip('/')}/hub/oauth_callback"
    oauth.username_claim = theirs.username_claim
    oauth.scope = ["openid", "email", "profile"]
    if theirs.groups_claim:
        oauth.auth_state_groups_key = f"oauth_user.{theirs.groups_claim}"
        c.OrganisationAccounts.group_rules = theirs.groups


def _set_pages(c: Any, hub: HubSettings) -> None:
    app = c.JupyterHub
    app.template_paths = [str(TEMPLATES)]
    app.template_vars = {"signed_in_as": signed_in_as}
    app.extra_handlers = [*pages.ADDRESSES, *servers.ADDRESSES, *cohort.ADDRESSES]
    app.tornado_settings.update({KEY: hub})
    app.default_url = first_address
    app.implicit_spawn_seconds = 1
    app.logo_file = str(Path(__file__).parents[1] / "lab" / "static" / "icon.svg")


def signed_in_as(who: Any) -> str:
    """The name of whoever asks for a page; "" for nobody. who: JupyterHub's, or None.

    A page about a server is given its owner as `user`, which is not who opens a trainer's pages.
    """
    return who.name if who else ""


def _set_collector(c: Any, hub: HubSettings) -> None:
    """An external service: the collector runs by itself, and its end is not the hub's."""
    if hub.collector is None:
        return
    c.JupyterHub.services = [
        {
            "name": roles.COLLECTOR,
            "url": hub.collector.url,
            "api_token": read_secret(hub.collector.token_file),
            "oauth_no_confirm": True,
            "oauth_client_allowed_scopes": [
                scopes.WATCH,
                scopes.TRAIN,
                scopes.OPERATE,
                "read:users:groups!user",
            ],
            "display": False,
            # A hub that starts lets nobody in while it waits. One that comes later is found too.
            "timeout": WAITS_FOR_COLLECTOR,
        }
    ]
