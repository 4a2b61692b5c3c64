"""The settings that JupyterLab starts with, written into the workspace for one role."""

import json
import shutil
from pathlib import Path
from typing import Any

from jupyter_core.paths import jupyter_path

from coprod_training.lab.home import LEARNER_VIEW, SECTION
from coprod_training.lab.workspace import Role, Workspace

OURS = "coprod_training.lab.extension"
# nbgrader's formgrader with our pages; it stands in the place of the one that nbgrader loads.
FORMGRADER = "coprod_training.trainer.formgrader"
STOCK_FORMGRADER = "nbgrader.server_extensions.formgrader"
KERNELS = "coprod_training.lab.kernel_specs.LessonKernels"
KERNEL_MANAGER = "coprod_training.lab.ending_lessons.EndsWithItsServer"
LABEXTENSIONS = Path(__file__).parent / "labextensions"
TEMPLATES = Path(__file__).parent / "templates"
KNOWN_FOR = 60  # seconds that a server goes by what the hub said of somebody
# What a changed lesson draws with. Whatever else is installed beside the course would load as well,
# though a learner's page never uses it.
DRAWN_WITH = ("@jupyter-widgets/jupyterlab-manager", "anywidget")
# Each of these costs a learner's server memory, and is a place to get lost. nbgrader alone costs
# 47.6 MB (grading.md): a learner's server must never load it. A package may be missing: no harm.
TRAINER_ONLY = (
    "jupyter_lsp",
    "jupyter_server_terminals",
    "nbgrader.server_extensions.assignment_list",
    "nbgrader.server_extensions.course_list",
    "nbgrader.server_extensions.formgrader",
    "nbgrader.server_extensions.validate_assignment",
    "notebook",
    "notebook_shim",
)
TRAINER_ONLY_PAGES = (
    "@jupyter/nbgrader",
    "@jupyter/nbgrader:assignment-list",
    "@jupyter/nbgrader:course-list",
    "@jupyter/nbgrader:create-assignment",
    "@jupyter/nbgrader:formgrader",
    "@jupyter/nbgrader:menu",
    "@jupyter/nbgrader:validate-assignment",
)
# Parts of JupyterLab's page that a learner never sees. Each would load, check its settings and draw
# something hidden: together a third of what opening the course costs (0022). Where a part needs
# another one, both stand here; what the course itself stands on is not among them.
NEVER_SEEN = (
    "@jupyterlab/application-extension:context-menu",
    "@jupyterlab/application-extension:top-bar",
    "@jupyterlab/apputils-extension:kernel-status",
    "@jupyterlab/apputils-extension:notification",
    "@jupyterlab/apputils-extension:palette",
    "@jupyterlab/apputils-extension:print",
    "@jupyterlab/apputils-extension:running-sessions-status",
    "@jupyterlab/apputils-extension:splash",  # first_page.py has words in its place
    "@jupyterlab/cell-toolbar-extension",
    "@jupyterlab/celltags-extension",
    "@jupyterlab/completer-extension",
    "@jupyterlab/console-extension",
    "@jupyterlab/csvviewer-extension",
    "@jupyterlab/debugger-extension",
    "@jupyterlab/documentsearch-extension",
    "@jupyterlab/extensionmanager-extension",
    "@jupyterlab/fileeditor-extension",
    "@jupyterlab/help-extension",
    "@jupyterlab/htmlviewer-extension",
    "@jupyterlab/hub-extension:menu",
    "@jupyterlab/imageviewer-extension",
    "@jupyterlab/inspector-extension",
    "@jupyterlab/javascript-extension",
    "@jupyterlab/launcher-extension",
    "@jupyterlab/logconsole-extension",
    "@jupyterlab/lsp-extension",
    "@jupyterlab/mainmenu-extension",
    "@jupyterlab/markdownviewer-extension",
    "@jupyterlab/mermaid-extension",
    "@jupyterlab/metadataform-extension",
    "@jupyterlab/notebook-extension:code-console",
    "@jupyterlab/notebook-extension:completer",
    "@jupyterlab/notebook-extension:copy-output",
    "@jupyterlab/notebook-extension:cursor-position",
    "@jupyterlab/notebook-extension:export",
    "@jupyterlab/notebook-extension:kernel-status",
    "@jupyterlab/notebook-extension:language-server",
    "@jupyterlab/notebook-extension:memory-usage-status",
    "@jupyterlab/notebook-extension:mode-status",
    "@jupyterlab/notebook-extension:search",
    "@jupyterlab/notebook-extension:toc",
    "@jupyterlab/notebook-extension:tools",
    "@jupyterlab/notebook-extension:update-raw-mimetype",
    "@jupyterlab/pdf-extension",
    "@jupyterlab/pluginmanager-extension",
    "@jupyterlab/running-extension",
    "@jupyterlab/settingeditor-extension",
    "@jupyterlab/shortcuts-extension",
    "@jupyterlab/statusbar-extension",
    "@jupyterlab/terminal-extension",
    "@jupyterlab/toc-extension",
    "@jupyterlab/tooltip-extension",
    "@jupyterlab/vega5-extension",
    "@jupyterlab/workspaces-extension",
)
# Nothing is fetched from outside: no news, no look for updates, no list of extensions.
QUIET = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
    },
}
FOR_LEARNERS = {
    # JupyterLab goes on sending to a subshell that ended with the process it was in: after a
    # second restart no answer arrives any more (seen; tests/walk/test_faults.py).
    "@jupyterlab/apputils-extension:kernels-settings": {"commsOverSubshells": "disabled"},
    # Every part of a lesson is on the page, for printing, finding and screen readers.
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
    # Answers are kept elsewhere; a lesson that is never written stays what the course shipped.
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
    "@jupyterlab/apputils-extension:themes": {
        "theme": "JupyterLab Light",
        "adaptive-theme": True,
        "preferred-light-theme": "JupyterLab Light",
        "preferred-dark-theme": "JupyterLab Dark",
    },
}
# Seconds. A changed lesson that nobody uses lets its memory go; answers are on the disk by then.
CULLING = {"cull_idle_timeout": 900, "cull_interval": 60, "cull_connected": True}
# Each line to a process gets sockets of its own. Those of a line that broke would be kept for the
# next one; where the process took an older one's place for theirs, they stay mute, and so would
# every line after (seen, when a process was stopped or killed while the line was opened anew).
NO_BUFFER = {"buffer_offline_messages": False}


