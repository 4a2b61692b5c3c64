"""The process behind a learner's lesson: `python -m coprod_training.lab.kernel -f FILE`.

IPython's own kernel, without its debugger, which costs every learner 8 MB and which no lesson has
a button for. ipykernel does without debugpy where it is missing.
"""

import sys


def main() -> None:
    """Run until stopped; the options are those of `python -m ipykernel_launcher`."""
    # Python takes None for "cannot be imported".
    sys.modules.setdefault("debugpy", None)  # type: ignore[arg-type]  # documented use
    from ipykernel.kernelapp import launch_new_instance

    launch_new_instance()


if __name__ == "__main__":
    main()
