"""The process behind a started lesson: `python -m coprod_training.lab.kernel -f FILE`.

IPython's own kernel, without its debugger, which costs 8 MB and which no lesson has a button
for. ipykernel does without debugpy where it is missing. Nor does it write anything of its
own, so a lesson is drawn on a full disk as well.
"""

import os
import sys


def main() -> None:
    """Run until stopped; the options are those of `python -m ipykernel_launcher`."""
    # Python takes None for "cannot be imported".
    sys.modules.setdefault("debugpy", None)  # type: ignore[arg-type]  # documented use
    # Otherwise ipykernel looks for a temporary folder before it draws anything, by writing there.
    os.environ.setdefault("IPYKERNEL_CELL_NAME", "lesson")
    from ipykernel.kernelapp import launch_new_instance

    # A history of what was typed is for people who type code; writing it fails on a full disk.
    launch_new_instance([*sys.argv[1:], "--HistoryManager.enabled=False"])


if __name__ == "__main__":
    main()
