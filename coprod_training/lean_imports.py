"""Leaves slow packages and steps out of a process that has no use for them.

jsonschema, which everything of Jupyter loads, uses rfc3987_syntax to check addresses with letters
outside ASCII. Loading it takes 2 s and 15 MB; where it is missing, jsonschema does without that
check. Nothing here has such addresses, and a learner waits for each of these processes.
"""

import sys
from importlib import import_module
from types import ModuleType


def leave_out_slow_imports() -> None:
    """Call this before anything of Jupyter or nbgrader is loaded."""
    # Python takes None for "cannot be imported".
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # documented use


def leave_out(name: str, *expected: str) -> None:
    """Put a stand-in in the place of a module that this process never uses.

    expected: the names that others import from it; each is None. Call this before anything imports
    the real one.
    """
    stand_in = ModuleType(name)
    for one in expected:
        setattr(stand_in, one, None)
    sys.modules.setdefault(name, stand_in)


def leave_out_of_a_server() -> None:
    """What no server of JupyterLab here uses. Call this before anything of it is loaded."""
    leave_out_slow_imports()
    put_off_importing("requests")  # 6 MB, for lists of extensions
    # 5 MB with httpx, to install extensions from the network; `lab.settings` has no such thing.
    leave_out("jupyterlab.extensions.pypi", "PyPIExtensionManager")


def ask_yarn_nothing() -> None:
    """Call this before a server of JupyterLab starts.

    Where Node.js is installed, JupyterLab asks yarn in a process of its own from where packages to
    build come, and starts only then: 0.7 s later, on a busy machine 2 s. Nothing is built here. It
    is told what it would find out where there is no Node.js.
    """
    from jupyterlab import commands  # type: ignore[import-untyped]  # it ships no types

    commands._yarn_config = lambda _logger: {"yarn config": {}, "npm config": {}}


def put_off_importing(name: str) -> None:
    """Load a package when something of it is used, if ever. Call this before it is imported.

    A module that stands in for it gets the real one as soon as it is asked for anything (PEP 562).
    importlib's LazyLoader would not do: a second `import` of the same name loads the package.
    """

    def real(wanted: str) -> object:
        if sys.modules.get(name) is stand_in:
            del sys.modules[name]
        return getattr(import_module(name), wanted)

    stand_in = ModuleType(name)
    stand_in.__getattr__ = real  # type: ignore[method-assign]  # documented use
    sys.modules.setdefault(name, stand_in)
