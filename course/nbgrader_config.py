"""How nbgrader grades this course: answers are read as data, and nothing is ever run.

`coprod start --as trainer` writes a file like this into the trainer's course root, with its
folders filled in. With JUPYTER_CONFIG_PATH set to this folder, nbgrader finds this one instead
and takes the folder it is started in as the course root.
"""

from pathlib import Path

from coprod_training.grading.config import apply

apply(get_config(), Path(__file__).parent)
