"""JupyterLab as `coprod start` runs it: `python -m coprod_training.lab.jupyterlab`.

The same program, without one package that takes 2 s and 15 MB, and with one of 6 MB that it needs
for lists of extensions alone, which no learner sees (see `lean_imports`).
"""

import sys

from coprod_training.lean_imports import leave_out_slow_imports, put_off_importing


def main() -> int:
    """Run until stopped; the options are those of `jupyter lab`."""
    leave_out_slow_imports()
    put_off_importing("requests")
    from jupyterlab.labapp import main as run  # type: ignore[import-untyped]  # it ships no types

    return int(run() or 0)


if __name__ == "__main__":
    sys.exit(main())
