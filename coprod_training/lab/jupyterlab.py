"""JupyterLab as `coprod start` runs it: `python -m coprod_training.lab.jupyterlab`.

The same program, without packages that no server of the course uses (see `lean_imports`).
"""

import sys

from coprod_training.lean_imports import ask_yarn_nothing, leave_out_of_a_server


def main() -> int:
    """Run until stopped; the options are those of `jupyter lab`."""
    leave_out_of_a_server()
    ask_yarn_nothing()
    from jupyterlab.labapp import main as run  # type: ignore[import-untyped]  # it ships no types

    return int(run() or 0)


if __name__ == "__main__":
    sys.exit(main())
