"""An extension of IPython: what every lesson begins with, before its page asks for it.

The process behind a lesson starts while the page is still on its way to the learner. It imports
the widgets and reads the course meanwhile.
"""

import importlib
from contextlib import suppress
from typing import Any

from coprod_training.errors import CoprodError
from coprod_training.widgets.place import here


def load_ipython_extension(shell: Any) -> None:
    """Read the course. What is wrong with it is said in the lesson, where a learner can see it."""
    importlib.import_module("coprod_training.widgets.shown")
    with suppress(CoprodError, OSError):
        here()
