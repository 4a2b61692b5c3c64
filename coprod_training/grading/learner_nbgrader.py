"""Loads as much of nbgrader as a learner's way to the exchange uses, and its settings.

`import nbgrader` alone loads its pages for a server, its gradebook and what converts notebooks: 2 s
and 48 MB that listing, fetching and handing in never touch. A learner waits for each of them.
"""

from typing import Any

from coprod_training.lean_imports import leave_out, leave_out_slow_imports, put_off_importing

grades_nothing = False
"""Whether this process can only list, fetch and hand in (environment/nbgrader_config.py)."""

_PAGES = ("assignment_list", "course_list", "validate_assignment", "formgrader")


def load_lean_nbgrader() -> None:
    """Call this in a process of a learner, before anything of nbgrader is loaded."""
    global grades_nothing  # of the process, like what is left out of it
    grades_nothing = True
    leave_out_slow_imports()
    for one in _PAGES:
        leave_out(f"nbgrader.server_extensions.{one}", "load_jupyter_server_extension")
    leave_out("nbgrader.api", "Gradebook", "MissingEntry")  # collecting is the trainer's
    unpacking = ("unpack_archive", "unpack_tarfile", "unpack_zipfile")
    leave_out("setuptools.archive_util", *unpacking)  # archives are unpacked by zip_collect alone
    leave_out("nbformat.notebooknode", "NotebookNode")  # nbgrader.utils names it in a type
    put_off_importing("requests")  # asked by the plugin for a hub


def exchange_settings() -> Any:
    """The settings of nbgrader's own commands: nbgrader_config.py in Jupyter's folders of settings.

    None of a folder that the process happens to stand in. NbGrader, whose part this is, would load
    every command.
    """
    from jupyter_core.application import JupyterApp

    app = JupyterApp(name="nbgrader", config_file_name="nbgrader_config")
    app.load_config_file()
    return app.config
