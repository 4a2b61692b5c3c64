"""A hub whose people have passwords that are quick to check: a run makes and checks about ninety.

bcrypt takes a third of a second for each on purpose. `test_demo.py` sees that a hub which nobody
made quick does so.
"""

from coprod_training.hub.running import CONFIG

WORDS = """
import functools

import bcrypt

bcrypt.gensalt = functools.partial(bcrypt.gensalt, 4)  # the fewest rounds that there can be
"""


def make_quick(folder) -> None:
    """Say so in the configuration of the hub in a folder, before it starts."""
    with (folder / CONFIG).open("a") as config:
        config.write(WORDS)
