"""One person's course on a hub: `python -m coprod_training.lab.hub_server`, which the hub starts.

It lays the course out as `coprod start` does, and becomes the server itself: what laying out needed
in memory is gone by then. The hub says by environment who it is for (`hub.spawners.surroundings`).
"""

import os
import sys
from pathlib import Path

from coprod_training.errors import CoprodError, in_words
from coprod_training.lab.opening import prepare
from coprod_training.lab.server import environment
from coprod_training.lab.settings import set_for_a_hub
from coprod_training.lab.workspace import Role, Workspace, open_workspace

SERVER = "coprod_training.lab.hub_lab"


def main(arguments: list[str]) -> int:
    """Prepare, then be the server; comes back only with a refusal, which the hub's log shows.

    arguments: what the hub adds, passed on as they are.
    """
    try:
        # systemd names the person's folder; elsewhere it is their home.
        home = Path(os.environ.get("STATE_DIRECTORY") or Path.home())
        role: Role = "trainer" if os.environ.get("COPROD_ROLE") == "trainer" else "learner"
        workspace = open_workspace(home / "coprod")
        prepare(workspace, role, _place("COPROD_STAFF"), _place("COPROD_PUBLISHED"))
        set_for_a_hub(workspace, role, int(os.environ.get("COPROD_IDLE_SECONDS") or 0))
        become(workspace, role, arguments)
    except (CoprodError, OSError) as error:
        print(in_words(error), file=sys.stderr)  # noqa: T201 (what a process of ours says)
    return 1


def become(workspace: Workspace, role: Role, arguments: list[str]) -> None:
    """Put the server in this process's place, with the same process id. Never comes back."""
    os.chdir(workspace.root)
    command = [sys.executable, "-m", SERVER, *arguments]
    if os.geteuid() == 0:
        command.append("--allow-root")  # a demonstration on root's machine
    surroundings = environment(workspace.settings(role), role)
    os.execve(sys.executable, command, surroundings)  # noqa: S606 (our own words, no shell)


def _place(name: str) -> Path | None:
    value = os.environ.get(name)
    return Path(value) if value else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
