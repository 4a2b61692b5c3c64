"""The keys of a workspace, in `private/keys/`: for progress, survey, releases and the forum."""

from pathlib import Path

from coprod_training.secret_key import load_secret
from coprod_training.survey.pseudonym import Key, Pseudonym, Purpose, pseudonym_of
from coprod_training.survey.store import survey_holds_people


def load_key(private: Path, purpose: Purpose, *, known_by_it: str = "") -> Key:
    """The key of one purpose; made once, when it is first needed.

    private: the workspace's private folder. known_by_it: as in `load_secret`, which raises
    CoprodError: a new key in the place of an old one would give everybody a new pseudonym.
    """
    return Key(purpose, load_secret(private, purpose, known_by_it=known_by_it))


def survey_key(private: Path) -> Key:
    """The key of the survey on this machine. Raises CoprodError as `load_secret` does.

    A new one would count everybody twice, and no withdrawal would find its answers.
    """
    kept = "the survey" if survey_holds_people(private) else ""
    return load_key(private, "survey", known_by_it=kept)


def progress_pseudonym(private: Path, learner_id: str) -> Pseudonym:
    """The learner's name in progress statements."""
    return pseudonym_of(learner_id, load_key(private, "progress"))
