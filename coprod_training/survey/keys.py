"""The keys of a workspace, in `private/keys/`: for progress, for the survey and for the forum."""

from pathlib import Path

from coprod_training.secret_key import load_secret
from coprod_training.survey.pseudonym import Key, Pseudonym, Purpose, pseudonym_of


def load_key(private: Path, purpose: Purpose) -> Key:
    """The key of one purpose; made once, when it is first needed.

    private: the workspace's private folder. Raises CoprodError as `load_secret` does: a new key
    in the place of an old one would give everybody a new pseudonym.
    """
    return Key(purpose, load_secret(private, purpose))


def progress_pseudonym(private: Path, learner_id: str) -> Pseudonym:
    """The learner's name in progress statements."""
    return pseudonym_of(learner_id, load_key(private, "progress"))
