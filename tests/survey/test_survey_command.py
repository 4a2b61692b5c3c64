"""`coprod survey build`, as it is typed where a hub runs the course."""

from pathlib import Path

from coprod_training.cli import main
from coprod_training.survey.keys import load_key
from coprod_training.survey.pseudonym import pseudonym_of
from coprod_training.survey.store import SurveyStore

from .self_checks import agree

ROOT = Path(__file__).parents[2]


def test_a_yes_is_kept_for_the_one_who_signed_in_at_the_hub(tmp_path, monkeypatch):
    """Under the same name "Delete everything" looks for it, and takes it out."""
    monkeypatch.setenv("JUPYTERHUB_USER", "test-record-of-the-hub")
    home = tmp_path / "workspace" / "learner"
    (home / ".coprod").mkdir(parents=True)
    (home / ".coprod" / "course").symlink_to(ROOT / "course")
    agree(home)

    main(["survey", "build", str(tmp_path / "out"), "--workspace", str(home.parent)])

    private = home.parent / "private"
    (event,) = SurveyStore(private).consent_events()
    key = load_key(private, "survey")
    assert event.pseudonym == pseudonym_of("test-record-of-the-hub", key)
