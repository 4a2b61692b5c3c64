"""How a person's server is started: which program, in which surroundings, and kept apart by what.

Whatever keeps people apart is a well-kept spawner's work; here it is told
what the course needs. `own-folders` keeps nobody apart.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from coprod_training.collector.named import ADDRESS
from coprod_training.hub import roles
from coprod_training.hub.settings import HubSettings

SERVER = "coprod_training.lab.hub_server"
CLASSES = {
    "own-folders": "coprod_training.hub.own_folders.OwnFolders",
    "accounts": "jupyterhub.spawner.LocalProcessSpawner",
    "systemd": "coprod_training.hub.person_units.PersonUnits",
    "docker": "dockerspawner.DockerSpawner",
    "kubernetes": "kubespawner.KubeSpawner",
}
# Where the course lies inside a container.
_INSIDE, _HOME = Path("/srv/coprod"), Path("/var/lib/coprod-person")


def configure_spawner(c: Any, hub: HubSettings) -> None:
    """Set how servers start on a JupyterHub configuration object."""
    c.JupyterHub.spawner_class = CLASSES[hub.runs_in]
    spawner = c.Spawner
    spawner.cmd = [_python(hub), "-m", SERVER]
    spawner.args = []
    spawner.default_url = "/lab?reset"
    spawner.environment = surroundings(hub)
    spawner.server_token_scopes = lambda one: roles.server_token_scopes(one.user.name)
    spawner.oauth_client_allowed_scopes = []
    spawner.disable_user_config = False  # the settings are ours, and written anew at each start
    spawner.http_timeout = 120  # seconds; a first start lays the course out
    spawner.start_timeout = 180
    spawner.mem_limit = hub.memory
    spawner.consecutive_failure_limit = 0
    {
        "own-folders": _own_folders,
        "accounts": _accounts,
        "systemd": _systemd,
        "docker": _docker,
        "kubernetes": _kubernetes,
    }[hub.runs_in](c, hub)


def surroundings(hub: HubSettings) -> dict[str, str | Callable[[Any], str]]:
    """The environment of a server beside what JupyterHub puts there. It is no secret."""
    inside = hub.runs_in in ("docker", "kubernetes")
    course = _INSIDE / "course" if inside else hub.course
    staff = _INSIDE / "staff" if inside and hub.staff else hub.staff
    found: dict[str, str | Callable[[Any], str]] = {
        "COPROD_PUBLISHED": str(course),
        "COPROD_ROLE": lambda one: "trainer" if roles.is_grader(one.user.name) else "learner",
        "COPROD_STAFF": lambda one: str(staff or "") if roles.is_grader(one.user.name) else "",
        "COPROD_IDLE_SECONDS": str(round(hub.culling_hours * 3600)),
        # Nothing that a learner puts into their own folder is loaded before the course.
        "PYTHONNOUSERSITE": "1",
    }
    if hub.collector:
        found[ADDRESS] = hub.collector.url
    return found


def _python(hub: HubSettings) -> str:
    return hub.python or ("python" if hub.runs_in in ("docker", "kubernetes") else sys.executable)


def _own_folders(c: Any, hub: HubSettings) -> None:
    c.OwnFolders.folder = str(hub.homes)


def _accounts(c: Any, hub: HubSettings) -> None:
    """Each person is a Unix account of their own name, which the operator makes beforehand."""
    c.LocalProcessSpawner.env_keep = ["PATH", "LANG", "LC_ALL"]


def _systemd(c: Any, hub: HubSettings) -> None:
    """A user that exists while the server runs, and sees of the machine what it needs."""
    c.SystemdSpawner.dynamic_users = True
    c.SystemdSpawner.isolate_tmp = True
    c.SystemdSpawner.isolate_devices = True
    c.SystemdSpawner.disable_user_sudo = True
    c.SystemdSpawner.slice = "coprod-people.slice"
    # By number: the machine's log then names nobody.
    c.SystemdSpawner.unit_name_template = "coprod-person-{USERID}"
    c.Spawner.pre_spawn_hook = lambda one: setattr(
        one, "unit_extra_properties", systemd_properties(hub, one.user.name)
    )


def systemd_properties(hub: HubSettings, account: str) -> dict[str, str]:
    """What systemd is told of one person's unit, beside its memory. Source: systemd.exec(5)."""
    hidden = [hub.state]
    if hub.staff and not roles.is_grader(account):
        hidden.append(hub.staff)
    return {
        "StateDirectoryMode": "0700",
        "ProtectSystem": "strict",
        "ProtectHome": "yes",
        "ProtectProc": "invisible",
        "ProcSubset": "pid",
        "PrivateTmp": "yes",
        "PrivateIPC": "yes",
        "ProtectKernelTunables": "yes",
        "ProtectKernelLogs": "yes",
        "ProtectControlGroups": "yes",
        "RestrictNamespaces": "yes",
        "RestrictSUIDSGID": "yes",
        "LockPersonality": "yes",
        "CapabilityBoundingSet": "",
        "TasksMax": "200",
        "UMask": "0077",
        "InaccessiblePaths": " ".join(f"-{path}" for path in hidden),
        **({"SupplementaryGroups": "coprod-staff"} if roles.is_grader(account) else {}),
    }


def _docker(c: Any, hub: HubSettings) -> None:
    c.DockerSpawner.image = hub.image
    c.DockerSpawner.remove = True
    c.DockerSpawner.network_name = "coprod"
    c.DockerSpawner.volumes = {"coprod-{username}": str(_HOME)}
    c.DockerSpawner.read_only_volumes = {str(hub.course): str(_INSIDE / "course")}
    c.DockerSpawner.security_opt = ["no-new-privileges"]
    if hub.staff:
        keys = {str(hub.staff): {"bind": str(_INSIDE / "staff"), "mode": "ro"}}
        c.Spawner.pre_spawn_hook = lambda one: (
            one.volumes.update(keys) if roles.is_grader(one.user.name) else None
        )


def _kubernetes(c: Any, hub: HubSettings) -> None:
    """Said to KubeSpawner itself: what the chart says there would count more than `c.Spawner`.

    The learners' copy is in the image; the volume of the staff copy goes into trainers' pods alone.
    """
    c.KubeSpawner.image = hub.image
    c.KubeSpawner.environment = surroundings(hub)
    c.KubeSpawner.mem_limit = hub.memory
    c.KubeSpawner.allow_privilege_escalation = False
    c.KubeSpawner.automount_service_account_token = False
    if hub.staff:
        c.Spawner.pre_spawn_hook = _give_keys_to_trainers


def _give_keys_to_trainers(one: Any) -> None:
    """Mount the staff copy into a cohort's pod, beside what the chart mounts (by name)."""
    if not roles.is_grader(one.user.name):
        return
    name, claim = "coprod-staff", {"claimName": "coprod-staff", "readOnly": True}
    mount = {"name": name, "mountPath": str(_INSIDE / "staff"), "readOnly": True}
    one.volumes = one.volumes | {name: {"name": name, "persistentVolumeClaim": claim}}
    one.volume_mounts = one.volume_mounts | {name: mount}
