"""JupyterLab as a hub's server runs it, with the hub's own sign-in: `hub_server` becomes this.

JupyterHub's single-user extension in stock JupyterLab, with the same packages left out as in
`lab.jupyterlab`.
"""

import os
import sys

from coprod_training.lean_imports import leave_out_slow_imports, put_off_importing


def main() -> int:
    """Run until stopped; the options are those of `jupyterhub-singleuser`."""
    leave_out_slow_imports()
    put_off_importing("requests")
    os.environ["JUPYTERHUB_SINGLEUSER_EXTENSION"] = "1"
    from jupyterhub.singleuser.extension import main as run

    return int(run() or 0)


if __name__ == "__main__":
    sys.exit(main())