def write_settings(workspace: Workspace, role: Role, nbgrader_config: str) -> Path:
    """Write all settings of one role; returns the folder for JUPYTER_CONFIG_DIR.

    A folder named by JUPYTER_CONFIG_PATH is read after this one and wins: for tests, and for those
    who look after a machine.
    """
    folder, learner = workspace.settings(role), role == "learner"
    _json(folder / "jupyter_server_config.json", _server(workspace, role))
    _json(
        folder / "labconfig" / "default_setting_overrides.json",
        QUIET | (FOR_LEARNERS if learner else {}),
    )
    _json(
        folder / "labconfig" / "page_config.json",
        {
            "coprodRole": role,
            "coprodHome": "" if learner else LEARNER_VIEW,
            # Looking whether JupyterLab must be built again holds up the server for a second or
            # more, just while the first page waits for it. Learners could not build it anyway.
            "buildCheck": not learner,
            "disabledExtensions": dict.fromkeys(
                (*TRAINER_ONLY_PAGES, *NEVER_SEEN) if learner else (), True
            ),
        },
    )
    (folder / "nbgrader_config.py").write_text(nbgrader_config, encoding="utf-8")
    return folder


def set_for_a_hub(workspace: Workspace, role: Role, idle: int) -> None:
    """What holds on a hub besides. Call this after `write_settings`.

    idle: seconds without a request or a process after which a server ends by itself; 0 is never.
    The hub starts it again when somebody comes back.
    """
    path = workspace.settings(role) / "jupyter_server_config.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    settings["ServerApp"]["shutdown_no_activity_timeout"] = idle
    # A cohort's trainers share one server: a terminal would outlive the place of who opened it.
    settings["ServerApp"]["terminals_enabled"] = False
    # JupyterHub's own 300 would keep somebody in so long after they were taken off.
    settings["HubOAuth"] = {"cache_max_age": KNOWN_FOR}
    _json(path, settings)


def _server(workspace: Workspace, role: Role) -> dict[str, Any]:
    learner = role == "learner"
    if learner:
        extensions = {OURS: True} | dict.fromkeys(TRAINER_ONLY, False)
    else:
        nbgrader = [name for name in TRAINER_ONLY if "nbgrader" in name]
        extensions = {OURS: True} | dict.fromkeys(nbgrader, True)
        extensions |= {STOCK_FORMGRADER: False, FORMGRADER: True}
    settings: dict[str, Any] = {
        "ServerApp": {
            "ip": "127.0.0.1",
            "root_dir": str(workspace.learner if learner else workspace.trainer),
            "open_browser": False,
            "terminals_enabled": not learner,
            "kernel_manager_class": KERNEL_MANAGER,
            # The page to sign in on, which says what to do in this course.
            "extra_template_paths": [str(TEMPLATES)],
            "jinja_template_vars": {"trainer": not learner},
            # A learner's name may stand in an address of a trainer's page; it is kept out of logs.
            "extra_log_scrub_param_keys": ["learner", "typed"],
            # JupyterLab's scripts are 7 MB: far less on the way to a laptop with a slow network.
            "tornado_settings": {"compress_response": True},
            "jpserver_extensions": extensions,
        },
        "LabApp": {
            "extension_manager": "readonly",
            "news_url": None,
            # Straight from the package: other Jupyter work in this environment never meets it.
            "extra_labextensions_path": [str(LABEXTENSIONS)],
        }
        | ({"labextensions_path": [str(_drawn_with(workspace))]} if learner else {}),
        SECTION: {
            "workspace": str(workspace.root),
            "role": role,
            "home": "" if learner else LEARNER_VIEW,
        },
    }
    if learner:
        settings["MappingKernelManager"] = CULLING | NO_BUFFER
        settings["ServerApp"]["kernel_spec_manager_class"] = KERNELS
    return settings


def _drawn_with(workspace: Workspace) -> Path:
    """A folder that leads to `DRAWN_WITH` and nothing else, made anew at each start."""
    folder = workspace.settings("learner") / "labextensions"
    shutil.rmtree(folder, ignore_errors=True)
    for name in DRAWN_WITH:
        places = (Path(place, name) for place in jupyter_path("labextensions"))
        if found := next(filter(Path.is_dir, places), None):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).symlink_to(found)
    return folder


def _json(path: Path, data: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
