"""JupyterLab as a hub's server runs it, with the hub's own sign-in: `hub_server` becomes this.

JupyterHub's single-user extension in stock JupyterLab, with the same packages left out as in
`lab.jupyterlab`, and for learners the hub's own database as well: 29 MB of it would be loaded in
each server, and no server opens it.
"""

import os
import sys
from types import ModuleType

from coprod_training.lean_imports import ask_yarn_nothing, leave_out_of_a_server

# What of the hub itself the single-user extension imports by name, and from where. `log.py` asks
# whether a request was one for the hub's health; `utils.py` what the database's errors are.
_HUBS_OWN: dict[str, tuple[str, ...]] = {
    "sqlalchemy": (),
    "sqlalchemy.exc": ("SQLAlchemyError",),
    "jupyterhub.orm": (),
    "jupyterhub.roles": (),
    "jupyterhub.handlers": (),
    "jupyterhub.handlers.pages": ("HealthCheckHandler",),
}


def leave_out_the_hubs_own() -> None:
    """Call this before jupyterhub is imported, where nothing uses a database by SQLAlchemy."""
    for name, expected in _HUBS_OWN.items():
        stand_in = ModuleType(name)
        stand_in.__path__ = []  # some have modules below them
        for one in expected:
            setattr(stand_in, one, type(one, (Exception,), {}))
        sys.modules.setdefault(name, stand_in)


def main() -> int:
    """Run until stopped; the options are those of `jupyterhub-singleuser`."""
    leave_out_of_a_server()
    if os.environ.get("COPROD_ROLE") != "trainer":  # a gradebook is a database
        leave_out_the_hubs_own()
    ask_yarn_nothing()
    os.environ["JUPYTERHUB_SINGLEUSER_EXTENSION"] = "1"
    from jupyterhub.singleuser.extension import main as run

    return int(run() or 0)


if __name__ == "__main__":
    sys.exit(main())
