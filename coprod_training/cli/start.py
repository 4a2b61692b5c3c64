"""Open the course in a browser."""

import argparse
import webbrowser
from pathlib import Path

from coprod_training.cli.ends_in_order import end_as_with_ctrl_c
from coprod_training.cli.options import add_course, add_workspace, workspace_of
from coprod_training.lab.opening import prepare
from coprod_training.lab.server import running, start, wait_until_stopped
from coprod_training.lab.workspace import find_staff_copy


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    parser.add_argument(
        "--as",
        dest="role",
        choices=("learner", "trainer"),
        default="learner",
        help="who is opening it (default: learner)",
    )
    add_workspace(parser)
    add_course(parser)
    parser.add_argument(
        "--published",
        type=Path,
        metavar="DIR",
        help="open a copy that coprod publish made (default: the course as an open draft)",
    )
    parser.add_argument(
        "--port", type=int, default=8888, metavar="N", help="the first port to try (default: 8888)"
    )
    parser.add_argument("--no-browser", action="store_true", help="only print the address")


def run(asked: argparse.Namespace) -> int:
    """Prepare the workspace, start JupyterLab, print its address, wait for Ctrl+C."""
    end_as_with_ctrl_c()
    workspace = workspace_of(asked)
    already = running(workspace, asked.role)
    if already is not None:
        print("The course is open already.")
        print(
            "  It shows the copy that it started with. To open a different one, stop it first with"
            " Ctrl+C where it was started."
        )
        print(f"  Where that terminal is gone: kill {already.pid}")
        print(already.address, flush=True)
        return 0
    staff = find_staff_copy(asked.course, Path.cwd())
    for line in prepare(workspace, asked.role, staff, asked.published):
        print(line)
    with start(workspace, asked.role, asked.port) as server:
        print(server.address, flush=True)
        if not asked.no_browser:
            webbrowser.open(server.address)
        wait_until_stopped(server.pid)
    return 0
