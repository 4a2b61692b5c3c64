"""The command `coprod`: a file for each verb. Each parses, calls one function, and prints.

Beside them stand those that several verbs, or a large one, are put together from.
"""

import argparse
import os
import select
import sys
from importlib import import_module
from importlib.util import find_spec

from coprod_training.errors import CoprodError, in_words
from coprod_training.lean_imports import leave_out_slow_imports
from coprod_training.plain_words import plain_lines

VERBS = (
    "start",
    "check",
    "tidy",
    "new",
    "publish",
    "print",
    "grade",
    "receipt",
    "inbox",
    "forum",
    "status",
    "marks",
    "questions",
    "survey",
    "register",
    "contribution",
    "review",
    "gate",
    "release",
    "withdraw",
    "pack",
    "merge",
    "certificate",
    "collector",
    "monitor",
    "hub",
    "backup",
    "restore",
    "wipe",
    "demo",
)
_FILES = {"print": "print_sheets"}  # a file called print would hide Python's own from this one


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; returns the exit status: 0 done, 1 refused, 130 stopped.

    No error leaves it as a traceback: `COPROD_DEBUG=1` brings that back.
    """
    try:
        _refuse_windows()
        leave_out_slow_imports()
        done = _run(arguments)
        sys.stdout.flush()  # here, where it is known what to do when nobody reads on
        return done
    except Exception as error:
        if isinstance(error, BrokenPipeError) and _nobody_reads_on():
            return 1
        if os.environ.get("COPROD_DEBUG") == "1":
            raise
        # A refusal may quote a file, or its name.
        print(plain_lines(str(in_words(error))), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


def _nobody_reads_on() -> bool:
    """Whether what is printed goes nowhere, as after `| head`: then there is nothing to say.

    Python would say it once more at its end, so that the rest goes where nothing is kept. Any other
    pipe that breaks, such as that to a database's own program, is an error.
    """
    try:
        out = sys.stdout.fileno()
    except OSError:  # it is no file of the system's
        return False
    looked_at = select.poll()
    looked_at.register(out, 0)
    closed = any(state & select.POLLERR for _, state in looked_at.poll(0))
    if closed:
        os.dup2(os.open(os.devnull, os.O_WRONLY), out)
    return closed


def _refuse_windows() -> None:
    """Nearly every verb locks the file that it writes to, with what only Unix has."""
    if find_spec("fcntl") is None:
        raise CoprodError(
            "The course does not run on Windows itself.",
            fix="Use it on a hub, in your browser, or inside Windows Subsystem for Linux (WSL2).",
        )


def _run(arguments: list[str] | None) -> int:
    """Load the verb that was asked for, understand the rest, do it. Loading all takes a while."""
    given = sys.argv[1:] if arguments is None else arguments
    asked_for = [verb for verb in VERBS if verb in given[:1]]
    parser = argparse.ArgumentParser(
        prog="coprod", description="The course on embedding co-production in IPS services."
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    modules = {
        verb: import_module(f"{__name__}.{_FILES.get(verb, verb)}") for verb in asked_for or VERBS
    }
    for verb, module in modules.items():
        summary = (module.__doc__ or "").split("\n", 1)[0]
        module.arguments(verbs.add_parser(verb, help=summary, description=summary))
    asked = parser.parse_args(given)
    return int(modules[asked.verb].run(asked))
