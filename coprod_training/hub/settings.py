"""hub.toml: where a hub lies and how it runs. `coprod hub init` writes one, with a comment a line.

No secret stands in it: a secret is a file that it names, which only the hub may read.
"""

import tomllib
from dataclasses import MISSING, dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, get_args, get_origin
from urllib.parse import urlsplit

from coprod_training.errors import CoprodError
from coprod_training.hub.enrolment_file import wrong_place
from coprod_training.hub.membership import Place

RunsIn = Literal["own-folders", "accounts", "systemd", "docker", "kubernetes"]
SignIn = Literal["passwords", "oidc"]
_NO_RULE = ("This is not a place on the course.", 'Write "role", or "role cohort [service]".')


@dataclass(frozen=True, kw_only=True)
class Collector:
    """The collector beside the hub. url: where it listens; token_file: what it shows the hub."""

    url: str
    token_file: Path


@dataclass(frozen=True, kw_only=True)
class Oidc:
    """An organisation's own sign-in. groups: "their group" = "role" or "role cohort [service]"."""

    name: str
    client_id: str
    client_secret_file: Path
    authorize_url: str
    token_url: str
    userdata_url: str
    username_claim: str = "email"
    groups_claim: str = ""
    groups: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class HubSettings:
    """Everything that differs from hub to hub.

    state: the hub's own folder, closed to everybody else. homes: where people's folders are, when
    the hub makes them itself. course: the published copy. staff: the copy with keys, for trainers.
    address: what people type. local: what the proxy listens on. culling_hours: an idle server stops
    after these; its answers are on the disk.
    """

    state: Path
    course: Path
    address: str
    services: Path
    staff: Path | None = None
    homes: Path | None = None
    local: str = "http://127.0.0.1:8000"
    hub_ip: str = "127.0.0.1"
    hub_port: int = 8081
    proxy_port: int = 8001
    proxy_command: str = "configurable-http-proxy"
    proxy_token_file: Path | None = None
    own_proxy: bool = True
    database_file: Path | None = None
    subdomains: bool = True
    runs_in: RunsIn = "systemd"
    sign_in: SignIn = "passwords"
    python: str = ""
    image: str = ""
    culling_hours: float = 1.0
    at_once: int = 100
    memory: str = "512M"
    collector: Collector | None = None
    oidc: Oidc | None = None

    @property
    def domain(self) -> str:
        """The host of the address, without a port."""
        return urlsplit(self.address).hostname or ""


def read_settings(path: Path) -> HubSettings:
    """The settings in a file. Paths in it count from its own folder.

    Raises CoprodError with what is wrong, and where.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CoprodError(
            "There are no settings of a hub here.",
            where=str(path),
            fix="Name them with --settings FILE; or write new ones with: coprod hub init DIR"
            " --address ADDRESS",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CoprodError(
            f"This is not TOML: {error}", where=str(path), fix="Fix that place, then try again."
        ) from error
    found: HubSettings = _read(HubSettings, data, path, "")
    _refuse_what_does_not_fit(found, path)
    return found


def read_secret(path: Path) -> str:
    """What stands in a file of one secret. Raises CoprodError when it is empty or others' to read.

    A file that systemd or Kubernetes hands over may belong to root and be read by its group.
    """
    try:
        secret = path.read_text(encoding="utf-8").strip()
        mode = path.stat().st_mode
    except OSError as error:
        raise CoprodError(
            "This secret cannot be read.",
            where=str(path),
            fix="Make it with: openssl rand -hex 32. Let only the hub read it.",
        ) from error
    if mode & 0o007 or not secret:
        raise CoprodError(
            "This secret is empty, or everybody on this machine can read it.",
            where=str(path),
            fix="Make a new one with openssl rand -hex 32, and close it with chmod 600.",
        )
    return secret


def database_of(hub: HubSettings) -> str:
    """The address of the hub's own database: what a secret says, else a file beside the hub.

    Raises CoprodError when the secret cannot be used.
    """
    if hub.database_file:
        return read_secret(hub.database_file)
    return f"sqlite:///{hub.state / 'hub.sqlite'}"


def _read(kind: Any, data: dict[str, Any], path: Path, part: str) -> Any:
    known = {one.name: one for one in fields(kind)}
    for name in data:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            fix = f'Did you mean "{near[0]}"?' if near else f"There are: {', '.join(known)}."
            raise _wrong(path, f'There is no setting called "{part}{name}".', fix)
    values = {
        name: _value(known[name].type, value, path, f"{part}{name}") for name, value in data.items()
    }
    try:
        return kind(**values)
    except TypeError as error:
        missing = [n for n, one in known.items() if n not in data and _is_needed(one)]
        raise _wrong(
            path, f"These are missing: {', '.join(part + name for name in missing)}.", "Add them."
        ) from error


def _is_needed(one: Any) -> bool:
    return one.default is MISSING and one.default_factory is MISSING


def _value(kind: Any, value: Any, path: Path, name: str) -> Any:
    if kind in (Path, Path | None) and isinstance(value, str):
        return (path.parent / Path(value).expanduser()).resolve()
    if get_origin(kind) is Literal:
        if value in get_args(kind):
            return value
        raise _wrong(path, f'"{name}" cannot be "{value}".', f"One of: {', '.join(get_args(kind))}")
    for nested in (Collector, Oidc):
        if kind == nested | None and isinstance(value, dict):
            return _read(nested, value, path, f"{name}.")
    if not _is_a(kind, value):
        raise _wrong(path, f'"{name}" has the wrong kind of value.', "Read its comment.")
    return value


def _is_a(kind: Any, value: Any) -> bool:
    if kind is bool or isinstance(value, bool):
        return kind is bool and isinstance(value, bool)
    if kind == dict[str, str]:
        return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())
    return isinstance(value, int | float if kind is float else kind)


def _refuse_what_does_not_fit(found: HubSettings, path: Path) -> None:
    address = urlsplit(found.address)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise _wrong(
            path, '"address" is not a web address.', 'Such as "https://course.example.org".'
        )
    here = address.hostname in ("127.0.0.1", "localhost") or address.hostname.endswith(".localhost")
    if address.scheme == "http" and not here:
        raise _wrong(path, "People would sign in over an address that anybody can listen to.",
                     'Begin "address" with https.')  # fmt: skip
    if found.subdomains and address.hostname.replace(".", "").isdigit():
        raise _wrong(path, "An address made of numbers cannot have subdomains.",
                     'Set "subdomains" to false, or give a name.')  # fmt: skip
    if found.runs_in == "own-folders" and not here:
        raise _wrong(path, '"own-folders" does not keep people apart: it is for a demonstration on '
                     "one machine.", 'Set "runs_in" to systemd, docker or kubernetes.')  # fmt: skip
    if found.runs_in == "own-folders" and found.homes is None:
        raise _wrong(path, '"own-folders" needs a place for them.', 'Set "homes".')
    if found.runs_in in ("docker", "kubernetes") and not found.image:
        raise _wrong(path, "Containers need an image.", 'Set "image".')
    if found.sign_in == "oidc" and found.oidc is None:
        raise _wrong(path, "The organisation's sign-in is not described.", "Add [oidc].")
    for group, rule in found.oidc.groups.items() if found.oidc else ():
        words = rule.split()
        wrong = wrong_place(Place(*words)) if 1 <= len(words) <= 3 else _NO_RULE
        if wrong:
            raise _wrong(path, f'"oidc.groups": "{group}" cannot be "{rule}". {wrong[0]}', wrong[1])


def _wrong(path: Path, what: str, fix: str) -> CoprodError:
    return CoprodError(what, where=str(path), fix=fix)
