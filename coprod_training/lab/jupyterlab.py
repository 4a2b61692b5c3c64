"""JupyterLab as `coprod start` runs it: `python -m coprod_training.lab.jupyterlab`.

The same program, without one package that a learner pays 15 MB of memory for. jsonschema uses
rfc3987_syntax to check addresses with letters outside ASCII, which nothing here has, and does
without it where it is missing.
"""

import sys


def main() -> int:
    """Run until stopped; the options are those of `jupyter lab`."""
    # Python takes None for "cannot be imported"; jsonschema then goes on without that check.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # documented use
    from jupyterlab.labapp import main as run  # type: ignore[import-untyped]  # it ships no types

    return int(run() or 0)


if __name__ == "__main__":
    sys.exit(main())
