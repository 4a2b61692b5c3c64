"""What works with the dataset is never loaded by a process of a learner."""

import subprocess
import sys

HEAVY = {"numpy", "pyarrow", "pandas", "matplotlib", "scipy", "pyreadstat", "pyxform", "openpyxl"}
LEARNER = (
    "import sys;"
    "import coprod_training.own_activity, coprod_training.widgets.page;"
    "import coprod_training.lab.extension, coprod_training.survey.beside;"
    "print(*sorted({name.split('.')[0] for name in sys.modules}))"
)
COMMANDS = (
    "import sys, coprod_training.cli.survey;"
    "print(*sorted({name.split('.')[0] for name in sys.modules}))"
)


def loaded(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_a_learners_process_loads_none_of_it():
    assert loaded(LEARNER) & HEAVY == set()


def test_asking_for_any_command_loads_none_of_it_either():
    assert loaded(COMMANDS) & HEAVY == set()
