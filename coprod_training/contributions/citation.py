"""CITATION.cff of a published copy: names only of those who wish to be cited, as they typed them.

Source: Citation File Format 1.2.0.
"""

import yaml

from coprod_training.contributions.history import History

OURS = "The coprod_training authors"


def citation_of(history: History) -> str:
    """The file. What is no family name and given name is an entity, which has one name."""
    said = {
        "cff-version": "1.2.0",
        "message": "Please cite this course as below. Contributors' words keep their own terms.",
        "type": "dataset",
        "title": history.course,
        "version": history.edition,
        "license": "CC-BY-4.0",
        "authors": [{"name": OURS}, *({"name": one.text} for one in history.cited)],
    }
    return yaml.safe_dump(said, sort_keys=False, allow_unicode=True, width=100)
