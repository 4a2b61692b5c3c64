"""What each role's server loads, and does with lessons that nobody uses."""

import json
import re
import sys
import time
from pathlib import Path

import pytest
from every_route import ask_for_everything
from opened import Opened, jupyter, opened
from served import ask

from coprod_training.lab.settings import TRAINER_ONLY, set_for_a_hub, write_settings
from coprod_training.lab.workspace import open_workspace

pytestmark = [pytest.mark.drawn, pytest.mark.slow]


def kernel(server):
    """A lesson's process, started as the page starts it."""
    return jupyter(server, "POST", "api/kernels", {"name": "python3"})["id"]


def imported_by(workspace, role, monkeypatch):
    """Every module that the role's server imported: Python itself lists them in the log."""
    monkeypatch.setenv("PYTHONPROFILEIMPORTTIME", "1")
    with opened(workspace, role) as server:
        if role == "learner":
            ask_for_everything(server)
        else:
            for path in ("course", "exercises", "my-data", "reports"):
                ask(server, f"api/{path}")
    log = (workspace / "jupyter" / role / "server.log").read_text()
    return set(re.findall(r"^import time:[^|]*\|[^|]*\|\s+(\S+)$", log, re.MULTILINE))


def test_a_learners_server_loads_nothing_heavy(tmp_path, monkeypatch):
    names = imported_by(tmp_path / "coprod", "learner", monkeypatch)

    assert "coprod_training.lab.exercise_pages" in names  # the list is complete
    heavy = {"nbgrader", "sqlalchemy", "pandas", "jupyter_lsp", "jupyter_server_terminals"}
    heavy |= {"IPython", "nbconvert", "requests", "httpx"}
    assert heavy & {name.split(".")[0] for name in names} == set()


def test_the_same_look_at_a_trainers_server_finds_it(tmp_path, monkeypatch):
    names = imported_by(tmp_path / "coprod", "trainer", monkeypatch)

    assert "nbgrader.server_extensions.formgrader" in names
    assert "coprod_training.lab.exercise_pages" in names


def test_a_lesson_that_nobody_uses_ends(tmp_path, monkeypatch):
    """The real setting is 15 minutes; a folder of settings with more weight makes it seconds."""
    quick = tmp_path / "quick"
    quick.mkdir()
    (quick / "jupyter_server_config.json").write_text(
        json.dumps({"MappingKernelManager": {"cull_idle_timeout": 1, "cull_interval": 1}})
    )
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(quick))
    server = Opened(tmp_path / "coprod")
    try:
        kernel(server)
        end = time.monotonic() + 60
        while jupyter(server, "GET", "api/kernels"):
            assert time.monotonic() < end, "it was never ended"
            time.sleep(0.5)
    finally:
        server.stop()


def test_the_settings_of_the_two_roles_differ_as_they_should(tmp_path):
    workspace = open_workspace(tmp_path / "coprod")
    read, page_of = {}, {}
    for role in ("learner", "trainer"):
        folder = write_settings(workspace, role, "")
        read[role] = json.loads((folder / "jupyter_server_config.json").read_text())
        page = json.loads((folder / "labconfig" / "page_config.json").read_text())
        page_of[role] = page
        assert page["coprodRole"] == role
        assert page["coprodHome"] == ("" if role == "learner" else "learner-view")
    learner, trainer = read["learner"], read["trainer"]

    assert page_of["learner"]["buildCheck"] is False
    assert page_of["trainer"]["buildCheck"] is True
    assert learner["MappingKernelManager"]["cull_idle_timeout"] == 15 * 60
    assert learner["MappingKernelManager"]["buffer_offline_messages"] is False
    assert "MappingKernelManager" not in trainer
    off = {n for n, on in learner["ServerApp"]["jpserver_extensions"].items() if not on}
    assert off == set(TRAINER_ONLY)
    assert learner["ServerApp"]["terminals_enabled"] is False
    assert learner["Coprod"] == {"workspace": str(workspace.root), "role": "learner", "home": ""}
    assert trainer["Coprod"]["home"] == "learner-view"


def test_every_server_extension_of_this_environment_is_decided_on():
    """A package that brings a new one must not slip into every learner's server unseen."""
    folder = Path(sys.prefix) / "etc" / "jupyter" / "jupyter_server_config.d"
    found = set()
    for path in folder.glob("*.json"):
        found |= set(json.loads(path.read_text())["ServerApp"]["jpserver_extensions"])

    assert found - set(TRAINER_ONLY) <= {"jupyterlab"}


@pytest.mark.parametrize("role", ["learner", "trainer"])
def test_on_a_hub_nobody_opens_a_terminal(tmp_path, role):
    """Trainers of a cohort share a server: what one left running would stay after they have."""
    workspace = open_workspace(tmp_path / "workspace")
    folder = write_settings(workspace, role, "")

    set_for_a_hub(workspace, role, 1800)

    settings = json.loads((folder / "jupyter_server_config.json").read_text())
    assert settings["ServerApp"]["terminals_enabled"] is False


def test_on_a_hub_nobody_is_kept_in_longer_than_a_minute_by_what_the_hub_said(tmp_path):
    workspace = open_workspace(tmp_path / "workspace")
    folder = write_settings(workspace, "trainer", "")

    set_for_a_hub(workspace, "trainer", 1800)

    settings = json.loads((folder / "jupyter_server_config.json").read_text())
    assert settings["HubOAuth"] == {"cache_max_age": 60}
    assert settings["ServerApp"]["shutdown_no_activity_timeout"] == 1800
