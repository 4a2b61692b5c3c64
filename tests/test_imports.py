"""What a learner's kernel must never load: it costs each learner memory and time."""

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
