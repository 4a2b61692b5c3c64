"""nbgrader's own formgrader, with no page of ours, on a course that we graded."""

import html
import json
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from graded_course import COMMANDS, LEAN, PACKAGE, SLUG

pytestmark = pytest.mark.slow
ELSE = ("jupyterlab", "notebook", "notebook_shim", "jupyter_lsp", "jupyter_server_terminals")
TOKEN = "test-record"


@pytest.fixture
def formgrader(graded_course, tmp_path):
    """Asks a plain Jupyter server in the course root, which loads stock formgrader alone."""
    names = ("formgrader", "assignment_list", "course_list", "validate_assignment")
    loads = {f"nbgrader.server_extensions.{name}": name == "formgrader" for name in names}
    settings = {
        "ServerApp": {"jpserver_extensions": loads | dict.fromkeys(ELSE, False), "port": 0},
        "IdentityProvider": {"token": TOKEN},
    }
    (tmp_path / "jupyter_server_config.json").write_text(json.dumps(settings))
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyter_server", "--allow-root", "--no-browser"],
        cwd=graded_course.trainer,
        text=True,
        stderr=subprocess.PIPE,
        env={
            "PATH": f"{COMMANDS}:/usr/bin:/bin",
            "PYTHONPATH": f"{LEAN}:{PACKAGE}",
            "HOME": str(tmp_path),
            "JUPYTER_CONFIG_DIR": str(tmp_path),
        },
    )
    said = iter(server.stderr)
    base = next(found[0] for line in said if (found := re.search(r"http://127\S+?:\d+/", line)))

    def asked(path):
        request = urllib.request.Request(f"{base}formgrader/{path}")
        request.add_header("Authorization", f"token {TOKEN}")
        for _ in range(100):  # it says its address a moment before it listens
            try:
                with urllib.request.urlopen(request, timeout=60) as reply:
                    return reply.read().decode()
            except urllib.error.HTTPError:
                raise
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the server did not answer")

    yield asked
    server.terminate()
    server.communicate(timeout=30)


def test_it_lists_the_hand_ins_and_opens_one_for_marking(formgrader):
    assignments = json.loads(formgrader("api/assignments"))
    hand_ins = json.loads(formgrader(f"api/submitted_notebooks/{SLUG}/{SLUG}"))
    right = next(one for one in hand_ins if one["student"] == "right")
    page = formgrader(f"submissions/{right['id']}/?index=0")

    assert [one["name"] for one in assignments] == [SLUG]
    assert {one["student"] for one in hand_ins} == {"right", "partly", "wrong", "blank"}
    assert (right["score"], right["needs_manual_grade"]) == (3.0, True)
    assert 'class="score tabbable" id="test-words"' in page
    assert "I saw\n\n*green*." in html.unescape(page)
