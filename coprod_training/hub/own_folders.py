"""A process per person with a folder of their own: for tests and a demonstration, without root.

THIS KEEPS NOBODY APART. All processes run as whoever runs the hub, so each person's lesson could
read everybody's folder. `hub.settings` refuses it at any address but this machine's own.
"""

from collections.abc import Callable
from pathlib import Path

from jupyterhub.spawner import SimpleLocalProcessSpawner
from traitlets import Unicode, default


class OwnFolders(SimpleLocalProcessSpawner):  # type: ignore[misc]  # jupyterhub ships no types
    """JupyterHub's own spawner for trying things out, with closed folders in a place of ours."""

    folder = Unicode(config=True, help="Where everybody's folder is made.")

    @default("home_dir")
    def _home(self) -> str:
        return str(Path(self.folder) / self.user.name)

    @default("env_keep")
    def _kept(self) -> list[str]:
        return ["PATH", "PYTHONPATH", "LANG", "LC_ALL"]

    def make_preexec_fn(self, name: str) -> Callable[[], None]:
        """Begin in the person's own folder."""
        home = Path(self.home_dir)
        home.mkdir(mode=0o700, parents=True, exist_ok=True)

        def begin() -> None:
            import os

            os.umask(0o077)
            os.chdir(home)

        return begin
