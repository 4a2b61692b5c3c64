"""What a text of YAML says is remembered: hundreds of tests of one process read the same course.

Each reader is given data of its own, as from a file that was read anew. A text that is not right is
read each time, so that the problem names its own file.
"""

import pickle
from functools import lru_cache
from pathlib import Path

from coprod_training import yamlfile
from coprod_training.errors import ContentProblems

MANY = 400  # texts: a course has about a hundred, and tests change a few at a time


def use():
    """Let this process remember from now on."""
    parts = yamlfile._parts

    @lru_cache(MANY)
    def said(text):
        return pickle.dumps(parts(Path(), text))

    def remembered(path, text):
        try:
            return pickle.loads(said(text))
        except (ContentProblems, RecursionError):  # what is too deep to be kept may still be read
            return parts(path, text)

    yamlfile._parts = remembered
