"""Look up a hand-in by the code on the learner's receipt."""

import argparse

from coprod_training.cli.options import add_workspace, workspace_there
from coprod_training.grading.config import COURSE_ID
from coprod_training.grading.hand_ins_there import hand_ins_there
from coprod_training.grading.receipt import tidied, with_code


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    parser.add_argument("code", metavar="CODE", help="such as K7M-4QX")
    add_workspace(parser)


def run(asked: argparse.Namespace) -> int:
    """Print who handed in what and when; 1 when no hand-in has this code."""
    workspace = workspace_there(asked)
    inbound = workspace.exchange / COURSE_ID / "inbound"
    came = hand_ins_there(inbound, workspace.trainer / "submitted")
    found = with_code(asked.code, came)
    for one in found:
        at = f"{came[one]:%Y-%m-%d %H:%M:%S} UTC"
        print(f"{one.code}: {one.learner} handed in {one.assignment} at {at}")
    if not found:
        print(f"No hand-in has the receipt {tidied(asked.code)}.")
    return 0 if found else 1
