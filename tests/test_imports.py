"""What a learner's kernel must never load: it costs each learner memory and time."""

import os
import subprocess
import sys
from pathlib import Path

DRAW = """
import sys
from coprod_training import activity
activity("ladder-sort")
heavy = sorted({"pandas", "nbgrader", "numpy", "sqlalchemy"} & set(sys.modules))
print(heavy)
"""


def test_drawing_an_activity_loads_neither_pandas_nor_nbgrader():
    done = subprocess.run(
        [sys.executable, "-c", DRAW],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[1],
    )

    assert done.stdout.strip() == "[]"


COMMAND = """
import sys
from coprod_training.cli import main
main(["publish", sys.argv[1]])
print("nbformat" in sys.modules, "lark" in sys.modules)
"""


def test_a_command_leaves_out_what_takes_two_seconds_to_load(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, tmp_path / "out"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[1],
        env=os.environ | {"PYTHONPATH": ""},  # without tests/lean, which leaves it out as well
    )

    assert done.stdout.splitlines()[-1] == "True False"


PUT_OFF = """
import sys
from coprod_training.lean_imports import put_off_importing
put_off_importing("requests")
import jupyterlab_server.listings_handler as listings
print("urllib3" in sys.modules, listings.requests.Session.__name__, "urllib3" in sys.modules)
"""


def test_what_a_learners_server_never_uses_is_loaded_when_it_is_used():
    done = subprocess.run(
        [sys.executable, "-c", PUT_OFF], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "False Session True"
