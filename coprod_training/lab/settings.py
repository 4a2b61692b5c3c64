"""The settings that JupyterLab starts with, written into the workspace for one role."""

import json
from pathlib import Path
from typing import Any

from coprod_training.lab.workspace import Role, Workspace

# Only a trainer needs these; each costs a learner's server memory and a place to get lost.
TRAINER_ONLY = (
    "nbgrader.server_extensions.formgrader",
    "nbgrader.server_extensions.course_list",
    "nbgrader.server_extensions.validate_assignment",
)
TRAINER_ONLY_PAGES = (
    "@jupyter/nbgrader:formgrader",
    "@jupyter/nbgrader:course-list",
    "@jupyter/nbgrader:create-assignment",
    "@jupyter/nbgrader:validate-assignment",
)
# Nothing is fetched from outside: no news, no look for updates, no list of extensions.
QUIET = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
    },
}


def write_settings(workspace: Workspace, role: Role, nbgrader_config: str) -> Path:
    """Write all settings of one role; returns the folder for JUPYTER_CONFIG_DIR."""
    folder = workspace.settings(role)
    _json(folder / "jupyter_server_config.json", _server(workspace, role))
    _json(folder / "labconfig" / "default_setting_overrides.json", QUIET)
    off = TRAINER_ONLY_PAGES if role == "learner" else ()
    _json(
        folder / "labconfig" / "page_config.json", {"disabledExtensions": dict.fromkeys(off, True)}
    )
    (folder / "nbgrader_config.py").write_text(nbgrader_config, encoding="utf-8")
    return folder


def _server(workspace: Workspace, role: Role) -> dict[str, Any]:
    return {
        "ServerApp": {
            "ip": "127.0.0.1",
            "root_dir": str(workspace.learner if role == "learner" else workspace.trainer),
            "open_browser": False,
            "jpserver_extensions": {name: role == "trainer" for name in TRAINER_ONLY},
        },
        "LabApp": {"extension_manager": "readonly", "news_url": None},
    }


def _json(path: Path, data: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
