"""Asking a course's server as the front end does, and nbgrader as a trainer does."""

import json
import os
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import at_hand
from made_once import copied

TASK = "where-is-it-really"
SCRIPTS = Path(sys.executable).parent


@dataclass(frozen=True)
class Reply:
    """What came back. headers: their names in small letters."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def data(self) -> Any:
        return json.loads(self.content)


def ask(server, path, method="GET", body=None, *, token=True, headers=None) -> Reply:
    """One request to coprod/<path>, with the token that the front end has."""
    request = urllib.request.Request(
        f"{server.base}coprod/{path}",
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers=headers or {},
    )
    if token:
        request.add_header("Authorization", f"token {server.token}")
    try:
        reply = urllib.request.urlopen(request, timeout=120)
    except urllib.error.HTTPError as error:
        reply = error
    with reply:
        names = {name.lower(): value for name, value in reply.headers.items()}
        return Reply(reply.status, names, reply.read())


def keep(server, activity, response, check=True) -> Reply:
    """Give one answer, as a page does."""
    message = {"type": "keep", "id": str(uuid4()), "response": response, "check": check}
    return ask(server, f"api/activities/{activity}", "POST", message)


def nbgrader(workspace, role, *arguments) -> str:
    """nbgrader's own command, as the person of that role would type it."""
    code, said = at_hand.run(
        *("-m", "nbgrader", *arguments),
        cwd=workspace / role,
        env=os.environ
        | {
            "JUPYTER_CONFIG_DIR": str(workspace / "jupyter" / role),
            "PATH": f"{SCRIPTS}:{os.environ['PATH']}",
        },
    )
    assert code == 0, said
    return said


def set_due(workspace, due) -> None:
    """What formgrader does when a trainer types a date. due: such as "2027-01-11 17:00:00"."""
    code = (
        "import sys; from coprod_training.grading.gradebook import put_scripts_on_path as p; p();"
        "from nbgrader.api import Gradebook;"
        "from nbgrader.utils import parse_utc;"
        "g = Gradebook(sys.argv[1], 'coprod');"
        "g.update_or_create_assignment(sys.argv[2], duedate=parse_utc(sys.argv[3])); g.close()"
    )
    place = f"sqlite:///{workspace / 'trainer' / 'gradebook.db'}"
    done, said = at_hand.run("-c", code, place, TASK, due, cwd=workspace, env=dict(os.environ))
    assert done == 0, said


def prepare(workspace, role, course=None) -> None:
    """Lay a workspace out as `coprod start` does, without starting anything.

    course: the staff copy; left out, the one with the first module alone.
    """
    from opened import STAFF

    from coprod_training.lab.opening import prepare as lay_out
    from coprod_training.lab.workspace import open_workspace

    lay_out(open_workspace(workspace), role, course or STAFF)


def released(workspace, task=TASK, course=None) -> Path:
    """Lay a workspace out in which the trainer has released an exercise. course: as for prepare."""

    def release(folder):
        prepare(folder, "trainer", course)
        nbgrader(folder, "trainer", "generate_assignment", task)
        nbgrader(folder, "trainer", "release_assignment", task)

    part = course.name if course else "first-module"
    return copied(f"released-{task}-{part}", release, workspace)
