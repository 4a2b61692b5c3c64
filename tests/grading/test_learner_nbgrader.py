"""A learner's way to the exchange loads little of nbgrader, and reads the very same settings."""

import json
import os
import subprocess
import sys

SETTINGS = """
c = get_config()
c.CourseDirectory.course_id = "a-course"
c.Exchange.root = "/somewhere"
"""
LEAN = """
import json, sys
from coprod_training.grading.learner_nbgrader import exchange_settings, load_lean_nbgrader
load_lean_nbgrader()
from nbgrader.exchange import ExchangeFactory
from nbgrader.auth import Authenticator
settings = exchange_settings()
unused = ("sqlalchemy", "nbconvert", "nbformat", "requests.adapters")
heavy = [one for one in unused if one in sys.modules]
print(json.dumps([settings, heavy, ExchangeFactory(config=settings).submit.__name__]))
"""
WHOLE = """
import json
from nbgrader.apps import NbGrader
app = NbGrader()
app.load_cwd_config = False
app.initialize([])
settings = app.config
steps = settings.pop("Autograde")
settings = {name: one for name, one in settings.items() if one}
print(json.dumps([settings, list(map(str, steps.autograde_preprocessors))]))
"""


def run(program, folder):
    environ = os.environ | {"JUPYTER_CONFIG_DIR": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environ, cwd=folder, capture_output=True, check=True
    )
    return json.loads(done.stdout)


def test_the_settings_are_those_of_nbgraders_own_commands_and_little_is_loaded(tmp_path):
    (tmp_path / "nbgrader_config.py").write_text(SETTINGS)

    settings, heavy, submit = run(LEAN, tmp_path)
    whole, steps = run(WHOLE, tmp_path)

    assert (
        settings
        == whole
        == {
            "CourseDirectory": {"course_id": "a-course"},
            "Exchange": {"root": "/somewhere"},
        }
    )
    assert heavy == []
    assert submit == "ExchangeSubmit"
    # Everywhere else the step that would run a learner's code is still swapped.
    assert "coprod_training.grading.refuse_execute.ExecuteUnlessOurs" in steps
